import Foundation
import GRDB
import Synchronization

/// SQLite in one file: one writer, many readers that do not wait for it (write-ahead log).
final class SQLiteDatabase: Database {
    /// How long a write waits for another process before it throws ``StorageError/busy``.
    static let busySecondsMax = 30.0
    static let readersMax = 5
    /// How long closing waits for others to leave the log.
    static let checkpointMillisecondsMax = 1_000

    let writer: any DatabaseWriter
    private let isClosed = Mutex(false)
    /// Whether closing moves what stands in the log into the file.
    private let emptiesLog: Bool
    let folder: String?
    var dialect: Dialect { .sqlite }

    private init(_ writer: any DatabaseWriter, folder: String? = nil, emptiesLog: Bool = false) {
        self.writer = writer
        self.folder = folder
        self.emptiesLog = emptiesLog
    }

    /// Opens the file; one that is missing is created for ``DatabaseUse/migrating`` only.
    convenience init(path: String, for use: DatabaseUse) throws(StorageError) {
        // A backup is read as it lies there: the write-ahead log would change its bytes.
        let isPlain = use == .reading && FileCreation.isPlain(path)
        let failure = isPlain ? nil : FileCreation.prepare(path, creating: use == .migrating)
        if let failure { throw .cannotOpen(location: path, reason: failure) }
        do {
            if isPlain {
                var configuration = Self.configuration
                configuration.readonly = true
                self.init(try DatabaseQueue(path: path, configuration: configuration))
                return
            }
            let pool = try DatabasePool(path: path, configuration: Self.configuration)
            // With NORMAL, which is usual with a write-ahead log, a power cut could take back commits that were already
            // acknowledged.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            let folder = URL(fileURLWithPath: path).resolvingSymlinksInPath().deletingLastPathComponent().path
            self.init(pool, folder: folder, emptiesLog: use != .reading)
        } catch let error as DatabaseError {
            throw .cannotOpen(location: path, reason: OpenFailure(error))
        } catch {
            throw .cannotOpen(location: path, reason: .other(message: "\(error)"))
        }
    }

    /// A database in memory, for tests and trials; reads wait for writes.
    static func inMemory() throws(StorageError) -> SQLiteDatabase {
        do {
            return SQLiteDatabase(try DatabaseQueue(configuration: configuration))
        } catch {
            throw .cannotOpen(location: ":memory:", reason: .other(message: "\(error)"))
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "SQLite"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(busySecondsMax)
        configuration.maximumReaderCount = readersMax
        configuration.prepareDatabase { database in
            // As in PostgreSQL: without this, LIKE takes a for A, but only in ASCII.
            try database.execute(sql: "PRAGMA case_sensitive_like = ON")
        }
        return configuration
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        try await mappingErrors {
            try await writer.read { try GuardedConnection(SQLiteConnection(database: $0)).run(body) }
        }
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        try await mappingErrors {
            try await writer.write { try GuardedConnection(SQLiteConnection(database: $0)).run(body) }
        }
    }

    func close() async throws {
        let wasClosed = isClosed.withLock { isClosed in
            defer { isClosed = true }
            return isClosed
        }
        // Another program may have the file open, which then would keep the log: what was written goes into the file now.
        // A reader of an old state, or a file that is read only, lets some of it stand in the log, where it is as safe.
        if !wasClosed, emptiesLog {
            _ = try? await writer.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA busy_timeout = \(Self.checkpointMillisecondsMax)")
                _ = try database.checkpoint(.truncate)
            }
        }
        do {
            try writer.close()
        } catch let error as DatabaseError {
            throw StorageError(error, text: "")
        }
    }

    func checkOpen() throws(StorageError) {
        if isClosed.withLock({ $0 }) { throw .closed }
    }

    /// For errors outside of a statement: of BEGIN and of COMMIT.
    private func mappingErrors<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value {
        try checkOpen()
        do {
            return try await work()
        } catch let error as DatabaseError {
            throw StorageError(error, text: error.sql ?? "")
        }
    }
}
