/// What a program shows to ask in the name of a person: a word by which it is recognised, 160 random bits, and a checksum that
/// tells one that was mistyped or cut off from one that nobody has.
///
///     namiki_mfxg2ylsnfzsazlbonuw4zrsgq3tknzu3c5kwqy
///
/// Only its SHA-256 is stored: there is nothing to guess in 160 random bits, and no need to make looking them up slow.
struct AccessTokenSecret: Sendable {
    /// By which people, and programs that look for leaked secrets, know it.
    static let prefix = "namiki_"
    private static let bytes = 20
    private static let bodyLetters = 32
    /// 32 bits in letters.
    private static let checksumLetters = 7

    let text: String

    init(random: RandomSource) {
        let body = Base32.text(random.bytes(Self.bytes)).lowercased()
        text = Self.prefix + body + Self.checksum(of: body)
    }

    /// - Returns: `nil` unless the text has the form of a token and its checksum is right.
    init?(untrusted text: String) {
        let letters = text.utf8.dropFirst(Self.prefix.utf8.count)
        guard text.hasPrefix(Self.prefix), letters.count == Self.bodyLetters + Self.checksumLetters,
            letters.allSatisfy({ (0x61...0x7A).contains($0) || (0x32...0x37).contains($0) })
        else { return nil }
        let body = String(decoding: letters.prefix(Self.bodyLetters), as: UTF8.self)
        guard letters.dropFirst(Self.bodyLetters).elementsEqual(Self.checksum(of: body).utf8) else { return nil }
        self.text = text
    }

    var hash: String { ContentHash.of(text) }

    private static func checksum(of body: String) -> String {
        let hash = Hexadecimal.bytes(ContentHash.of("checksum:" + body)) ?? []
        return Base32.text(hash.prefix(4)).lowercased()
    }
}
