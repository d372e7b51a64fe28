import Foundation
import Storage

/// The databases on which a test runs:
///
///     @Test("A round that was reported stays as it was", arguments: TestDatabases.all)
///     func frozen(_ kind: TestDatabase) async throws {
///         try await kind.use(WardMigrations.all) { database in … }
///     }
public enum TestDatabases {
    /// SQLite in a file, and PostgreSQL in the cluster of this test process.
    public static let all: [TestDatabase] = [sqlite, postgresql]

    public static let sqlite = TestDatabase(name: "SQLite") { body in
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("namiki-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.appendingPathComponent("test.sqlite").path)
    }

    /// For rules that need some database and nothing of it: a fresh one takes about a millisecond.
    public static let memory = TestDatabase(name: "SQLite in memory") { try await $0(":memory:") }

    public static let postgresql = TestDatabase(name: "PostgreSQL") { body in
        try await Turnstile.postgresql.pass {
            let cluster = try await ThrowawayPostgreSQL.shared
            let name = try cluster.createDatabase()
            defer { try? cluster.dropDatabase(name) }
            try await body(cluster.address(of: name))
        }
    }
}

/// One kind of database, which makes a fresh one for each test and removes it afterwards.
public struct TestDatabase: Sendable, CustomStringConvertible {
    public let name: String
    private let scope: @Sendable (_ body: (String) async throws -> Void) async throws -> Void

    init(name: String, scope: @escaping @Sendable (_ body: (String) async throws -> Void) async throws -> Void) {
        self.name = name
        self.scope = scope
    }

    public var description: String { name }

    /// A new, empty database by its location, for tests that open it themselves.
    public func useLocation(_ body: (_ location: String) async throws -> Void) async throws {
        try await scope(body)
    }

    /// A new database with the tables of the migrations, closed and removed afterwards, also when the test throws.
    public func use(
        _ migrations: [Migration] = [], _ body: (_ database: any Database) async throws -> Void
    ) async throws {
        try await useLocation { location in
            let database = try await openDatabase(at: location)
            do {
                try await Migrator.migrate(database, migrations)
                try await body(database)
            } catch {
                try? await database.close()
                throw error
            }
            try await database.close()
        }
    }
}
