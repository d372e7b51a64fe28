import CLibPQ
import Dispatch

/// One connection to the server, made when first needed and made again after a loss.
///
/// libpq waits for the server in blocking calls. Each session therefore has a queue of its own, so that no thread of
/// Swift's concurrency waits for the network. Everything below is touched on that queue only, which is what makes the
/// class safe to pass between tasks.
final class PostgreSQLSession: @unchecked Sendable {
    enum Access {
        case read, write
    }

    private let address: ServerAddress
    private let queue = DispatchQueue(label: "PostgreSQL session")
    private var handle: OpaquePointer?

    init(_ address: ServerAddress) {
        self.address = address
    }

    deinit {
        if let handle { PQfinish(handle) }
    }

    /// Connects, and asks what ``ServerCheck`` needs to know.
    func check() async throws {
        try await onQueue { try ServerCheck.run(on: self.connected(), at: self.address) }
    }

    func transaction<Value: Sendable>(
        _ access: Access, _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        try await onQueue {
            let connection = try self.begin(access)
            do {
                let value = try GuardedConnection(connection).run(body)
                try connection.commit()
                return value
            } catch {
                self.abandon(connection)
                throw error
            }
        }
    }

    func close() async {
        await withCheckedContinuation { continuation in
            queue.async {
                self.disconnect()
                continuation.resume()
            }
        }
    }

    private func onQueue<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try Task.checkCancellation()
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try work() }) }
        }
    }

    /// A connection may have been lost while nobody used it, and nothing is lost by making it again before a transaction
    /// has begun.
    private func begin(_ access: Access) throws -> PostgreSQLConnection {
        let isFresh = handle == nil
        let connection = try connected()
        do {
            try connection.begin(access)
            return connection
        } catch {
            abandon(connection)
            guard case StorageError.connectionLost = error, !isFresh else { throw error }
            let replacement = try connected()
            do {
                try replacement.begin(access)
                return replacement
            } catch {
                abandon(replacement)
                throw error
            }
        }
    }

    private func connected() throws(StorageError) -> PostgreSQLConnection {
        if let handle { return PostgreSQLConnection(handle: handle) }
        let opened = try PostgreSQLConnection.open(address)
        handle = opened.handle
        return opened
    }

    /// Rolls back; a connection that cannot even do that is given up, and the server rolls back by itself.
    private func abandon(_ connection: PostgreSQLConnection) {
        if !connection.rollBack() { disconnect() }
    }

    private func disconnect() {
        if let handle { PQfinish(handle) }
        handle = nil
    }
}
