import Japanese
import Tabular

/// Looks through a file and says what is wrong with it.
///
///     let report = try await DatasetCheck(file).report()
///     print(report.human)
///
/// Delimited text is read chunk by chunk on several cores: memory does not grow with the rows, apart from eight bytes for the ID of
/// each (`DataLimits.idsMax`) and the findings that are listed.
public struct DatasetCheck: Sendable {
    public let file: DataFile
    public let options: CheckOptions

    public init(_ file: DataFile, _ options: CheckOptions = CheckOptions()) {
        self.file = file
        self.options = options
    }

    /// - Throws: ``RecordFileRefusal`` when a mapped file became shorter while it was read; `CancellationError`.
    public func report() async throws -> CheckReport {
        switch file.content {
        case .delimited(let text): try await report(text)
        case .workbook(let book): try await report(book)
        }
    }

    private func report(_ text: DelimitedContent) async throws -> CheckReport {
        let judge = TableJudge(headings: text.headings, sample: text.sample, options: options)
        var summary = TableSummary(judge: judge, firstRow: text.firstRow)
        for finding in TextFindings(text).findings { summary.tally.add(finding) }
        for finding in HeadingRules(headings: text.headings, layout: judge.layout, row: text.firstRow - 1).findings {
            summary.tally.add(finding)
        }
        let perRuleMax = options.findingsPerRuleMax
        try await text.records().read(workers: options.workers) { chunk in
            ChunkCheck.part(chunk, judge, perRuleMax: perRuleMax)
        } combine: { part, _ in
            summary.add(part)
        }
        let lineEnds = summary.lineEnds
        if lineEnds == .mixed { summary.tally.add(TextFindings.mixedLineEnds) }
        summary.close()
        var facts = file.facts
        facts.rows = summary.rows
        facts.brokenRows = summary.brokenRows
        if summary.rows > 0 { facts.lineEnds = lineEnds.rawValue }
        return summary.report(facts, notes: TextFindings(text).notes)
    }

    private func report(_ book: WorkbookContent) async throws -> CheckReport {
        let judge = TableJudge(
            headings: book.headings, sample: book.sample, options: options)
        var summary = TableSummary(judge: judge, firstRow: book.headingRow + 1)
        let rules = WorkbookRules(book, judge)
        for finding in rules.findings { summary.tally.add(finding) }
        var cells = 0
        for row in book.dataRows {
            let texts = book.texts(row)
            var part = RowsPart(tally: FindingTally(perRuleMax: options.findingsPerRuleMax))
            for finding in rules.findings(of: row, texts) { part.tally.add(finding) }
            summary.add(WorkbookRules.counted(part, texts, row, judge), at: row.index.number)
            cells += texts.count
            if cells >= DataLimits.cellsPerTurn {
                cells = 0
                try Task.checkCancellation()
                await Task.yield()
            }
        }
        summary.close()
        var facts = file.facts
        facts.rows = summary.rows
        return summary.report(facts, notes: rules.notes)
    }
}

/// Checks one chunk.
enum ChunkCheck {
    static func part(_ chunk: RecordChunk, _ judge: TableJudge, perRuleMax: Int) -> RowsPart {
        var part = RowsPart(tally: FindingTally(perRuleMax: perRuleMax))
        var reader = ChunkReader(judge, chunk)
        var blanks = 0
        var lastCodes: [UInt64] = Array(repeating: 0, count: judge.codeColumns.count)
        var runs = Array(repeating: 0, count: judge.codeColumns.count)
        for row in 0..<chunk.recordCount {
            let offset = reader.rowOffset(chunk.ordinal(row), &blanks)
            if let key = judge.keyColumn {
                part.keys.append(keyHash(chunk.text(row, key)))
                part.keyRows.append(UInt32(truncatingIfNeeded: offset))
            }
            switch reader.look(row) {
            case .fine: break
            case .blank:
                part.tally.add(RowFindings.blank(offset))
                continue
            case .suspect(let columns):
                let texts = reader.texts(row)
                for column in columns { part.twelves.add(texts[column], judge.columns[column]) }
                for var finding in judge.rows.findings(texts, suspects: columns) {
                    finding.row = offset
                    part.tally.add(finding)
                }
            }
            for (position, column) in judge.codeColumns.enumerated() {
                let bytes = chunk.text(row, column)
                guard bytes.count == 6, let base = bytes.baseAddress else { continue }
                let packed = ValueGlance.packed(base)
                if packed == lastCodes[position] {
                    runs[position] += 1
                    continue
                }
                flush(position)
                lastCodes[position] = packed
                part.countCode(String(decoding: bytes, as: UTF8.self), column: column, row: offset)
            }
        }
        for position in judge.codeColumns.indices { flush(position) }
        part.twelves.add(reader.split)
        for broken in chunk.broken { part.tally.add(RowFindings.broken(broken, chunk)) }
        part.rows = chunk.recordCount
        part.brokenRows = chunk.broken.count
        part.blankLines = chunk.blankLines
        countLineEnds(chunk, &part)
        return part

        func flush(_ position: Int) {
            guard runs[position] > 0 else { return }
            let code = String(
                decoding: (0..<6).map { UInt8(truncatingIfNeeded: lastCodes[position] >> UInt64(40 - 8 * $0)) },
                as: UTF8.self)
            part.codes[judge.codeColumns[position]]?[code]?.count += runs[position]
            runs[position] = 0
        }
    }

    private static func countLineEnds(_ chunk: RecordChunk, _ part: inout RowsPart) {
        for row in 0..<chunk.recordCount {
            switch chunk.lineEnd(row) {
            case .crlf: part.pairs += 1
            case .lf: part.lineFeeds += 1
            case .cr: part.returns += 1
            case .none: break
            }
        }
    }
}
