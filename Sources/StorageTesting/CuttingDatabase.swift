import Storage
import Synchronization

/// A database that loses its connection in the middle of a change, at the statement that a test names: PostgreSQL ends it by itself, SQLite
/// says that the disk is full.
///
///     cutting.cut(before: 12)
///     try? await change(cutting)
///     #expect(cutting.wasCut)
public final class CuttingDatabase: Database {
    private struct State {
        /// The number of statements until the cut; `nil` where none is to come.
        var left: Int?
        var wasCut = false
    }

    private final class Shears: Sendable {
        let state = Mutex(State())

        func pass(on connection: any Connection, _ dialect: Dialect) throws {
            guard isDue() else { return }
            switch dialect {
            case .postgresql: _ = try connection.rows("SELECT pg_terminate_backend(pg_backend_pid())")
            case .sqlite: throw StorageError.diskFull
            }
        }

        /// Whether it is this statement before which the connection is lost.
        private func isDue() -> Bool {
            state.withLock { state in
                guard let left = state.left else { return false }
                state.left = left > 1 ? left - 1 : nil
                state.wasCut = left <= 1
                return left <= 1
            }
        }
    }

    private let base: any Database
    private let shears = Shears()
    public var dialect: Dialect { base.dialect }
    public var folder: String? { base.folder }

    public init(_ base: any Database) {
        self.base = base
    }

    /// Of the changes that come, the statement with this number, from 1, is not reached.
    public func cut(before statement: Int) {
        shears.state.withLock { $0 = State(left: statement) }
    }

    /// Whether it came so far.
    public var wasCut: Bool { shears.state.withLock { $0.wasCut } }

    /// Whatever comes from now on passes.
    public func mend() {
        shears.state.withLock { $0 = State() }
    }

    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        try await base.read(body)
    }

    @discardableResult
    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        let (shears, dialect) = (shears, dialect)
        return try await base.write { connection in
            try body(ObservedConnection(base: connection) { try shears.pass(on: $1, dialect) })
        }
    }

    public func backup(to path: String) async throws { try await base.backup(to: path) }
    public func close() async throws { try await base.close() }
}
