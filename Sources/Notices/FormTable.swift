import Japanese

/// A table that is a form: labels in the first column, what belongs to them in the second.
struct FormTable {
    typealias Field = (label: FieldLabel, value: LocatedText, line: Int)

    let fields: [Field]

    init?(_ table: NoticeTable) {
        if let record = Self.record(table) {
            fields = record
            return
        }
        var fields: [Field] = []
        var labelled = 0
        var isTaken = false
        var heads = 0
        // What is told of years alone is no form.
        var yearRows = 0
        var freelyNamed: Set<Int> = []
        for (index, row) in table.rows.enumerated() {
            if isTaken {
                isTaken = false
                labelled += 1
                continue
            }
            let below = index + 1 < table.rows.count ? table.rows[index + 1] : nil
            if let below, let years = Self.years(row, below) {
                fields += years
                labelled += 1
                isTaken = true
                continue
            }
            let cells = row.cells.filter { !$0.isRepeated && !$0.content.isEmpty }
            guard cells.count <= Self.cellsMax else { return nil }
            if Self.isHead(cells) {
                heads += 1
                continue
            }
            // R5 | 調査 over R6 | 設計: a time for each year.
            if cells.count == 2, let year = FiscalYearLabel(cells[0].text), year.year != nil {
                yearRows += 1
                if PlanTable.isFilled(cells[1].content), let span = YearSpan(year, cells[1].content, near: nil) {
                    fields.append(Self.time(span))
                } else {
                    fields.append((.other, cells[1].content, cells[0].content.line))
                }
                continue
            }
            // What stands below a value, with no label of its own, goes on with it.
            if row.cells.first?.content.isEmpty ?? false, cells.count == 1, let last = fields.last,
                FieldLabel(cells[0].text) == nil
            {
                fields.append((last.label, cells[0].content, cells[0].content.line))
                labelled += 1
                continue
            }
            var place = 0
            while place < cells.count {
                let known = FieldLabel(cells[place].text)
                guard let label = known ?? (place == 0 ? Self.freerLabel(cells) : nil) else {
                    if place == 0 { break }
                    place += 1
                    continue
                }
                if known == nil, label == .title { freelyNamed.insert(fields.count) }
                let value = Self.value(of: label, cells[(place + 1)...])
                // Labels side by side are a head.
                if value.count == 0, place + 1 < cells.count { return nil }
                fields.append((label, value.text, cells[place].content.line))
                if place == 0 { labelled += 1 }
                place += 1 + value.count
            }
        }
        Self.setOthersApart(&fields, freelyNamed)
        let settles = fields.contains { [.unit, .time, .due, .start, .content, .title].contains($0.label) }
        // A form that names its measure and its section may have more labels of its own.
        let isNamed = fields.contains { $0.label == .title } && fields.contains { $0.label == .unit }
        let rowCount = table.rows.count - heads - yearRows
        guard labelled >= 2, labelled * 3 >= rowCount * 2 || isNamed && labelled * 2 >= rowCount, settles else {
            return nil
        }
        self.fields = fields
    }

    /// 総合計画の施策 below 事業名 and 所管課: where a known label names the sheet, a freer one further down tells what it belongs to.
    private static func setOthersApart(_ fields: inout [Field], _ freelyNamed: Set<Int>) {
        let names = fields.indices.filter { fields[$0].label == .title && !freelyNamed.contains($0) }
        for place in freelyNamed {
            let isApart = names.allSatisfy { name in
                fields[min(name, place)...max(name, place)].contains { ![.title, .number, .other].contains($0.label) }
            }
            if !names.isEmpty, isApart { fields[place].label = .other }
        }
    }

    /// 項目 | 記載内容 over labels and what belongs to them.
    private static func isHead(_ cells: [NoticeTable.Cell]) -> Bool {
        guard cells.count == 2 else { return false }
        return ["項目", "区分", "記入項目", "記載項目", "事項", "項目名", "欄"].contains(FieldLabel.key(cells[0].text))
            && ["内容", "記載内容", "記入内容", "記入欄", "記載欄", "記載事項", "説明", "記述", "回答", "記載", "記入"].contains(
                FieldLabel.key(cells[1].text))
    }

    /// 改善テーマ | 面会受付の無人化: of a label and its value alone.
    private static func freerLabel(_ cells: [NoticeTable.Cell]) -> FieldLabel? {
        cells.count == 2 ? PlanTable.freerLabel(cells[0].text) : nil
    }

    /// 事業名 | 道路の排水 | 担当課 | 道路課, each in a row of its own: labels over what belongs to them.
    ///
    /// Only where one name and a section are told; what else names something (施策) stands above it.
    private static func record(_ table: NoticeTable) -> [Field]? {
        guard table.rows.allSatisfy({ $0.cells.count <= 1 }) else { return nil }
        var fields: [Field] = []
        var open: (label: FieldLabel, line: Int)?
        for row in table.rows {
            guard let cell = row.cells.first, !cell.content.isEmpty else { continue }
            if let label = FieldLabel(cell.text) {
                // 年度 alone may say of which year the sheet tells.
                let isNamed = fields.contains { $0.label == .title }
                open = (label == .title && isNamed || label == .time ? .other : label, row.line)
            } else if let label = open?.label, label != .unit || !UnitNames.names(in: cell.text).isEmpty {
                fields.append((label, cell.content, open?.line ?? row.line))
                if label == .title || label == .unit { open = (.other, row.line) }
            }
        }
        let told = Set(fields.map(\.label))
        return told.contains(.title) && told.contains(.unit) ? fields : nil
    }

    /// A form has few columns; a schedule in one row has some more.
    private static let cellsMax = 12

    /// What belongs to a label, and how many cells it takes: a sign with its title, a schedule with all its years.
    private static func value(
        of label: FieldLabel, _ cells: ArraySlice<NoticeTable.Cell>
    ) -> (text: LocatedText, count: Int) {
        let open = cells.prefix { FieldLabel($0.text) == nil }
        guard let first = open.first else { return (LocatedText(), 0) }
        let isSign =
            first.content.scalars.count <= 4 && HeadingSign.read((first.content.scalars + [" ", "題"])[...]) != nil
        let isSchedule =
            label == .time && open.count > 1 && open.count.isMultiple(of: 2) && FiscalYearLabel(first.text) != nil
        let taken = isSchedule ? open : open.prefix(isSign ? 2 : 1)
        guard taken.count > 1 else { return (first.content, 1) }
        var text = LocatedText()
        for cell in taken {
            if !text.isEmpty { text.append(["\u{3000}"], line: cell.content.line, column: 1) }
            let place = cell.content.place(of: 0)
            text.append(cell.content.scalars, line: place.line, column: place.column)
        }
        return (text, taken.count)
    }

    /// 年度別計画 | 令和7年度 | 令和8年度 over what is done in each: a time for each span of years.
    private static func years(_ row: NoticeTable.Row, _ below: NoticeTable.Row) -> [Field]? {
        guard let head = row.cells.first, FieldLabel(head.text) == .time, below.cells.first?.content.isEmpty ?? false
        else { return nil }
        let labels = row.cells.map { $0.content.isEmpty ? nil : FiscalYearLabel($0.text) }
        guard labels.compactMap(\.self).count >= 2, labels.dropFirst().allSatisfy({ $0?.year != nil }) else {
            return nil
        }
        var spans: [YearSpan] = []
        for (label, cell) in zip(labels, below.cells) where !cell.content.isEmpty {
            if let label { YearSpan(label, cell.content, near: nil)?.join(&spans) }
        }
        return spans.map(time)
    }

    private static func time(_ span: YearSpan) -> Field {
        let place = span.text.place(of: 0)
        let word = span.word.isEmpty ? "" : "\u{3000}" + span.word
        return (
            .time,
            LocatedText(
                (span.words(joinedBy: "～") + word).unicodeScalars, line: place.line, column: place.column),
            place.line
        )
    }
}
