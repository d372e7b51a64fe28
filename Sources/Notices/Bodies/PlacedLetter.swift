/// A letter of a line that is drawn with spaces, and the places it takes.
struct PlacedLetter {
    let scalar: Unicode.Scalar
    let place: Range<Int>

    /// How wide letters count: pages are drawn with those of Japanese as wide as two spaces, or, taken from a PDF, as one.
    enum Measure: CaseIterable {
        case wide, even
    }

    /// All scalars of the row's text, spaces too.
    static func letters(of row: SeatRow, _ measure: Measure = .wide) -> [PlacedLetter] {
        var column = Int(row.indent * 2)
        return row.text.unicodeScalars.map { scalar in
            let isNarrow = measure == .even || scalar.value < 0x80 || (0xFF61...0xFF9F).contains(scalar.value)
            let start = column
            column += isNarrow ? 1 : 2
            return PlacedLetter(scalar: scalar, place: start..<column)
        }
    }
}
