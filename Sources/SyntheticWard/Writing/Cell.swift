extension SyntheticWard {
    /// What stands in one column of one record.
    enum Cell: Hashable, Sendable {
        case text(String)
        case number(Int)
        /// With the second code of a character that has two (NM4).
        case twin(String)
        /// Bytes that cannot be read, or a shift that is missing (FM1).
        case broken(String)

        static let blank = Cell.text("")

        var text: String {
            switch self {
            case .text(let text), .twin(let text), .broken(let text): text
            case .number(let number): String(number)
            }
        }
    }

    /// How a whole record is broken (FM1).
    enum Break: Sendable {
        case openQuote, extraColumn, missingColumn, nul, short
    }

    /// Why a ward could not be written.
    public enum WriteRefusal: Error, Hashable, Sendable {
        /// A value does not fit its column: the layouts and the names do not go together.
        case tooLong(file: String, column: String)
        case file(String)

        /// What is wrong, and how to mend it.
        public var japanese: String {
            switch self {
            case .tooLong(let file, let column): "\(file) の項目「\(column)」に入らない値があります。レイアウトの長さを直してください。"
            case .file(let name): "「\(name)」を書けません。フォルダーに書き込めるかと、空き容量を確かめてください。"
            }
        }
    }
}
