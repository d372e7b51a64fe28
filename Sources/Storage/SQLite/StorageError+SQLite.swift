import GRDB

extension StorageError {
    /// - Parameter text: the statement with `?` for its parameters.
    init(_ error: DatabaseError, text: String) {
        let message = error.message ?? error.resultCode.description
        self =
            switch error.resultCode {
            case .SQLITE_CONSTRAINT where error.isDuplicate: .duplicate(message: message)
            case .SQLITE_CONSTRAINT: .constraint(message: message)
            case .SQLITE_FULL: .diskFull
            case .SQLITE_IOERR where error.isWithoutRoom: .diskFull
            case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
            default: .statement(message: message, text: text)
            }
    }
}

extension DatabaseError {
    fileprivate var isDuplicate: Bool {
        let codes: [ResultCode] = [
            .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID,
        ]
        return codes.contains(extendedResultCode)
    }

    /// What a quota or a limit to the size of a file refuses, and the index of the log that finds no room.
    fileprivate var isWithoutRoom: Bool {
        extendedResultCode == .SQLITE_IOERR_WRITE || extendedResultCode == .SQLITE_IOERR_SHMSIZE
    }
}

extension OpenFailure {
    init(_ error: DatabaseError) {
        self =
            switch error.resultCode {
            case .SQLITE_NOTADB, .SQLITE_CORRUPT: .notADatabase
            case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_AUTH: .noPermission
            default: .other(message: error.message ?? error.resultCode.description)
            }
    }
}
