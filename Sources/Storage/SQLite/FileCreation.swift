import Foundation

/// Makes the file of a new database, readable by its owner only: it will hold personal data, and SQLite gives its
/// side files (`-wal`, `-shm`) the same permissions.
enum FileCreation {
    /// - Returns: why the file can neither be made nor used; `nil` when an existing or a new file is there.
    static func prepare(_ path: String) -> OpenFailure? {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
            if isFolder.boolValue { return .isFolder }
            return access(path, R_OK | W_OK) == 0 ? nil : .noPermission
        }
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
}
