extension SQL.Interpolation {
    /// The condition that a text contains another, to be written after a column: `"title \(containing: word)"`.
    ///
    /// `%` and `_` in the text stand for themselves, and capitals differ from small letters, in both databases.
    public mutating func appendInterpolation(containing text: String) {
        var pattern = "%"
        for scalar in text.unicodeScalars {
            if scalar == "%" || scalar == "_" || scalar == "!" { pattern.unicodeScalars.append("!") }
            pattern.unicodeScalars.append(scalar)
        }
        appendLiteral("LIKE ")
        appendInterpolation(pattern + "%")
        appendLiteral(" ESCAPE '!'")
    }
}
