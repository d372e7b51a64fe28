import Crypto

/// SHA-256 in lower-case hexadecimal, the address of evidence and of sealed content.
public enum ContentHash {
    public static func of(_ bytes: some Sequence<UInt8>) -> String {
        var hash = SHA256()
        hash.update(data: Array(bytes))
        return Hexadecimal.text(hash.finalize())
    }

    /// Of the UTF-8 bytes of a text.
    public static func of(_ text: String) -> String {
        of(text.utf8)
    }
}
