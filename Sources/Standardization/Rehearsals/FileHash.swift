import Tabular
import Ward

/// SHA-256 of files, without reading them into memory.
enum FileHash {
    static func sha256(path: String) throws(MappedFileRefusal) -> String { sha256(try MappedFile(path: path)) }

    static func sha256(_ file: MappedFile) -> String {
        // The bytes are there only as long as the file is.
        withExtendedLifetime(file) { ContentHash.of(mapped: file.bytes) }
    }
}
