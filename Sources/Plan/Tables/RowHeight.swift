import Tabular

/// The height of a row that shows all of its wrapped texts. Programs that open the file do not all fit rows by themselves.
enum RowHeight {
    /// Points of a line at 11 points.
    static let line = 18.0
    /// Excel's own limit, in points.
    static let max = 409.0

    /// - Parameter widths: of the columns, in characters of the standard typeface; wide characters take two.
    static func fitting(_ texts: [String], widths: [Double]) -> Double {
        let lines = zip(texts, widths).map { text, width in
            text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { lines, part in
                let units = part.unicodeScalars.reduce(0.0) { $0 + ($1.value < 0x80 ? 1 : 2) }
                // One character less fits than the width says: words do not break everywhere.
                return lines + Swift.max(1, (units / Swift.max(1, width - 1)).rounded(.up))
            }
        }
        return Swift.min(max, (lines.max() ?? 1) * line + 2)
    }
}
