import JWTKit

/// What a token says, before anybody believes it.
struct TokenClaims: JWTPayload {
    let members: [String: ClaimValue]

    init(_ members: [String: ClaimValue]) {
        self.members = members
    }

    init(from decoder: any Decoder) throws {
        members = try [String: ClaimValue](from: decoder)
    }

    func encode(to encoder: any Encoder) throws {
        try members.encode(to: encoder)
    }

    /// Claims are looked at by ``IDTokenCheck``, which knows the clock and what was asked for.
    func verify(using algorithm: some JWTAlgorithm) {}

    subscript(name: String) -> ClaimValue? { members[name] }

    /// A claim by its name, or else by a path with dots through objects.
    func value(at path: String) -> ClaimValue? {
        if let value = members[path] { return value }
        var found: ClaimValue? = .object(members)
        for part in path.split(separator: ".", omittingEmptySubsequences: false) {
            guard case .object(let inner)? = found else { return nil }
            found = inner[String(part)]
        }
        return found
    }
}

/// Any value of a claim. Numbers may have fractions: a NumericDate (RFC 7519, 2) may.
enum ClaimValue: Codable, Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([ClaimValue])
    case object([String: ClaimValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([ClaimValue].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: ClaimValue].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .list(let values): try container.encode(values)
        case .object(let members): try container.encode(members)
        }
    }

    var text: String? { if case .text(let value) = self { value } else { nil } }

    var number: Double? { if case .number(let value) = self { value } else { nil } }

    /// One text, or a list of texts alone.
    var texts: [String]? {
        switch self {
        case .text(let value): return [value]
        case .list(let values):
            let texts = values.compactMap(\.text)
            return texts.count == values.count ? texts : nil
        default: return nil
        }
    }
}
