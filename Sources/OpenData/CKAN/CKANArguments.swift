import Site
import Ward

/// What an action was called with: the members of a JSON object, or the fields of a form or a query, where lists and objects are
/// written as JSON.
struct CKANArguments: Sendable {
    private let members: [String: JSON]

    static let scalarsMax = 4_000
    /// What the document for programs promises of each: an address takes no more of all together.
    static let scalarsPromised = 400

    init(_ request: PageRequest) throws(CKANError) {
        var members: [String: JSON] = [:]
        for field in request.query.fields + request.form.fields { members[field.name] = .string(field.value) }
        switch request.foreign?.json {
        case .object(let sent)?: members.merge(sent) { $1 }
        case nil: break
        default: throw .validation(["request": ["JSON must be an object"]])
        }
        self.members = members.filter { $0.value != .null }
    }

    init(_ members: [String: JSON]) { self.members = members }

    subscript(name: String) -> JSON? { members[name] }

    func text(_ name: String) -> String? {
        switch members[name] {
        case .string(let text)?: text
        case .integer(let number)?: "\(number)"
        default: nil
        }
    }

    /// - Throws: a Validation Error, in CKAN's words.
    func required(_ name: String) throws(CKANError) -> String {
        guard let text = text(name), !text.isEmpty else { throw .validation([name: ["Missing value"]]) }
        return text
    }

    func number(_ name: String, default value: Int, max: Int) throws(CKANError) -> Int {
        guard let text = text(name) else { return value }
        guard let number = Int(text) else { throw .validation([name: ["Invalid integer"]]) }
        guard number >= 0 else { throw .validation([name: ["Must be a natural number"]]) }
        return min(number, max)
    }

    func flag(_ name: String, default value: Bool = false) -> Bool {
        switch members[name] {
        case .bool(let flag)?: flag
        case .string(let text)?: ["true", "1", "yes", "t", "y"].contains(text.lowercased())
        case .integer(let number)?: number != 0
        default: value
        }
    }

    /// A list, also as JSON in a text, or words with commas between.
    func list(_ name: String) -> [String]? {
        switch members[name] {
        case .array(let values)?: values.compactMap(Self.plain)
        case .string(let text)? where text.first == "[":
            (try? JSON(parsing: text))?.array?.compactMap(Self.plain)
        case .string(let text)?: text.split(separator: ",").map { String($0).trimmingWhitespace }
        default: nil
        }
    }

    /// An object whose members are values or lists of values, also as JSON in a text.
    func filters(_ name: String) throws(CKANError) -> [String: Set<String>] {
        let value: JSON?
        if case .string(let text)? = members[name] {
            value = text.isEmpty ? nil : (try? JSON(parsing: text)) ?? .bool(false)
        } else {
            value = members[name]
        }
        guard let value else { return [:] }
        guard case .object(let wanted) = value else { throw .validation([name: ["Must be a JSON object"]]) }
        return wanted.mapValues { Set(($0.array ?? [$0]).compactMap(Self.plain)) }
    }

    static func plain(_ value: JSON) -> String? {
        switch value {
        case .string(let text): text
        case .integer(let number): "\(number)"
        case .bool(let flag): flag ? "true" : "false"
        default: nil
        }
    }
}
