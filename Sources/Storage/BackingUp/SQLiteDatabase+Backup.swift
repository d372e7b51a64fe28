import Foundation
import GRDB

extension SQLiteDatabase {
    /// Copies one committed state, page by page, while reads and writes go on; checks the copy; and gives it its name only
    /// then, so that a file of that name is always a whole backup. The copy is a single file.
    func backup(to path: String) async throws {
        try checkOpen()
        guard access(path, F_OK) != 0 else { throw StorageError.backupTargetExists(path: path) }
        let unfinished = path + ".unfinished"
        do {
            for name in Self.sideFiles(of: unfinished) {
                guard unlink(name) == 0 || errno == ENOENT else { throw BackupFailure(errno) }
            }
            if let failure = FileCreation.prepare(unfinished) {
                throw StorageError.cannotOpen(location: unfinished, reason: failure)
            }
            try await copy(to: unfinished)
            guard access(path, F_OK) != 0 else { throw StorageError.backupTargetExists(path: path) }
            guard rename(unfinished, path) == 0 else { throw BackupFailure(errno) }
        } catch {
            for name in Self.sideFiles(of: unfinished) { _ = unlink(name) }
            throw Self.backupError(error, path: path)
        }
    }

    /// The file and what SQLite may write beside it.
    private static func sideFiles(of path: String) -> [String] {
        [path, path + "-journal", path + "-wal", path + "-shm"]
    }

    private func copy(to path: String) async throws {
        var configuration = Configuration()
        configuration.label = "SQLite backup"
        let target = try DatabaseQueue(path: path, configuration: configuration)
        let source = writer
        // On a thread of its own: the copy is one long blocking call.
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            DispatchQueue.global(qos: .utility).async {
                continuation.resume(
                    with: Result {
                        try source.backup(to: target)
                        try target.writeWithoutTransaction { try Self.finish($0) }
                        try target.close()
                    })
            }
        }
    }

    /// The source's write-ahead log mode is part of the copied pages; a backup is better one plain file.
    private static func finish(_ copy: GRDB.Database) throws {
        try copy.execute(sql: "PRAGMA journal_mode = DELETE")
        let findings = try String.fetchAll(copy, sql: "PRAGMA integrity_check(1)")
        guard findings == ["ok"] else { throw BackupFailure(reason: findings.joined(separator: " ")) }
    }

    private static func backupError(_ error: any Error, path: String) -> any Error {
        switch error {
        case let error as BackupFailure: StorageError.backupFailed(path: path, reason: error.reason)
        case let error as DatabaseError where error.resultCode == .SQLITE_FULL: StorageError.diskFull
        case let error as DatabaseError:
            StorageError.backupFailed(path: path, reason: error.message ?? error.resultCode.description)
        default: error
        }
    }
}

private struct BackupFailure: Error {
    let reason: String

    init(reason: String) {
        self.reason = reason
    }

    init(_ code: Int32) {
        reason = String(cString: strerror(code))
    }
}
