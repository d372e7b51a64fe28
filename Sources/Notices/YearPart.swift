import Japanese

/// The part of a fiscal year that the head of a column names: 上半期, 後期, 第3四半期, 4Q.
enum YearPart: Hashable, Sendable {
    /// 1 or 2.
    case half(Int)
    /// 1 to 4.
    case quarter(Int)

    private static let names: [(name: String, part: YearPart)] =
        [
            ("上半期", .half(1)), ("下半期", .half(2)), ("上期", .half(1)), ("下期", .half(2)), ("前期", .half(1)),
            ("後期", .half(2)), ("前半", .half(1)), ("後半", .half(2)),
        ]
        + (1...4).flatMap { number in
            ["第\(number)四半期", "\(number)Q", "Q\(number)"].map { ($0, .quarter(number)) }
        }

    /// A part alone, below the head of its year.
    init?(_ text: String) {
        let (rest, part) = Self.ending(FieldLabel.key(text))
        guard let part, rest.isEmpty else { return nil }
        self = part
    }

    /// R7上半期, 令和7年度(上半期) → R7, 令和7年度 and the part.
    /// - Parameter key: as of a label.
    static func ending(_ key: String) -> (rest: String, part: YearPart?) {
        let isEnclosed = key.hasSuffix(")")
        let bare = isEnclosed ? String(key.dropLast()) : key
        guard let found = names.first(where: { bare.hasSuffix($0.name) }) else { return (key, nil) }
        var rest = String(bare.dropLast(found.name.count))
        if isEnclosed {
            guard rest.hasSuffix("(") else { return (key, nil) }
            rest.removeLast()
        }
        if rest.hasSuffix("の") { rest.removeLast() }
        return (rest, found.part)
    }

    /// 上半期, as dates are written.
    var words: String {
        switch self {
        case .half(let number): number == 1 ? "上半期" : "下半期"
        case .quarter(let number): "第\(number)四半期"
        }
    }

    func days(of year: FiscalYear) -> (from: CivilDate, to: CivilDate) {
        let quarters = year.quarters
        return switch self {
        case .half(let number): (quarters[number * 2 - 2].start, quarters[number * 2 - 1].end)
        case .quarter(let number): (quarters[number - 1].start, quarters[number - 1].end)
        }
    }
}
