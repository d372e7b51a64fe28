import Japanese

/// A formula (数式) that the program's author wrote: text that people typed cannot get in.
///
///     let total: Formula = "SUM(\(range))"
///     let seen: Formula = "IF(\(sheet: "入力")\(cell)=\(text: answer),1,0)"
///
/// Only places, numbers and quoted texts can be interpolated, so a plain `String` in a formula does not compile. In a
/// text, quotes are doubled and it stays a text. Function names are the English ones, as the file has them.
public struct Formula: Hashable, Sendable, ExpressibleByStringInterpolation {
    /// Without the leading `=`.
    public let text: String

    /// The characters Excel takes (Excel specifications and limits).
    public static let lengthMax = 8_192

    public init(stringLiteral value: StaticString) {
        text = Formula.withoutSign(value.description)
    }

    public init(stringInterpolation: Interpolation) {
        text = Formula.withoutSign(stringInterpolation.text)
    }

    private static func withoutSign(_ text: String) -> String {
        text.utf8.first == UInt8(ascii: "=") ? String(text.dropFirst()) : text
    }

    /// What may stand in a formula.
    public struct Interpolation: StringInterpolationProtocol {
        var text = ""

        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 8)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            text += literal.description
        }

        /// `B12`
        public mutating func appendInterpolation(_ cell: CellReference) {
            text += cell.description
        }

        /// `$B$12`
        public mutating func appendInterpolation(absolute cell: CellReference) {
            text += cell.absolute
        }

        /// `B2:D9`
        public mutating func appendInterpolation(_ range: CellRange) {
            text += range.description
        }

        /// `$B$2:$D$9`
        public mutating func appendInterpolation(absolute range: CellRange) {
            text += range.absolute
        }

        public mutating func appendInterpolation(_ value: Int) {
            text += String(value)
        }

        public mutating func appendInterpolation(_ value: ExactNumber) {
            text += value.plain
        }

        /// `'入力 1'!`
        public mutating func appendInterpolation(sheet name: String) {
            text += Formula.sheetPrefix(name)
        }

        /// `"text"`, with its quotes doubled.
        public mutating func appendInterpolation(text value: String) {
            text += Formula.quoted(value)
        }
    }

    /// Always in apostrophes, which every program reads.
    static func sheetPrefix(_ name: String) -> String {
        "'" + doubling("'", in: name) + "'!"
    }

    static func quoted(_ text: String) -> String {
        "\"" + doubling("\"", in: text) + "\""
    }

    private static func doubling(_ mark: Unicode.Scalar, in text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            result.unicodeScalars.append(scalar)
            if scalar == mark { result.unicodeScalars.append(scalar) }
        }
        return result
    }
}
