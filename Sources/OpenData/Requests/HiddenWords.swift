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

    /// From left to right, wherever one stands; those that overlap are one.
    private static func found(_ words: [[Unicode.Scalar]], in text: [Unicode.Scalar]) -> [Range<Int>] {
        let words = words.filter { !$0.isEmpty }
        var ranges: [Range<Int>] = []
        for place in text.indices {
            guard let word = words.filter({ text[place...].starts(with: $0) }).max(by: { $0.count < $1.count }) else {
                continue
            }
            let range = place..<(place + word.count)
            if let last = ranges.last, last.upperBound > range.lowerBound {
                ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                ranges.append(range)
            }
        }
        return ranges
    }
}
