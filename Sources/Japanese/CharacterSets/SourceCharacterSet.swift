/// How the text of a file from another system is written.
public enum SourceCharacterSet: Sendable {
    case utf8
    case utf16LE
    case utf16BE
    /// Windows-31J.
    case cp932
    /// Codes of one byte, and of two between shift codes.
    case mainframe(MainframeCharacterSet)

    /// By the name that profiles use; `nil` for an unknown one.
    public init?(named name: String, pack: CharacterPack? = nil) {
        switch name.lowercased() {
        case "utf-8", "utf8": self = .utf8
        case "utf-16le", "utf16le": self = .utf16LE
        case "utf-16be", "utf16be": self = .utf16BE
        case "cp932", "windows-31j", "shift_jis", "sjis": self = .cp932
        default:
            guard let mainframe = MainframeCharacterSet.Name(rawValue: name.lowercased()) else { return nil }
            self = .mainframe(MainframeCharacterSet(mainframe, pack: pack))
        }
    }

    /// Names a profile may use, for messages.
    public static let names = ["utf-8", "utf-16le", "utf-16be", "cp932", "jef", "keis78", "keis83", "jips"]

    /// Bytes of UTF-8 that one byte of the source may become at most.
    public var growthMax: Int { 3 }
}

/// What was noticed while a text was decoded.
public struct DecodingNotes: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A code was not the standard one of its character (NM4).
    public static let twin = DecodingNotes(rawValue: 1)
    /// A private scalar: 外字 (NM3).
    public static let user = DecodingNotes(rawValue: 2)
    /// A code without a character, written as U+FFFD (NM3).
    public static let unmapped = DecodingNotes(rawValue: 4)
    /// Bytes that are no code at all, or a shift that is missing (FM1), written as U+FFFD.
    public static let malformed = DecodingNotes(rawValue: 8)
    /// A control character: NUL, line end or another below U+0020 or U+007F (FM1).
    public static let control = DecodingNotes(rawValue: 16)
    /// Anything beyond ASCII.
    public static let beyondASCII = DecodingNotes(rawValue: 32)
}
