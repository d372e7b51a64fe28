/// Opens the database at a location.
///
///     let database = try await openDatabase(at: "namiki.sqlite")
///     let database = try await openDatabase(at: "postgresql://namiki@db.example/namiki")
///
/// - Parameter location: a path or `sqlite:PATH` for SQLite, where a missing file is created; `:memory:` for a database
///   that lives as long as it is open; `postgresql://…` or `postgres://…` for PostgreSQL. A password is better kept in
///   `~/.pgpass` or `PGPASSWORD` than in the address; it never appears in an error.
/// - Throws: ``StorageError/cannotOpen(location:reason:)``
public func openDatabase(at location: String) async throws -> any Database {
    switch DatabaseLocation(location) {
    case .memory: try SQLiteDatabase.inMemory()
    case .file(let path): try SQLiteDatabase(path: path)
    case .server(let address): try await PostgreSQLDatabase(address: address)
    case .unknown: throw StorageError.cannotOpen(location: DatabaseLocation.shown(location), reason: .unknownKind)
    }
}
