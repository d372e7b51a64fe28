import Storage

/// A mail address of the ward's own kind: `joho-kanri@city.example.lg.jp`.
///
/// Narrower than RFC 5321 allows on purpose: no quoted local parts, no literals, ASCII only. What passes holds no space,
/// no line break and no other sign that could end a header or a command.
public struct MailAddress: Hashable, Sendable, CustomStringConvertible {
    /// RFC 5321 §4.5.3.1: 64 octets before the sign, 254 in all.
    static let localBytesMax = 64
    public static let bytesMax = 254

    public let text: String

    public init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= Self.bytesMax, Self.isLocal(parts[0]), Self.isDomain(parts[1])
        else { return nil }
        self.text = text
    }

    public var description: String { text }

    /// What stands behind the sign.
    public var domain: String {
        text.split(separator: "@").last.map(String.init) ?? ""
    }

    /// A dot-atom (RFC 5322 §3.2.3).
    private static func isLocal(_ local: Substring.UTF8View) -> Bool {
        local.count <= localBytesMax
            && local.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { atom in
                !atom.isEmpty && atom.allSatisfy { isLetterOrDigit($0) || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
            }
    }

    private static func isDomain(_ domain: Substring.UTF8View) -> Bool {
        let labels = domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return labels.count >= 2
            && labels.allSatisfy { label in
                (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
                    && label.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
            }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}

extension MailAddress: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { text.sqlValue }

    public init?(sqlValue: SQLValue) {
        guard let text = String(sqlValue: sqlValue) else { return nil }
        self.init(text)
    }
}
