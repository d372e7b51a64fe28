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
        let breaking = BreakingOff()
        return try await withTaskCancellationHandler {
            try await onQueue { try self.run(access, breaking, body) }
        } onCancel: {
            breaking.ask()
        }
    }

    private func run<Value>(
        _ access: Access, _ breaking: BreakingOff, _ body: (any Connection) throws -> Value
    ) throws -> Value {
        let value: Value
        let connection: PostgreSQLConnection
        do {
            connection = try begin(access, breaking)
        } catch {
            breaking.end()
            throw breaking.isAsked ? CancellationError() : error
        }
        do {
            value = try GuardedConnection(connection, checking: breaking.check).run(body)
            // Whether a commit that is broken off was made, nobody knows.
            breaking.end()
            try breaking.check()
        } catch {
            breaking.end()
            abandon(connection)
            throw breaking.isAsked ? CancellationError() : error
        }
        do {
            try connection.commit()
        } catch {
            abandon(connection)
            throw error
        }
        return value
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
    private func begin(_ access: Access, _ breaking: BreakingOff) throws -> PostgreSQLConnection {
        let isFresh = handle == nil
        let connection = try connected()
        breaking.begin(connection.handle)
        do {
            try connection.begin(access)
            return connection
        } catch {
            abandon(connection)
            guard case StorageError.connectionLost = error, !isFresh else { throw error }
            let replacement = try connected()
            breaking.begin(replacement.handle)
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
