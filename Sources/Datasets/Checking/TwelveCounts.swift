import Japanese

/// A column with values that look like 個人番号, or columns beside each other over which they are divided.
public struct NumberColumn: Hashable, Sendable, Codable {
    /// The heading; of several columns all of them, with ・ between.
    public var column: String
    /// From 1; of several columns the first.
    public var columnNumber: Int
    /// Values with a number of twelve figures.
    public var values: Int
    /// Those of them whose check digit is right.
    public var valid: Int

    /// Whether each number is divided over several cells. `nil` is no.
    public var isSplit: Bool?

    /// So many hold that it is no chance, which is one in eleven: nobody can say that they are none. A table has many ways to put cells
    /// together, and takes more.
    public var isCertain: Bool { valid >= (isSplit == true ? 5 : 3) && valid * 10 >= values * 9 }
}

/// Numbers of twelve figures by their columns. Whether they are 個人番号 only all of a column tell, for a check and for a repair alike.
struct TwelveCounts: Sendable {
    private struct Count: Sendable {
        var all = 0
        var valid = 0
        /// Values of nothing but twelve figures, as codes are.
        var bare = 0
        var bareValid = 0
        /// Whether the heading says that they are 個人番号.
        let isNamed: Bool

        /// One in eleven codes of such a length ends in the check digit by chance: they are no 個人番号. Figures that are set off as on the
        /// card are never taken for such a code, nor are any below a heading that says what they are.
        ///
        /// More than four standard deviations above that share are no chance: (11v − n)² ≤ 16 · 10n.
        var isChance: Bool {
            guard bare >= 8, !isNamed else { return false }
            let above = 11 * bareValid - bare
            return above <= 0 || above * above <= 160 * bare
        }
    }

    private var columns: [Int: Count] = [:]
    private var split = SplitCounts()

    /// A row of texts.
    mutating func add(_ texts: [String], _ plans: [ColumnPlan]) {
        for (text, plan) in zip(texts, plans) { add(text, plan) }
        split.add(texts)
    }

    mutating func add(_ part: SplitCounts) { split.add(part) }

    mutating func add(_ text: String, _ column: ColumnPlan) {
        guard text.utf8.count >= 12, PersonalRules.mayHoldNumbers(column.kind) else { return }
        let figures = FigureText(text)
        let twelves = figures.twelves
        guard !twelves.isEmpty else { return }
        let isValid = twelves.contains { FigureText.holds(.individualNumber, $0) }
        var count =
            columns[column.position] ?? Count(isNamed: PersonalRules.isIndividualNumbers(column.heading))
        count.all += 1
        if isValid { count.valid += 1 }
        if figures.isBare {
            count.bare += 1
            if isValid { count.bareValid += 1 }
        }
        columns[column.position] = count
    }

    mutating func add(_ other: TwelveCounts) {
        for (column, more) in other.columns {
            var count = columns[column] ?? Count(isNamed: more.isNamed)
            count.all += more.all
            count.valid += more.valid
            count.bare += more.bare
            count.bareValid += more.bareValid
            columns[column] = count
        }
        split.add(other.split)
    }

    /// Takes back findings about codes, and tells what only all rows tell.
    func settle(_ tally: inout FindingTally, _ plans: [ColumnPlan]) {
        for open in split.open(plans) {
            tally.add(
                DataFinding(
                    .individualNumber, column: open.column, columnNumber: open.columnNumber,
                    message:
                        "隣り合う列の数字を続けて読むと、\(open.values)行のうち\(open.valid)行で個人番号らしい12桁になります。公開してはいけない番号でないか確かめてください。"))
        }
        for (column, count) in columns where count.isChance && count.bareValid > 0 {
            tally.remove(.individualNumber, count: count.bareValid) {
                $0.columnNumber == column + 1 && $0.value != $0.column && FigureText($0.value).isBare
            }
        }
    }

    /// What is left, by column.
    func open(_ plans: [ColumnPlan]) -> [NumberColumn] {
        let whole = columns.sorted { $0.key < $1.key }.compactMap { position, count -> NumberColumn? in
            let valid = count.isChance ? count.valid - count.bareValid : count.valid
            guard valid > 0 else { return nil }
            return NumberColumn(
                column: plans[position].heading, columnNumber: position + 1,
                values: count.isChance ? count.all - count.bare : count.all, valid: valid)
        }
        return whole + split.open(plans)
    }
}
