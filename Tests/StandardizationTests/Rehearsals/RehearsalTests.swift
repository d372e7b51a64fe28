import Foundation
import Japanese
import Storage
import StorageTesting
import Testing
import Ward

@testable import Conversion
@testable import Standardization

@Suite("Rehearsals")
struct RehearsalTests {
    private static func files(_ folder: URL) throws -> [String: Data] {
        var files: [String: Data] = [:]
        let walker = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        while let url = walker?.nextObject() as? URL {
            guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile ?? false else { continue }
            files[String(url.path.dropFirst(folder.path.count))] = try Data(contentsOf: url)
        }
        return files
    }

    @Test("Broken off after any stage, or in the middle of one, it goes on to the same bytes")
    func resume() async throws {
        let whole = try RehearsedWard.sample()
        defer { try? FileManager.default.removeItem(at: whole) }
        let unbroken = try await RehearsedWard.rehearse(whole)
        let expected = try Self.files(unbroken.rehearsal.folder)
        #expect(expected.count > 15)
        for stages in 0...unbroken.rehearsal.stageNames.count - 1 {
            let folder = try RehearsedWard.sample()
            defer { try? FileManager.default.removeItem(at: folder) }
            let workbench = try #require(WorkbenchReader.read(folder).workbench)
            let first = try Rehearsal.begin(
                workbench, in: folder, decisions: [], at: Timestamp(milliseconds: 1_790_000_000_000), workers: 2)
            for stage in first.stageNames.prefix(stages) { try await first.run(stage: stage) }
            // What a killed program leaves of a stage; the report is one file, written at once.
            let isReport = stages == first.stageNames.count - 1
            let part = first.folder.appendingPathComponent("stages/\(first.stageNames[stages]).part/out")
            if !isReport {
                try FileManager.default.createDirectory(at: part, withIntermediateDirectories: true)
                try Data("half".utf8).write(to: part.appendingPathComponent("rest.csv"))
            }
            // Later, and with a decision that came in between: it is for the next rehearsal.
            let late = FindingDecision(
                subject: .init(system: "juki", reason: .codeUnknown, key: "x", field: "", target: "", item: ""),
                hash: 1,
                action: .accept, value: "", why: "確認", decidedBy: "見本", decidedOn: CivilDate(dayNumber: 20_000))
            let second = try Rehearsal.begin(
                workbench, in: folder, decisions: [late], at: Timestamp(milliseconds: 1_790_000_999_000), workers: 1)
            #expect(second.manifest == first.manifest)
            _ = try await second.run()
            #expect(try Self.files(second.folder) == expected)
        }
    }

    @Test("A finished rehearsal stays as it is: the next one is another, and what changed in between is on record")
    func immutable() async throws {
        let folder = try RehearsedWard.sample()
        defer { try? FileManager.default.removeItem(at: folder) }
        let first = try await RehearsedWard.rehearse(folder)
        let before = try Self.files(first.rehearsal.folder)
        let tax = folder.appendingPathComponent("juki/tax.csv")
        try Data(String(contentsOf: tax, encoding: .utf8).replacing("一万", with: "10000").utf8).write(to: tax)
        let second = try await RehearsedWard.rehearse(folder)
        #expect(second.rehearsal.manifest.number == 2)
        #expect(second.rehearsal.manifest.inputs != first.rehearsal.manifest.inputs)
        #expect(second.rehearsal.manifest.declarations == first.rehearsal.manifest.declarations)
        #expect(try Self.files(first.rehearsal.folder) == before)
    }

    @Test("A rehearsal is proved from its own files; any byte that changed is told")
    func proof() async throws {
        let folder = try RehearsedWard.sample()
        defer { try? FileManager.default.removeItem(at: folder) }
        let run = try await RehearsedWard.rehearse(folder).rehearsal.folder
        let whole = try RehearsalProof(of: run)
        #expect(whole.isWhole, "\(whole.failures)")
        #expect(whole.files > 10, "\(whole.failures)")
        #expect(whole.equations == 11, "\(whole.failures)")
        #expect(whole.text.contains("この報告には署名がありません"), "without a key, who rewrites file and list is not found")
        let out = run.appendingPathComponent("stages/convert-juki/out/住民基本情報.csv")
        let original = try Data(contentsOf: out)
        var changed = original
        changed[changed.count - 5] ^= 1
        try changed.write(to: out)
        try Data("new".utf8).write(to: run.appendingPathComponent("stages/check/more.tsv"))
        try Data("x".utf8).write(to: run.appendingPathComponent("decisions.tsv"))
        let broken = try RehearsalProof(of: run)
        #expect(broken.failures.count == 3, "\(broken.failures)")
        #expect(throws: RunRefusal.self) { try RehearsalProof(of: folder) }
    }

    @Test("A signed report is proved without the database, by the key it must be signed with")
    func signed() async throws {
        let folder = try RehearsedWard.sample()
        defer { try? FileManager.default.removeItem(at: folder) }
        let workbench = try #require(WorkbenchReader.read(folder).workbench)
        let database = try await openDatabase(at: ":memory:")
        try await Migrator.migrate(database, StandardizationModule.allMigrations)
        let (first, second) = try (
            SigningKey.create(at: folder.appendingPathComponent("a.key").path),
            SigningKey.create(at: folder.appendingPathComponent("b.key").path)
        )
        let ward = Ward(database: database, clock: .system, random: .system, signingKey: first)
        let result = try await RehearsalRun.run(
            workbench, in: folder, by: .commandLine, ward: ward, workers: 1, printer: nil)
        #expect(result.signature?.publicKey == first.publicKey)
        let proof = try RehearsalProof(of: result.folder, signedBy: first.publicKey)
        #expect(proof.isWhole)
        #expect(proof.signature == result.signature)
        #expect(proof.text.contains("署名は正しく"))
        #expect(try !RehearsalProof(of: result.folder, signedBy: second.publicKey).isWhole)
        // The signature of another report is none of this one.
        let url = result.folder.appendingPathComponent(RehearsalProof.signatureName)
        let other = try first.sign(kind: RehearsalRecord.sealKind, contentHash: String(repeating: "0", count: 64))
        try Data(other.json.canonical.utf8).write(to: url)
        #expect(try !RehearsalProof(of: result.folder).isWhole)
        try Data("{}".utf8).write(to: url)
        #expect(try !RehearsalProof(of: result.folder).isWhole)
        try FileManager.default.removeItem(at: url)
        #expect(try RehearsalProof(of: result.folder).isWhole)
        #expect(try !RehearsalProof(of: result.folder, signedBy: first.publicKey).isWhole)
    }

    @Test("A file that is written anew while it is converted is refused, also when it is as long as before")
    func changedInput() async throws {
        let folder = try RehearsedWard.sample()
        defer { try? FileManager.default.removeItem(at: folder) }
        let workbench = try #require(WorkbenchReader.read(folder).workbench)
        let rehearsal = try Rehearsal.begin(
            workbench, in: folder, decisions: [], at: Timestamp(milliseconds: 1_790_000_000_000), workers: 1)
        let url = folder.appendingPathComponent("juki/tax.csv")
        var data = try Data(contentsOf: url)
        data[data.count - 3] = 0x39
        try data.write(to: url)
        await #expect(throws: RunRefusal.inputChanged(system: "juki", group: "税")) { try await rehearsal.run() }
        #expect(!FileManager.default.fileExists(atPath: rehearsal.folder.appendingPathComponent("report.json").path))
    }

    @Test("Killed between the report and its seal, a rehearsal goes on to be recorded; two at once are refused")
    func recorded() async throws {
        let folder = try RehearsedWard.sample()
        defer { try? FileManager.default.removeItem(at: folder) }
        let first = try await RehearsedWard.rehearse(folder)
        let workbench = try #require(WorkbenchReader.read(folder).workbench)
        let database = try await openDatabase(at: ":memory:")
        try await Migrator.migrate(database, StandardizationModule.allMigrations)
        let ward = Ward(database: database, clock: .system, random: .system)
        func run() async throws -> RehearsalRun.Result {
            try await RehearsalRun.run(workbench, in: folder, by: .commandLine, ward: ward, workers: 1, printer: nil)
        }
        let result = try await run()
        #expect(result.record.number == 1)
        #expect(result.content == first.content)
        #expect(FileManager.default.fileExists(atPath: result.folder.appendingPathComponent("report.html").path))
        #expect(try await run().record.number == 2)
        // Killed before its report was written beside it: it is written again, and the next rehearsal is another one.
        let report = folder.appendingPathComponent("runs/0002/report.html")
        try FileManager.default.removeItem(at: report)
        #expect(try await run().record.number == 3)
        #expect(FileManager.default.fileExists(atPath: report.path))
        let lock = try RunLock(folder)
        await #expect(throws: RunRefusal.busy) { try await run() }
        withExtendedLifetime(lock) {}
    }

    @Test(
        "Killed before its manifest was written, a rehearsal leaves no number; a folder with anything else in it is left alone"
    )
    func bareFolder() throws {
        let folder = try RehearsedWard.sample()
        defer { try? FileManager.default.removeItem(at: folder) }
        let workbench = try #require(WorkbenchReader.read(folder).workbench)
        func begin() throws -> Rehearsal {
            try Rehearsal.begin(
                workbench, in: folder, decisions: [], at: Timestamp(milliseconds: 1_790_000_000_000), workers: 1)
        }
        let first = try begin().folder
        let manifest = first.appendingPathComponent("manifest.json")
        try FileManager.default.moveItem(
            at: manifest, to: first.appendingPathComponent("manifest.json" + PrivateFile.unfinished))
        #expect(try begin().folder.lastPathComponent == "0001")
        try FileManager.default.removeItem(at: manifest)
        try Data("x".utf8).write(to: first.appendingPathComponent("note.txt"))
        #expect(try begin().folder.lastPathComponent == "0002")
        #expect(FileManager.default.fileExists(atPath: first.appendingPathComponent("note.txt").path))
    }

    @Test("Killed while its copies were written, a rehearsal is whole with the next start, signature and list too")
    func copiesAgain() async throws {
        let folder = try RehearsedWard.sample()
        defer { try? FileManager.default.removeItem(at: folder) }
        let workbench = try #require(WorkbenchReader.read(folder).workbench)
        let database = try await openDatabase(at: ":memory:")
        try await Migrator.migrate(database, StandardizationModule.allMigrations)
        let key = try SigningKey.create(at: folder.appendingPathComponent("ward.key").path)
        let ward = Ward(database: database, clock: .system, random: .system, signingKey: key)
        func run() async throws -> URL {
            try await RehearsalRun.run(
                workbench, in: folder, by: .commandLine, ward: ward, workers: 1, printer: nil
            ).folder
        }
        let first = try await run()
        for name in ["report.html", RunFileList.name, RunFileList.signatureName, RehearsalProof.signatureName] {
            try FileManager.default.removeItem(at: first.appendingPathComponent(name))
        }
        try Data("<htm".utf8).write(to: first.appendingPathComponent("report.html" + PrivateFile.unfinished))
        #expect(try !RehearsalProof(of: first, signedBy: key.publicKey).isWhole)
        _ = try await run()
        #expect(try RehearsalProof(of: first, signedBy: key.publicKey).failures == [])
    }

    @Test("Recorded and sealed on both databases; the seal draws its page again", arguments: TestDatabases.all)
    func sealed(_ kind: TestDatabase) async throws {
        let folder = try RehearsedWard.sample()
        defer { try? FileManager.default.removeItem(at: folder) }
        let workbench = try #require(WorkbenchReader.read(folder).workbench)
        try await kind.use(StandardizationModule.allMigrations) { database in
            let ward = Ward(database: database, clock: .system, random: .system)
            let result = try await RehearsalRun.run(
                workbench, in: folder, by: .commandLine, ward: ward, workers: 2, printer: .test)
            #expect(!result.record.isGateOpen)
            #expect(result.record.blocking > 5)
            #expect(result.pdfProblem == nil)
            #expect(FileManager.default.fileExists(atPath: result.folder.appendingPathComponent("report.pdf").path))
            let records = try await database.read { try RehearsalStore.list(on: $0) }
            #expect(records == [result.record])
            let report = try await database.read {
                try Verification.run(renderers: StandardizationModule().renderers, on: $0)
            }
            #expect(report.isWhole, "\(report.failures)")
            #expect(report.seals == 1, "\(report.failures)")
            #expect(report.redrawn == 1, "\(report.failures)")
            // The page of the run's folder is the sealed one.
            let html = try Data(contentsOf: result.folder.appendingPathComponent("report.html"))
            #expect(String(decoding: html, as: UTF8.self).contains(result.record.contentHash))
        }
    }
}
