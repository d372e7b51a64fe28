import Japanese

/// The document's own words, from which a repair may be offered: never a dictionary from outside.
///
/// Every word is entered under the pairs of letters around each of its gaps, so that a broken word meets only words that
/// agree with it there. Work for one repair is bounded by `candidatesMax`.
struct Vocabulary {
    struct Repair: Hashable {
        let broken: String
        let whole: String
        /// Lines in which the mended part stands.
        let lines: [Int]
    }

    /// Letters taken in; a notice has a few thousand.
    static let scalarsMax = 200_000
    /// Words compared for one gap.
    static let candidatesMax = 200
    /// Letters that a gap may stand for.
    static let gapMax = 3
    /// Letters around a gap that must agree, on both sides together and on one side alone.
    private static let agreementMin = 3
    private static let oneSidedAgreementMin = 4
    private static let agreementMax = 32

    /// The letters before and after a gap; 0 where the word begins or ends.
    private struct Gap: Hashable {
        let before: UInt32
        let after: UInt32
        let length: Int
    }

    private struct Place {
        let word: Int
        /// Where the letters of the gap begin.
        let offset: Int
    }

    private var words: [[Unicode.Scalar]] = []
    private var lines: [Set<Int>] = []
    private var index: [Gap: [Place]] = [:]

    init(_ text: NoticeText) {
        var known: [[Unicode.Scalar]: Int] = [:]
        var taken = 0
        for line in text.lines where taken < Self.scalarsMax {
            for word in line.scalars.split(whereSeparator: { !Self.isWordScalar($0) }) where word.count >= 2 {
                let word = Array(word)
                if let number = known[word] {
                    lines[number].insert(line.number)
                    continue
                }
                known[word] = words.count
                taken += word.count
                enter(word)
                lines.append([line.number])
            }
        }
    }

    private mutating func enter(_ word: [Unicode.Scalar]) {
        for length in 0...Self.gapMax where length < word.count {
            for offset in 0...word.count - length {
                index[Self.gap(at: offset..<offset + length, in: word), default: []].append(
                    Place(word: words.count, offset: offset))
            }
        }
        words.append(word)
    }

    private static func gap(at range: Range<Int>, in word: [Unicode.Scalar]) -> Gap {
        Gap(
            before: range.lowerBound > 0 ? word[range.lowerBound - 1].value : 0,
            after: range.upperBound < word.count ? word[range.upperBound].value : 0, length: range.count)
    }

    static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch Script(of: scalar) {
        case .kanji, .katakana: true
        default: false
        }
    }

    /// The word around a foreign run, mended after the word of the document that agrees most with it; `nil` where none
    /// agrees, or where several do with different letters.
    func repair(of run: Range<Int>, in line: NoticeText.Line, depth: Int = 3) -> Repair? {
        var start = run.lowerBound
        var end = run.upperBound
        func belongs(_ scalar: Unicode.Scalar) -> Bool {
            let script = Script(of: scalar)
            return Self.isWordScalar(scalar) || script == .cyrillic || script == .greek || script == .hangul
        }
        let limit = Self.agreementMax
        while start > 0, run.lowerBound - start < limit, belongs(line.scalars[start - 1]) { start -= 1 }
        while end < line.scalars.count, end - run.upperBound < limit, belongs(line.scalars[end]) { end += 1 }
        let broken = Array(line.scalars[start..<end])
        let hole = run.lowerBound - start..<run.upperBound - start
        guard broken.count > hole.count else { return nil }
        // As many letters as stand there, or none where a letter came in too much, or what a reading needs.
        var best: [(fill: [Unicode.Scalar], lines: Set<Int>)] = []
        var most = 0
        var seen: Set<Int> = []
        for length in [hole.count, 0, hole.count + 1, hole.count - 1] where (0...Self.gapMax).contains(length) {
            guard seen.insert(length).inserted else { continue }
            let found = candidates(broken, hole: hole, length: length)
            guard let agreement = found.map(\.agreement).max(), agreement > most else { continue }
            most = agreement
            best = []
            for candidate in found
            where candidate.agreement == agreement && !best.contains(where: { $0.fill == candidate.fill }) {
                let support = found.filter { $0.fill == candidate.fill }.reduce(into: Set<Int>()) {
                    $0.formUnion(lines[$1.word])
                }
                best.append((candidate.fill, support))
            }
        }
        guard best.count == 1, let fill = best.first else { return nil }
        let whole = Array(broken[..<hole.lowerBound] + fill.fill + broken[hole.upperBound...])
        let raw = String(scalars: broken)
        // Another foreign letter in the same word: both or neither.
        if let other = whole.firstIndex(where: { !Self.isWordScalar($0) }) {
            let end = whole[other...].firstIndex(where: Self.isWordScalar) ?? whole.count
            let mended = NoticeText.Line(number: line.number, scalars: whole)
            guard depth > 0, let rest = repair(of: other..<end, in: mended, depth: depth - 1) else { return nil }
            return Repair(broken: raw, whole: rest.whole, lines: Set(fill.lines).union(rest.lines).sorted())
        }
        return Repair(broken: raw, whole: String(scalars: whole), lines: fill.lines.sorted())
    }

    private func candidates(
        _ broken: [Unicode.Scalar], hole: Range<Int>, length: Int
    ) -> [(fill: [Unicode.Scalar], word: Int, agreement: Int)] {
        let around = Self.gap(at: hole, in: broken)
        let places = index[Gap(before: around.before, after: around.after, length: length)] ?? []
        return places.prefix(Self.candidatesMax).compactMap { place in
            let word = words[place.word]
            let gapEnd = place.offset + length
            let left = zip(broken[..<hole.lowerBound].reversed(), word[..<place.offset].reversed()).prefix { $0 == $1 }
                .count
            let right = zip(broken[hole.upperBound...], word[gapEnd...]).prefix { $0 == $1 }.count
            let isOneSided = hole.lowerBound == 0 || hole.upperBound == broken.count
            guard left + right >= (isOneSided ? Self.oneSidedAgreementMin : Self.agreementMin) else { return nil }
            return (Array(word[place.offset..<gapEnd]), place.word, left + right)
        }
    }
}
