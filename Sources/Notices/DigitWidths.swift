import Japanese

/// Which width of figures the document uses, and where it departs from it.
///
/// Single figures wide and longer numbers narrow is a common style: each is compared with its like only.
struct DigitWidths {
    private struct Count {
        var wide = 0
        var narrow = 0
        var wideIsRare: Bool { wide * DigitWidths.rareness <= narrow }
        var narrowIsRare: Bool { narrow * DigitWidths.rareness <= wide }
    }

    /// One of so many of the other width is taken for an oversight.
    private static let rareness = 4
    private var single = Count()
    private var longer = Count()

    init(_ text: NoticeText) {
        for line in text.lines {
            for range in Self.numbers(in: line.scalars) {
                let isWide = Self.isWide(line.scalars[range.lowerBound])
                if range.count == 1 {
                    if isWide { single.wide += 1 } else { single.narrow += 1 }
                } else {
                    if isWide { longer.wide += 1 } else { longer.narrow += 1 }
                }
            }
        }
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool { (0xFF10...0xFF19).contains(scalar.value) }
    private static func isNarrow(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

    private static func numbers(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start: Int?
        for (offset, scalar) in scalars.enumerated() {
            let isDigit = isWide(scalar) || isNarrow(scalar)
            if isDigit, start == nil { start = offset }
            if !isDigit, let begun = start {
                ranges.append(begun..<offset)
                start = nil
            }
        }
        if let start { ranges.append(start..<scalars.count) }
        return ranges
    }

    func findings(in line: NoticeText.Line, into findings: inout [Finding]) {
        for range in Self.numbers(in: line.scalars) {
            let number = line.scalars[range]
            let hasWide = number.contains(where: Self.isWide)
            let hasNarrow = number.contains(where: Self.isNarrow)
            let count = number.count == 1 ? single : longer
            let isMixed = hasWide && hasNarrow
            guard isMixed || hasWide && count.wideIsRare || hasNarrow && count.narrowIsRare else { continue }
            let how = isMixed ? "全角と半角が混ざっています" : hasWide ? "全角です（この文書は半角が多い）" : "半角です（この文書は全角が多い）"
            let raw = String(scalars: number)
            let proposal =
                isMixed
                ? count.narrowIsRare ? nil : Width.narrowingDigitsAndLatin(raw)
                : hasWide ? Width.narrowingDigitsAndLatin(raw) : nil
            findings.append(
                Finding(
                    rule: .digitWidths, severity: .warning, line: line.number, column: range.lowerBound + 1,
                    message: "\(line.number)行目の\(range.lowerBound + 1)文字目の数字「\(raw)」は\(how)。書き方をそろえてください。",
                    proposal: proposal))
        }
    }
}
