/// A database opened for reading: whatever wants to change it is refused before it reaches the database.
struct ReadingDatabase: Database {
    let base: any Database
    var dialect: Dialect { base.dialect }
    var folder: String? { nil }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        try await base.read(body)
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        throw StorageError.openedForReading
    }

    func backup(to path: String) async throws { try await base.backup(to: path) }

    func close() async throws { try await base.close() }
}
