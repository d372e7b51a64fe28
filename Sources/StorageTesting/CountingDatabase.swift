import Storage
import Synchronization

/// A database that tells how many statements were sent to it.
///
///     let counting = CountingDatabase(database)
///     let count = try await counting.statements { try await page(counting) }
public final class CountingDatabase: Database {
    /// How often rows were asked for, and how often something was changed.
    public struct Count: Hashable, Sendable {
        public var reads = 0
        public var writes = 0
    }

    private final class Counted: Sendable {
        let count = Mutex(Count())
    }

    private struct CountedConnection: Connection {
        let base: any Connection
        let counted: Counted
        var hasExecuted: Bool { base.hasExecuted }

        func execute(_ statement: SQL) throws -> Int {
            counted.count.withLock { $0.writes += 1 }
            return try base.execute(statement)
        }

        func rows(_ statement: SQL) throws -> [SQLRow] {
            counted.count.withLock { $0.reads += 1 }
            return try base.rows(statement)
        }

        func executeScript(_ script: String) throws { try base.executeScript(script) }
    }

    private let base: any Database
    private let counted = Counted()
    public var dialect: Dialect { base.dialect }
    public var folder: String? { base.folder }

    public init(_ base: any Database) {
        self.base = base
    }

    /// Of the statements that the body sends.
    public func statements(_ body: () async throws -> Void) async throws -> Count {
        counted.count.withLock { $0 = Count() }
        try await body()
        return counted.count.withLock { $0 }
    }

    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        let counted = counted
        return try await base.read { try body(CountedConnection(base: $0, counted: counted)) }
    }

    @discardableResult
    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        let counted = counted
        return try await base.write { try body(CountedConnection(base: $0, counted: counted)) }
    }

    public func backup(to path: String) async throws { try await base.backup(to: path) }
    public func close() async throws { try await base.close() }
}
