import Storage

/// A database whose writes are watched: one that fails for want of room is noted for whoever asks after the server's health.
struct WatchedDatabase: Database {
    let base: any Database
    let places: WritingPlaces
    var dialect: Dialect { base.dialect }
    var folder: String? { base.folder }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        try await base.read(body)
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        do {
            return try await base.write(body)
        } catch StorageError.diskFull {
            places.noteFailure(.database)
            throw StorageError.diskFull
        }
    }

    func backup(to path: String) async throws { try await base.backup(to: path) }
    func close() async throws { try await base.close() }
}
