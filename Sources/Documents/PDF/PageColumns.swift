/// Columns of running text: a gutter that no word crosses, with lines on both sides that fill their column.
enum PageColumns {
    struct Split {
        let above: [PageWord]
        let left: [PageWord]
        let right: [PageWord]
        let below: [PageWord]
    }

    /// - Returns: `nil` where the words stand in one column.
    static func split(_ words: [PageWord], _ measure: PageMeasure) -> Split? {
        guard words.count >= 8, let left = words.map(\.left).min(), let right = words.map(\.right).max(),
            right - left > measure.em * 20
        else { return nil }
        var best: (range: ClosedRange<Double>, x: Double)?
        let step = measure.em / 4
        var x = left + (right - left) * 0.2
        while x < left + (right - left) * 0.8 {
            for range in openRanges(at: x, words, half: measure.em * 0.55) {
                let height = range.upperBound - range.lowerBound
                guard height > measure.em * 5, height > best.map({ $0.range.upperBound - $0.range.lowerBound }) ?? 0,
                    isProse(words, range, x, measure)
                else { continue }
                best = (range, x)
            }
            x += step
        }
        guard let (range, gutter) = best else { return nil }
        let inside = words.filter { range.contains($0.middle) }
        return Split(
            above: words.filter { $0.middle < range.lowerBound }, left: inside.filter { $0.center < gutter },
            right: inside.filter { $0.center >= gutter }, below: words.filter { $0.middle > range.upperBound })
    }

    /// Where no word comes near a vertical line.
    private static func openRanges(at x: Double, _ words: [PageWord], half: Double) -> [ClosedRange<Double>] {
        let crossing = words.count { $0.left < x + half && $0.right > x - half }
        // Columns of four lines each need words beside the line.
        guard words.count - crossing >= 8 else { return [] }
        let blocking = words.filter { $0.left < x + half && $0.right > x - half }.sorted { $0.top < $1.top }
        var ranges: [ClosedRange<Double>] = []
        var from = words.map(\.top).min() ?? 0
        for word in blocking {
            if word.top > from { ranges.append(from...word.top) }
            from = max(from, word.bottom)
        }
        let end = words.map(\.bottom).max() ?? 0
        if end > from { ranges.append(from...end) }
        return ranges
    }

    private static func isProse(
        _ words: [PageWord], _ range: ClosedRange<Double>, _ x: Double, _ measure: PageMeasure
    ) -> Bool {
        let inside = words.filter { range.contains($0.middle) }
        let left = PageRow.rows(inside.filter { $0.center < x })
        let right = PageRow.rows(inside.filter { $0.center >= x })
        return [left, right].allSatisfy { fills($0, measure) }
    }

    /// At least half of the lines are as wide as the column, and the column is wide enough for sentences.
    private static func fills(_ rows: [PageRow], _ measure: PageMeasure) -> Bool {
        guard rows.count >= 4, let left = rows.map(\.left).min(), let right = rows.map(\.right).max(),
            right - left >= measure.em * 10
        else { return false }
        let full = rows.count { row in
            row.right >= right - measure.em * 1.6 && row.left <= left + measure.em * 2.6
                && row.segments(gap: measure.em * 2).count == 1
        }
        return full * 2 >= rows.count
    }
}
