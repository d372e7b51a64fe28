/// What can go wrong in a database, apart from what a rule of a module refuses.
///
/// The cases carry facts and never a password or the values of a statement; ``japanese`` turns them into words.
public enum StorageError: Error, Equatable, Sendable {
    /// A column that is missing, NULL or of another type.
    case decoding(column: String, reason: String)
    /// A foreign key, check or NOT NULL constraint refused the change.
    case constraint(message: String)
    /// The change would have made a second record where only one may be (SQLITE_CONSTRAINT_UNIQUE and _PRIMARYKEY, or
    /// PostgreSQL 23505): often what two people did at once.
    case duplicate(message: String)
    /// The disk is full, or a quota is used up (SQLITE_FULL, SQLITE_IOERR_WRITE and _SHMSIZE, or PostgreSQL 53100).
    case diskFull
    /// The file is not a database, or the server refused the connection.
    case cannotOpen(location: String, reason: OpenFailure)
    /// Another process kept the database locked for longer than this one waits.
    case busy
    /// The server went away in the middle of a transaction. Before the commit nothing was changed; when the answer to
    /// the commit itself is lost, only reading again tells whether it was made.
    case connectionLost(message: String)
    /// The database was used after `close()`.
    case closed
    /// Something wanted to change a database that was opened for reading.
    case openedForReading
    /// A statement failed for another reason. `text` holds `?` in place of its parameters.
    case statement(message: String, text: String)
    /// The database was written by a newer program.
    case newerSchema(component: String, version: Int)
    /// The database was written by an older program, or its tables were not made yet: it has the component's tables up to
    /// version `found`.
    case olderSchema(component: String, expected: Int, found: Int)
    /// The script of a migration that was applied before is no longer the same.
    case changedMigration(component: String, version: Int)
    /// The versions of a component are not 1, 2, 3 … in order.
    case migrationGap(component: String, expected: Int, found: Int)
    /// The target of a backup exists already; a backup is never written over anything.
    case backupTargetExists(path: String)
    /// The backup could not be written, or the copy failed its own check.
    case backupFailed(path: String, reason: String)
    /// The database server has its own tool for backups.
    case backupNeedsTool(name: String)
}

extension StorageError {
    /// Whether the same may succeed later without anybody changing anything: the database is in use by another program, or
    /// its server is away for a while.
    public var isPassing: Bool {
        switch self {
        case .busy, .connectionLost, .cannotOpen(_, .refused): true
        default: false
        }
    }
}

/// Why a database could not be opened.
public enum OpenFailure: Equatable, Sendable {
    /// The location is empty or names a kind of database that is not known.
    case unknownKind
    /// The folder of the file does not exist.
    case missingFolder(path: String)
    /// There is no file of that name, and none is to be made.
    case missingFile
    /// The location is a folder, not a file.
    case isFolder
    /// The file may not be read or written by this user.
    case noPermission
    /// The file exists and is not an SQLite database, or is damaged.
    case notADatabase
    /// The connection URL cannot be parsed.
    case malformedAddress
    /// The server cannot be reached, or does not let this user in.
    case refused(message: String)
    /// The server is older than the versions this program is tested with.
    case serverTooOld(version: String)
    /// The database does not hold UTF-8.
    case encoding(name: String)
    /// The database sorts text by the rules of a language and not by code point.
    case collation(name: String)
    /// Another reason, in the words of the database.
    case other(message: String)
}
