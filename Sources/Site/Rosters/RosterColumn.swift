import Japanese

/// A column that a list may have, declared once: found by its heading, explained on the page, written into the template.
///
///     static let code = RosterColumn("組織コード", ["コード", "課コード"], .required, "例: 0210")
public struct RosterColumn: Hashable, Sendable {
    public enum Use: Hashable, Sendable {
        /// A list without it is refused.
        case required
        case optional
        /// Known and not taken by a list, with the reason: it is told and nothing more.
        case setAside(String)
    }

    public let title: String
    /// Other headings under which it is found.
    public let others: [String]
    public let use: Use
    /// How it is filled in.
    public let note: String

    public init(_ title: String, _ others: [String] = [], _ use: Use = .optional, _ note: String = "") {
        self.title = title
        self.others = others
        self.use = use
        self.note = note
    }

    /// Whether its cells are read.
    var isRead: Bool { if case .setAside = use { false } else { true } }

    /// Headings are compared without what is put around them: 主管課（必須）, ※主管課, 【主管課】.
    func isHeaded(_ heading: TextKey) -> Bool {
        ([title] + others).contains { TextKey($0) == heading }
    }
}

/// A heading as it is compared.
enum RosterHeading {
    private static let marks = Set("※*＊【】[]「」<>＜＞:：".unicodeScalars)

    /// Without marks around it, and without a remark in brackets at its end.
    static func keys(_ text: String) -> [TextKey] {
        let plain = String(String.UnicodeScalarView(text.unicodeScalars.filter { !marks.contains($0) }))
        let whole = TextKey(plain)
        guard let bracket = whole.text.firstIndex(of: "("), bracket != whole.text.startIndex, whole.text.hasSuffix(")")
        else { return [whole] }
        return [whole, TextKey(String(whole.text[..<bracket]))]
    }
}
