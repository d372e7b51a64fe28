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

    private static func digits(_ text: String) -> String { text.filter { ("0"..."9").contains($0) } }
}
