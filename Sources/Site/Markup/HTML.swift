/// Markup, built by string interpolation that escapes whatever is interpolated.
///
///     let cell: HTML = "<td>\(initiative.title)</td>"        // the title is escaped
///     let row: HTML = "<tr>\(cell)\(others)</tr>"            // HTML and arrays of HTML are inserted as they are
///
/// Attribute values must be quoted in the literal; both kinds of quotes are escaped. Raw text enters only through
/// ``init(trusted:)``, which says so.
public struct HTML: Hashable, Sendable {
    public private(set) var text: String

    /// - Parameter trusted: markup made by this program, such as a stored edition whose hash was checked.
    public init(trusted text: String) {
        self.text = text
    }

    public static let empty = HTML(trusted: "")

    public var isEmpty: Bool { text.isEmpty }

    public static func + (left: HTML, right: HTML) -> HTML {
        HTML(trusted: left.text + right.text)
    }

    public static func += (left: inout HTML, right: HTML) {
        left.text += right.text
    }
}

extension HTML: ExpressibleByStringInterpolation {
    public init(stringLiteral value: StaticString) {
        text = "\(value)"
    }

    public init(stringInterpolation: Interpolation) {
        text = stringInterpolation.text
    }

    public struct Interpolation: StringInterpolationProtocol {
        var text = ""

        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { text += String(decoding: $0, as: UTF8.self) }
        }

        public mutating func appendInterpolation(_ value: String) {
            HTML.escape(value, into: &text)
        }

        public mutating func appendInterpolation(_ value: some StringProtocol) {
            HTML.escape(String(value), into: &text)
        }

        public mutating func appendInterpolation(_ value: Int) {
            text += String(value)
        }

        public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            HTML.escape(value.description, into: &text)
        }

        public mutating func appendInterpolation(_ html: HTML) {
            text += html.text
        }

        public mutating func appendInterpolation(_ html: HTML?) {
            if let html { text += html.text }
        }

        public mutating func appendInterpolation(_ parts: [HTML]) {
            for part in parts { text += part.text }
        }

        /// An attribute without value, such as `checked`, written only when the condition holds.
        public mutating func appendInterpolation(_ attribute: StaticString, if condition: Bool) {
            if condition { text += " \(attribute)" }
        }
    }

    /// Text as it stands in content or in a quoted attribute.
    public static func escaping(_ text: String) -> HTML {
        var escaped = ""
        escape(text, into: &escaped)
        return HTML(trusted: escaped)
    }

    /// The text that ``escaping(_:)`` was given.
    static func unescaping(_ escaped: String) -> String {
        // The ampersand last: what it begins was text.
        let escapes = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        return escapes.reduce(escaped) { $0.replacing($1.0, with: $1.1) }
    }

    private static func escape(_ value: String, into text: inout String) {
        guard value.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 || $0 == 0x27 }) else {
            text += value
            return
        }
        for scalar in value.unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
