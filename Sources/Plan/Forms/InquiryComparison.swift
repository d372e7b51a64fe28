import Japanese
import Tabular
import Ward

/// What a filled-in 照会票 changes, field by field, against what was given out and against what stands now.
///
/// A pure function: the page shows it before anything is taken, and taking computes it again in the same transaction.
/// A field is taken when the section changed it and nobody else did since; a field that was not touched in Excel never
/// overwrites anything.
struct InquiryComparison: Sendable {
    let form: InquiryForm
    let returned: ReturnedInquiry
    private(set) var outcomes: [InquiryOutcome] = []
    /// Answers as they will stand, with the revision they rest on.
    private(set) var changes: [Change] = []

    struct Change: Hashable, Sendable {
        let entry: ID<Entry>
        let revision: Int
        let answer: Answer
    }

    init(_ returned: ReturnedInquiry, with form: InquiryForm) throws(InquiryRefusal) {
        guard returned.round == form.round.id else {
            throw .otherRound(
                formQuarter: Quarter(code: returned.quarterCode)?.japanese ?? returned.quarterCode,
                formVersion: returned.versionNumber, quarter: form.round.title, version: form.planVersion)
        }
        guard !form.lines.isEmpty, returned.unit == form.unit else { throw .unknownUnit }
        guard form.takesAnswers else { throw .closed(form.round.state, quarter: form.round.title) }
        self.form = form
        self.returned = returned
        compare()
    }

    func outcomes(_ effect: InquiryOutcome.Effect) -> [InquiryOutcome] {
        outcomes.filter { $0.kind.effect == effect }
    }

    private mutating func compare() {
        if returned.checksum != form.checksum {
            tell(.changedPlan, "", "", "この照会票を作ったあとに、計画の内容か前回の回答が変わりました。記入した内容は、取組ごとに取り込みます。")
        }
        for sheet in returned.addedSheets {
            outcomes.append(
                .init(kind: .addedSheet, sheet: sheet, place: "", subject: "", message: "照会票にないシートです。読んでいません。"))
        }
        let sheets = [returned.answers] + (returned.measures.map { [$0] } ?? [])
        for rows in sheets { reportMergedCells(rows) }
        reportMissingColumns()
        var answers: [ID<Entry>: Answer] = [:]
        var touched: Set<ID<Entry>> = []
        compareAnswers(&answers, &touched)
        if let measures = returned.measures { compareMeasures(measures, &answers, &touched) }
        changes = form.lines.compactMap { line in
            let id = line.entry.id
            guard touched.contains(id), let answer = answers[id] else { return nil }
            return Change(entry: id, revision: line.entry.revision, answer: answer)
        }
    }

    // MARK: telling

    mutating func tell(
        _ kind: InquiryOutcome.Kind, _ place: String, _ subject: String, _ message: String,
        sheet: String = InquirySheets.answers
    ) {
        outcomes.append(.init(kind: kind, sheet: sheet, place: place, subject: subject, message: message))
    }

    private mutating func reportMergedCells(_ rows: ReturnedInquiry.Rows) {
        let first = rows.rows.first?.index.number ?? InquirySheets.firstRow
        for range in rows.mergedRanges where range.last.row.number >= first {
            tell(
                .mergedCells, "\(range)", "", "セルが結合されています。どの取組のどの欄の内容か決められないので、この範囲は取り込みません。結合を解いて、それぞれの欄に書いてください。",
                sheet: rows.sheet)
        }
    }

    private mutating func reportMissingColumns() {
        let keys = InquirySheets.AnswerColumn.allCases.filter { returned.answers.columns[$0.key] == nil }
        for column in keys {
            tell(.missingColumn, "", "", "「\(column.title)」の列がありません。この列は取り込まず、今の内容を残します。")
        }
        if let measures = returned.measures {
            for column in InquirySheets.MeasureColumn.allCases where measures.columns[column.rawValue] == nil {
                tell(
                    .missingColumn, "", "", "「\(column.title)」の列がありません。この列は取り込まず、今の内容を残します。",
                    sheet: measures.sheet)
            }
        }
    }

    // MARK: answers

    private mutating func compareAnswers(_ answers: inout [ID<Entry>: Answer], _ touched: inout Set<ID<Entry>>) {
        let rows = returned.answers
        let identified = identify(rows, known: Set(form.lines.map(\.entry.id)), key: "entry") { key in
            ID<Entry>(untrusted: key)
        }
        let headings = Dictionary(
            form.lines.map { ($0.entry.id, $0.heading) }, uniquingKeysWith: { first, _ in first })
        reportOrder(
            rows, identified.map { ($0.key, $0.rows) }, given: returned.given.map(\.entry), subjects: headings)
        for given in returned.given {
            guard let line = form[given.entry] else { continue }
            answers[given.entry] = line.entry.answer
            guard let found = identified.first(where: { $0.key == given.entry }) else { continue }
            let inputs = AnswerField.allCases.map(\.rawValue)
            guard let row = single(found.rows, inputs, in: rows, subject: line.heading) else { continue }
            reportMaster(row, of: line)
            for field in AnswerField.allCases {
                guard let text = read(field, row, subject: line.heading) else { continue }
                let place = rows.place(field.rawValue, row.index)
                let isTaken = decide(
                    field.title, place: place, sheet: rows.sheet, subject: line.heading,
                    given: CellWords.normalised(given.texts[field] ?? ""), returned: text,
                    present: CellWords.normalised(field.text(in: line.entry.answer)), entry: line.entry, field: field)
                guard isTaken else { continue }
                field.write(text, to: &answers[given.entry, default: Answer()])
                touched.insert(given.entry)
                if text.unicodeScalars.contains("\n") {
                    let count = text.unicodeScalars.count { $0 == "\n" }
                    tell(.lineBreak, place, line.heading, "「\(field.title)」の改行\(count)か所を、そのまま取り込みます。")
                }
            }
        }
    }

    /// Columns of the plan that somebody wrote into.
    private mutating func reportMaster(_ row: ReadRow, of line: InquiryForm.Line) {
        guard returned.checksum == form.checksum else { return }
        let expected: [(InquirySheets.AnswerColumn, String)] = [
            (.heading, InquirySheets.heading(line)), (.promises, line.promises), (.previous, line.previous),
        ]
        for (column, text) in expected where returned.answers.columns[column.key] != nil {
            guard returned.answers.merged(column.key, row.index) == nil else { continue }
            let found = CellWords(returned.answers.cell(column.key, row), returned.book.dateSystem).text
            // The state under the heading is that of the day the form was made.
            if TextKey(InquirySheets.withoutState(found)) != TextKey(InquirySheets.withoutState(text)) {
                tell(
                    .changedMaster, returned.answers.place(column.key, row.index), line.heading,
                    "「\(column.title)」が書き換えられています。計画の内容は照会票では変わりません。直す必要があるときは、事務局に伝えてください。")
            }
        }
    }

    // MARK: indicators

    private mutating func compareMeasures(
        _ rows: ReturnedInquiry.Rows, _ answers: inout [ID<Entry>: Answer], _ touched: inout Set<ID<Entry>>
    ) {
        /// Entry and indicator.
        struct Key: Hashable {
            let entry: ID<Entry>
            let indicator: ID<PlanIndicator>
        }
        let known = form.lines.flatMap { line in
            line.measures.map { Key(entry: line.entry.id, indicator: $0.indicator.id) }
        }
        var byIndicator: [String: Key] = [:]
        for key in known { byIndicator["\(key.entry) \(key.indicator)"] = key }
        let identified = identify(rows, known: Set(known), key: "entry", second: "indicator") { byIndicator[$0] }
        let givenKeys = returned.given.flatMap { given in
            given.measureOrder.map { Key(entry: given.entry, indicator: $0) }
        }
        let names = Dictionary(
            form.lines.flatMap { line in
                line.measures.map {
                    (Key(entry: line.entry.id, indicator: $0.indicator.id), "\(line.heading)　\($0.indicator.name)")
                }
            }, uniquingKeysWith: { first, _ in first })
        reportOrder(rows, identified.map { ($0.key, $0.rows) }, given: givenKeys, subjects: names)
        for given in returned.given {
            guard let line = form[given.entry] else { continue }
            for indicator in given.measureOrder {
                guard let measure = line.measures.first(where: { $0.indicator.id == indicator }),
                    let found = identified.first(where: { $0.key == Key(entry: given.entry, indicator: indicator) })
                else { continue }
                let subject = "\(line.heading)　\(measure.indicator.name)"
                guard let row = single(found.rows, ["value"], in: rows, subject: subject),
                    let text = readValue(row, rows, of: measure.indicator, subject: subject)
                else { continue }
                let isTaken = decide(
                    "今回の値", place: rows.place("value", row.index), sheet: rows.sheet, subject: subject,
                    given: CellWords.normalised(given.values[indicator] ?? ""), returned: text,
                    present: CellWords.normalised(line.entry.answer.values[indicator]?.raw ?? ""), entry: line.entry,
                    field: nil)
                guard isTaken else { continue }
                answers[given.entry, default: Answer()].values[indicator] = QuantityReader.read(
                    text, unit: measure.indicator.unitName)
                touched.insert(given.entry)
            }
        }
    }

    // MARK: rows

    private struct Identified<Key: Hashable> {
        let key: Key
        var rows: [ReadRow]
    }

    /// The rows by what they are about; rows that are about nothing known are told.
    private mutating func identify<Key: Hashable>(
        _ sheet: ReturnedInquiry.Rows, known: Set<Key>, key: String, second: String? = nil,
        _ parse: (String) -> Key?
    ) -> [Identified<Key>] {
        var found: [Identified<Key>] = []
        let inputs = second == nil ? AnswerField.allCases.map(\.rawValue) : ["value"]
        for row in sheet.rows {
            var text = sheet.cell(key, row)?.text ?? ""
            if let second { text += " \(sheet.cell(second, row)?.text ?? "")" }
            if let value = parse(text), known.contains(value) {
                if let position = found.firstIndex(where: { $0.key == value }) {
                    found[position].rows.append(row)
                } else {
                    found.append(Identified(key: value, rows: [row]))
                }
                continue
            }
            let hasContent = inputs.contains { !CellWords(sheet.cell($0, row), returned.book.dateSystem).text.isEmpty }
            guard hasContent else { continue }
            tell(
                .unknownRow, "\(row.index.number)行目", "",
                "取組の番号のない行に記入があります。行を足したり写したりせず、元からある行に書いてください。この行は取り込みません。", sheet: sheet.sheet)
        }
        return found
    }

    /// The one row of an answer. Copies that say the same are one; copies that differ are none.
    private mutating func single(
        _ rows: [ReadRow], _ inputs: [String], in sheet: ReturnedInquiry.Rows, subject: String
    ) -> ReadRow? {
        guard rows.count > 1 else { return rows.first }
        func words(_ row: ReadRow) -> [String] {
            inputs.map { CellWords(sheet.cell($0, row), returned.book.dateSystem).text }
        }
        let isSame = rows.dropFirst().allSatisfy { words($0) == words(rows[0]) }
        let places = rows.map { "\($0.index.number)" }.joined(separator: "、") + "行目"
        tell(
            .duplicatedRow, places, subject,
            isSame
                ? "同じ取組の行が\(rows.count)行あります。内容が同じなので、1行として読みました。"
                : "同じ取組の行が\(rows.count)行あり、内容が違います。どれを取り込むか決められないので、取り込みません。1行だけ残してください。",
            sheet: sheet.sheet)
        return isSame ? rows[0] : nil
    }

    /// Tells rows that are gone and rows that stand elsewhere in the order; neither changes what is taken.
    private mutating func reportOrder<Key: Hashable>(
        _ sheet: ReturnedInquiry.Rows, _ found: [(key: Key, rows: [ReadRow])], given: [Key], subjects: [Key: String]
    ) {
        let present = Set(found.map(\.key))
        for key in given where !present.contains(key) {
            guard let subject = subjects[key] else { continue }
            tell(
                .deletedRow, "", subject, "この取組の行がありません。今の回答は消さずに、そのまま残します。回答を消すときは、画面で消してください。",
                sheet: sheet.sheet)
        }
        let position = Dictionary(
            given.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let order = found.compactMap { item in position[item.key].map { ($0, item) } }
        let kept = RowOrder.unmoved(order.map(\.0))
        for (place, item) in order where !kept.contains(place) {
            tell(
                .movedRow, "\(item.rows[0].index.number)行目", subjects[item.key] ?? "",
                "行の順序が変わっています。番号で見分けるので、この取組の回答として読みました。",
                sheet: sheet.sheet)
        }
    }
}
