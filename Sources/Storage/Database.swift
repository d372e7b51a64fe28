/// A database: SQLite in one file, or the ward's PostgreSQL.
///
///     let titles = try await database.read { try $0.rows("SELECT title FROM plan").map { try $0["title"] as String } }
///     try await database.write { try $0.execute("UPDATE plan SET title = \(title) WHERE id = \(id)") }
///
/// `read` sees one consistent state. `write` is one transaction: it is committed when the closure returns and rolled
/// back when it throws, so a change and its audit row stand or fall together. Closures are synchronous, so that no
/// transaction waits for the network or for a person.
///
/// - Writes happen one after the other, also between processes, and each sees all that were committed before it. Reads
///   go on meanwhile and do not see a write before its commit.
/// - A statement that fails ends its transaction: catching its error inside the closure does not save the transaction,
///   which is rolled back and throws that first error. Use `ON CONFLICT` where a conflict is expected.
/// - When the task is cancelled before its transaction is committed, the statement that runs is broken off, and the transaction
///   is rolled back and throws `CancellationError`. What the closure does between two statements is not broken off.
/// - A write that returned is on disk: it survives a killed process and, as far as the disk keeps its word, a power cut.
public protocol Database: Sendable {
    func read<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value
    @discardableResult
    func write<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value
    /// Writes a consistent copy to a new file, while the database is in use.
    /// - Throws: ``StorageError/backupTargetExists(path:)`` when the file exists, and for PostgreSQL
    ///   ``StorageError/backupNeedsTool(name:)``.
    func backup(to path: String) async throws
    /// Closes all connections; further use throws ``StorageError/closed``.
    func close() async throws
    var dialect: Dialect { get }
    /// The folder in which this process writes the database; `nil` where it writes to none of this machine.
    var folder: String? { get }
}

/// Which database answers; used only by migrations and by messages, never by a module's statements.
///
/// Statements are written once, in what both databases understand alike:
/// - TEXT, BIGINT, DOUBLE PRECISION and BLOB; truth values are BIGINT 0 and 1, dates TEXT, moments BIGINT. A comparison
///   never mixes them.
/// - `SUM` of BIGINT is read as an integer. `AVG` and `/` of decimals need `CAST(… AS DOUBLE PRECISION)`.
/// - A search is written with `containing:`, never a bare LIKE, whose escapes differ.
/// - `ORDER BY` of a column that may be NULL says `NULLS FIRST` or `NULLS LAST`: the databases' defaults differ.
/// - An integer parameter of a function such as `substr` needs `CAST(… AS INTEGER)`.
/// - Every column of a `SELECT` with `GROUP BY` is grouped or aggregated.
/// - Text that may be long is not indexed: PostgreSQL has room for about 2,700 bytes in an index entry.
/// - Tables are changed by `ALTER TABLE … ADD COLUMN`, not by making them anew.
public enum Dialect: String, Sendable {
    case sqlite, postgresql
}

/// A connection inside a `read` or a `write`; not to be kept after the closure returns.
public protocol Connection {
    /// - Returns: the number of rows changed.
    @discardableResult
    func execute(_ statement: SQL) throws -> Int
    func rows(_ statement: SQL) throws -> [SQLRow]
    /// Runs several statements without parameters, as a migration holds them.
    func executeScript(_ script: String) throws
    /// Whether this transaction has executed anything: what it reads is then not yet what others see.
    var hasExecuted: Bool { get }
}

extension Connection {
    public var hasExecuted: Bool { false }

    /// The first row, if any.
    public func row(_ statement: SQL) throws -> SQLRow? {
        try rows(statement).first
    }

    /// The first column of the first row, if any.
    public func value<Value: SQLDecodable>(_ statement: SQL, as type: Value.Type = Value.self) throws -> Value? {
        try rows(statement).first.flatMap { try $0[0] as Value? }
    }

    /// The first column of every row.
    public func column<Value: SQLDecodable>(_ statement: SQL, as type: Value.Type = Value.self) throws -> [Value] {
        try rows(statement).map { try $0[0] }
    }
}
