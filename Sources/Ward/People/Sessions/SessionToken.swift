/// The secret of a session or a browser: 256 random bits as 64 hexadecimal digits. Only its SHA-256 is stored.
struct SessionToken: Sendable {
    static let bytes = 32

    let text: String

    init(random: RandomSource) {
        text = Hexadecimal.text(random.bytes(SessionToken.bytes))
    }

    /// - Returns: `nil` unless the text has the form of a token.
    init?(untrusted text: String) {
        guard text.utf8.count == 2 * SessionToken.bytes, Hexadecimal.bytes(text) != nil else { return nil }
        self.text = text
    }

    var hash: String { ContentHash.of(text) }
}
