/// Breaks labels into lines, because SVG does not.
enum ChartText {
    /// The width of a text in units of its size: full-width characters count 1, others a little more than a half.
    static func width(_ text: some StringProtocol) -> Double {
        text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2000 ? 0.58 : 1) }
    }

    /// Lines not wider than `widthMax` (in units of the size); the last one ends in … when there are more than `linesMax`.
    static func lines(_ text: String, widthMax: Double, linesMax: Int = 2) -> [String] {
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        var width = 0.0
        for scalar in text.unicodeScalars {
            let step = ChartText.width(String(scalar))
            if width + step > widthMax, !line.isEmpty {
                lines.append(String(line))
                line = String.UnicodeScalarView()
                width = 0
            }
            line.append(scalar)
            width += step
        }
        if !line.isEmpty { lines.append(String(line)) }
        guard lines.count > linesMax else { return lines }
        var kept = Array(lines.prefix(linesMax))
        if let last = kept.popLast() {
            kept.append(String(String.UnicodeScalarView(last.unicodeScalars.dropLast())) + "…")
        }
        return kept
    }
}
