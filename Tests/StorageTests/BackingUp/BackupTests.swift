import Foundation
import Storage
import StorageTesting
import Testing

@Suite("Backups")
struct BackupTests {
    @Test("A backup made during writes is one whole, consistent file")
    func duringWrites() async throws {
        try await TestDatabases.sqlite.use(ConcurrencyTests.tables) { database in
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
                "namiki-backup-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            try await database.write { connection in
                try connection.execute("CREATE TABLE filling (id BIGINT NOT NULL PRIMARY KEY, bytes BLOB NOT NULL)")
                for id in 0..<500 {
                    try connection.execute(
                        "INSERT INTO filling (id, bytes) VALUES (\(id), \([UInt8](repeating: 1, count: 4_000)))")
                }
            }
            let writing = Task {
                while !Task.isCancelled {
                    try await database.write { connection in
                        try connection.execute("UPDATE counter SET value = value + 1 WHERE id = 1")
                        try connection.execute("UPDATE counter SET value = value + 1 WHERE id = 2")
                    }
                }
            }
            var last = -1
            for number in 0..<5 {
                let path = folder.appendingPathComponent("\(number).sqlite").path
                let before = try await database.read { try $0.column("SELECT value FROM counter", as: Int.self) }
                try await database.backup(to: path)
                let copy = try await openDatabase(at: path)
                let values = try await copy.read { try $0.column("SELECT value FROM counter", as: Int.self) }
                #expect(values[0] == values[1])
                #expect(values[0] >= before[0])
                #expect(values[0] >= last)
                last = values[0]
                #expect(try await copy.read { try $0.value("SELECT COUNT(*) FROM filling") } == 500)
                try await copy.write { try $0.execute("UPDATE counter SET value = 0") }
                try await copy.close()
            }
            writing.cancel()
            _ = await writing.result
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            #expect(files.filter { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") } == (0..<5).map { "\($0).sqlite" })
        }
    }

    @Test("A backup is never written over a file, and a failed one leaves nothing")
    func refused() async throws {
        try await TestDatabases.sqlite.useLocation { location in
            let database = try await openDatabase(at: location)
            let taken = location + ".taken"
            try Data("kept".utf8).write(to: URL(fileURLWithPath: taken))
            await #expect(throws: StorageError.backupTargetExists(path: taken)) { try await database.backup(to: taken) }
            #expect(try Data(contentsOf: URL(fileURLWithPath: taken)) == Data("kept".utf8))
            await #expect(throws: StorageError.self) { try await database.backup(to: location + "/no/backup.sqlite") }
            let target = location + ".copy"
            try await database.backup(to: target)
            let folder = URL(fileURLWithPath: location).deletingLastPathComponent().path
            let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(!files.contains { $0.contains("unfinished") })
            let attributes = try FileManager.default.attributesOfItem(atPath: target)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            try await database.close()
        }
    }

    @Test("A database in memory can be backed up")
    func memory() async throws {
        try await TestDatabases.sqlite.useLocation { path in
            let database = try await openDatabase(at: ":memory:")
            try await Migrator.migrate(database, ConcurrencyTests.tables)
            try await database.backup(to: path)
            try await database.close()
            let copy = try await openDatabase(at: path)
            #expect(try await copy.read { try $0.column("SELECT id FROM counter ORDER BY id") } == [1, 2])
            try await copy.close()
        }
    }

    @Test("For PostgreSQL the error names pg_dump")
    func postgresql() async throws {
        try await TestDatabases.postgresql.use { database in
            let error = await #expect(throws: StorageError.backupNeedsTool(name: "pg_dump")) {
                try await database.backup(to: "never.dump")
            }
            #expect(error?.japanese.contains("pg_dump") == true)
        }
    }
}
