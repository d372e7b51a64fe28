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

    public static let sqlite = TestDatabase(
        name: "SQLite",
        scope: { template, body in
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
                "namiki-test-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let file = folder.appendingPathComponent("test.sqlite")
            if case .file(let bytes) = template { try bytes.write(to: file) }
            try await body(file.path)
        },
        templates: DatabaseTemplates { .file(try Data(contentsOf: URL(fileURLWithPath: $0))) })

    /// For rules that need some database and nothing of it: a fresh one takes about a millisecond.
    public static let memory = TestDatabase(
        name: "SQLite in memory", scope: { _, body in try await body(":memory:") }, templates: nil)

    public static let postgresql = TestDatabase(
        name: "PostgreSQL",
        scope: { template, body in
            try await Turnstile.postgresql.pass {
                let cluster = try await ThrowawayPostgreSQL.shared
                var name: String?
                if case .database(let template) = template { name = try cluster.createDatabase(like: template) }
                let database = try name ?? cluster.createDatabase()
                defer { try? cluster.dropDatabase(database) }
                try await body(cluster.address(of: database))
            }
        },
        templates: DatabaseTemplates { location in
            let cluster = try await ThrowawayPostgreSQL.shared
            return .database(try cluster.createDatabase(like: String(location.split(separator: "/").last ?? "")))
        })
}

/// One kind of database, which makes a fresh one for each test and removes it afterwards.
public struct TestDatabase: Sendable, CustomStringConvertible {
    /// Makes a database, a copy of the template where there is one, and removes it when the body has ended.
    typealias Scope =
        @Sendable (_ template: DatabaseTemplate?, _ body: (_ location: String) async throws -> Void) async throws ->
        Void

    public let name: String
    private let scope: Scope
    private let templates: DatabaseTemplates?

    init(name: String, scope: @escaping Scope, templates: DatabaseTemplates?) {
        self.name = name
        self.scope = scope
        self.templates = templates
    }

    public var description: String { name }

    /// A new, empty database by its location, for tests that open it themselves.
    public func useLocation(_ body: (_ location: String) async throws -> Void) async throws {
        try await scope(nil, body)
    }

    /// A new database with the tables of the migrations, closed and removed afterwards, also when the test throws.
    public func use(
        _ migrations: [Migration] = [], _ body: (_ database: any Database) async throws -> Void
    ) async throws {
        let scope = scope
        let template = try await templates?.template(of: migrations) { make in try await scope(nil, make) }
        try await scope(template) { try await Self.use(at: $0, migrations, body) }
    }

    /// The database at a location, with the tables of the migrations, closed afterwards.
    static func use(
        at location: String, _ migrations: [Migration], _ body: (_ database: any Database) async throws -> Void
    ) async throws {
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
