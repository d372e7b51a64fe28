import Foundation
import Ward

/// JSON that others wrote, with numbers of any kind: those with a fraction become text.
struct ForeignJSON: Decodable {
    let value: JSON

    /// - Throws: ``UnreadableCatalogue``
    static func value(of bytes: [UInt8]) throws(UnreadableCatalogue) -> JSON {
        do {
            return try JSONDecoder().decode(ForeignJSON.self, from: Data(bytes)).value
        } catch {
            throw UnreadableCatalogue("答えがJSONではありません。アドレスと種類を確かめてください。")
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            value = .null
        } else if let text = try? container.decode(String.self) {
            value = .string(text)
        } else if let isSet = try? container.decode(Bool.self) {
            value = .bool(isSet)
        } else if let number = try? container.decode(Int64.self) {
            value = .integer(number)
        } else if let number = try? container.decode(Double.self) {
            value = .string("\(number)")
        } else if let values = try? container.decode([ForeignJSON].self) {
            value = .array(values.map(\.value))
        } else {
            value = .object(try container.decode([String: ForeignJSON].self).mapValues(\.value))
        }
    }
}

/// What was read is no catalogue.
struct UnreadableCatalogue: Refusal, Hashable {
    let words: String

    init(_ words: String) { self.words = words }
}
