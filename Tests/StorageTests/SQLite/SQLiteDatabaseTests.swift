import StorageTesting
import Testing

@testable import Storage

@Suite("SQLite alone")
struct SQLiteDatabaseTests {
    @Test("Commits are synced, references enforced and the log written ahead")
    func settings() async throws {
        try await TestDatabases.sqlite.use { database in
            let settings: [SQLValue?] = try await database.write { connection in
                let questions: [SQL] = ["PRAGMA synchronous", "PRAGMA foreign_keys", "PRAGMA journal_mode"]
                return try questions.map { try connection.value($0) }
            }
            #expect(settings == [.integer(2), .integer(1), .text("wal")])
        }
    }

    @Test("A full disk is told as such, and the change is undone")
    func diskFull() async throws {
        try await TestDatabases.sqlite.use { database in
            try await database.write { connection in
                try connection.execute("CREATE TABLE filling (bytes BLOB NOT NULL)")
                try connection.execute("INSERT INTO filling (bytes) VALUES (\([1] as [UInt8]))")
            }
            // The limit lives on the writing connection; SQLite answers as it does to a disk without room.
            _ = try await database.write { try $0.rows("PRAGMA max_page_count = 20") }
            await #expect(throws: StorageError.diskFull) {
                try await database.write { connection in
                    for _ in 0..<100 {
                        try connection.execute(
                            "INSERT INTO filling (bytes) VALUES (\([UInt8](repeating: 7, count: 8_000)))")
                    }
                }
            }
            #expect(try await database.read { try $0.value("SELECT COUNT(*) FROM filling") } == 1)
        }
    }
}
