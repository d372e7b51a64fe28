import Storage
import StorageTesting
import Testing

@Suite("Migrations")
struct MigratorTests {
    private static func step(_ version: Int, _ script: String, of component: String = "plan") -> Migration {
        Migration(component: component, version: version, script: script)
    }

    static let first = step(
        1,
        """
        -- Semicolons in comments; and ? in literals are no trouble.
        CREATE TABLE plan (id TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL DEFAULT 'a;b?', file BLOB);
        CREATE INDEX plan_title ON plan (title);
        INSERT INTO plan (id) VALUES ('1');
        """)
    static let second = step(2, "ALTER TABLE plan ADD COLUMN size BIGINT NOT NULL DEFAULT 5;")

    private func recorded(_ database: any Database) async throws -> [String] {
        try await database.read { connection in
            try connection.rows("SELECT component, version FROM schema_migration ORDER BY component, version").map {
                "\(try $0["component"] as String) \(try $0["version"] as Int)"
            }
        }
    }

    @Test("Looking whether steps are missing makes no table")
    func checkedEmpty() async throws {
        let database = try await openDatabase(at: ":memory:")
        await #expect(throws: StorageError.olderSchema(component: "plan", expected: 2, found: 0)) {
            try await Migrator.check(database, [Self.first, Self.second])
        }
        await #expect(throws: StorageError.self) { try await recorded(database) }
    }

    @Test("Looking whether steps are missing tells the first component", arguments: TestDatabases.all)
    func checked(_ kind: TestDatabase) async throws {
        try await kind.use { database async throws in
            let other = Self.step(1, "CREATE TABLE part (id BIGINT)", of: "part")
            let all = [Self.first, Self.second, other]
            await #expect(throws: StorageError.olderSchema(component: "plan", expected: 2, found: 0)) {
                try await Migrator.check(database, all)
            }
            try await Migrator.migrate(database, [Self.first, other])
            await #expect(throws: StorageError.olderSchema(component: "plan", expected: 2, found: 1)) {
                try await Migrator.check(database, all)
            }
            try await Migrator.migrate(database, all)
            try await Migrator.check(database, all)
            // Components that are not asked about may be newer.
            try await Migrator.check(database, [other])
            await #expect(throws: StorageError.newerSchema(component: "plan", version: 2)) {
                try await Migrator.check(database, [Self.first])
            }
        }
    }

    @Test("Missing steps are applied in order, and a second run changes nothing", arguments: TestDatabases.all)
    func applied(_ kind: TestDatabase) async throws {
        try await kind.use { database in
            try await Migrator.migrate(database, [Self.first])
            #expect(try await recorded(database) == ["plan 1"])
            let other = Self.step(1, "CREATE TABLE part (plan TEXT NOT NULL REFERENCES plan (id))", of: "part")
            try await Migrator.migrate(database, [Self.second, Self.first, other])
            #expect(try await recorded(database) == ["part 1", "plan 1", "plan 2"])
            try await database.write { try $0.execute("UPDATE plan SET size = 6") }
            try await Migrator.migrate(database, [Self.first, Self.second, other])
            #expect(try await database.read { try $0.column("SELECT title FROM plan") } == ["a;b?"])
            #expect(try await database.read { try $0.column("SELECT size FROM plan") } == [6])
            // A program without one of the components leaves it alone.
            try await Migrator.migrate(database, [other])
            #expect(try await recorded(database) == ["part 1", "plan 1", "plan 2"])
        }
    }

    @Test("A step that fails leaves nothing of itself and keeps the steps before", arguments: TestDatabases.all)
    func failing(_ kind: TestDatabase) async throws {
        try await kind.use { database in
            let broken = Self.step(2, "CREATE TABLE half (id BIGINT); INSERT INTO nowhere (id) VALUES (1);")
            await #expect(throws: StorageError.self) { try await Migrator.migrate(database, [Self.first, broken]) }
            #expect(try await recorded(database) == ["plan 1"])
            await #expect(throws: StorageError.self) {
                try await database.read { try $0.rows("SELECT id FROM half").count }
            }
            try await Migrator.migrate(database, [Self.first, Self.step(2, "CREATE TABLE half (id BIGINT)")])
            #expect(try await recorded(database) == ["plan 1", "plan 2"])
        }
    }

    @Test(
        "A changed step, a gap and a newer database are refused before anything is done", arguments: TestDatabases.all)
    func refused(_ kind: TestDatabase) async throws {
        try await kind.use { database in
            let gap = StorageError.migrationGap(component: "plan", expected: 2, found: 3)
            await #expect(throws: gap) {
                try await Migrator.migrate(database, [Self.first, Self.step(3, "SELECT 1")])
            }
            await #expect(throws: StorageError.migrationGap(component: "plan", expected: 1, found: 2)) {
                try await Migrator.migrate(database, [Self.second])
            }
            await #expect(throws: StorageError.migrationGap(component: "plan", expected: 2, found: 1)) {
                try await Migrator.migrate(database, [Self.first, Self.first])
            }
            #expect(try await recorded(database) == [])

            try await Migrator.migrate(database, [Self.first, Self.second])
            await #expect(throws: StorageError.newerSchema(component: "plan", version: 2)) {
                try await Migrator.migrate(database, [Self.first])
            }
            let changed = Self.step(1, Self.first.script + " ")
            await #expect(throws: StorageError.changedMigration(component: "plan", version: 1)) {
                try await Migrator.migrate(
                    database, [changed, Self.second, Self.step(3, "CREATE TABLE c (id BIGINT)")])
            }
            #expect(try await recorded(database) == ["plan 1", "plan 2"])
            let windows = Self.step(1, Self.first.script.split(separator: "\n").joined(separator: "\r\n"))
            try await Migrator.migrate(database, [windows, Self.second])
        }
    }

    @Test("Programs that start at once do not collide", arguments: TestDatabases.all)
    func atOnce(_ kind: TestDatabase) async throws {
        try await kind.useLocation { location in
            let programs = try await withThrowingTaskGroup(of: (any Database).self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        let program = try await openDatabase(at: location)
                        try await Migrator.migrate(program, [Self.first, Self.second])
                        return program
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(try await programs[5].read { try $0.column("SELECT size FROM plan") } == [5])
            #expect(try await recorded(programs[0]) == ["plan 1", "plan 2"])
            for program in programs { try await program.close() }
        }
    }
}
