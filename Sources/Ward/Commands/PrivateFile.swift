import Foundation

/// Writes a file that holds what only its owner may read: records of the ward, names of families.
public enum PrivateFile {
    /// What the name of a file ends with while it is being written: where the program was killed, such a file may lie about.
    public static let unfinished = ".unfinished"

    /// Writes the whole file or nothing: it has its permissions before a byte is in it, and its name when all are.
    ///
    /// A file of that name is replaced.
    /// - Throws: `CocoaError` with the path; nothing is left behind then.
    public static func write(_ bytes: some DataProtocol, to path: String) throws {
        let unfinished = path + Self.unfinished
        guard unlink(unfinished) == 0 || errno == ENOENT else { throw failure(errno, path) }
        let descriptor = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(errno, path) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: bytes)
            try finish(handle, unfinished, as: path)
        } catch {
            _ = unlink(unfinished)
            throw error
        }
    }

    /// Gives its name to a file that another program wrote: all its bytes are on disk before. A file of that name is replaced.
    public static func finish(_ unfinished: String, as path: String) throws {
        try finish(FileHandle(forUpdating: URL(filePath: unfinished)), unfinished, as: path)
    }

    private static func finish(_ handle: FileHandle, _ unfinished: String, as path: String) throws {
        try handle.synchronize()
        try handle.close()
        guard rename(unfinished, path) == 0 else { throw failure(errno, path) }
    }

    private static func failure(_ code: Int32, _ path: String) -> CocoaError {
        let reason: CocoaError.Code =
            switch code {
            case ENOSPC, EDQUOT: .fileWriteOutOfSpace
            case ENOENT, ENOTDIR: .fileNoSuchFile
            case EACCES, EPERM, EROFS: .fileWriteNoPermission
            default: .fileWriteUnknown
            }
        return CocoaError(reason, userInfo: [NSFilePathErrorKey: path])
    }
}
