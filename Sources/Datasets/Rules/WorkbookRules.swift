import Japanese
import Tabular

/// What only a workbook can have: merged cells, formulas, drawings, several tables on a sheet, numbers kept as text.
struct WorkbookRules {
    let book: WorkbookContent
    let judge: TableJudge

    init(_ book: WorkbookContent, _ judge: TableJudge) {
        self.book = book
        self.judge = judge
    }

    /// Findings about the sheet as a whole.
    var findings: [DataFinding] {
        var findings: [DataFinding] = []
        let name = book.sheet.name
        if book.sheet.hasDrawing {
            findings.append(
                DataFinding(.drawnObjects, sheet: name, message: "図形、画像、グラフなどがあります。表とは別のファイルにしてください。"))
        }
        if book.sheet.hasNotes {
            findings.append(
                DataFinding(.drawnObjects, sheet: name, message: "セルのコメント（メモ）があります。備考の列に書くか、削ってください。"))
        }
        findings += mergedRanges.map(\.finding) + above + gaps + HiddenCells(book).findings
        findings += HeadingRules(headings: book.headings, layout: judge.layout, row: book.headingRow).findings.map(
            onSheet)
        return findings
    }

    var notes: [String] {
        var notes = book.book.notes.map(\.japanese)
        let others = book.book.sheets.filter { $0.name != book.sheet.name && !$0.rows.isEmpty }
        if !others.isEmpty {
            let names = others.map { "「\($0.name)」" }.joined(separator: "、")
            notes.append("シート「\(book.sheet.name)」を確かめました。ほかのシート\(names)は見ていません。")
        }
        return notes
    }

    private func onSheet(_ finding: DataFinding) -> DataFinding {
        var finding = finding
        finding.sheet = book.sheet.name
        return finding
    }

    /// 統一ルール 1-4. In the rows of data the value means every cell of the range; a heading over several columns is for a person.
    var mergedRanges: [(range: CellRange, finding: DataFinding)] {
        book.sheet.mergedRanges.filter { !$0.isSingleCell && $0.last.row.number >= book.headingRow }.map { range in
            let column = range.first.column.number - book.firstColumn
            let text = book.sheet[range.first].map { $0.plain(book.book.dateSystem) } ?? ""
            let isData = range.first.row.number > book.headingRow
            let finding = DataFinding(
                .mergedCells, sheet: book.sheet.name, row: range.first.row.number,
                column: book.headings.indices.contains(column) ? book.headings[column] : nil, columnNumber: column + 1,
                value: text,
                message: "セル\(range)が結合されています。結合を解き、\(isData ? "それぞれのセルに値を入れて" : "列ごとに項目名を付けて")ください。",
                proposal: isData && !text.isEmpty ? text : nil)
            return (range, finding)
        }
    }

    /// Titles and notes above the headings.
    private var above: [DataFinding] {
        guard let first = book.sheet.rows.first, first.index.number < book.headingRow else { return [] }
        let count = book.sheet.rows.count { $0.index.number < book.headingRow }
        return [
            DataFinding(
                .severalTables, sheet: book.sheet.name, row: first.index.number,
                message: "項目名の上に表題などが\(count)行あります。1行目を項目名にし、表題は目録に書いてください。")
        ]
    }

    /// 統一ルール 2-1 and 2-2: blank rows and columns inside, and what stands behind them.
    private var gaps: [DataFinding] {
        var findings: [DataFinding] = []
        var previous = book.headingRow
        var hasSecondTable = false
        for row in book.dataRows {
            if row.index.number > previous + 1 {
                let isTable = looksLikeHeadings(row)
                if isTable, !hasSecondTable {
                    hasSecondTable = true
                    findings.append(
                        DataFinding(
                            .severalTables, sheet: book.sheet.name, row: row.index.number,
                            message: "空の行の下に別の表があるようです。1つのシートに1つの表だけを置いてください。"))
                } else if !isTable {
                    findings.append(
                        DataFinding(
                            .dividedData, sheet: book.sheet.name, row: previous + 1,
                            message: "表が空の行（\(row.index.number - previous - 1)行）で分かれています。空の行を削ってください。"))
                }
            }
            previous = row.index.number
        }
        for (position, heading) in book.headings.enumerated() where heading.isEmpty {
            let isEmpty = book.dataRows.allSatisfy { row in
                ColumnIndex(book.firstColumn + position).flatMap { row[$0] } == nil
            }
            if isEmpty {
                findings.append(
                    DataFinding(
                        .dividedData, sheet: book.sheet.name, column: "", columnNumber: position + 1,
                        message: "表が空の列で分かれています。空の列を削ってください。"))
            }
        }
        return findings
    }

    /// Texts only, where the columns hold numbers: the headings of another table.
    private func looksLikeHeadings(_ row: ReadRow) -> Bool {
        let texts = row.entries.filter { $0.cell.text != nil }
        guard row.entries.count >= 2, texts.count == row.entries.count else { return false }
        let numeric = judge.columns.filter(\.kind.isNumeric).count
        let overNumbers = texts.count { entry in
            let position = entry.column.number - book.firstColumn
            return judge.columns.indices.contains(position) && judge.columns[position].kind.isNumeric
                && NumberText(entry.cell.text ?? "") == nil
        }
        return numeric > 0 && overNumbers > 0 || Set(texts.compactMap(\.cell.text)).isSubset(of: Set(book.headings))
    }

    /// Findings about one row; their row is 0.
    func findings(of row: ReadRow, _ texts: [String]) -> [DataFinding] {
        let findings = cellFindings(of: row, texts) + judge.rows.findings(texts, suspects: suspects(texts))
        return findings.map { finding in
            var finding = onSheet(finding)
            finding.row = 0
            return finding
        }
    }

    /// Findings about how cells hold their values.
    func cellFindings(of row: ReadRow, _ texts: [String]) -> [DataFinding] {
        row.entries.compactMap { entry in
            let position = entry.column.number - book.firstColumn
            guard judge.columns.indices.contains(position) else { return nil }
            return finding(entry.cell, judge.columns[position], texts[position])
        }
    }

    /// Columns of a row that are to be looked at in full.
    func suspects(_ texts: [String]) -> [Int] {
        var glance = ValueGlance(judge.columns)
        return texts.indices.filter { position in
            var text = texts[position]
            return text.withUTF8 { bytes in
                let isASCII = bytes.allSatisfy { $0 < 0x80 }
                let hasControl = bytes.contains { $0 < 0x20 || $0 == 0x7F }
                var notes: DecodingNotes = isASCII ? [] : .beyondASCII
                if hasControl { notes.insert(.control) }
                return !glance.isFine(bytes, notes, at: position)
            }
        }
    }

    private func finding(_ cell: ReadCell, _ column: ColumnPlan, _ text: String) -> DataFinding? {
        func make(_ rule: DataRule, _ message: String, _ proposal: String?) -> DataFinding {
            DataFinding(
                rule, column: column.heading, columnNumber: column.position + 1, value: text, message: message,
                proposal: proposal)
        }
        if cell.hasFormula {
            return cell.isUncomputed
                ? make(.formulas, "計算されていない数式です。Excelで開いて保存し直してから、値に直してください。", nil)
                : make(.formulas, "数式です。計算した値に直してください。", text)
        }
        if case .error(let error) = cell.value { return make(.formulas, "数式のエラー（\(error)）です。値を確かめてください。", nil) }
        if column.kind == .number || column.kind == .count, let written = cell.text,
            NumberText(written)?.plain == written
        {
            return make(.numbersAreNumbers, "数値が文字列として入っています。数値に直してください。", written)
        }
        return nil
    }

    /// The counts of a row beside its findings.
    static func counted(_ part: RowsPart, _ texts: [String], _ row: ReadRow, _ judge: TableJudge) -> RowsPart {
        var part = part
        part.rows = 1
        for column in judge.codeColumns where texts[column].utf8.count == 6 {
            part.countCode(texts[column], column: column, row: 0)
        }
        part.twelves.add(texts, judge.columns)
        if let key = judge.keyColumn {
            var text = texts[key]
            part.keys = [text.withUTF8 { keyHash($0) }]
            part.keyRows = [0]
        }
        return part
    }
}
