import Storage
import StorageTesting
import Testing

@Suite("Transactions")
struct TransactionTests {
    static let tables = [
        Migration(
            component: "test", version: 1,
            script: """
                CREATE TABLE unit (id TEXT NOT NULL PRIMARY KEY, code TEXT NOT NULL UNIQUE, size BIGINT CHECK (size >= 0));
                CREATE TABLE post (id TEXT NOT NULL PRIMARY KEY, unit TEXT NOT NULL REFERENCES unit (id), title TEXT NOT NULL);
                """)
    ]

    private struct Refusal: Error, Equatable {}

    @Test("A write that throws changes nothing", arguments: TestDatabases.all)
    func rollsBack(_ kind: TestDatabase) async throws {
        try await kind.use(Self.tables) { database in
            await #expect(throws: Refusal()) {
                try await database.write { connection in
                    try connection.execute("INSERT INTO unit (id, code) VALUES ('a', '1')")
                    #expect(try connection.value("SELECT COUNT(*) FROM unit") == 1)
                    throw Refusal()
                }
            }
            let count: Int? = try await database.read { try $0.value("SELECT COUNT(*) FROM unit") }
            #expect(count == 0)
            try await database.write { try $0.execute("INSERT INTO unit (id, code) VALUES ('a', '1')") }
        }
    }

    @Test("execute tells how many rows it changed", arguments: TestDatabases.all)
    func changes(_ kind: TestDatabase) async throws {
        try await kind.use(Self.tables) { database in
            let counts = try await database.write { connection in
                [
                    try connection.execute("INSERT INTO unit (id, code) VALUES ('a', '1'), ('b', '2'), ('c', '3')"),
                    try connection.execute("UPDATE unit SET size = 1 WHERE id <> 'c'"),
                    try connection.execute("UPDATE unit SET size = 1 WHERE id = 'z'"),
                    try connection.execute("INSERT INTO unit (id, code) VALUES ('a', '9') ON CONFLICT DO NOTHING"),
                    try connection.execute(
                        """
                        INSERT INTO unit (id, code, size) VALUES ('a', '9', 5)
                        ON CONFLICT (id) DO UPDATE SET size = excluded.size
                        """),
                    try connection.execute("CREATE TABLE other (id BIGINT)"),
                    try connection.execute("DELETE FROM unit WHERE size IS NOT NULL"),
                    try connection.execute("SELECT 1"),
                ]
            }
            #expect(counts == [3, 2, 0, 0, 1, 0, 2, 0])
        }
    }

    @Test("RETURNING gives back what was written", arguments: TestDatabases.all)
    func returning(_ kind: TestDatabase) async throws {
        try await kind.use(Self.tables) { database in
            let size: Int? = try await database.write {
                try $0.value("INSERT INTO unit (id, code, size) VALUES ('a', '1', \(3)) RETURNING size + 1")
            }
            #expect(size == 4)
            let count: Int? = try await database.read { try $0.value("SELECT COUNT(*) FROM unit") }
            #expect(count == 1)
        }
    }

    @Test("Uniqueness, checks, NOT NULL and references are enforced", arguments: TestDatabases.all)
    func constraints(_ kind: TestDatabase) async throws {
        try await kind.use(Self.tables) { database in
            try await database.write { connection in
                try connection.execute("INSERT INTO unit (id, code) VALUES ('a', '1')")
                try connection.execute("INSERT INTO post (id, unit, title) VALUES ('p', 'a', '課長')")
            }
            let doubled: [SQL] = [
                "INSERT INTO unit (id, code) VALUES ('a', '2')",
                "INSERT INTO unit (id, code) VALUES ('b', '1')",
            ]
            for statement in doubled {
                let error = await #expect(throws: StorageError.self) {
                    try await database.write { try $0.execute(statement) }
                }
                guard case .duplicate(let message)? = error else {
                    Issue.record("\(statement.text): \(String(describing: error))")
                    continue
                }
                #expect(!message.isEmpty)
            }
            let refused: [SQL] = [
                "INSERT INTO unit (id, code, size) VALUES ('b', '2', -1)",
                "INSERT INTO unit (id, code) VALUES ('b', \(nil as String?))",
                "INSERT INTO unit (id, code) VALUES (NULL, '2')",
                "INSERT INTO post (id, unit, title) VALUES ('q', 'z', '係長')",
                "DELETE FROM unit WHERE id = 'a'",
            ]
            for statement in refused {
                let error = await #expect(throws: StorageError.self) {
                    try await database.write { try $0.execute(statement) }
                }
                guard case .constraint(let message)? = error else {
                    Issue.record("\(statement.text): \(String(describing: error))")
                    continue
                }
                #expect(!message.isEmpty)
            }
            let count: Int? = try await database.read { try $0.value("SELECT COUNT(*) FROM unit") }
            #expect(count == 1)
        }
    }

    @Test("A failed statement ends its transaction even when its error is caught", arguments: TestDatabases.all)
    func failedStatement(_ kind: TestDatabase) async throws {
        try await kind.use(Self.tables) { database in
            let error = await #expect(throws: StorageError.self) {
                try await database.write { connection in
                    try connection.execute("INSERT INTO unit (id, code) VALUES ('a', '1')")
                    _ = try? connection.execute("INSERT INTO unit (id, code) VALUES ('b', '1')")
                    #expect(throws: StorageError.self) { try connection.rows("SELECT 1") }
                }
            }
            guard case .duplicate? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            let count: Int? = try await database.read { try $0.value("SELECT COUNT(*) FROM unit") }
            #expect(count == 0)
        }
    }

    @Test("An error names the statement and never its values", arguments: TestDatabases.all)
    func errorText(_ kind: TestDatabase) async throws {
        try await kind.use(Self.tables) { database in
            let error = await #expect(throws: StorageError.self) {
                try await database.read { try $0.rows("SELECT nowhere FROM unit WHERE id = \("secret name")").count }
            }
            guard case .statement(let message, let text)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(text == "SELECT nowhere FROM unit WHERE id = ?")
            #expect(message.contains("nowhere"))
            #expect(!"\(String(describing: error))".contains("secret"))
            try await database.write { try $0.execute("INSERT INTO unit (id, code) VALUES ('a', 'secret')") }
            let conflict = await #expect(throws: StorageError.self) {
                try await database.write {
                    try $0.execute("INSERT INTO unit (id, code) VALUES ('b', \("secret"))")
                }
            }
            #expect(!"\(String(describing: conflict))".contains("secret"))
        }
    }

    @Test("Double quotes are for names, never for text", arguments: TestDatabases.all)
    func doubleQuotes(_ kind: TestDatabase) async throws {
        try await kind.use(Self.tables) { database in
            await #expect(throws: StorageError.self) {
                try await database.read { try $0.rows("SELECT id FROM unit WHERE code = \"nowhere\"").count }
            }
        }
    }

    @Test("A connection that outlives its transaction refuses to work", arguments: TestDatabases.all)
    func keptConnection(_ kind: TestDatabase) async throws {
        final class Thief: @unchecked Sendable {
            var connection: (any Connection)?
        }
        try await kind.use(Self.tables) { database in
            let thief = Thief()
            try await database.write { thief.connection = $0 }
            #expect(throws: StorageError.closed) { try thief.connection?.execute("DELETE FROM unit") }
        }
    }

    @Test("A read cannot write", arguments: TestDatabases.all)
    func readOnly(_ kind: TestDatabase) async throws {
        try await kind.use(Self.tables) { database in
            await #expect(throws: StorageError.self) {
                try await database.read { try $0.execute("INSERT INTO unit (id, code) VALUES ('a', '1')") }
            }
            await #expect(throws: StorageError.self) {
                try await database.read {
                    try $0.row("INSERT INTO unit (id, code) VALUES ('a', '1') RETURNING id") != nil
                }
            }
            let count: Int? = try await database.read { try $0.value("SELECT COUNT(*) FROM unit") }
            #expect(count == 0)
        }
    }

    @Test("A closed database says that it is closed", arguments: TestDatabases.all)
    func closed(_ kind: TestDatabase) async throws {
        try await kind.useLocation { location in
            let database = try await openDatabase(at: location)
            try await database.write { try $0.execute("CREATE TABLE a (id BIGINT)") }
            try await database.close()
            await #expect(throws: StorageError.closed) { try await database.read { try $0.rows("SELECT 1").count } }
            await #expect(throws: StorageError.closed) { try await database.write { try $0.execute("DELETE FROM a") } }
            try await database.close()
        }
    }

    @Test("A cancelled task changes nothing", arguments: TestDatabases.all)
    func cancelled(_ kind: TestDatabase) async throws {
        try await kind.use(Self.tables) { database in
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                try await database.write { try $0.execute("INSERT INTO unit (id, code) VALUES ('a', '1')") }
            }
            await #expect(throws: CancellationError.self) { try await task.value }
            let count: Int? = try await database.read { try $0.value("SELECT COUNT(*) FROM unit") }
            #expect(count == 0)
        }
    }

    /// Takes minutes on either database.
    private static let long: SQL = """
        WITH RECURSIVE step (number) AS (
            SELECT CAST(1 AS BIGINT) UNION ALL SELECT number + 1 FROM step WHERE number < 1000000000
        )
        SELECT COUNT(*) FROM step
        """

    @Test(
        "A statement is broken off when its task is cancelled, and the transactions after it are not",
        arguments: TestDatabases.all, [false, true])
    func brokenOff(_ kind: TestDatabase, isWrite: Bool) async throws {
        try await kind.use(Self.tables) { database async throws in
            for _ in 0..<3 {
                let (begun, beginning) = AsyncStream.makeStream(of: Void.self)
                let work: @Sendable (any Connection) throws -> Int? = { connection in
                    if isWrite { try connection.execute("INSERT INTO unit (id, code) VALUES ('a', '1')") }
                    beginning.yield()
                    return try connection.value(Self.long)
                }
                let task = Task {
                    isWrite ? try await database.write(work) : try await database.read(work)
                }
                _ = await begun.first { _ in true }
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                #expect(try await database.read { try $0.value("SELECT COUNT(*) FROM unit") } == 0)
            }
            try await database.write { try $0.execute("INSERT INTO unit (id, code) VALUES ('b', '2')") }
            #expect(try await database.read { try $0.value("SELECT COUNT(*) FROM unit") } == 1)
        }
    }

    @Test(
        "A closure that goes on and on ends at its next statement when its task is cancelled",
        arguments: TestDatabases.all)
    func manyStatements(_ kind: TestDatabase) async throws {
        try await kind.use(Self.tables) { database async throws in
            let (begun, beginning) = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                try await database.write { connection in
                    try connection.execute("INSERT INTO unit (id, code) VALUES ('a', '1')")
                    beginning.yield()
                    while true { _ = try connection.value("SELECT COUNT(*) FROM unit", as: Int.self) }
                }
            }
            _ = await begun.first { _ in true }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try await database.read { try $0.value("SELECT COUNT(*) FROM unit") } == 0)
        }
    }
}
