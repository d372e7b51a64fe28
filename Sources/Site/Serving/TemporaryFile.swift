import Foundation

/// A file that nobody else can read, and that goes when it is no longer used.
public final class TemporaryFile: Sendable {
    /// It could not be made, written or read: most often the disk is full.
    public struct Failed: Error {
        public let code: Int32
    }

    public let path: String
    private let descriptor: Int32

    public init() throws(Failed) {
        let folder = FileManager.default.temporaryDirectory.path
        var template = Array("\(folder)/namiki-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard descriptor >= 0 else { throw Failed(code: errno) }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(path)
    }

    func append(_ bytes: [UInt8]) throws(Failed) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written)
            }
            guard count > 0 else { throw Failed(code: errno) }
            written += count
        }
    }

    /// What was written, read from the disk where it is looked at, also when the file is gone.
    func mapped() throws(Failed) -> Data {
        do {
            return try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
        } catch {
            throw Failed(code: errno)
        }
    }
}
