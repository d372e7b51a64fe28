import Conversion
import Foundation
import Japanese
import Tabular
import Ward

/// One rehearsal of a workbench: converted, checked and reported in stages, each of which is finished as a whole or not at all.
///
///     runs/0001/manifest.json  decisions.tsv
///     runs/0001/stages/convert-juki/out/住民.csv  findings/…  state.json
///     runs/0001/stages/check/juki/findings/…  state.json
///     runs/0001/report.json
///
/// A stage works in a folder of its own and is renamed when it is done: killed anywhere, the next start goes on with the first stage
/// that is not there, and what comes out is the same byte for byte.
public struct Rehearsal: Sendable {
    /// How far the work is, for a bar.
    public struct Progress: Sendable {
        public let title: String
        public let done: Int
        public let total: Int
    }

    public let workbench: Workbench
    /// The workbench's folder.
    public let source: URL
    public let manifest: RunManifest
    let workers: Int

    /// The run's own folder.
    public var folder: URL { source.appendingPathComponent(RunManifest.folder(manifest.number)) }

    // MARK: beginning

    /// Begins a new rehearsal, or goes on with the last one where it was broken off.
    /// - Parameters:
    ///   - id: the workbench's, by the name that its folder carries: a copy does not go on with a run of the original.
    ///   - decisions: those that are kept elsewhere; the workbench's own file comes first.
    ///   - recordedMax: the highest number that stands for a finished rehearsal, also of one whose folder is gone: numbers are used once.
    ///   - isRecorded: whether a finished run is on record with its report beside it; one that is not goes on to be.
    public static func begin(
        _ workbench: Workbench, id: String? = nil, in source: URL, decisions: [FindingDecision], at moment: Timestamp,
        workers: Int, recordedMax: Int = 0, isRecorded: (Int) -> Bool = { _ in true }
    ) throws -> Rehearsal {
        var workbench = workbench
        workbench.decisions = DecisionSet(workbench.decisions.decisions + decisions)
        try RunFileList.clearBare(RunManifest.folder(lastNumber(in: source)), in: source)
        let last = lastNumber(in: source)
        if last > recordedMax,
            let open = try resumed(workbench, id, in: source, number: last, workers: workers, isRecorded)
        {
            return open
        }
        let text = DecisionText.tsv(workbench.decisions.decisions)
        let manifest = RunManifest(
            workbench: workbench.name, workbenchID: id, number: max(last, recordedMax) + 1,
            startedAt: moment.milliseconds,
            program: ProgramHash.current,
            inputs: try inputs(of: workbench, in: source), declarations: workbench.declarations,
            decisions: ContentHash.of(text), decisionCount: workbench.decisions.decisions.count)
        let rehearsal = Rehearsal(workbench: workbench, source: source, manifest: manifest, workers: workers)
        let folder = rehearsal.folder
        // Records of a whole ward: for the person who runs it alone.
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("stages"), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try PrivateFile.write(Data(text.utf8), to: folder.appendingPathComponent("decisions.tsv").path)
        // The manifest last: a folder without one is no run.
        try RunFiles.encode(manifest, to: folder.appendingPathComponent("manifest.json"))
        return rehearsal
    }

    /// The last run, when it was broken off and everything it is made from is still the same. It goes on with the decisions it
    /// began with.
    private static func resumed(
        _ workbench: Workbench, _ id: String?, in source: URL, number: Int, workers: Int, _ isRecorded: (Int) -> Bool
    ) throws -> Rehearsal? {
        let folder = source.appendingPathComponent(RunManifest.folder(number))
        let isFinished = FileManager.default.fileExists(atPath: folder.appendingPathComponent("report.json").path)
        guard !isFinished || !isRecorded(number),
            let manifest = try? RunFiles.decode(RunManifest.self, from: folder.appendingPathComponent("manifest.json")),
            let decisions = try? String(contentsOf: folder.appendingPathComponent("decisions.tsv"), encoding: .utf8),
            // Runs that were begun before folders had names of their own say none.
            manifest.workbenchID == nil || manifest.workbenchID == id, manifest.decisions == ContentHash.of(decisions),
            manifest.program == ProgramHash.current,
            manifest.declarations == workbench.declarations, try manifest.inputs == inputs(of: workbench, in: source)
        else { return nil }
        var workbench = workbench
        workbench.decisions = DecisionText.read(decisions, file: "decisions.tsv").decisions
        guard workbench.decisions.decisions.count == manifest.decisionCount else { return nil }
        try RunFileList.clear(folder)
        return Rehearsal(workbench: workbench, source: source, manifest: manifest, workers: workers)
    }

    private static func lastNumber(in source: URL) -> Int {
        let names =
            (try? FileManager.default.contentsOfDirectory(atPath: source.appendingPathComponent("runs").path)) ?? []
        return names.compactMap { Int($0) }.max() ?? 0
    }

    private static func inputs(of workbench: Workbench, in source: URL) throws -> [RunManifest.Input] {
        try workbench.systems.flatMap { system in
            try system.layout.groups.compactMap { group -> RunManifest.Input? in
                guard let path = system.files[group.name] else { return nil }
                let file = try MappedFile(path: source.appendingPathComponent(path).path)
                do {
                    return RunManifest.Input(
                        system: system.id, group: group.name, path: path, bytes: file.bytes.count,
                        sha256: try FileHash.sha256(file))
                } catch {
                    throw RunRefusal.inputChanged(system: system.id, group: group.name)
                }
            }
        }
    }

    // MARK: running

    /// Stages in their order.
    public var stageNames: [String] { workbench.systems.map { "convert-\($0.id)" } + ["check", "report"] }

    /// Runs all stages that are not done yet.
    /// - Returns: what the report is drawn from; canonical, and the same for the same manifest.
    public func run(progress: (Progress) -> Void = { _ in }) async throws -> JSON {
        for system in workbench.systems { _ = try await convert(system, progress) }
        _ = try await check(progress)
        return try await report(progress)
    }

    /// Runs one stage; those before it must be done.
    func run(stage: String, progress: (Progress) -> Void = { _ in }) async throws {
        if let system = workbench.systems.first(where: { "convert-\($0.id)" == stage }) {
            _ = try await convert(system, progress)
        } else if stage == "check" {
            _ = try await check(progress)
        } else {
            _ = try await report(progress)
        }
    }

    private func convert(_ system: Workbench.System, _ progress: (Progress) -> Void) async throws -> SystemLedger {
        try await stage("convert-\(system.id)") { folder in
            let inputs = manifest.inputs.filter { $0.system == system.id }.map { ($0.group, $0.sha256) }
            let run = SystemRun(
                system, of: workbench, in: source, to: folder, workers: workers,
                // A file that is another one than when the rehearsal began belongs to another rehearsal.
                inputHashes: Dictionary(uniqueKeysWithValues: inputs),
                today: Timestamp(milliseconds: manifest.startedAt).date)
            return try await run.run { progress(Progress(title: "\(system.name)を変換", done: $0, total: $1)) }
        }
    }

    private func check(_ progress: (Progress) -> Void) async throws -> [String: CheckLedger] {
        let stages = folder.appendingPathComponent("stages")
        return try await stage("check") { folder in
            let converted = workbench.systems.map { ($0.id, stages.appendingPathComponent("convert-\($0.id)")) }
            return try await CheckRun(
                workbench: workbench, converted: Dictionary(uniqueKeysWithValues: converted), folder: folder,
                workers: workers, source: source
            ).run { progress(Progress(title: "規則で確認", done: $0, total: $1)) }
        }
    }

    private func report(_ progress: (Progress) -> Void) async throws -> JSON {
        let checks = try await check(progress)
        var ledgers: [SystemLedger] = []
        for system in workbench.systems {
            var ledger = try await convert(system, progress)
            ledger.check = checks[system.id]
            ledgers.append(ledger)
        }
        progress(Progress(title: "報告を作成", done: 0, total: 1))
        let content = try RehearsalContent.json(self, ledgers)
        try PrivateFile.write(Data(content.canonical.utf8), to: folder.appendingPathComponent("report.json").path)
        progress(Progress(title: "報告を作成", done: 1, total: 1))
        return content
    }

    /// Runs one stage in a folder of its own, unless it was done before.
    private func stage<State: Codable>(_ name: String, _ body: (URL) async throws -> State) async throws -> State {
        let manager = FileManager.default
        let done = folder.appendingPathComponent("stages/\(name)")
        let state = done.appendingPathComponent("state.json")
        if manager.fileExists(atPath: state.path) { return try RunFiles.decode(State.self, from: state) }
        let work = folder.appendingPathComponent("stages/\(name).part")
        if manager.fileExists(atPath: work.path) { try manager.removeItem(at: work) }
        try manager.createDirectory(at: work, withIntermediateDirectories: true)
        let result = try await body(work)
        try RunFiles.encode(result, to: work.appendingPathComponent("state.json"))
        try manager.moveItem(at: work, to: done)
        return result
    }
}

/// Files that the program itself reads again.
enum RunFiles {
    static func encode(_ value: some Encodable, to url: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try PrivateFile.write(encoder.encode(value), to: url.path)
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from url: URL) throws -> Value {
        try JSONDecoder().decode(type, from: try Data(contentsOf: url))
    }
}
