import Foundation

/// A code on paper that stands for the authenticator once: 80 random bits, of which only the SHA-256 is kept.
enum RecoveryCode {
    /// So many are given at a time.
    static let count = 10
    private static let bytes = 10

    /// Letters and digits in groups of four.
    static func fresh(_ random: RandomSource) -> String { Base32.text(random.bytes(bytes)).inGroups() }

    static func hash(_ code: String) -> String { ContentHash.of("recovery:" + TypedCode.plain(code)) }
}

/// A code as people type it: with spaces or hyphens, in letters of any width or case.
enum TypedCode {
    static func plain(_ text: String) -> String {
        let unified = text.precomposedStringWithCompatibilityMapping.uppercased()
        return String(
            String.UnicodeScalarView(
                unified.unicodeScalars.filter {
                    $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
                }))
    }

    /// Whether it has the form of what an authenticator shows.
    static func isOneTime(_ plain: String) -> Bool {
        plain.utf8.count == OneTimeCode.digits && plain.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
