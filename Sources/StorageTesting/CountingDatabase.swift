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

        func observed(_ connection: any Connection) -> ObservedConnection {
            ObservedConnection(base: connection) { [self] statement, _ in
                count.withLock { count in
                    switch statement {
                    case .read: count.reads += 1
                    case .write: count.writes += 1
                    }
                }
            }
        }
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
        return try await base.read { try body(counted.observed($0)) }
    }

    @discardableResult
    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        let counted = counted
        return try await base.write { try body(counted.observed($0)) }
    }

    public func backup(to path: String) async throws { try await base.backup(to: path) }
    public func close() async throws { try await base.close() }
}
