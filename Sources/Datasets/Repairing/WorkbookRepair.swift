import Tabular

/// Mends the table of a workbook and writes it as CSV.
struct WorkbookRepair {
    let book: WorkbookContent
    let repair: DatasetRepair

    init(_ book: WorkbookContent, _ repair: DatasetRepair) {
        self.book = book
        self.repair = repair
    }

    func write(_ sink: (borrowing [UInt8]) throws -> Void) throws -> RepairReport {
        let judge = TableJudge(
            headings: book.headings, sample: book.sample, options: repair.options
        )
        let rules = WorkbookRules(book, judge)
        var ledger = RepairLedger(perRuleMax: repair.options.findingsPerRuleMax)
        for finding in rules.findings {
            if repair.decisions.accepts(finding) { ledger.add(done: finding) } else { ledger.left.add(finding) }
        }
        let headings = HeadingRules(headings: book.headings, layout: judge.layout, row: book.headingRow)
            .repaired(repair.decisions.accepts)
        try sink(CSVWriter.bytes(rows: [headings], bom: true, guardsFormulas: false))
        let filled = fills(rules)
        var rows = 0
        var twelves = TwelveCounts()
        for row in book.dataRows {
            var texts = book.texts(row)
            for (position, value) in filled[row.index.number] ?? [:] { texts[position] = value }
            twelves.add(texts, judge.columns)
            mend(&texts, row, rules, judge, &ledger)
            try sink(CSVWriter.bytes(rows: [texts], bom: false, guardsFormulas: false))
            rows += 1
            if rows.isMultiple(of: Self.rowsPerLook) { try Task.checkCancellation() }
        }
        if rows == 0 { ledger.left.add(RowFindings.none) }
        return repair.report(
            ledger, rows: rows, brokenRows: 0,
            notes: ["シート「\(book.sheet.name)」の表をCSV（UTF-8、BOM付き）で書き出しました。元のブックは変えていません。"], twelves: twelves, judge)
    }

    /// Rows after which it is looked whether anybody still waits.
    private static let rowsPerLook = 500

    private func mend(
        _ texts: inout [String], _ row: ReadRow, _ rules: WorkbookRules, _ judge: TableJudge,
        _ ledger: inout RepairLedger
    ) {
        let outcome = judge.rows.repaired(
            texts, suspects: rules.suspects(texts), accepts: { repair.decisions.accepts(onSheet($0)) })
        let ofCells = rules.cellFindings(of: row, texts)
        for finding in ofCells.map(onSheet) {
            var finding = finding
            finding.row = row.index.number
            if repair.decisions.accepts(finding) { ledger.add(done: finding) } else { ledger.left.add(finding) }
        }
        for (position, value) in outcome.changes { texts[position] = value }
        for var finding in outcome.done.map(onSheet) {
            finding.row = row.index.number
            ledger.add(done: finding)
        }
        for var finding in outcome.left.map(onSheet) {
            finding.row = row.index.number
            ledger.left.add(finding)
        }
    }

    private func onSheet(_ finding: DataFinding) -> DataFinding {
        var finding = finding
        finding.sheet = book.sheet.name
        return finding
    }

    /// By row and column: values of merged cells whose range is to be filled.
    private func fills(_ rules: WorkbookRules) -> [Int: [Int: String]] {
        var fills: [Int: [Int: String]] = [:]
        for (range, finding) in rules.mergedRanges where repair.decisions.accepts(finding) {
            guard let value = finding.proposal else { continue }
            for row in range.rows {
                for column in range.columns where book.headings.indices.contains(column - book.firstColumn) {
                    fills[row, default: [:]][column - book.firstColumn] = value
                }
            }
        }
        return fills
    }
}
