import Foundation
import Japanese
import Tabular

/// Reads the records that were written, asks all rules, and lists every record that does not satisfy them.
package struct CheckRun {
    let workbench: Workbench
    /// Folders of the converted systems, by id.
    let converted: [String: URL]
    /// Findings go to a folder for each system in it.
    let folder: URL
    let workers: Int
    /// The workbench's folder; `nil` where nobody will be shown the records.
    let source: URL?

    package init(
        workbench: Workbench, converted: [String: URL], folder: URL, workers: Int, source: URL? = nil
    ) {
        self.source = source
        self.workbench = workbench
        self.converted = converted
        self.folder = folder
        self.workers = workers
    }

    /// A record rule's failure in the table's numbering.
    private struct RecordFailure {
        let kernel: Int
        let row: UInt32
        let hash: UInt64
    }

    /// - Parameter progress: told the bytes that are done and all bytes.
    /// - Returns: by system.
    package func run(progress: (Int, Int) -> Void = { _, _ in }) async throws -> [String: CheckLedger] {
        var ledgers: [String: CheckLedger] = [:]
        for system in workbench.systems where converted[system.id] != nil { ledgers[system.id] = CheckLedger() }
        var writers: [String: OutputFolder] = [:]
        for id in ledgers.keys { writers[id] = OutputFolder(folder.appendingPathComponent(id)) }
        let files = self.files()
        let total = files.reduce(0) { $0 + $1.bytes }
        var done = 0
        var tables: [String: GroupTable] = [:]
        for group in workbench.target.groups {
            let parts = files.filter { $0.group == group.name }
            if parts.isEmpty { continue }
            let table = GroupTable(group, keeps: workbench.rules.keptColumns(of: group).union(group.keyColumns))
            let kernels = RecordKernel.all(
                workbench.rules, group: group, in: workbench.target, towns: workbench.towns)
            var failures: [RecordFailure] = []
            for part in parts {
                let before = done
                try await read(part, into: table, kernels, &failures, &ledgers[part.system, default: CheckLedger()]) {
                    progress(before + $0, total)
                }
                done += part.bytes
            }
            try write(failures, kernels, table, writers, &ledgers)
            tables[group.name] = table
        }
        var checker = SetChecker(tables: tables)
        for rule in workbench.rules.rules {
            if let missing = RuleSet.groups(of: rule).sorted().first(where: { tables[$0] == nil }) {
                notAsked(rule, missing: missing, &ledgers)
                continue
            }
            guard case .set(let check) = rule.check else { continue }
            try write(checker.run(rule, check), tables, writers, &ledgers)
        }
        for writer in writers.values { try writer.close() }
        var protected = ProtectedKeys(tables, workbench, converted: converted)
        if let source { try SourceKeys(workbench: workbench, folder: source).add(to: &protected) }
        try protected.write(to: folder)
        return ledgers
    }

    /// A rule without its data proves nothing: the gate stays closed.
    private func notAsked(_ rule: Rule, missing: String, _ ledgers: inout [String: CheckLedger]) {
        let owner = workbench.systems.first { system in
            ledgers[system.id] != nil && system.mapping.groups.contains { $0.target == rule.group }
        }
        guard let id = owner?.id ?? ledgers.keys.sorted().first else { return }
        ledgers[id, default: CheckLedger()].notAsked.append(.init(rule: rule.id, missing: missing))
    }

    // MARK: reading

    private struct File {
        let system: String
        let group: String
        let url: URL
        let origins: URL
        let bytes: Int
    }

    private func files() -> [File] {
        workbench.systems.flatMap { system -> [File] in
            guard let folder = converted[system.id] else { return [] }
            var seen: Set<String> = []
            return system.mapping.groups.compactMap { entry in
                guard seen.insert(entry.target).inserted else { return nil }
                let url = folder.appendingPathComponent("out/\(OutputFolder.safe(entry.target)).csv")
                let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
                return File(
                    system: system.id, group: entry.target, url: url,
                    origins: folder.appendingPathComponent("origins/\(OutputFolder.safe(entry.target)).bin"),
                    bytes: (attributes?[.size] as? Int) ?? 0)
            }
        }
    }

    private func read(
        _ part: File, into table: GroupTable, _ kernels: [RecordKernel], _ failures: inout [RecordFailure],
        _ ledger: inout CheckLedger, progress: (Int) -> Void
    ) async throws {
        let items = table.group.items
        let profile = RecordProfile(
            set: .utf8, form: .delimited(DelimitedForm(columnCount: items.count)), countsCodes: false)
        let file = try RecordFile(path: part.url.path, profile: profile)
        let numbers = items.indices.filter { items[$0].type == .signed || items[$0].type == .integer }
        let kept = table.kept
        var rows = 0
        var sums = numbers.map { _ in 0 }
        let before = table.count
        var found: [RecordFailure] = []
        do {
            try await file.read(workers: workers) { chunk -> ReadPart in
                ReadPart(chunk, kept: kept, kernels: kernels, numbers: numbers)
            } combine: { result, place in
                guard result.broken == 0 else { throw CheckRefusal.written(path: part.url.path) }
                table.append(result.columns, kept)
                for failure in result.failures {
                    found.append(
                        RecordFailure(
                            kernel: failure.kernel, row: UInt32(before + rows) + failure.row, hash: failure.hash))
                }
                for position in sums.indices { sums[position] &+= result.sums[position] }
                rows += result.rows
                progress(place.bytes.upperBound)
            }
        } catch is RecordFileRefusal {
            throw CheckRefusal.written(path: part.url.path)
        }
        failures += found
        ledger.records[part.group, default: 0] += rows
        for (position, column) in numbers.enumerated() {
            ledger.sums["\(part.group)/\(items[column].name)", default: 0] &+= sums[position]
        }
        let hasRows = FileManager.default.fileExists(atPath: part.origins.path)
        let origins = try hasRows ? OriginFile(path: part.origins.path) : OriginFile()
        guard origins.count == rows else { throw CheckRefusal.written(path: part.origins.path) }
        table.endPart(system: part.system, rows: rows, origins: origins)
    }

    /// What one chunk gave.
    private struct ReadPart: @unchecked Sendable {
        var rows: Int
        var broken: Int
        var columns: [TextColumn]
        var failures: [RecordFailure] = []
        var sums: [Int]

        init(_ chunk: RecordChunk, kept: [Int], kernels: [RecordKernel], numbers: [Int]) {
            rows = chunk.recordCount
            broken = chunk.broken.count
            columns = GroupTable.extract(chunk, kept)
            sums = numbers.map { column in
                var sum = 0
                for row in 0..<chunk.recordCount { sum &+= WholeNumber.amount(chunk.text(row, column)) ?? 0 }
                return sum
            }
            var rows: [UInt32] = []
            for (number, kernel) in kernels.enumerated() {
                rows.removeAll(keepingCapacity: true)
                kernel.failures(chunk, into: &rows)
                for row in rows {
                    var hash = ValueHash.start
                    for column in kernel.columns { hash = ValueHash.adding(chunk.text(Int(row), column), to: hash) }
                    failures.append(RecordFailure(kernel: number, row: row, hash: hash))
                }
            }
        }
    }

    // MARK: writing

    private func write(
        _ failures: [RecordFailure], _ kernels: [RecordKernel], _ table: GroupTable, _ writers: [String: OutputFolder],
        _ ledgers: inout [String: CheckLedger]
    ) throws {
        var texts = FindingTexts(workbench: workbench)
        for number in kernels.indices {
            for failure in failures where failure.kernel == number {
                let kernel = kernels[number]
                texts.append(
                    SetChecker.Failure(
                        rule: kernel.rule, reason: kernel.rule.reason, group: table.group.name, row: Int(failure.row),
                        column: kernel.column, hash: failure.hash),
                    table, nil, &ledgers)
            }
        }
        try texts.write(to: writers)
    }

    private func write(
        _ failures: [SetChecker.Failure], _ tables: [String: GroupTable], _ writers: [String: OutputFolder],
        _ ledgers: inout [String: CheckLedger]
    ) throws {
        var texts = FindingTexts(workbench: workbench)
        for failure in failures {
            guard let table = tables[failure.group] else { continue }
            let other = failure.other.flatMap { other in tables[other.group]?.written(other.row) }
            texts.append(failure, table, other, &ledgers)
        }
        try texts.write(to: writers)
    }
}

/// What was written cannot be read again as it was: nothing more can be said.
package enum CheckRefusal: Error, Hashable {
    case written(path: String)

    package var words: String {
        switch self {
        case .written(let path):
            "変換の結果「\(path)」が、書いたときのままではありません。ほかのプログラムが触っていないか確かめ、新しい試行を始めてください。"
        }
    }
}

/// Lines of findings by system and reason, before they are written.
private struct FindingTexts {
    let workbench: Workbench
    private var writers: [String: [Reason: FindingWriter]] = [:]

    init(workbench: Workbench) { self.workbench = workbench }

    mutating func append(
        _ failure: SetChecker.Failure, _ table: GroupTable, _ other: WrittenRecord?,
        _ ledgers: inout [String: CheckLedger]
    ) {
        guard let part = table.part(of: failure.row),
            let origin = part.origins[failure.row - part.rows.lowerBound],
            let system = workbench.systems.first(where: { $0.id == part.system })
        else { return }
        var key: [UInt8] = []
        for (position, column) in table.group.keyColumns.enumerated() {
            if position > 0 { key.append(0x2F) }
            FindingKey.append(table[column][failure.row], to: &key)
        }
        let item = failure.column >= 0 ? table.group.items[failure.column].name : ""
        var state = FindingState.open
        if workbench.decisions.concerns(failure.reason) {
            state =
                workbench.decisions.state(
                    of: .init(
                        system: part.system, reason: failure.reason, key: String(decoding: key, as: UTF8.self),
                        field: "",
                        target: table.group.name, item: item), hash: failure.hash
                ).state
        }
        ledgers[part.system, default: CheckLedger()].add(failure.rule.id, failure.reason, table.group.name, state)
        let groups = system.mapping.groups
        writers[part.system, default: [:]][failure.reason, default: FindingWriter()].append(
            source: groups.indices.contains(origin.entry) ? groups[origin.entry].source : "", record: origin.record,
            key: key, field: "", target: table.group.name, item: item, rule: failure.rule.id, bytes: origin.bytes,
            hash: failure.hash, other: other, state: state)
    }

    func write(to folders: [String: OutputFolder]) throws {
        for (system, texts) in writers {
            for reason in Reason.allCases {
                if let writer = texts[reason] { try folders[system]?.append(writer, of: reason) }
            }
        }
    }
}
