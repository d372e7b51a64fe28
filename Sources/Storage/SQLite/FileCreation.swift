import Foundation

/// Makes the file of a new database, readable by its owner only: it will hold personal data, and SQLite gives its
/// side files (`-wal`, `-shm`) the same permissions.
enum FileCreation {
    /// - Parameter creating: whether a missing file is made.
    /// - Returns: why the file can neither be made nor used; `nil` when an existing or a new file is there.
    static func prepare(_ path: String, creating: Bool = true) -> OpenFailure? {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
            if isFolder.boolValue { return .isFolder }
            return access(path, R_OK | W_OK) == 0 ? nil : .noPermission
        }
        if !creating { return .missingFile }
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor < 0 else {
            _ = close(descriptor)
            return nil
        }
        switch errno {
        case ENOENT, ENOTDIR:
            return .missingFolder(path: URL(fileURLWithPath: path).deletingLastPathComponent().path)
        case EACCES, EPERM, EROFS:
            return .noPermission
        default:
            return .other(message: String(cString: strerror(errno)))
        }
    }

    /// Whether the file is an SQLite database without a write-ahead log, as a backup is: the format versions in its header
    /// (bytes 18 and 19) are 1.
    static func isPlain(_ path: String) -> Bool {
        guard let handle = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? handle.close() }
        guard let header = try? handle.read(upToCount: 20), header.count == 20 else { return false }
        return header.starts(with: Array("SQLite format 3\0".utf8)) && header[18] == 1 && header[19] == 1
    }
}
