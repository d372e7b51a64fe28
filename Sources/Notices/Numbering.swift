import Japanese

/// Which lines of a document are headings: the signs that go on as series, learned from the document itself.
///
/// A sign that may as well be part of a sentence (取組１, 1今年度) is believed only in a series; a number far from any series is
/// an amount, and one in a contents page no heading at all.
struct Numbering: Sendable {
    /// How far a series may jump before its sign is no longer believed; a jump is told as a finding.
    private static let jumpMax = 5

    /// By index of the line.
    private(set) var signs: [Int: HeadingSign] = [:]

    /// - Parameter candidates: lines that may be headings, in order, with whether a title (and no sentence) follows.
    init(_ candidates: [(index: Int, sign: HeadingSign, isTitle: Bool)]) {
        var byKind: [HeadingSign.Kind: [(index: Int, sign: HeadingSign, isTitle: Bool)]] = [:]
        for candidate in candidates { byKind[candidate.sign.kind, default: []].append(candidate) }
        for (kind, found) in byKind {
            switch kind {
            case .number, .path: series(found)
            case .bracket, .hash, .style, .unsigned, .line: for item in found { signs[item.index] = item.sign }
            case .mark(let mark): if Self.isHeading(mark, found) { for item in found { signs[item.index] = item.sign } }
            }
        }
    }

    /// ３．改善のために行うこと at the edge, over １　２人で確認します。 further in: numbers with a dot and without one are two series where
    /// they stand apart and one goes on behind the other.
    static func tellingDotsApart(
        _ candidates: [(index: Int, sign: HeadingSign, isTitle: Bool)],
        body: (Int) -> ArraySlice<Unicode.Scalar>?
    ) -> [(index: Int, sign: HeadingSign, isTitle: Bool)] {
        var dotted: [(index: Int, indent: Int)] = []
        var plain: [(index: Int, indent: Int)] = []
        for candidate in candidates where candidate.sign.kind == .number(before: "", .arabic, after: "") {
            guard let body = body(candidate.index), candidate.sign.isSure else { return candidates }
            let mark = body.dropFirst(candidate.sign.printed.unicodeScalars.count).first
            if let mark, ".．".unicodeScalars.contains(mark) {
                dotted.append((candidate.index, body.startIndex))
            } else {
                plain.append((candidate.index, body.startIndex))
            }
        }
        guard let edge = dotted.map(\.indent).max(), let inner = plain.map(\.indent).min(), edge < inner,
            dotted.count >= 2, let first = plain.first?.index, let last = dotted.last?.index, first < last,
            dotted.contains(where: { $0.index < first })
        else { return candidates }
        let outer = Set(dotted.map(\.index))
        return candidates.map { candidate in
            guard outer.contains(candidate.index) else { return candidate }
            let sign = HeadingSign(
                kind: .number(before: "", .arabic, after: "."), ordinal: candidate.sign.ordinal,
                printed: candidate.sign.printed, length: candidate.sign.length)
            return (candidate.index, sign, candidate.isTitle)
        }
    }

    private mutating func series(_ found: [(index: Int, sign: HeadingSign, isTitle: Bool)]) {
        var last: Int?
        for (place, item) in found.enumerated() {
            guard let ordinal = item.sign.ordinal else { continue }
            let following = found[(place + 1)...].prefix(3)
            let goesOn = last.map { ordinal == $0 + 1 } ?? false
            // 1-2-1 after 1-1-4 begins a new path.
            let begins = ordinal == 1 || !item.sign.path.isEmpty
            let isFollowed = following.contains { $0.sign.ordinal == ordinal + 1 || !$0.sign.path.isEmpty }
            let isNear = last.map { ordinal > $0 && ordinal - $0 <= Self.jumpMax } ?? (ordinal <= Self.jumpMax)
            let isBelieved =
                item.sign.isSure
                ? goesOn || begins || isFollowed || isNear || last.map { ordinal <= $0 } ?? false
                : goesOn || begins && isFollowed && (item.isTitle || Self.isWorded(item.sign))
                    // 基本目標2 and 基本目標3 of an excerpt.
                    || last == nil && isFollowed && item.isTitle && Self.isWorded(item.sign)
                    || begins && item.isTitle && (Self.isAlone(item.sign) || last != nil && Self.isWorded(item.sign))
            guard isBelieved else { continue }
            signs[item.index] = item.sign
            last = ordinal
        }
    }

    /// 目標1 残業を減らす。: a word and its number begin an item, also where that is a sentence.
    static func isWorded(_ sign: HeadingSign) -> Bool {
        switch sign.kind {
        case .number(let before, _, _): before.unicodeScalars.count > 1
        // 実施項目2-1
        case .path(let separator, _): separator.unicodeScalars.count { Script(of: $0).isJapanese } > 1
        default: false
        }
    }

    /// 1今年度の取組 as the only one of its kind is still a heading, 取組1 inside a text is not.
    private static func isAlone(_ sign: HeadingSign) -> Bool {
        if case .number(let before, .arabic, _) = sign.kind { return before.isEmpty || before == "第" }
        return false
    }

    /// ◎ and ● are bullets in one document and headings in another: headings are short and no sentences.
    private static func isHeading(
        _ mark: Unicode.Scalar, _ found: [(index: Int, sign: HeadingSign, isTitle: Bool)]
    ) -> Bool {
        guard "◎●◯○".unicodeScalars.contains(mark) else { return true }
        let apart = zip(found, found.dropFirst()).allSatisfy { $1.index - $0.index > 1 }
        return apart && found.allSatisfy(\.isTitle)
    }
}
