import Ward

/// What was read is no catalogue.
struct UnreadableCatalogue: Refusal, Hashable {
    let words: String

    init(_ words: String) { self.words = words }
}

extension JSON {
    init(ofCatalogue bytes: [UInt8]) throws(UnreadableCatalogue) {
        do throws(JSONParsingError) {
            try self.init(foreign: bytes)
        } catch {
            throw UnreadableCatalogue("答えがJSONではありません（\(error.reason)）。アドレスと種類を確かめてください。")
        }
    }
}
