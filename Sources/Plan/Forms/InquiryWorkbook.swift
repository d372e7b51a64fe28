import Japanese
import Tabular
import Ward

/// Draws a 照会票 as an Excel workbook: a cover, the answers, the indicators, and a sheet that nobody sees with what was
/// given out.
///
/// Cells of the plan are locked, cells to fill in are pale yellow, and no data row has merged cells, so that rows may be
/// sorted and filtered. The protection has no password: it keeps fingers off, not people out.
struct InquiryWorkbook {
    let form: InquiryForm
    let madeAt: Timestamp

    var workbook: Workbook {
        var sheets = [cover, answers]
        if form.lines.contains(where: { !$0.measures.isEmpty }) { sheets.append(measures) }
        return Workbook(
            title: "照会票 \(form.round.label) \(form.unitName)", createdAt: madeAt, sheets: sheets + [memory])
    }

    private static let protection = SheetProtection(formatsColumns: true, formatsRows: true, filters: true)
    private static let title = CellStyle(fontSize: 14, isBold: true)
    private static let hidden = CellStyle(fontSize: 8)

    // MARK: cover

    /// All above the table of marks, whose cells the drop-down list shows.
    private var coverHead: [Sheet.Row] {
        let calendar = form.round.calendar
        let facts = [
            ("四半期", "\(form.round.label)（基準日 \(calendar.asOf.japanese)）"), ("課", form.unitName),
            ("回答期限", calendar.dueOn.japaneseWithWeekday), ("計画", "\(form.planTitle)　第\(form.planVersion)版"),
            ("取組の数", "\(form.lines.count)件"), ("作成した日時", madeAt.japanese),
            ("照合番号", form.checksum),
        ]
        let steps = [
            "黄色の欄に記入します。ほかの欄は計画の内容なので、書き換えても取り込みません。",
            "進捗区分は、欄を選ぶと出る一覧から選びます。基準は下の表のとおりです。",
            "前に下書きした内容は、記入済みで入っています。直すところだけ書き換えてください。",
            "終わったら保存し、「照会票を読み取る」の画面で選びます。取り込む前に、変わるところを確かめられます。",
            "取り込んだ内容は下書きです。画面で確かめて提出してください。根拠資料も画面で付けます。",
        ]
        var rows: [Sheet.Row] = [Sheet.Row([Cell("進捗状況 照会票", style: Self.title)], height: 26)]
        rows += facts.map { Sheet.Row([Cell($0.0, style: .heading), Cell($0.1, style: .framed)]) }
        rows.append([])
        rows += steps.enumerated().map { position, step in
            Sheet.Row(
                [Cell("手順\(position + 1)", style: .heading), Cell(step, style: .framed)],
                height: SheetMeasure.height(fitting: ["", step], widths: [18, 76]))
        }
        rows += [[], ["進捗区分", "選ぶ基準"].map { Cell($0, style: .heading) }].map { Sheet.Row($0) }
        return rows
    }

    private var cover: Sheet {
        let rows =
            coverHead
            + form.round.markSet.marks.map { mark in
                Sheet.Row(
                    [Cell(mark.title, style: .framed), Cell(mark.criterion, style: .framed)],
                    height: SheetMeasure.height(fitting: [mark.title, mark.criterion], widths: [18, 76]))
            }
        return Sheet(
            name: InquirySheets.cover, columns: [Sheet.Column(width: 18), Sheet.Column(width: 76)], rows: rows,
            protection: Self.protection,
            printing: PrintSetup(paper: .a4, orientation: .portrait, fitsWidth: true, footer: .pageNumbers))
    }

    // MARK: answers

    private var answers: Sheet {
        let columns = InquirySheets.AnswerColumn.allCases
        let widths = columns.map(\.width)
        let rows = form.lines.map { line in
            let cells = columns.map { cell($0, of: line) }
            let texts = cells.map { if case .text(let text) = $0.value { text } else { "" } }
            return Sheet.Row(
                Array(cells), height: max(96, SheetMeasure.height(fitting: [""] + texts.dropFirst(), widths: widths)))
        }
        return Sheet(
            name: InquirySheets.answers,
            columns: columns.map { Sheet.Column(width: $0.width, isHidden: $0 == .entry) },
            rows: head("\(form.unitName)　\(form.round.label)の回答", columns.map(\.key), columns.map(\.title)) + rows,
            frozenRows: InquirySheets.headingRow, frozenColumns: 2, protection: Self.protection, rules: answerRules,
            printing: Self.printing, tabColour: .paleYellow)
    }

    private func head(_ title: String, _ keys: [String], _ titles: [String]) -> [Sheet.Row] {
        // The title stands right of the hidden column: a text does not run out of a column of width nothing.
        let gap = keys.prefix { $0 == "entry" || $0 == "indicator" }.map { _ in Cell.empty }
        return [
            Sheet.Row(gap + [Cell(title, style: Self.title)], height: 26),
            Sheet.Row(keys.map { Cell($0, style: Self.hidden) }, isHidden: true),
            Sheet.Row(titles, style: .heading),
        ]
    }

    private static let printing = PrintSetup(
        paper: .a3, orientation: .landscape, fitsWidth: true, repeatedRows: 1...InquirySheets.headingRow,
        footer: .pageNumbers)

    private func cell(_ column: InquirySheets.AnswerColumn, of line: InquiryForm.Line) -> Cell {
        let entry = line.entry
        switch column {
        case .entry: return Cell(entry.id.text, style: Self.hidden)
        case .heading: return Cell(InquirySheets.heading(line), style: .framed)
        case .promises: return Cell(line.promises, style: .framed)
        case .previous: return Cell(line.previous, style: .framed)
        case .input(.mark):
            return Cell(entry.answer.mark.flatMap { form.round.markSet[$0] }?.title ?? "", style: input(entry))
        case .input(.doneOn):
            let style = input(entry).showing(.japaneseDate)
            return entry.answer.doneOn.map { Cell(.date($0), style: style) } ?? Cell(.empty, style: style)
        case .input(let field): return Cell(field.text(in: entry.answer), style: input(entry))
        }
    }

    /// What was handed in already is shown, and not to be written.
    private func input(_ entry: Entry) -> CellStyle {
        isOpen(entry) ? .entry : .framed
    }

    private func isOpen(_ entry: Entry) -> Bool {
        !entry.state.isHandedIn && form.round.allows(.save, wasReturned: entry.returnedReason != nil)
    }

    private var answerRules: [InputRule] {
        let columns = InquirySheets.AnswerColumn.allCases
        guard !form.lines.isEmpty else { return [] }
        let rows = InquirySheets.firstRow...(InquirySheets.firstRow + form.lines.count - 1)
        return columns.enumerated().compactMap { position, column -> InputRule? in
            guard case .input(let field) = column,
                let range = CellRange(rows: rows, columns: position + 1...position + 1)
            else { return nil }
            switch field {
            case .mark:
                let first = coverHead.count + 1
                let marks = first...(first + form.round.markSet.marks.count - 1)
                guard let list = CellRange(rows: marks, columns: 1...1) else { return nil }
                return InputRule(
                    range, .listFrom(sheet: InquirySheets.cover, list),
                    prompt: .init(title: "進捗区分", message: criteria),
                    error: .init(title: "進捗区分", message: "一覧から選んでください。"))
            case .doneOn:
                return InputRule(
                    range, .anything,
                    prompt: .init(title: "終えた日", message: "完了のときだけ、2026/9/30や令和8年9月30日のように書きます。"))
            case .done, .plan, .problem, .response:
                let max = Answer.textScalarsMax
                let hint = field == .problem || field == .response ? "遅れ・中止のときは、必ず書きます。" : ""
                return InputRule(
                    range, .textLength(0...max),
                    prompt: .init(title: field.title, message: "\(max)文字まで。\(hint)改行はAltキーを押しながらEnterキー。"),
                    error: .init(title: field.title, message: "\(max)文字以内にしてください。"), severity: .warning)
            }
        }
    }

    /// The marks with their criteria as far as a prompt holds them; all of them stand on the cover.
    private var criteria: String {
        var text = ""
        let close = "（続きは表紙）"
        for mark in form.round.markSet.marks {
            let line = (text.isEmpty ? "" : "\n") + "\(mark.title)：\(mark.criterion)"
            guard text.utf16.count + line.utf16.count + close.utf16.count <= InputRule.Message.messageLengthMax else {
                return text + close
            }
            text += line
        }
        return text
    }

    // MARK: indicators

    private var measures: Sheet {
        let columns = InquirySheets.MeasureColumn.allCases
        let widths = columns.map(\.width)
        let rows = form.lines.flatMap { line in
            line.measures.map { measure in
                let cells = columns.map { cell($0, of: measure, line) }
                let texts = cells.map { if case .text(let text) = $0.value { text } else { "" } }
                return Sheet.Row(
                    cells, height: SheetMeasure.height(fitting: ["", ""] + texts.dropFirst(2), widths: widths))
            }
        }
        let valueColumn = columns.count
        let range = CellRange(
            rows: InquirySheets.firstRow...(InquirySheets.firstRow + rows.count - 1),
            columns: valueColumn...valueColumn)
        let prompt = InputRule.Message(
            title: "今回の値", message: "6500や約6,500のように、1つの値を書きます。単位は書かなくて構いません。分からないときは空のままにします。")
        return Sheet(
            name: InquirySheets.measures,
            columns: columns.map { Sheet.Column(width: $0.width, isHidden: $0 == .entry || $0 == .indicator) },
            rows: head("\(form.unitName)　\(form.round.label)の指標", columns.map(\.rawValue), columns.map(\.title)) + rows,
            frozenRows: InquirySheets.headingRow, protection: Self.protection,
            rules: range.map { [InputRule($0, .anything, prompt: prompt)] } ?? [], printing: Self.printing,
            tabColour: .paleYellow)
    }

    private func cell(
        _ column: InquirySheets.MeasureColumn, of measure: InquiryForm.Measure, _ line: InquiryForm.Line
    ) -> Cell {
        let indicator = measure.indicator
        switch column {
        case .entry: return Cell(line.entry.id.text, style: Self.hidden)
        case .indicator: return Cell(indicator.id.text, style: Self.hidden)
        case .heading: return Cell(line.heading, style: .framed)
        case .name: return Cell(indicator.name, style: .framed)
        case .unit: return Cell(indicator.unitName, style: .framed)
        case .rule: return Cell(indicator.rule.title, style: .framed)
        case .previous: return Cell(measure.previous, style: .framed)
        case .value:
            return Cell(line.entry.answer.values[indicator.id]?.raw ?? "", style: input(line.entry))
        }
    }

    // MARK: memory

    private var memory: Sheet {
        var rows: [[String]] = [
            [InquirySheets.signature, InquirySheets.formatVersion],
            [
                "form", form.round.id.text, form.unit.text, form.round.version.text, "\(form.planVersion)",
                form.round.quarter.code, form.checksum,
            ],
        ]
        for line in form.lines {
            let answer = AnswerField.allCases.map { $0.text(in: line.entry.answer) }
            rows.append(["entry", line.entry.id.text, "\(line.entry.revision)"] + answer)
        }
        for line in form.lines {
            for measure in line.measures {
                let raw = line.entry.answer.values[measure.indicator.id]?.raw ?? ""
                rows.append(["value", line.entry.id.text, measure.indicator.id.text, raw])
            }
        }
        return Sheet(
            name: InquirySheets.memory, visibility: .veryHidden, rows: rows.map { Sheet.Row($0.map { Cell($0) }) },
            protection: SheetProtection())
    }
}
