import Documents

/// How much a document looks like each kind that has a reader here: 0 not at all, 1 without doubt. A document may be two kinds at
/// once: a notice with a roster behind it.
extension BodyReader {
    /// What a dispatcher may take for granted: from here on a document is of a kind.
    public static let kindScoreMin = 0.5

    /// How rules count shows in so many lines.
    private static let articleLinesMax = 500

    /// 要綱, 規程, 規則: articles in their order, under captions and a title.
    public static func articleScore(_ document: PlacedDocument) -> Double {
        var expected = 1
        var inOrder = 0
        var captions = 0
        var isTitled = false
        let texts = document.lines.lazy.filter { $0.part == .body }.map { ($0.look.automaticNumber ?? "") + $0.text }
        let isBare = ArticleText.isBare(texts.prefix(articleLinesMax))
        if !isBare, ArticleText.isSectioned(texts.prefix(articleLinesMax)) { return 1 }
        for text in texts {
            if let head = ArticleText.articleHead(text, isBare: isBare) {
                if head.number == expected || head.number == expected + 1 { inOrder += 1 }
                expected = head.number + 1
                if head.caption != nil { captions += 1 }
            } else if text.utf8.count <= 90, ArticleText.caption(text) != nil {
                captions += 1
            } else if inOrder == 0, text.utf8.count <= 200, ArticleText.isTitle(text) {
                isTitled = true
            }
        }
        guard inOrder >= 2 else { return isTitled && inOrder == 1 ? 0.5 : 0 }
        return 0.6 + (isTitled ? 0.25 : 0) + (captions >= 2 ? 0.15 : 0)
    }

    /// 議事録, 会議録, 議事要旨: the title, the parts every minutes have, and people who speak.
    public static func minutesScore(_ document: PlacedDocument) -> Double {
        var score = 0.0
        var parts: Set<MinutesSection> = []
        var speakers = 0
        for line in document.lines where line.part == .body && !line.text.isEmpty {
            if score == 0, let title = MinutesTitle(line.text), title.says || parts.isEmpty { score = 0.5 }
            if let heading = MinutesSection.heading(line.text) {
                parts.insert(heading.section)
            } else if Speech.opening(line.text) != nil {
                speakers += 1
            }
        }
        let whenAndWhere = [MinutesSection.date, .place].count(where: parts.contains)
        let whoAndWhat = [MinutesSection.present, .agenda, .proceedings, .decisions].count(where: parts.contains)
        if whenAndWhere > 0, whoAndWhat > 0 { score += 0.15 * Double(whenAndWhere) + 0.1 * Double(min(whoAndWhat, 2)) }
        if speakers >= 2, score > 0 || parts.contains(.present) || speakers >= 6 { score += 0.3 }
        return min(score, 1)
    }

    /// 名簿, 構成員: how much of the document is a list of who sits where.
    public static func rosterScore(_ document: PlacedDocument) -> Double {
        let filled = document.lines.filter { !BodyText.tight($0.text).isEmpty }
        guard !filled.isEmpty else { return 0 }
        let reading = roster(document)
        guard
            reading.bodies.contains(where: { !$0.seats.isEmpty })
                || reading.details.contains(where: { $0.namelessCount > 0 })
        else { return 0 }
        let accounted = filled.count { reading.ledger[$0.place.line] != .unread }
        return Double(accounted) / Double(filled.count)
    }
}
