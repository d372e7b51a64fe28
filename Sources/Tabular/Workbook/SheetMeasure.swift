/// Widths and heights that show what stands in the cells. Programs that open a file do not all fit rows and columns by themselves.
public enum SheetMeasure {
    /// Points of a line at 11 points.
    static let line = 18.0
    /// Excel's own limit, in points.
    static let heightMax = 409.0
    /// Between a date and a line of text.
    static let widths = 8.0...60.0
    /// Rows that are looked at.
    static let rowsMeasured = 500

    /// In characters of the standard typeface; those of East Asian scripts take two.
    static func width(of text: some StringProtocol) -> Double {
        text.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 2) }
    }

    /// The height of a row that shows all of its wrapped texts, in points.
    ///
    /// - Parameter widths: of the columns, in characters of the standard typeface.
    public static func height(fitting texts: [String], widths: [Double]) -> Double {
        let lines = zip(texts, widths).map { text, columnWidth in
            text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { lines, part in
                // One character less fits than the width says: words do not break everywhere.
                lines + max(1, (width(of: part) / max(1, columnWidth - 1)).rounded(.up))
            }
        }
        return min(heightMax, (lines.max() ?? 1) * line + 2)
    }

    /// Of the columns of a list, in characters of the standard typeface.
    ///
    /// - Parameter rows: may be shorter than the headings.
    public static func widths(fitting heads: [String], rows: some Sequence<[String]>) -> [Double] {
        var longest = heads.map { width(of: $0) }
        for row in rows.prefix(rowsMeasured) {
            for (column, text) in row.enumerated().prefix(longest.count) {
                longest[column] = max(longest[column], width(of: text))
            }
        }
        return longest.map { min(max($0 + 2, widths.lowerBound), widths.upperBound) }
    }
}
