/// The ward's PostgreSQL server: one session that writes, a few that read, as SQLite does it.
///
/// The single writing session lines up the writes of this process; the lock in
/// ``PostgreSQLConnection/begin(_:)`` those of several.
final class PostgreSQLDatabase: Database {
    static let readersMax = 8

    private let writers: SessionPool
    private let readers: SessionPool
    var dialect: Dialect { .postgresql }
    var folder: String? { nil }

    init(address: String) async throws {
        let address = try ServerAddress(address)
        writers = SessionPool(address: address, sessionsMax: 1)
        readers = SessionPool(address: address, sessionsMax: Self.readersMax)
        do {
            try await writers.use { try await $0.check() }
        } catch {
            await writers.close()
            throw error
        }
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        try await readers.use { try await $0.transaction(.read, body) }
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        try await writers.use { try await $0.transaction(.write, body) }
    }

    func close() async throws {
        await writers.close()
        await readers.close()
    }
}
