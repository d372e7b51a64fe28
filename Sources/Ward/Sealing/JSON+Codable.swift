import Foundation

/// The bridge between values of the program and canonical JSON: what is `Codable` is sealed and read back without a line of
/// its own.
extension JSON {
    /// - Throws: `EncodingError` when the value holds a number with a fraction, which has no canonical form here.
    public init(encoding value: some Encodable) throws {
        let bytes = try JSONEncoder().encode(value)
        do throws(JSONParsingError) {
            self = try JSON(parsing: String(decoding: bytes, as: UTF8.self))
        } catch {
            throw EncodingError.invalidValue(
                value, .init(codingPath: [], debugDescription: "no canonical form: \(error.reason)"))
        }
    }

    /// The value this was written from.
    /// - Throws: `DecodingError` when it is not one this program wrote.
    public func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: Data(canonical.utf8))
    }
}

extension JSON: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let values = try? container.decode([JSON].self) {
            self = .array(values)
        } else {
            self = .object(try container.decode([String: JSON].self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let values): try container.encode(values)
        case .object(let members): try container.encode(members)
        }
    }
}
