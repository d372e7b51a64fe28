/// Brings a database's tables to the state that the program expects.
///
///     try await Migrator.migrate(database, WardMigrations.all + PlanMigrations.all)
///
/// Each version is one transaction and is recorded in it with a hash of its script, so a step is either done and
/// recorded or neither. Steps that are recorded are not run again; their hashes must still agree, because a changed
/// script would leave two databases of the same version with different tables.
public enum Migrator {
    /// Applies what is missing, component by component in the order in which they first appear.
    ///
    /// May be called by several processes at once: each step looks again, inside its transaction, at what is recorded.
    /// - Throws: ``StorageError/migrationGap(component:expected:found:)`` before anything is touched;
    ///   ``StorageError/newerSchema(component:version:)`` and ``StorageError/changedMigration(component:version:)`` before
    ///   any step is applied; or the error of a step, after which the steps before it stay applied.
    public static func migrate(_ database: any Database, _ migrations: [Migration]) async throws {
        let migrations = try ordered(migrations)
        let dialect = database.dialect
        let pending = try await database.write { connection in
            try prepareTable(dialect, on: connection)
            try refuseNewerSchema(than: migrations, on: connection)
            return try migrationsPending(migrations, on: connection)
        }
        for migration in pending {
            try await database.write { connection in
                // Another process may have applied it between the two transactions.
                guard try migrationsPending([migration], on: connection).count == 1 else { return }
                try connection.executeScript(migration.script)
                try connection.execute(
                    """
                    INSERT INTO schema_migration (component, version, hash)
                    VALUES (\(migration.component), \(migration.version), \(migration.hash))
                    """)
            }
        }
    }

    /// Looks whether every step is applied, and changes nothing.
    ///
    /// - Throws: ``StorageError/olderSchema(component:expected:found:)`` for the first component with a missing step;
    ///   ``StorageError/newerSchema(component:version:)`` or ``StorageError/changedMigration(component:version:)``.
    public static func check(_ database: any Database, _ migrations: [Migration]) async throws {
        let migrations = try ordered(migrations)
        let dialect = database.dialect
        try await database.read { connection in
            let table: SQL =
                switch dialect {
                case .sqlite: "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration'"
                case .postgresql: "SELECT 1 WHERE to_regclass('schema_migration') IS NOT NULL"
                }
            let pending: [Migration]
            if try connection.row(table) == nil {
                pending = migrations
            } else {
                try refuseNewerSchema(than: migrations, on: connection)
                pending = try migrationsPending(migrations, on: connection)
            }
            guard let first = pending.first else { return }
            let expected = migrations.last { $0.component == first.component }?.version ?? first.version
            throw StorageError.olderSchema(component: first.component, expected: expected, found: first.version - 1)
        }
    }

    /// Sorted by component, in the order of first appearance, and version.
    private static func ordered(_ migrations: [Migration]) throws(StorageError) -> [Migration] {
        var components: [String] = []
        for migration in migrations where !components.contains(migration.component) {
            components.append(migration.component)
        }
        var result: [Migration] = []
        for component in components {
            let steps = migrations.filter { $0.component == component }.sorted { $0.version < $1.version }
            for (index, step) in steps.enumerated() where step.version != index + 1 {
                throw .migrationGap(component: component, expected: index + 1, found: step.version)
            }
            result += steps
        }
        return result
    }

    private static func prepareTable(_ dialect: Dialect, on connection: any Connection) throws {
        // BLOB is a type of the portable dialect; PostgreSQL's own name for it is bytea.
        if dialect == .postgresql, try connection.row("SELECT 1 WHERE to_regtype('blob') IS NOT NULL") == nil {
            try connection.execute("CREATE DOMAIN blob AS bytea")
        }
        try connection.execute(
            """
            CREATE TABLE IF NOT EXISTS schema_migration (
                component TEXT NOT NULL,
                version BIGINT NOT NULL CHECK (version > 0),
                hash TEXT NOT NULL,
                PRIMARY KEY (component, version)
            )
            """)
    }

    /// Components that this program does not have are left alone: several programs may share a database.
    private static func refuseNewerSchema(than migrations: [Migration], on connection: any Connection) throws {
        let known = Dictionary(migrations.map { ($0.component, $0.version) }, uniquingKeysWith: max)
        let rows = try connection.rows(
            "SELECT component, MAX(version) AS version FROM schema_migration GROUP BY component ORDER BY component")
        for row in rows {
            let component: String = try row["component"]
            let version: Int = try row["version"]
            if let newest = known[component], version > newest {
                throw StorageError.newerSchema(component: component, version: version)
            }
        }
    }

    /// The steps that are not recorded, after comparing those that are.
    private static func migrationsPending(
        _ migrations: [Migration], on connection: any Connection
    ) throws -> [Migration] {
        var recorded: [String: [Int: String]] = [:]
        for row in try connection.rows("SELECT component, version, hash FROM schema_migration") {
            recorded[try row["component"], default: [:]][try row["version"]] = try row["hash"]
        }
        return try migrations.filter { migration in
            guard let hash = recorded[migration.component]?[migration.version] else { return true }
            guard hash == migration.hash else {
                throw StorageError.changedMigration(component: migration.component, version: migration.version)
            }
            return false
        }
    }
}
