import Foundation
import StorageTesting
import Testing

@testable import Storage

@Suite("Opening a database")
struct OpeningTests {
    private func failure(at location: String) async -> OpenFailure? {
        do {
            try await openDatabase(at: location).close()
            return nil
        } catch StorageError.cannotOpen(_, let reason) {
            return reason
        } catch {
            Issue.record("\(error)")
            return nil
        }
    }

    @Test("A missing folder, a folder, a foreign file and an unknown address are told apart")
    func failures() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "namiki-opening-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let foreign = folder.appendingPathComponent("plan.pdf").path
        try Data(repeating: 0x25, count: 8_192).write(to: URL(fileURLWithPath: foreign))

        let missing = folder.appendingPathComponent("no").path
        #expect(await failure(at: missing + "/a.sqlite") == .missingFolder(path: missing))
        #expect(await failure(at: folder.path) == .isFolder)
        #expect(await failure(at: foreign) == .notADatabase)
        #expect(await failure(at: "mysql://root@localhost/x") == .unknownKind)
        #expect(await failure(at: "") == .unknownKind)
        #expect(await failure(at: "sqlite:") == .unknownKind)
        #expect(!FileManager.default.fileExists(atPath: "mysql:"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: foreign)) == Data(repeating: 0x25, count: 8_192))
    }

    @Test(
        "What is neither an address nor the path of a file makes no file",
        arguments: [
            "postgresql:/namiki@db/namiki", "postgres:namiki", "mysql:namiki", "file:namiki.sqlite", "http:/x",
            "host=db dbname=namiki password=Geheim42", "dbname=namiki", "namiki\n.sqlite", "a\u{0}b", "   ",
            "C:x.sqlite",
        ])
    func unusable(_ location: String) async throws {
        #expect(await failure(at: location) == .unknownKind)
        let error = await #expect(throws: StorageError.self) { try await openDatabase(at: location).close() }
        #expect(error?.japanese.contains("Geheim") == false)
        #expect(!FileManager.default.fileExists(atPath: location))
    }

    @Test("A file with a colon in its name is taken with a folder before it")
    func colon() async throws {
        try await TestDatabases.sqlite.useLocation { path in
            try await openDatabase(at: path + ":a").close()
            #expect(FileManager.default.fileExists(atPath: path + ":a"))
        }
    }

    @Test("Reading and writing make no file")
    func missing() async throws {
        try await TestDatabases.sqlite.useLocation { path in
            for use in [DatabaseUse.reading, .writing] {
                let error = await #expect(throws: StorageError.cannotOpen(location: path, reason: .missingFile)) {
                    try await openDatabase(at: path, for: use).close()
                }
                #expect(error?.japanese.contains("--database") == true)
            }
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test("A backup is read without changing a byte of it, and nothing is made beside it")
    func readingBackup() async throws {
        try await TestDatabases.sqlite.use(ConcurrencyTests.tables) { database in
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
                "namiki-reading-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let path = folder.appendingPathComponent("copy.sqlite").path
            try await database.backup(to: path)
            let before = try Data(contentsOf: URL(fileURLWithPath: path))
            let copy = try await openDatabase(at: path, for: .reading)
            #expect(try await copy.read { try $0.column("SELECT id FROM counter ORDER BY id") } == [1, 2])
            await #expect(throws: StorageError.openedForReading) {
                try await copy.write { try $0.execute("DELETE FROM counter") }
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["copy.sqlite"])
            try await copy.close()
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        }
    }

    @Test("Closing leaves everything in the file, also while another program has it open")
    func checkpoint() async throws {
        try await TestDatabases.sqlite.useLocation { path in
            let first = try await openDatabase(at: path)
            try await Migrator.migrate(first, ConcurrencyTests.tables)
            let other = try await openDatabase(at: path)
            #expect(try await other.read { try $0.value("SELECT COUNT(*) FROM counter") } == 2)
            try await first.close()
            #expect(try Data(contentsOf: URL(fileURLWithPath: path + "-wal")).isEmpty)
            try await other.close()
            #expect((try? Data(contentsOf: URL(fileURLWithPath: path + "-wal")))?.isEmpty ?? true)
        }
    }

    @Test("A new file is made for its owner only, with or without the prefix sqlite:")
    func newFile() async throws {
        try await TestDatabases.sqlite.useLocation { path in
            let database = try await openDatabase(at: "sqlite:" + path)
            try await database.write { try $0.execute("CREATE TABLE a (id BIGINT)") }
            for file in [path, path + "-wal"] {
                let attributes = try FileManager.default.attributesOfItem(atPath: file)
                #expect(attributes[.posixPermissions] as? Int == 0o600, "\(file)")
            }
            try await database.close()
            let again = try await openDatabase(at: path)
            #expect(again.dialect == .sqlite)
            let count: Int? = try await again.read { try $0.value("SELECT COUNT(*) FROM a") }
            #expect(count == 0)
            try await again.close()
        }
    }

    @Test("Databases in memory are separate and forget")
    func memory() async throws {
        let first = try await openDatabase(at: ":memory:")
        let second = try await openDatabase(at: "sqlite::memory:")
        try await first.write { try $0.execute("CREATE TABLE a (id BIGINT NOT NULL)") }
        await #expect(throws: StorageError.self) { try await second.read { try $0.rows("SELECT id FROM a").count } }
        try await Migrator.migrate(second, ConcurrencyTests.tables)
        #expect(try await second.read { try $0.column("SELECT id FROM counter ORDER BY id") } == [1, 2])
        try await first.close()
        try await second.close()
    }

    @Test(
        "A password in an address appears in no error",
        arguments: [
            "postgresql://namiki:Geheim42@localhost:1/namiki",
            "postgresql://namiki:Geheim42@localhost:1,127.0.0.1:2/namiki",
            "postgresql://namiki@localhost:1/namiki?password=Geheim42",
            "postgresql://namiki:Geheim42%zz@localhost/namiki",
            "postgresql://namiki:a/Geheim42@localhost:1/namiki",
            "postgresql://namiki:a?Geheim42@localhost:1/namiki",
            "postgresql://namiki@localhost:1/namiki?password=a@Geheim42",
            "postgres://namiki:Geheim42@[::1/namiki",
            "postgresql://namiki:Geheim42@localhost:1/namiki?unknown=1",
            "mysql://namiki:Geheim42@localhost/namiki",
        ])
    func password(_ address: String) async throws {
        let error = await #expect(throws: StorageError.self) { try await openDatabase(at: address).close() }
        let words = "\(String(describing: error)) \(error?.japanese ?? "")"
        #expect(!words.contains("Geheim"), "\(words)")
        #expect(words.contains("localhost:1") || words.contains("://…"), "\(words)")
    }
}
