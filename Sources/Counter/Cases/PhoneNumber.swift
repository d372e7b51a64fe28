import Japanese

/// Numbers of telephones as people write them.
enum PhoneNumber {
    /// In narrow figures and dashes; `nil` for what is no number.
    static func written(_ text: String) -> String? {
        // People write the dashes between in every way their keyboard has.
        let dashes = Set("ー－−‐‑–—―ｰ".unicodeScalars)
        let narrow = String(
            String.UnicodeScalarView(
                Width.narrowingDigitsAndLatin(text).unicodeScalars.map { dashes.contains($0) ? "-" : $0 }))
        let isNumber = narrow.unicodeScalars.allSatisfy {
            ("0"..."9").contains($0) || "-+()（） ".unicodeScalars.contains($0)
        }
        return isNumber && (9...15).contains(digits(narrow).count) ? narrow : nil
    }

    /// By which numbers are compared: its figures, as it is dialled in this country.
    static func key(_ text: String) -> String {
        let narrow = Width.narrowingDigitsAndLatin(text)
        let figures = digits(narrow)
        return narrow.hasPrefix("+81") ? "0" + figures.dropFirst(2).drop { $0 == "0" } : figures
    }

    private static func digits(_ text: String) -> String { text.filter { ("0"..."9").contains($0) } }
}
