import Declaring
import Foundation
import Japanese
import Tabular

/// Converts all files of one system into a folder of its own.
///
///     out/住民基本情報.csv              the target's records
///     findings/DT3-IMPOSSIBLE.tsv       every finding, with key and byte range, and no value
///     broken.tsv  characters.tsv  ledger.json
public struct SystemRun {
    private let workbench: Workbench
    private let system: Workbench.System
    private let source: URL
    private let folder: URL
    private let workers: Int
    private let inputHashes: [String: String]?
    private let today: CivilDate?

    /// - Parameters:
    ///   - source: the workbench's folder.
    ///   - folder: made when it is not there; it holds nothing.
    ///   - inputHashes: SHA-256 that files are known to have, by source group; `nil` where nothing is known
    ///     and they are asked before they are read. A file that has
    ///     another one when it was read to its end is refused.
    ///   - today: the day of the run: dates after it are told.
    public init(
        _ system: Workbench.System, of workbench: Workbench, in source: URL, to folder: URL, workers: Int = 2,
        inputHashes: [String: String]? = nil, today: CivilDate? = nil
    ) {
        self.today = today
        self.workbench = workbench
        self.inputHashes = inputHashes
        self.system = system
        self.source = source
        self.folder = folder
        self.workers = workers
    }

    /// - Parameter progress: told the bytes that are done and all bytes.
    public func run(progress: (Int, Int) -> Void = { _, _ in }) async throws -> SystemLedger {
        let manager = FileManager.default
        try manager.createDirectory(at: folder.appendingPathComponent("out"), withIntermediateDirectories: true)
        try manager.createDirectory(at: folder.appendingPathComponent("findings"), withIntermediateDirectories: true)
        var ledger = SystemLedger(
            system: system.id, name: system.name, section: system.section, gaps: system.coverage.gaps)
        let outputs = OutputFolder(folder)
        for entry in system.mapping.groups {
            guard let group = workbench.target.group(named: entry.target) else { continue }
            try outputs.begin(group)
        }
        let total = system.layout.groups.reduce(0) { $0 + size(of: $1) }
        var done = 0
        // The same code is another character in another set.
        var characters: [String: CharacterLedger.Line] = [:]
        for group in system.layout.groups {
            let before = done
            let converted: (ledger: GroupLedger, lines: [CharacterLedger.Line])
            do {
                converted = try await convert(group, outputs, &ledger.findings) { progress(before + $0, total) }
            } catch is RecordFileRefusal {
                throw RunRefusal.inputChanged(system: system.id, group: group.name)
            }
            let (groupLedger, lines) = converted
            done += groupLedger.fileBytes
            ledger.groups.append(groupLedger)
            for line in lines {
                let key = "\(group.file?.encoding ?? "") \(line.code) \(line.scalar == nil)"
                characters[key] = characters[key].map { $0.adding(line.count) } ?? line
            }
        }
        ledger.characters = characters.values.sorted { ($1.count, $0.code) < ($0.count, $1.code) }
        try outputs.write(CharacterText.tsv(ledger.characters), to: "characters.tsv")
        try outputs.write(ledger.report)
        try outputs.close()
        return ledger
    }

    private func path(_ group: ItemGroup) -> String {
        source.appendingPathComponent(system.files[group.name] ?? "").path
    }

    private func size(of group: ItemGroup) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path(group))[.size] as? Int) ?? 0
    }

    private func convert(
        _ group: ItemGroup, _ outputs: OutputFolder, _ counts: inout [Reason: FindingCount], progress: (Int) -> Void
    ) async throws -> (GroupLedger, [CharacterLedger.Line]) {
        var ledger = GroupLedger(group: group, mayBeEmpty: system.empty.contains(group.name))
        guard let profile = system.profile(of: group, packs: workbench.packs) else { return (ledger, []) }
        let file = try RecordFile(path: path(group), profile: profile)
        if let problem = Self.heading(file, group) {
            throw RunRefusal.heading(system: "\(system.id)　\(system.files[group.name] ?? "")", problem)
        }
        ledger.fileBytes = file.map.bytes.count
        ledger.hasEndMark = file.hasEndMark
        let known = inputHashes.map { $0[group.name] ?? "" }
        ledger.fileHash = try known ?? FileHash.sha256(file.map)
        let plan = ConversionPlan(
            group: group, mapping: system.mapping, target: workbench.target,
            gaiji: workbench.gaiji.resolver(system: system.id, set: profile.set), policy: workbench.policy,
            shrink: workbench.shrink, towns: workbench.towns, decisions: workbench.decisions,
            today: today)
        ledger.amounts = plan.amounts.map {
            AmountLedger(field: group.items[$0].name, items: plan.items(filledBy: $0))
        }
        var found = counts
        try await file.read(workers: workers) { chunk in
            GroupConverter.convert(chunk, plan: plan)
        } combine: { part, place in
            ledger.records += part.records
            ledger.excluded += part.excluded
            ledger.broken += part.broken.count
            ledger.blankLines += part.blankLines
            for position in part.tallies.indices { ledger.tallies[position].add(part.tallies[position]) }
            for (position, entry) in plan.entries.enumerated() {
                ledger.written[entry.target.name, default: 0] += part.outputRecords[position]
                try outputs.append(
                    part.outputs[position], part.origins[position], to: entry.target.name,
                    recordsBefore: place.recordsBefore)
            }
            if !part.broken.isEmpty { found[.broken, default: FindingCount()].open += part.broken.count }
            for position in part.amounts.indices { ledger.amounts[position].tally.add(part.amounts[position]) }
            try outputs.append(part, group: group, plan: plan, recordsBefore: place.recordsBefore, counts: &found)
            progress(place.bytes.upperBound)
        }
        guard try FileHash.sha256(file.map) == ledger.fileHash else {
            throw RunRefusal.inputChanged(system: system.id, group: group.name)
        }
        counts = found
        let codes = file.codes
        let lines = CharacterLedger.lines(
            found: codes.found, broken: codes.broken, set: profile.set, gaiji: plan.gaiji, policy: workbench.policy,
            shrink: workbench.shrink)
        return (ledger, lines)
    }

    /// The headings of a file must be those of its layout: another order would move values into wrong items. What stands in the file is
    /// not repeated: without a heading it would be somebody's record.
    private static func heading(_ file: RecordFile, _ group: ItemGroup) -> String? {
        guard case .delimited(let form) = file.profile.form, form.hasHeading else { return nil }
        let headings = file.headings
        let names = group.items.map(\.name)
        if headings.isEmpty {
            return "グループ「\(group.name)」のファイルに、見出しがないか、1行目を読めません。見出しのないファイルなら、レイアウトの file に heading: false と書いてください。"
        }
        if headings.count != names.count {
            return "グループ「\(group.name)」の見出しは\(headings.count)列ですが、レイアウトは\(names.count)項目です。文字コード（encoding）が違うこともあります。"
        }
        let differing = zip(headings, names).enumerated().filter { TextKey($0.element.0) != TextKey($0.element.1) }
        guard let first = differing.first else { return nil }
        return
            "グループ「\(group.name)」の見出しが、レイアウトと\(differing.count)列で違います。最初に違うのは\(first.offset + 1)列目で、レイアウトでは「\(first.element.1)」です。見出しのないファイルではないか、文字コード（encoding）が違わないかも確かめてください。"
    }
}

/// Why a run could not be made.
public enum RunRefusal: Error, Hashable {
    case heading(system: String, String)
    case declarations([DeclarationFinding])
    case file(MappedFileRefusal)
    case inputChanged(system: String, group: String)
    case noRun(String)
    case busy
    case notOurs(String)
    case recordedOtherwise(Int)

    public var words: String {
        switch self {
        case .busy: "このフォルダーでは、別の試行が動いています。終わってから、もう一度行ってください。"
        case .notOurs(let folder): "「\(folder)」には、ほかのファイルがあります。上書きを避けるため中止しました。まだないフォルダーを指定してください。"
        case .recordedOtherwise(let number):
            "第\(number)回の試行は、別の内容でもう記録されています。そのフォルダーを別の場所へ移し、もう一度試行してください（新しい番号になります）。"
        case .heading(let system, let problem): "\(system)　\(problem)"
        case .declarations(let findings): findings.map(\.japanese).joined(separator: "\n")
        case .file(let refusal): refusal.japanese
        case .inputChanged(let system, let group):
            "\(system)のグループ「\(group)」のファイルが、試行の途中で変わりました。書き込みを止めてから、もう一度始めてください。"
        case .noRun(let folder): "「\(folder)」に、終わった試行がありません。先に standardize rehearse を実行してください。"
        }
    }
}

extension CharacterLedger.Line {
    package func adding(_ more: Int) -> CharacterLedger.Line {
        CharacterLedger.Line(
            code: code, scalarValue: scalarValue, count: count + more, verdict: verdict, target: target, basis: basis,
            isTwin: isTwin)
    }
}
