import Japanese

/// What was found in all rows, put together in their order.
struct TableSummary {
    let judge: TableJudge
    let firstRow: Int
    var tally: FindingTally
    private(set) var rows = 0
    private(set) var brokenRows = 0
    private var rowsBefore = 0
    private var codes: [Int: [String: RowsPart.CodeUse]] = [:]
    private var twelves = TwelveCounts()
    private var keys: Set<UInt64> = []
    private var lineFeeds = 0
    private var returns = 0
    private var pairs = 0
    private var notes: [String] = []

    init(judge: TableJudge, firstRow: Int) {
        self.judge = judge
        self.firstRow = firstRow
        tally = FindingTally(perRuleMax: judge.options.findingsPerRuleMax)
    }

    /// The next rows of the file.
    mutating func add(_ part: RowsPart) {
        let base = firstRow + rowsBefore
        merge(part, base)
        brokenRows += part.brokenRows
        rowsBefore += part.rows + part.brokenRows + part.blankLines
    }

    /// One row of a sheet.
    mutating func add(_ part: RowsPart, at row: Int) {
        merge(part, row)
    }

    private mutating func merge(_ part: RowsPart, _ base: Int) {
        tally.add(part.tally) { $0.row = $0.row.map { $0 + base } }
        rows += part.rows
        for (column, uses) in part.codes {
            for (code, use) in uses {
                if codes[column]?[code] != nil {
                    codes[column]?[code]?.count += use.count
                } else if codes[column, default: [:]].count < DataLimits.codesMax {
                    codes[column, default: [:]][code] = .init(count: use.count, firstRow: use.firstRow + base)
                }
            }
        }
        twelves.add(part.twelves)
        compareKeys(part, base)
        lineFeeds += part.lineFeeds
        returns += part.returns
        pairs += part.pairs
    }

    private mutating func compareKeys(_ part: RowsPart, _ base: Int) {
        guard let key = judge.keyColumn else { return }
        for (position, hash) in part.keys.enumerated() where hash != 0 {
            guard keys.count < DataLimits.idsMax else {
                let note = "IDの重複は\(DataLimits.idsMax)件までを確かめました。"
                if !notes.contains(note) { notes.append(note) }
                return
            }
            if !keys.insert(hash).inserted {
                let column = judge.columns[key]
                tally.add(
                    DataFinding(
                        .duplicateID, row: base + Int(part.keyRows[position]), column: column.heading,
                        columnNumber: key + 1,
                        message: "前の行と同じIDです。行ごとに違うIDを付けてください。"))
            }
        }
    }

    var lineEnds: DelimitedContent.LineEnds {
        switch (lineFeeds > 0, returns > 0, pairs > 0) {
        case (true, false, false): .lf
        case (false, true, false): .cr
        case (false, false, true): .crlf
        case (false, false, false): .none
        default: .mixed
        }
    }

    /// What only all rows together tell.
    mutating func close() {
        for (column, uses) in codes.sorted(by: { $0.key < $1.key }) where uses.count > 1 {
            guard let main = uses.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) })?.key else {
                continue
            }
            for (code, use) in uses.sorted(by: { $0.value.firstRow < $1.value.firstRow }) where code != main {
                tally.add(
                    DataFinding(
                        .severalMunicipalities, row: use.firstRow, column: judge.columns[column].heading,
                        columnNumber: column + 1, value: code,
                        message: "公開する団体のコードがほかの行（\(main)）と違います（\(use.count)行）。所在地のコードは「所在地_全国地方公共団体コード」に書いてください。"))
            }
        }
        if let own = judge.options.municipality {
            for (column, uses) in codes.sorted(by: { $0.key < $1.key }) where uses.count == 1 && uses[own] == nil {
                guard let (code, use) = uses.first else { continue }
                tally.add(
                    DataFinding(
                        .severalMunicipalities, row: use.firstRow, column: judge.columns[column].heading,
                        columnNumber: column + 1, value: code, message: "公開する団体のコード（\(own)）と違います。コードを確かめてください。"))
            }
        }
        if rows == 0 { tally.add(RowFindings.none) }
        twelves.settle(&tally, judge.columns)
    }

    func report(_ facts: FileFacts, notes fileNotes: [String]) -> CheckReport {
        CheckReport(
            file: facts, recognition: judge.recognition(facts.headings), counts: tally.ruleCounts, findings: tally.list,
            findingsLeftOut: tally.leftOut, notes: fileNotes + notes,
            numberColumns: twelves.open(judge.columns))
    }
}
