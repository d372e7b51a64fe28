import Ward

/// The one style sheet. Its address holds its hash, so that browsers may keep it for ever.
public enum StyleSheet {
    public static let bytes: [UInt8] = PackageResources.namiki_css

    public static let text = String(decoding: bytes, as: UTF8.self)

    /// For documents that stand alone, such as those that become PDF: custom properties are put in, because the program
    /// that makes PDF does not know them everywhere.
    public static let resolved = resolving(text)

    static let path = "/assets/namiki-\(ContentHash.of(text).prefix(16)).css"

    /// `--ink: #1a1a1c;` gives the value for every `var(--ink)`.
    static func resolving(_ text: String) -> String {
        var resolved = text
        for line in text.split(separator: "\n") {
            let declaration = line.trimmingPrefix { $0 == " " }
            guard declaration.hasPrefix("--"), declaration.hasSuffix(";"), let colon = declaration.firstIndex(of: ":")
            else { continue }
            let value = declaration[declaration.index(after: colon)...].dropLast()
            resolved = resolved.replacing("var(\(declaration[..<colon]))", with: String(value).trimmingWhitespace)
        }
        return resolved
    }
}
