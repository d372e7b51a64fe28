import Japanese

/// What of a source value an item takes: a value of which no item takes the rest was not carried as a whole.
struct ValuePart: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    static let whole = ValuePart(rawValue: 1)
    static let family = ValuePart(rawValue: 2)
    static let given = ValuePart(rawValue: 4)
    static let year = ValuePart(rawValue: 8)
    /// 不詳表記.
    static let words = ValuePart(rawValue: 16)
    static let town = ValuePart(rawValue: 32)
    static let lot = ValuePart(rawValue: 64)

    /// Whether these parts together say all that a value says.
    func covers(_ text: String, towns: TownList) -> Bool {
        if contains(.whole) { return true }
        return coversName(text) || coversDate(text) || coversAddress(text, towns)
    }

    private func coversName(_ text: String) -> Bool {
        guard !isDisjoint(with: [.family, .given]) else { return false }
        let (family, given) = PersonName.parts(text)
        return (family.isEmpty || contains(.family)) && (given.isEmpty || contains(.given))
    }

    private func coversDate(_ text: String) -> Bool {
        guard !isDisjoint(with: [.year, .words]) else { return false }
        var text = text
        switch text.withUTF8({ RecordDate(reading: $0) }) {
        case .unknown(_, let month, _): return contains(.words) || month == nil
        case .day: return false
        default: return contains(.year)
        }
    }

    private func coversAddress(_ text: String, _ towns: TownList) -> Bool {
        guard !isDisjoint(with: [.town, .lot]) else { return false }
        guard let match = towns.match(text) else { return contains(.lot) }
        return contains(.town) && (contains(.lot) || match.rest.trimmed.isEmpty)
    }
}

extension Function {
    /// What it takes of a value; `nil` where it takes the whole.
    var part: ValuePart? {
        switch self {
        case .family: .family
        case .given: .given
        case .year: .year
        case .unknownText: .words
        case .town: .town
        case .lot: .lot
        // A sign that stands beside the value itself.
        case .unknownFlag, .townCode: []
        default: nil
        }
    }
}

extension Expression {
    /// The source column whose whole value this is, in whatever width or between whatever spaces.
    var wholeColumn: Int? {
        switch self {
        case .source(let column): column
        case .call(.trim, let arguments), .call(.kana, let arguments), .call(.wide, let arguments),
            .call(.narrow, let arguments):
            arguments.first?.wholeColumn
        default: nil
        }
    }
}
