import Japanese
import Tabular

/// Mends delimited text: bytes are copied as they are except where a repair is accepted.
struct TextRepair {
    let text: DelimitedContent
    let repair: DatasetRepair
    private let judge: TableJudge
    private let output: OutputEncoding
    private let acceptsLineEnds: Bool

    init(_ text: DelimitedContent, _ repair: DatasetRepair) {
        self.text = text
        self.repair = repair
        judge = TableJudge(headings: text.headings, sample: text.sample, options: repair.options)
        let recoding = TextFindings(text).findings.first { $0.rule == .encoding }
        let isRecoded = recoding.map { repair.decisions.accepts($0) } ?? false
        output = OutputEncoding(text.set, isRecoded: isRecoded)
        acceptsLineEnds = repair.decisions.accepts(TextFindings.mixedLineEnds)
    }

    /// One chunk, mended.
    private struct Part: Sendable {
        /// Of the file, where they stay as they are.
        var source: Range<Int>
        /// `nil` where they stay as they are.
        var bytes: [UInt8]?
        var ledger: RepairLedger
        var rows: Int
        var brokenRows: Int
        var blankLines: Int
        var twelves = TwelveCounts()
        var hasLineFeeds = false
        var hasPairs = false
        var hasReturns = false
    }

    func write(_ sink: (UnsafeRawBufferPointer) throws -> Void) async throws -> RepairReport {
        var ledger = RepairLedger(perRuleMax: repair.options.findingsPerRuleMax)
        for finding in TextFindings(text).findings { book(finding, in: &ledger) }
        // EUC-JP and ISO-2022-JP are read as UTF-8 only: without that repair nothing can be written in their place.
        if text.isConverted, !output.isRecoded { return try untouched(ledger, sink) }

        let records = text.records()
        let headings = HeadingRules(headings: text.headings, layout: judge.layout, row: text.firstRow - 1)
        for finding in headings.findings { book(finding, in: &ledger) }
        let mended = headings.repaired(repair.decisions.accepts)
        let source = records.map.bytes
        let headEnd = records.dataStart
        try (output.mark + lead(mended, source, headEnd, isChanged: mended != text.headings)).withUnsafeBytes(sink)

        var rows = 0
        var broken = 0
        var twelves = TwelveCounts()
        var rowBase = text.firstRow
        var kinds = (lf: false, pairs: false, returns: false)
        // Only line ends of several kinds are a fault, and only the whole file shows them.
        let mendsLineEnds = acceptsLineEnds ? try await hasMixedLineEnds(records) : false
        try await records.read(workers: repair.options.workers) { chunk in
            mend(chunk, mendsLineEnds: mendsLineEnds)
        } combine: { part, _ in
            if let bytes = part.bytes {
                try bytes.withUnsafeBytes(sink)
            } else {
                try sink(UnsafeRawBufferPointer(rebasing: source[part.source]))
            }
            ledger.add(part.ledger, rowBase: rowBase)
            rowBase += part.rows + part.brokenRows + part.blankLines
            rows += part.rows
            broken += part.brokenRows
            twelves.add(part.twelves)
            kinds = (kinds.lf || part.hasLineFeeds, kinds.pairs || part.hasPairs, kinds.returns || part.hasReturns)
        }
        if [kinds.lf, kinds.pairs, kinds.returns].count(where: \.self) > 1 {
            book(TextFindings.mixedLineEnds, in: &ledger)
        }
        if rows == 0 { ledger.left.add(RowFindings.none) }
        if records.hasEndMark, !output.isRecoded { try [UInt8(0x1A)].withUnsafeBytes(sink) }
        return repair.report(
            ledger, rows: rows, brokenRows: broken, notes: [output.note(text.encoding)], twelves: twelves, judge)
    }

    private func book(_ finding: DataFinding, in ledger: inout RepairLedger) {
        if repair.decisions.accepts(finding) { ledger.add(done: finding) } else { ledger.left.add(finding) }
    }

    private func untouched(
        _ ledger: RepairLedger, _ sink: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> RepairReport {
        try sink(text.map.bytes)
        return repair.report(
            ledger, rows: 0, brokenRows: 0,
            notes: ["\(text.encoding.japanese)のままでは直せません。文字コードの直し方（encoding）も受け入れてください。ファイルは元のままです。"],
            twelves: TwelveCounts(), judge)
    }

    /// What stands before the first row: titles and headings.
    private func lead(
        _ headings: [String], _ source: UnsafeRawBufferPointer, _ headEnd: Int, isChanged: Bool
    ) -> [UInt8] {
        let titles = text.lead > 0 ? output.copied(text.table.bytes[0..<text.lead]) : []
        let markLength = output.isRecoded || text.lead > 0 ? 0 : text.markLength
        let skipped = text.lead > 0 ? 0 : text.markLength
        guard isChanged else {
            return titles + Array(source[0..<markLength]) + output.copied(source[skipped..<headEnd])
        }
        let line = headings.map { CSVField.written($0, delimiter: text.delimiter) }
            .joined(separator: String(Character(Unicode.Scalar(text.delimiter.rawValue))))
        // Headings that were mended are characters of the layout: every encoding here can write them.
        let end = output.lineEnd(of: source[skipped..<headEnd], text.set)
        return titles + Array(source[0..<markLength]) + (output.encoded(line) ?? Array(line.utf8)) + end
    }

    private func hasMixedLineEnds(_ records: RecordFile) async throws -> Bool {
        switch text.set {
        case .utf8, .cp932: if Self.isOfOneLineEnd(records.map.bytes) { return false }
        default: break
        }
        var kinds: Set<RecordChunk.LineEnd> = []
        try await records.read(workers: repair.options.workers) { chunk in
            Set((0..<chunk.recordCount).lazy.map { chunk.lineEnd($0) })
        } combine: { part, _ in
            kinds.formUnion(part)
        }
        return kinds.subtracting([.none]).count > 1
    }

    /// By the bytes alone, wherever they stand: with one kind of line end in the whole file its rows have no other.
    private static func isOfOneLineEnd(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var (hasPairs, hasFeeds) = (false, false)
        var offset = 0
        while let place = ByteSearch.firstIndex(of: 0x0A, in: bytes, from: offset) {
            if place > 0, bytes[place - 1] == 0x0D { hasPairs = true } else { hasFeeds = true }
            if hasPairs, hasFeeds { return false }
            offset = place + 1
        }
        offset = 0
        while let place = ByteSearch.firstIndex(of: 0x0D, in: bytes, from: offset) {
            let isPair = place + 1 < bytes.count && bytes[place + 1] == 0x0A
            if !isPair, hasPairs || hasFeeds { return false }
            offset = place + 1
        }
        return true
    }

    private func mend(_ chunk: RecordChunk, mendsLineEnds: Bool) -> Part {
        var reader = ChunkReader(judge, chunk)
        var edits: [(bytes: Range<Int>, replacement: [UInt8])] = []
        var part = Part(
            source: chunk.bytes, ledger: RepairLedger(perRuleMax: repair.options.findingsPerRuleMax),
            rows: chunk.recordCount, brokenRows: chunk.broken.count, blankLines: chunk.blankLines)
        var blanks = 0
        for row in 0..<chunk.recordCount {
            let offset = reader.rowOffset(chunk.ordinal(row), &blanks)
            var isRemoved = false
            switch reader.look(row) {
            case .fine: break
            case .blank:
                let finding = RowFindings.blank(offset)
                isRemoved = repair.decisions.accepts(finding)
                if isRemoved {
                    edits.append((chunk.recordBytes(row).lowerBound..<chunk.lineEndBytes(row).upperBound, []))
                    part.ledger.add(done: finding)
                } else {
                    part.ledger.left.add(finding)
                }
            case .suspect(let columns):
                mend(row, columns, offset, reader, &edits, &part)
            }
            let end = chunk.lineEnd(row)
            switch end {
            case .lf: part.hasLineFeeds = true
            case .crlf: part.hasPairs = true
            case .cr: part.hasReturns = true
            case .none: break
            }
            if mendsLineEnds, !isRemoved, end == .lf || end == .cr {
                edits.append((chunk.lineEndBytes(row), output.crlf))
            }
        }
        part.twelves.add(reader.split)
        for broken in chunk.broken { part.ledger.left.add(RowFindings.broken(broken, chunk)) }
        if !edits.isEmpty || output.changesBytes {
            part.bytes = output.splice(chunk.fileBytes, chunk.bytes, edits)
        }
        return part
    }

    private func mend(
        _ row: Int, _ columns: [Int], _ offset: Int, _ reader: ChunkReader,
        _ edits: inout [(bytes: Range<Int>, replacement: [UInt8])], _ part: inout Part
    ) {
        let chunk = reader.chunk
        let texts = reader.texts(row)
        for column in columns { part.twelves.add(texts[column], judge.columns[column]) }
        var outcome = judge.rows.repaired(texts, suspects: columns, accepts: repair.decisions.accepts)
        for (column, value) in outcome.changes.sorted(by: { $0.key < $1.key }) {
            let isQuoted = chunk.isQuoted(row, column)
            let written = isQuoted ? CSVField.doubled(value) : CSVField.written(value, delimiter: text.delimiter)
            guard let bytes = output.encoded(written) else {
                // The file's own encoding lacks a character: nothing is written that would be read as another.
                let lost = outcome.done.filter { $0.columnNumber == column + 1 }
                outcome.done.removeAll { $0.columnNumber == column + 1 }
                outcome.left += lost
                continue
            }
            edits.append((chunk.source(row, column), bytes))
        }
        for var finding in outcome.done {
            finding.row = offset
            part.ledger.add(done: finding)
        }
        for var finding in outcome.left {
            finding.row = offset
            part.ledger.left.add(finding)
        }
    }
}
