import Japanese

/// A table that tells for one initiative what is done in which year: 改修 | 2校 | 3校 below 6年度 | 7年度.
///
/// What the cells say is how much is done; together they tell from when to when.
struct YearTable {
    /// The first and the last year in which something stands.
    private let years: [FiscalYearLabel]
    let text: LocatedText
    let lines: Set<Int>

    init?(_ table: NoticeTable) {
        guard let head = table.rows.first else { return nil }
        let columns = head.cells.map { PlanTable.column($0.text) }
        let isNamed = columns.contains { column in
            if case .field(let label) = column { ![.time, .state, .past, .other].contains(label) } else { false }
        }
        let places = columns.indices.filter { if case .year = columns[$0] { $0 > 0 } else { false } }
        guard !isNamed, places.count >= 2 else { return nil }
        var found: [Int] = []
        var text: LocatedText?
        for row in table.rows.dropFirst() where Self.tellsWork(row, places) {
            let filled = places.filter { place in
                place < row.cells.count && !row.cells[place].content.isEmpty
                    && PlanTable.isFilled(row.cells[place].content)
            }
            text = text ?? filled.first.map { row.cells[$0].content }
            found += filled
        }
        guard let first = found.min(), let last = found.max(), let text else { return nil }
        years = [first, last].compactMap { if case .year(let label) = columns[$0] { label } else { nil } }
        self.text = text
        lines = table.rows.reduce(into: []) { lines, row in
            lines.insert(row.line)
            for cell in row.cells { lines.formUnion(cell.content.lines) }
        }
    }

    /// Rows of money, of figures that are to be reached and of those that were, tell of no work.
    private static func tellsWork(_ row: NoticeTable.Row, _ places: [Int]) -> Bool {
        guard let name = row.cells.first, !name.content.isEmpty else { return false }
        let key = String(FieldLabel.key(name.text).prefix { $0 != "(" })
        if let label = FieldLabel(key), [.target, .past, .budget, .state].contains(label) { return false }
        if ["費", "額", "率", "数", "割合", "計"].contains(where: key.hasSuffix) { return false }
        // 120 and 35% are figures, 2校 and 設計 what is done.
        return places.contains { place in
            place < row.cells.count
                && row.cells[place].content.scalars.contains { scalar in
                    Script(of: scalar) == .kanji || Script(of: scalar) == .katakana || Script(of: scalar) == .hiragana
                        || TableInitiative.isMark(String(Character(scalar)))
                } && PlanTable.isFilled(row.cells[place].content)
        }
    }

    /// 令和6年度から令和8年度, the left-out era as in the document.
    func due(near anchor: FiscalYear?) -> ReadPromise.Due? {
        guard let from = years.first?.span(near: anchor), let to = years.last?.span(near: anchor) else { return nil }
        let place = text.place(of: 0)
        return ReadPromise.Due(
            deadline: Deadline(
                deadlineClass: .none, from: from.from, to: to.to,
                raw: from.words == to.words ? from.words : from.words + "から" + to.words, needsAnchor: false),
            isExternal: false, line: place.line, column: place.column)
    }
}
