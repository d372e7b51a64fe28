import Storage
import StorageTesting
import Testing

@Suite("PostgreSQL alone")
struct ServerTests {
    /// Ends all connections to the database but the asking one.
    private func endConnections(_ administrator: any Database) async throws -> Int {
        try await administrator.write {
            try $0.rows(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                """
            ).count
        }
    }

    @Test("Connections that the server ended while idle are replaced unnoticed")
    func idleLoss() async throws {
        try await TestDatabases.postgresql.useLocation { address in
            let database = try await openDatabase(at: address)
            let administrator = try await openDatabase(at: address)
            try await Migrator.migrate(database, ConcurrencyTests.tables)
            for _ in 0..<5 {
                _ = try await database.read { try $0.rows("SELECT value FROM counter").count }
                #expect(try await endConnections(administrator) >= 2)
                #expect(try await database.read { try $0.value("SELECT COUNT(*) FROM counter") } == 2)
                try await database.write { try $0.execute("UPDATE counter SET value = value + 1") }
            }
            #expect(try await database.read { try $0.value("SELECT value FROM counter WHERE id = 1") } == 5)
            try await database.close()
            try await administrator.close()
        }
    }

    @Test("A connection lost inside a transaction undoes it, says so, and the next one works")
    func lossInside() async throws {
        try await TestDatabases.postgresql.useLocation { address in
            let database = try await openDatabase(at: address)
            try await Migrator.migrate(database, ConcurrencyTests.tables)
            let error = await #expect(throws: StorageError.self) {
                try await database.write { connection in
                    try connection.execute("UPDATE counter SET value = 1")
                    _ = try connection.rows("SELECT pg_terminate_backend(pg_backend_pid())")
                    try connection.execute("UPDATE counter SET value = 2")
                }
            }
            guard case .connectionLost? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(try await database.read { try $0.column("SELECT value FROM counter") } == [0, 0])
            try await database.write { try $0.execute("UPDATE counter SET value = 3") }
            #expect(try await database.read { try $0.column("SELECT value FROM counter") } == [3, 3])
            try await database.close()
        }
    }

    @Test("A database that sorts by language or does not hold UTF-8 is refused, with the way to make a right one")
    func unfit() async throws {
        let cluster = try await ThrowawayPostgreSQL.shared
        for (options, name) in [
            ("LOCALE_PROVIDER icu ICU_LOCALE 'ja-JP'", "C"), ("ENCODING 'SQL_ASCII'", "SQL_ASCII"),
            ("ENCODING 'EUC_JP'", "EUC_JP"),
        ] {
            let database = try cluster.createDatabase(options: options)
            defer { try? cluster.dropDatabase(database) }
            let error = await #expect(throws: StorageError.self) {
                try await openDatabase(at: cluster.address(of: database)).close()
            }
            guard case .cannotOpen(_, let reason)? = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(reason == (options.hasPrefix("ENCODING") ? .encoding(name: name) : .collation(name: name)))
            #expect(error?.japanese.contains("createdb") == true)
        }
    }

    @Test("A server that is not there and a database that is not there are told with their address")
    func refused() async throws {
        let cluster = try await ThrowawayPostgreSQL.shared
        for address in [cluster.address(of: "nothing_here"), "postgresql://someone@localhost:1/namiki"] {
            let error = await #expect(throws: StorageError.self) { try await openDatabase(at: address).close() }
            guard case .cannotOpen(let location, .refused(let message))? = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(location.contains("@"))
            #expect(!message.isEmpty)
            #expect(!message.contains("\n"))
        }
    }

    @Test("A column of a type outside of the dialect is refused with the way out")
    func foreignTypes() async throws {
        try await TestDatabases.postgresql.use { database in
            for statement in ["SELECT now() AS moment", "SELECT 1.5 AS moment", "SELECT AVG(1) AS moment"] as [SQL] {
                let error = await #expect(throws: StorageError.self) {
                    try await database.read { try $0.rows(statement).count }
                }
                guard case .decoding("moment", let reason)? = error else {
                    Issue.record("\(String(describing: error))")
                    continue
                }
                #expect(reason.contains("CAST"))
            }
        }
    }
}
