/// What a program does with a database.
public enum DatabaseUse: Sendable {
    /// Looks only: nothing in the database or beside its file is made or changed.
    case reading
    /// Changes records of a database that is there.
    case writing
    /// The same, where the program may bring tables of its own: they are brought up to date.
    case extending
    /// Begins a new database where there is none, and brings its tables up to date.
    case migrating
}

/// Opens the database at a location.
///
///     let database = try await openDatabase(at: "namiki.sqlite")
///     let database = try await openDatabase(at: "postgresql://namiki@db.example/namiki", for: .reading)
///
/// - Parameters:
///   - location: a path or `sqlite:PATH` for SQLite; `:memory:` for a database that lives as long as it is open;
///     `postgresql://…` or `postgres://…` for PostgreSQL. A password is better kept in `~/.pgpass` or `PGPASSWORD` than in
///     the address; it never appears in an error.
///   - use: a missing file is created for ``DatabaseUse/migrating`` only.
/// - Throws: ``StorageError/cannotOpen(location:reason:)``
public func openDatabase(at location: String, for use: DatabaseUse = .migrating) async throws -> any Database {
    let database: any Database =
        switch DatabaseLocation(location) {
        case .memory: try SQLiteDatabase.inMemory()
        case .file(let path): try SQLiteDatabase(path: path, for: use)
        case .server(let address): try await PostgreSQLDatabase(address: address)
        case .unknown: throw StorageError.cannotOpen(location: DatabaseLocation.shown(location), reason: .unknownKind)
        }
    return use == .reading ? ReadingDatabase(base: database) : database
}
