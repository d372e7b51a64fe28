import Site

/// Parts of a text that are not published, since they say who somebody is.
enum HiddenWords {
    /// What stands in their place.
    static let mark = "（個人に関することを伏せました）"

    static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map { String($0).trimmingWhitespace }.filter { !$0.isEmpty }
    }

    /// The parts that do not stand in the text as they are written.
    static func missing(_ words: [String], in text: String) -> [String] {
        words.filter { found([Array($0.unicodeScalars)], in: Array(text.unicodeScalars)).isEmpty }
    }

    static func hiding(_ words: [String], in text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var (shown, place) = (String.UnicodeScalarView(), 0)
        for range in found(words.map { Array($0.unicodeScalars) }, in: scalars) {
            // Two side by side are hidden as one.
            if range.lowerBound > place || place == 0 {
                shown.append(contentsOf: scalars[place..<range.lowerBound])
                shown.append(contentsOf: mark.unicodeScalars)
            }
            place = range.upperBound
        }
        shown.append(contentsOf: scalars[place...])
        return String(shown)
    }

    /// From left to right, at each place the longest, so that none is looked for in what another hides.
    private static func found(_ words: [[Unicode.Scalar]], in text: [Unicode.Scalar]) -> [Range<Int>] {
        let longest = words.filter { !$0.isEmpty }.sorted { $0.count > $1.count }
        var (ranges, place): ([Range<Int>], Int) = ([], 0)
        while place < text.count {
            if let word = longest.first(where: { text[place...].starts(with: $0) }) {
                ranges.append(place..<(place + word.count))
                place += word.count
            } else {
                place += 1
            }
        }
        return ranges
    }
}
