/// Finds dates in Japanese running text and says which days they mean.
///
///     DateReader.expressions(in: "令和6年3月から試行導入を開始した")[0].period   // 2024-03-01…2024-03-31
///     DateReader.expressions(in: "今年9月の開設")[0].notes                   // [.needsCalendarYear]
///
/// Reads eras in full and by letter (R6.4.1), western years, both at once (平成31(2019)年), full-width and kanji figures, eras left
/// out (令和元~3年度, 8年度末), relative years (今年度, 来年9月), quarters, halves, thirds of months, and the words that bind a
/// date (中, 末, から, までに, 目途). What cannot be known stays open: nothing is guessed. Spans (6年間), counts (第6年度) and
/// names (3月期) are no dates.
public enum DateReader {
    /// Every date of a text, from left to right, without overlap.
    public static func expressions(in text: String, anchor: DateAnchor = .none) -> [DateExpression] {
        let scanner = DateScanner(text)
        var resolver = DateResolver(anchor: anchor)
        var found: [DateExpression] = []
        var index = 0
        while index < scanner.count, found.count < expressionsMax {
            if let expression = expression(at: index, scanner, &resolver) {
                found.append(expression)
                index = expression.range.upperBound + expression.deadlineText.unicodeScalars.count
            } else {
                index += 1
            }
        }
        return found
    }

    /// A text with more dates than this is a table of dates and not a sentence; the rest is not read.
    public static let expressionsMax = 100_000

    private static func expression(
        at index: Int, _ scanner: DateScanner, _ resolver: inout DateResolver
    ) -> DateExpression? {
        guard scanner.mayBegin(at: index) else { return nil }
        if let end = scanner.wordWithoutDate(at: index) {
            return DateExpression(
                raw: scanner.raw(index..<end), range: index..<end, kind: .noDate, period: nil, isEdge: false,
                deadlineClass: .none, deadlineText: "", notes: [], parts: [])
        }
        guard let words = scanner.words(at: index) else { return nil }
        let before = resolver
        let first = resolver.resolve(words, linked: false)
        guard let next = scanner.rangeConnector(at: words.end), let end = scanner.words(at: next, link: words) else {
            return single(words, first, scanner)
        }
        let last = resolver.resolve(end, linked: true)
        guard let range = range(words, first, end, last, scanner) else {
            // The two do not belong together: read the first alone and come to the second afterwards.
            resolver = before
            return single(words, resolver.resolve(words, linked: false), scanner)
        }
        return range
    }

    private static func single(
        _ words: DateWords, _ resolved: DateResolver.Resolved, _ scanner: DateScanner
    ) -> DateExpression {
        let deadline = scanner.deadline(at: words.end)
        var notes = resolved.notes
        if deadline.value == .around { notes.append(.byConvention) }
        let range = words.start..<words.end
        return DateExpression(
            raw: scanner.raw(range), range: range, kind: resolved.kind, period: resolved.period,
            isEdge: resolved.isEdge,
            deadlineClass: deadline.value == .none && words.edge == .end ? .atEnd : narrowed(deadline.value, words),
            deadlineText: scanner.raw(words.end..<deadline.end), notes: notes, parts: [])
    }

    /// 末まで is a limit and 末頃 an aim; in 年度末中に only 末 counts.
    private static func narrowed(_ found: DeadlineClass, _ words: DateWords) -> DeadlineClass {
        words.edge == .end && found == .within ? .atEnd : found
    }

    private static func range(
        _ start: DateWords, _ first: DateResolver.Resolved, _ end: DateWords, _ last: DateResolver.Resolved,
        _ scanner: DateScanner
    ) -> DateExpression? {
        var notes = first.notes + last.notes.filter { !first.notes.contains($0) }
        var period: DatePeriod?
        if let from = first.period?.from, let to = last.period?.to {
            period = DatePeriod(from: from, to: to)
            if period == nil { notes.append(.runsBackwards) }
        }
        // 10月～ 第2四半期終了後に, 4月～ 前年度の状況を: from a month on, and behind the gap another date.
        if period == nil, scanner.isOpenEnd(at: start.end) { return nil }
        let deadline = scanner.deadline(at: end.end)
        let range = start.start..<end.end
        return DateExpression(
            raw: scanner.raw(range), range: range, kind: .range, period: period, isEdge: false,
            // A range that ends まで is a period to act in and no limit alone.
            deadlineClass: deadline.value == .by ? .within : deadline.value,
            deadlineText: scanner.raw(end.end..<deadline.end), notes: notes,
            parts: [part(start, first, scanner), part(end, last, scanner)])
    }

    private static func part(
        _ words: DateWords, _ resolved: DateResolver.Resolved, _ scanner: DateScanner
    ) -> DateExpression {
        let range = words.start..<words.end
        return DateExpression(
            raw: scanner.raw(range), range: range, kind: resolved.kind, period: resolved.period,
            isEdge: resolved.isEdge, deadlineClass: .none, deadlineText: "", notes: resolved.notes, parts: [])
    }
}

extension DateScanner {
    private static let beginnings = Set(
        "0123456789MTSHR令平昭大明㋿㍻㍼㍽㍾今本当来次翌再一昨前去同元年月先第上下早速す順適随逐将〇零二三四五六七八九十千弐参拾".unicodeScalars)

    /// A quick test that spares the careful reading of most scalars.
    func mayBegin(at index: Int) -> Bool {
        DateScanner.beginnings.contains(text[index])
    }
}
