import Foundation
import Storage
import StorageTesting
import Testing
import Ward

@testable import Conversion
@testable import Standardization

@Suite("Which run and which workbench it is")
struct RunIdentityTests {
    private static let right = ["0000000001,見本　太郎,0,1"]
    private static let wrong = ["0000000001,見本　太郎,0,9"]

    private static func ward(_ database: any Database) -> Ward {
        Ward(database: database, clock: .system, random: .system)
    }

    private static func rehearse(_ folder: URL, _ ward: Ward) async throws -> RehearsalRun.Result {
        let workbench = try #require(WorkbenchReader.read(folder).workbench)
        return try await RehearsalRun.run(
            workbench, in: folder, by: .commandLine, ward: ward, workers: 1, printer: nil)
    }

    @Test(
        "With its runs cleared, a workbench goes on counting, and no record stands for other content",
        arguments: TestDatabases.all)
    func cleared(_ kind: TestDatabase) async throws {
        let folder = try SmallWorkbench.one(Self.right).write()
        defer { try? FileManager.default.removeItem(at: folder) }
        try await kind.use(StandardizationModule.allMigrations) { database in
            let ward = Self.ward(database)
            let first = try await Self.rehearse(folder, ward)
            #expect(first.record.isGateOpen)
            try FileManager.default.removeItem(at: folder.appendingPathComponent("runs"))
            try SmallWorkbench.one(Self.wrong).write(to: folder)
            let second = try await Self.rehearse(folder, ward)
            #expect(second.record.number == 2)
            #expect(second.record.id != first.record.id)
            #expect(!second.record.isGateOpen)
            #expect(second.record.blocking == 1)
            #expect(second.record.contentHash != first.record.contentHash)
            let html = try String(contentsOf: second.folder.appendingPathComponent("report.html"), encoding: .utf8)
            #expect(html.contains(second.record.contentHash))
            // The same number with other content is refused, not answered with the old record.
            let stamp = ward.stamp(by: .commandLine)
            guard case .object(var content) = second.content, case .object(var manifest)? = content["manifest"] else {
                Issue.record("no manifest")
                return
            }
            manifest["number"] = 1
            content["manifest"] = .object(manifest)
            let forged = JSON.object(content)
            await #expect(throws: RunRefusal.recordedOtherwise(1)) {
                try await database.write {
                    try RehearsalStore.record(forged, folder: folder.path, by: stamp, on: $0)
                }
            }
        }
    }

    @Test("Decisions go with a folder that is moved, and not with a copy of it", arguments: TestDatabases.all)
    func moved(_ kind: TestDatabase) async throws {
        let folder = try SmallWorkbench.one(Self.wrong).write()
        let (copy, place) = (SmallWorkbench.place(), SmallWorkbench.place())
        defer { for url in [folder, copy, place] { try? FileManager.default.removeItem(at: url) } }
        try await kind.use(StandardizationModule.allMigrations) { database in
            let ward = Self.ward(database)
            let first = try await Self.rehearse(folder, ward)
            let file = FindingFile(run: first.folder, system: "juki", reason: .codeUnknown)
            let line = try #require(file.entry(0)?.line)
            let stamp = ward.stamp(by: .commandLine)
            let decision = FindingDecision(
                subject: line.subject(system: "juki", reason: .codeUnknown), hash: line.hash, action: .discard,
                value: "", why: "使わない", decidedBy: "見本 花子", decidedOn: stamp.today)
            let id = first.record.workbenchID
            try await database.write { try DecisionStore.add(decision, workbench: id, by: stamp, on: $0) }
            // While the first still lies there, a copy is another workbench.
            try FileManager.default.copyItem(at: folder, to: copy)
            let other = try await Self.rehearse(copy, ward)
            #expect(other.record.workbenchID != id)
            #expect(!other.record.isGateOpen)
            try FileManager.default.moveItem(at: folder, to: place)
            let second = try await Self.rehearse(place, ward)
            #expect(second.record.workbenchID == id)
            #expect(second.record.number == 2)
            #expect(second.record.isGateOpen)
            let records = try await database.read { try RehearsalStore.list(on: $0) }
            #expect(records.filter { $0.workbenchID == id }.allSatisfy { $0.folder == place.path })
        }
    }

    @Test("A copy of a folder goes on with no run of the original, broken off or finished", arguments: [false, true])
    func copied(isFinished: Bool) async throws {
        let (folder, copy) = (try SmallWorkbench.one(Self.wrong).write(), SmallWorkbench.place())
        defer { for url in [folder, copy] { try? FileManager.default.removeItem(at: url) } }
        let database = try await openDatabase(at: ":memory:")
        try await Migrator.migrate(database, StandardizationModule.allMigrations)
        let ward = Self.ward(database)
        let workbench = try #require(WorkbenchReader.read(folder).workbench)
        func begin(_ folder: URL) async throws -> Rehearsal {
            try await RehearsalRun.begin(workbench, in: folder, by: .commandLine, ward: ward, workers: 1)
        }
        let first = try await begin(folder)
        if isFinished {
            _ = try await RehearsalRun.finish(first, by: .commandLine, ward: ward, printer: nil)
        }
        try FileManager.default.copyItem(at: folder, to: copy)
        let other = try await begin(copy)
        #expect(other.manifest.number == 2)
        #expect(other.manifest.workbenchID != first.manifest.workbenchID)
        // The original itself goes on with what it began.
        #expect(try await begin(folder).manifest.number == (isFinished ? 2 : 1))
        let result = try await RehearsalRun.finish(other, by: .commandLine, ward: ward, printer: nil)
        #expect(result.record.workbenchID == other.manifest.workbenchID)
        #expect(result.record.folder == copy.path)
    }

    @Test("Another folder in the place of a workbench has neither its numbers nor its decisions")
    func replaced() async throws {
        let folder = try SmallWorkbench.one(Self.wrong).write()
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try await openDatabase(at: ":memory:")
        try await Migrator.migrate(database, StandardizationModule.allMigrations)
        let ward = Self.ward(database)
        let first = try await Self.rehearse(folder, ward)
        let line = try #require(FindingFile(run: first.folder, system: "juki", reason: .codeUnknown).entry(0)?.line)
        let stamp = ward.stamp(by: .commandLine)
        let decision = FindingDecision(
            subject: line.subject(system: "juki", reason: .codeUnknown), hash: line.hash, action: .discard,
            value: "", why: "使わない", decidedBy: "見本 花子", decidedOn: stamp.today)
        let id = first.record.workbenchID
        try await database.write { try DecisionStore.add(decision, workbench: id, by: stamp, on: $0) }
        try FileManager.default.removeItem(at: folder)
        try SmallWorkbench.one(Self.wrong).write(to: folder)
        let second = try await Self.rehearse(folder, ward)
        #expect(second.record.workbenchID != id)
        #expect(second.record.number == 1)
        #expect(!second.record.isGateOpen)
        #expect(RehearsalView(second.content).decisions.applied == 0)
        let kept = try await database.read { try RehearsalRecord.known(first.record.id, on: $0) }
        #expect(kept.folder.isEmpty)
    }

    @Test("What was kept under a folder's path stays with it when the database is brought up to date")
    func migrated() async throws {
        let database = try await openDatabase(at: ":memory:")
        let old = StandardizationModule.allMigrations.filter { $0.component != "standardization" || $0.version == 1 }
        try await Migrator.migrate(database, old)
        try await database.write { connection in
            try connection.execute(
                """
                INSERT INTO standardization_decision
                    (id, folder, system, code, record_key, field, target, item, value_hash, action, value, why,
                     decided_by, decided_at)
                VALUES ('01J00000000000000000000009', '/a', 'juki', 'CD1-CODE', '1', '', '住民', '区分', '7', 'accept', '',
                    '控え', '見本', 1)
                """)
        }
        try await Migrator.migrate(database, StandardizationModule.allMigrations)
        let decisions = try await database.read { try DecisionStore.all(workbench: "/a", on: $0) }
        #expect(decisions.map(\.subject.key) == ["1"])
    }

    @Test("A file without records keeps the gate closed, unless somebody said why it may be empty")
    func empty() async throws {
        let folder = try SmallWorkbench.one([]).write()
        defer { try? FileManager.default.removeItem(at: folder) }
        let closed = RehearsalView(try await RehearsedWard.rehearse(folder).content)
        #expect(!closed.isGateOpen)
        #expect(closed.systems[0].blockers.map(\.reason) == [.noRecords])
        try SmallWorkbench.one([], more: ", empty: {群: 新しい制度で、まだ誰もいない}").write(to: folder)
        #expect(RehearsalView(try await RehearsedWard.rehearse(folder).content).isGateOpen)
    }
}
