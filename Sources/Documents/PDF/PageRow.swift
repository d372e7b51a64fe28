/// Words of one printed line without a wide gap between them.
struct PageSegment: Hashable, Sendable {
    var words: [PageWord]

    var left: Double { words.map(\.left).min() ?? 0 }
    var right: Double { words.map(\.right).max() ?? 0 }
    var top: Double { words.map(\.top).min() ?? 0 }
    var bottom: Double { words.map(\.bottom).max() ?? 0 }
    var middle: Double { (top + bottom) / 2 }

    /// The size of most of its characters.
    func em(usual: Double, heightShare: Double) -> Double {
        var weights: [Double: Double] = [:]
        for word in words {
            let size = word.em ?? (heightShare > 0 ? word.height / heightShare : usual)
            weights[(size * 4).rounded() / 4, default: 0] += max(0.5, TrimmedText.width(word.text))
        }
        return weights.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? usual
    }

    /// The words with the space between them.
    func text(em: Double) -> String {
        var result = ""
        var previous: PageWord?
        for word in words {
            if let before = previous { result += PageSegment.space(before, word, em: em) }
            result += word.text
            previous = word
        }
        return result
    }

    private static func space(_ left: PageWord, _ right: PageWord, em: Double) -> String {
        let gap = right.left - left.right
        if gap >= em * 0.7 {
            // Several full-width characters of space are one: how many is a question of justified lines.
            return gap < em * 1.6 ? "　" : "　　"
        }
        let isWide =
            left.text.unicodeScalars.last.map { TrimmedText.width($0) == 1 } == true
            && right.text.unicodeScalars.first.map { TrimmedText.width($0) == 1 } == true
        if isWide { return gap > em * 0.45 ? " " : "" }
        return gap > em * 0.12 ? " " : ""
    }
}

/// One printed line across the page or a column of it.
struct PageRow: Hashable, Sendable {
    var words: [PageWord]

    var top: Double { words.map(\.top).min() ?? 0 }
    var bottom: Double { words.map(\.bottom).max() ?? 0 }
    var left: Double { words.first?.left ?? 0 }
    var right: Double { words.map(\.right).max() ?? 0 }

    /// Words that stand on one line: each overlaps the line by half its height or more.
    static func rows(_ words: [PageWord]) -> [PageRow] {
        var rows: [(top: Double, bottom: Double, words: [PageWord])] = []
        let ordered = words.sorted { ($0.middle, $0.left, $0.text) < ($1.middle, $1.left, $1.text) }
        for word in ordered {
            if let last = rows.last {
                let overlap = min(last.bottom, word.bottom) - max(last.top, word.top)
                if overlap >= min(last.bottom - last.top, word.height) * 0.55 {
                    // The line keeps the band of its first tall word: a long one does not drift down the page.
                    rows[rows.count - 1].words.append(word)
                    if word.height > last.bottom - last.top {
                        rows[rows.count - 1].top = word.top
                        rows[rows.count - 1].bottom = word.bottom
                    }
                    continue
                }
            }
            rows.append((word.top, word.bottom, [word]))
        }
        return rows.map { row in
            PageRow(words: row.words.sorted { ($0.left, $0.top, $0.text) < ($1.left, $1.top, $1.text) })
        }
    }

    /// Holds a gap that is wider than a space of its own size.
    func isParted(_ measure: PageMeasure) -> Bool {
        let size = max(measure.em, words.compactMap(\.em).max() ?? 0)
        return segments(gap: size * PageTable.gapShare).count > 1
    }

    /// Split where a gap is wider than so many points.
    func segments(gap: Double) -> [PageSegment] {
        var segments: [PageSegment] = []
        for word in words {
            if let last = segments.last, word.left - last.right <= gap {
                segments[segments.count - 1].words.append(word)
            } else {
                segments.append(PageSegment(words: [word]))
            }
        }
        return segments
    }
}

/// Sizes that hold for a whole document.
struct PageMeasure: Sendable {
    /// The size of most characters, in points.
    let em: Double
    /// The height of a word's box, in sizes.
    let heightShare: Double
    /// The space between two lines of running text, in points.
    let leading: Double

    init(_ pages: [PageLayout.Page]) {
        var sizes: [Double: Double] = [:]
        var shares: [Double] = []
        for word in pages.flatMap(\.words) {
            guard let size = word.em, size > 0.5 else { continue }
            sizes[(size * 4).rounded() / 4, default: 0] += TrimmedText.width(word.text)
            if shares.count < 5_000 { shares.append(word.height / size) }
        }
        let em = sizes.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 10.5
        self.em = em
        heightShare = shares.isEmpty ? 1.2 : shares.sorted()[shares.count / 2]
        var gaps: [Double: Int] = [:]
        for page in pages {
            let rows = PageRow.rows(page.words)
            for (row, next) in zip(rows, rows.dropFirst())
            where min(row.right, next.right) - max(row.left, next.left) > em * 12 {
                let gap = next.top - row.bottom
                if gap > -em, gap < em * 1.5 { gaps[(gap * 2).rounded() / 2, default: 0] += 1 }
            }
        }
        leading = gaps.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? em * 0.5
    }
}
