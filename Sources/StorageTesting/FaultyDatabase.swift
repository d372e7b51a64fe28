import Storage
import Synchronization

/// A database that fails, or takes no writes, when a test says so.
///
///     let faulty = FaultyDatabase(database)
///     faulty.fail(reads: .connectionLost(message: "test"), writes: .busy)
///     faulty.mend()
public final class FaultyDatabase: Database {
    private struct State {
        var reads: StorageError?
        var writes: StorageError?
        var isHeld = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let base: any Database
    private let state = Mutex(State())
    public var dialect: Dialect { base.dialect }
    public var folder: String? { base.folder }

    public init(_ base: any Database) {
        self.base = base
    }

    /// From now on reads and writes throw these errors; `nil` lets them pass.
    public func fail(reads: StorageError? = nil, writes: StorageError? = nil) {
        state.withLock { state in
            state.reads = reads
            state.writes = writes
        }
    }

    /// From now on writes wait, as behind another program's lock.
    public func holdWrites() {
        state.withLock { $0.isHeld = true }
    }

    /// Everything works again, and what waited goes on.
    public func mend() {
        let waiting = state.withLock { state in
            defer { state = State() }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        if let error = state.withLock({ $0.reads }) { throw error }
        return try await base.read(body)
    }

    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        if let error = state.withLock({ $0.writes }) { throw error }
        await withCheckedContinuation { continuation in
            let isHeld = state.withLock { state in
                if state.isHeld { state.waiting.append(continuation) }
                return state.isHeld
            }
            if !isHeld { continuation.resume() }
        }
        return try await base.write(body)
    }

    public func backup(to path: String) async throws { try await base.backup(to: path) }
    public func close() async throws { try await base.close() }
}
