import Japanese

/// What is expected of the values of one column of a file.
struct ColumnPlan: Sendable {
    /// From 0.
    let position: Int
    let heading: String
    let kind: ColumnKind
    /// Must be filled, because the layout says so.
    let isRequired: Bool
    /// The kind comes from a standard layout, not from the heading or the values alone.
    let isStandard: Bool
    /// IDs of this column are compared for doubles.
    let isKey: Bool

    /// The columns of a file.
    /// - Parameter layout: the layout it is meant to have; `nil` for a layout of its own.
    static func plans(headings: [String], sample: [[String]], layout: StandardLayout?) -> [ColumnPlan] {
        let own = Dictionary(
            (layout?.columns ?? []).map { (TextKey($0.heading), $0) }, uniquingKeysWith: { first, _ in first })
        return headings.enumerated().map { position, heading in
            let key = TextKey(heading)
            if let column = own[key] {
                return ColumnPlan(
                    position: position, heading: heading, kind: column.kind,
                    isRequired: column.isRequired, isStandard: true, isKey: column.kind == .id)
            }
            let values = sample.lazy.compactMap { position < $0.count ? $0[position] : nil }
            let kind = ColumnGuess.kind(key, values: Array(values.prefix(2_000)))
            return ColumnPlan(
                position: position, heading: heading, kind: kind, isRequired: false,
                isStandard: false, isKey: kind == .id && position < 3)
        }
    }
}

/// What a column that no layout knows seems to hold: by its heading first, by its values where the heading says nothing.
enum ColumnGuess {
    static func kind(_ heading: TextKey, values: [String]) -> ColumnKind {
        if let known = known[heading] { return known }
        let text = heading.text
        for (ending, kind) in endings where text.hasSuffix(ending) {
            return kind == .number && !isNumeric(values) ? .text : kind
        }
        return isNumeric(values) ? .number : .text
    }

    /// Headings of the standard layouts have the same meaning elsewhere, where all layouts agree.
    private static let known: [TextKey: ColumnKind] = {
        var known: [TextKey: ColumnKind] = [:]
        var disputed: Set<TextKey> = []
        for dataset in StandardDataset.all {
            for column in dataset.current.columns + dataset.old.columns {
                let key = TextKey(column.heading)
                if let other = known[key], other != column.kind { disputed.insert(key) }
                known[key] = column.kind
            }
        }
        // Free layouts count with 男性 and 定員 what they like: their values decide. 1 is a flag only in the standard layout.
        return known.filter { !disputed.contains($0.key) && ![.count, .number, .flag, .presence].contains($0.value) }
    }()

    private static let endings: [(String, ColumnKind)] = [
        ("電話番号", .phone), ("郵便番号", .postalCode), ("法人番号", .corporateNumber), ("年月日", .date), ("日付", .date),
        ("開始時間", .time),
        ("終了時間", .time), ("開始時刻", .time), ("終了時刻", .time), ("緯度", .latitude), ("経度", .longitude), ("url", .url),
        ("市区町村コード", .municipalityCode), ("コード", .code), ("番号", .code), ("id", .id), ("住所", .address), ("所在地", .address),
    ]

    /// Nearly all values are numbers, and none begins with a zero that a number would lose.
    static func isNumeric(_ values: [String]) -> Bool {
        let filled = values.filter { !$0.isEmpty }
        guard filled.count >= 3 else { return false }
        var numbers = 0
        for value in filled {
            guard let number = NumberText(value) else { continue }
            if number.hasLeadingZero { return false }
            numbers += 1
        }
        return numbers * 10 >= filled.count * 9
    }
}
