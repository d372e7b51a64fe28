import Japanese
import Tabular

/// Mends a file as was decided; the file itself is never changed.
///
///     let repair = DatasetRepair(file, decisions)
///     let (bytes, report) = try await repair.bytes()
///     report.done    // what was changed, with place, rule, old and new value
///     report.left    // what was not
///
/// A function of file, decisions and options alone: the same ones give the same bytes. What is not repaired keeps its bytes: with no
/// decision the result is the file. Text becomes UTF-8 with a mark and CRLF only where the repairs of rule `encoding` and `line-ends` are
/// accepted. The table of a workbook becomes CSV (統一ルール 1-1 allows both; a copy of the workbook would lose what is not in cells).
public struct DatasetRepair: Sendable {
    public let file: DataFile
    public let decisions: RepairDecisions
    public let options: CheckOptions

    public init(_ file: DataFile, _ decisions: RepairDecisions, _ options: CheckOptions = CheckOptions()) {
        self.file = file
        self.decisions = decisions
        self.options = options
    }

    /// The repaired file as a whole.
    public func bytes() async throws -> (bytes: [UInt8], report: RepairReport) {
        let (changed, report) = try await changedBytes()
        return (changed ?? Array(file.bytes), report)
    }

    /// The repaired file as a whole; `nil` where it is the file as it was, which needs no memory a second time.
    public func changedBytes() async throws -> (bytes: [UInt8]?, report: RepairReport) {
        let pieces = Pieces(file.bytes)
        let report = try await write(pieces.append)
        return (pieces.changed, report)
    }

    /// What is written, kept only from the place on where it is something else than the file.
    private final class Pieces: @unchecked Sendable {
        private let source: UnsafeRawBufferPointer
        // Written by one piece after the other, in their order.
        private var same = 0
        private var written: [UInt8]?

        init(_ source: UnsafeRawBufferPointer) { self.source = source }

        var changed: [UInt8]? { written ?? (same == source.count ? nil : Array(source.prefix(same))) }

        func append(_ piece: UnsafeRawBufferPointer) {
            if written == nil {
                if isNext(piece) {
                    same += piece.count
                    return
                }
                var begun: [UInt8] = []
                begun.reserveCapacity(source.count + source.count / 8 + piece.count)
                begun += source.prefix(same)
                written = begun
            }
            written?.append(contentsOf: piece)
        }

        private func isNext(_ piece: UnsafeRawBufferPointer) -> Bool {
            guard piece.count <= source.count - same else { return false }
            let next = UnsafeRawBufferPointer(rebasing: source[same..<same + piece.count])
            return next.baseAddress == piece.baseAddress || next.elementsEqual(piece)
        }
    }

    /// Gives the repaired file to a sink piece by piece, so that a large one needs no memory.
    func write(_ sink: (UnsafeRawBufferPointer) throws -> Void) async throws -> RepairReport {
        switch file.content {
        case .delimited(let text): try await TextRepair(text, self).write(sink)
        case .workbook(let book): try WorkbookRepair(book, self).write { try $0.withUnsafeBytes(sink) }
        }
    }

    /// - Parameter twelves: of the rows as they were sent.
    func report(
        _ ledger: RepairLedger, rows: Int, brokenRows: Int, notes: [String], twelves: TwelveCounts, _ judge: TableJudge
    ) -> RepairReport {
        var ledger = ledger
        twelves.settle(&ledger.left, judge.columns)
        var facts = file.facts
        facts.rows = rows
        facts.brokenRows = brokenRows
        var report = RepairReport(
            file: facts, done: ledger.done, doneCounts: ledger.doneCounts, left: ledger.left.list,
            leftCounts: ledger.left.counts, notes: notes)
        report.numberColumns = twelves.open(judge.columns)
        return report
    }
}

/// What was done and left, within a limit.
struct RepairLedger: Sendable {
    let perRuleMax: Int
    private(set) var done: [RepairReport.Patch] = []
    private(set) var doneCounts: [DataRule: Int] = [:]
    var left: FindingTally
    private var listed: [DataRule: Int] = [:]

    init(perRuleMax: Int) {
        self.perRuleMax = perRuleMax
        left = FindingTally(perRuleMax: perRuleMax)
    }

    mutating func add(done finding: DataFinding) {
        doneCounts[finding.rule, default: 0] += 1
        keep(
            RepairReport.Patch(
                rule: finding.rule, sheet: finding.sheet, row: finding.row, column: finding.column,
                value: finding.value, replacement: finding.proposal ?? ""))
        if let companion = finding.companion {
            keep(
                RepairReport.Patch(
                    rule: finding.rule, sheet: finding.sheet, row: finding.row, column: companion.column,
                    value: companion.value, replacement: companion.proposal))
        }
    }

    /// Takes over what was done in a part of the file.
    mutating func add(_ part: RepairLedger, rowBase: Int) {
        for (rule, count) in part.doneCounts { doneCounts[rule, default: 0] += count }
        for var patch in part.done {
            patch.row = patch.row.map { $0 + rowBase }
            keep(patch)
        }
        left.add(part.left) { $0.row = $0.row.map { $0 + rowBase } }
    }

    private mutating func keep(_ patch: RepairReport.Patch) {
        guard listed[patch.rule, default: 0] < perRuleMax else { return }
        listed[patch.rule, default: 0] += 1
        done.append(patch)
    }
}

extension RepairReport {
    /// Lines for a terminal: the counts, what was done, what was left.
    public var human: String {
        var lines = ["\(file.name): \(doneCount)件を直しました。\(leftCount)件が残っています。"]
        lines += notes
        for rule in DataRule.allCases {
            let (done, left) = (doneCounts[rule] ?? 0, leftCounts[rule] ?? 0)
            if done + left > 0 { lines.append("  [\(rule.rawValue)] \(rule.title): 直した \(done)件、残り \(left)件") }
        }
        for patch in done {
            let place = DataFinding(patch.rule, sheet: patch.sheet, row: patch.row, column: patch.column, message: "")
                .place
            lines.append("直した \(place): 「\(patch.value)」→「\(patch.replacement)」 [\(patch.rule.rawValue)]")
        }
        for finding in left { lines.append("残り " + finding.human) }
        return lines.joined(separator: "\n") + "\n"
    }
}
