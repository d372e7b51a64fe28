import Crypto
import Foundation

/// SHA-256 in lower-case hexadecimal, the address of evidence and of sealed content.
public enum ContentHash {
    public static func of(_ bytes: some Sequence<UInt8>) -> String {
        var hash = SHA256()
        hash.update(data: Array(bytes))
        return Hexadecimal.text(hash.finalize())
    }

    /// Of bytes that come piece by piece.
    public struct Running {
        private var hash = SHA256()

        public init() {}

        public mutating func add(_ bytes: UnsafeRawBufferPointer) { hash.update(bufferPointer: bytes) }

        public var text: String { Hexadecimal.text(hash.finalize()) }
    }

    /// Of the UTF-8 bytes of a text.
    public static func of(_ text: String) -> String {
        of(text.utf8)
    }

    /// In Base64, as a content security policy names an element by its hash.
    public static func base64(of text: String) -> String {
        Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
    }
}
