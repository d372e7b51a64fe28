/// The connection that a closure of `read` or `write` is given, the same for both databases.
///
/// It refuses parameters that the two databases would treat differently, and it remembers the first failure:
/// PostgreSQL ends a transaction at its first failed statement while SQLite goes on, so here every later statement and
/// the transaction itself throw that first error with both.
final class GuardedConnection: Connection {
    private let driver: any Connection
    private let check: () throws -> Void
    private var failure: (any Error)?
    private var hasEnded = false
    private(set) var hasExecuted = false

    /// - Parameter check: asked before each statement; throws when the transaction is to end, where the driver does not see to
    ///   that by itself.
    init(_ driver: any Connection, checking check: @escaping () throws -> Void = {}) {
        self.driver = driver
        self.check = check
    }

    /// Runs the closure of a transaction.
    /// - Throws: what the closure throws, or else the first failure that it caught.
    func run<Value>(_ body: (any Connection) throws -> Value) throws -> Value {
        defer { hasEnded = true }
        let value = try body(self)
        if let failure { throw failure }
        return value
    }

    func execute(_ statement: SQL) throws -> Int {
        try guarded {
            try statement.checkParameters()
            hasExecuted = true
            return try driver.execute(statement)
        }
    }

    func rows(_ statement: SQL) throws -> [SQLRow] {
        try guarded {
            try statement.checkParameters()
            return try driver.rows(statement)
        }
    }

    func executeScript(_ script: String) throws {
        try guarded {
            guard !script.utf8.contains(0) else {
                throw StorageError.statement(message: "the script contains U+0000", text: script)
            }
            hasExecuted = true
            try driver.executeScript(script)
        }
    }

    private func guarded<Value>(_ work: () throws -> Value) throws -> Value {
        if let failure { throw failure }
        guard !hasEnded else { throw StorageError.closed }
        do {
            try check()
            return try work()
        } catch {
            failure = error
            throw error
        }
    }
}
