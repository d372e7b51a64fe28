import Crypto
import Foundation
import Tabular

/// SHA-256 in lower-case hexadecimal: of files without reading them into memory, and of what was declared.
package enum FileHash {
    /// Bytes between two looks at whether the file is still whole.
    private static let pieceBytes = 1 << 22

    static func sha256(_ data: Data) -> String { text(SHA256.hash(data: data)) }

    package static func sha256(path: String) throws -> String { try sha256(try MappedFile(path: path)) }

    /// - Throws: ``RecordFileRefusal`` when the file became shorter on the way.
    package static func sha256(_ file: MappedFile) throws(RecordFileRefusal) -> String {
        // The bytes are there only as long as the file is.
        defer { withExtendedLifetime(file) {} }
        var hash = SHA256()
        for start in stride(from: 0, to: file.bytes.count, by: pieceBytes) {
            guard file.isWhole else { throw .cutShort }
            let end = min(start + pieceBytes, file.bytes.count)
            hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: file.bytes[start..<end]))
        }
        return text(hash.finalize())
    }

    private static func text(_ digest: SHA256.Digest) -> String {
        digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
