/// Pages in lines from top to bottom, right to left (縦書き).
///
/// Programs write them in two ways: each character placed by itself, or fonts that run downwards, whose words are higher than wide.
enum VerticalPage {
    struct Line {
        let text: String
        let top: Double
        let bottom: Double
        let center: Double
        let em: Double
    }

    /// Most characters go on below one another, not beside.
    static func isVertical(_ words: [PageWord]) -> Bool {
        var tall = 0
        var single: [PageWord] = []
        var characters = 0
        for word in words {
            let count = word.text.unicodeScalars.count
            characters += count
            if count == 1 {
                single.append(word)
            } else if word.height > word.width * 1.6 {
                tall += count
            }
        }
        guard characters >= 20 else { return false }
        if tall * 2 > characters { return true }
        guard (tall + single.count) * 10 > characters * 8 else { return false }
        return tall + stacked(single) > characters / 2
    }

    /// Characters that touch the one below and are further from the one beside.
    private static func stacked(_ words: [PageWord]) -> Int {
        let byColumn = Dictionary(grouping: words) { ($0.center / max(1, $0.width) * 2).rounded() }
        var count = 0
        for column in byColumn.values {
            let ordered = column.sorted { ($0.top, $0.left) < ($1.top, $1.left) }
            for (word, below) in zip(ordered, ordered.dropFirst())
            where below.top - word.top < word.width * 1.35 && below.top - word.top > word.width * 0.6 {
                count += 1
            }
        }
        guard count * 2 > words.count else { return 0 }
        let besides = Dictionary(grouping: words) { ($0.middle / max(1, $0.height) * 2).rounded() }
        var beside = 0
        for row in besides.values {
            let ordered = row.sorted { ($0.left, $0.top) < ($1.left, $1.top) }
            for (word, next) in zip(ordered, ordered.dropFirst()) where next.left - word.left < word.width * 1.15 {
                beside += 1
            }
        }
        return count > beside ? count : 0
    }

    static func lines(_ words: [PageWord], _ measure: PageMeasure) -> [Line] {
        var columns: [(left: Double, right: Double, words: [PageWord])] = []
        for word in words.sorted(by: { ($1.center, $0.top, $0.text) < ($0.center, $1.top, $1.text) }) {
            if let last = columns.last {
                let overlap = min(last.right, word.right) - max(last.left, word.left)
                if overlap >= min(last.right - last.left, word.width) * 0.5 {
                    columns[columns.count - 1].words.append(word)
                    continue
                }
            }
            columns.append((word.left, word.right, [word]))
        }
        return columns.map { column in
            let ordered = column.words.sorted { ($0.top, $1.left, $0.text) < ($1.top, $0.left, $1.text) }
            let em = ordered.map(\.width).sorted()[ordered.count / 2]
            var text = ""
            var previous: PageWord?
            for word in ordered {
                if let before = previous, word.top - max(before.bottom, before.top + em) > em * 0.7 { text += "　" }
                text += word.text
                previous = word
            }
            return Line(
                text: text, top: ordered.first?.top ?? 0, bottom: ordered.map(\.bottom).max() ?? 0,
                center: (column.left + column.right) / 2, em: em)
        }
    }
}
