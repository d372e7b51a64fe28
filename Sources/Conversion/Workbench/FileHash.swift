import Tabular
import Ward

/// SHA-256 of files, without reading them into memory.
package enum FileHash {
    /// Bytes between two looks at whether the file is still whole.
    private static let pieceBytes = 1 << 22

    package static func sha256(path: String) throws -> String { try sha256(try MappedFile(path: path)) }

    /// - Throws: ``RecordFileRefusal`` when the file became shorter on the way.
    package static func sha256(_ file: MappedFile) throws(RecordFileRefusal) -> String {
        // The bytes are there only as long as the file is.
        defer { withExtendedLifetime(file) {} }
        var hash = ContentHash.Running()
        for start in stride(from: 0, to: file.bytes.count, by: pieceBytes) {
            guard file.isWhole else { throw .cutShort }
            let end = min(start + pieceBytes, file.bytes.count)
            hash.add(UnsafeRawBufferPointer(rebasing: file.bytes[start..<end]))
        }
        return hash.text
    }
}
