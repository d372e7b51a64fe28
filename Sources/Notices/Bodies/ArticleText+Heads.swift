import Japanese

/// Titles of rules, heads of articles and captions above them.
extension ArticleText {
    static func isTitle(_ text: String) -> Bool {
        let key = PostWord.withoutBrackets(BodyText.key(text).cutting(at: ["の一部を改正", "の一部改正"]))
        return key.unicodeScalars.count <= 60 && (RulesName.ends(key) || key.hasSuffix("設置基準"))
    }

    /// Whether rules count 第１, 第２ without 条: under a title of rules, each with its caption above it or with what is laid down
    /// behind its number, and no 条 at all.
    static func isBare(_ lines: some Sequence<String>) -> Bool {
        var isTitled = false
        var expected = 1
        var isBelowCaption = false
        var laidDown = 0
        for text in lines where !text.isEmpty {
            if text.utf8.count <= 90, caption(text) != nil {
                isBelowCaption = true
                continue
            }
            if articleHead(text) != nil { return false }
            if expected == 1, text.utf8.count <= 200, isTitle(text) { isTitled = true }
            if isTitled, let head = articleHead(text, isBare: true) {
                if isBelowCaption, head.number == expected { expected += 1 }
                // 第一　この規程は、…を定める。
                if head.number == laidDown + 1, head.rest.contains("、") || BodyText.isSentence(head.rest) {
                    laidDown += 1
                }
            }
            isBelowCaption = false
        }
        return isTitled && (expected > 2 || laidDown > 2)
    }

    /// 第3条　…, 第十二条（組織）…, 第3条の2
    /// - Parameter isBare: whether 第３　… is one as well.
    static func articleHead(
        _ text: String, isBare: Bool = false
    ) -> (number: Int, caption: String?, rest: String)? {
        guard text.unicodeScalars.first == "第" else { return nil }
        let scalars = Array(text.unicodeScalars.prefix(12))
        if isBare, let space = scalars.firstIndex(where: BodyText.isSpace), (2...4).contains(space) {
            let figures = BodyText.key(String(scalars: scalars[1..<space]))
            if let number = Int(figures) ?? KanjiNumeral.value(of: figures) {
                let rest = String(scalars: text.unicodeScalars.dropFirst(space))
                return (number, nil, BodyText.trimmed(rest))
            }
        }
        guard let end = scalars.firstIndex(of: "条"), end > 1, end <= 8 else { return nil }
        let figures = BodyText.key(String(scalars: scalars[1..<end]))
        guard let number = Int(figures) ?? KanjiNumeral.value(of: figures) else { return nil }
        var rest = BodyText.trimmed(
            text.unicodeScalars.dropFirst(end + 1).reduce(into: "") { $0.unicodeScalars.append($1) })
        // 第3条の2 is an article of its own; 第3条の規定 is a mention of one.
        if rest.hasPrefix("の") {
            let next = BodyText.key(String(rest.dropFirst().prefix(1)))
            guard Int(next) != nil else { return nil }
            rest = BodyText.trimmed(rest.dropFirst(2))
        }
        guard let first = rest.unicodeScalars.first else { return (number, nil, "") }
        // 第3条各号 and 第3条及び are mentions; with a space behind 条 an article may begin with any word.
        let isSpaced = scalars.count > end + 1 && BodyText.isSpace(scalars[end + 1])
        guard isSpaced || !"第及、，のにをは中各".unicodeScalars.contains(first) else { return nil }
        if first == "（" || first == "(", let close = rest.firstIndex(where: { $0 == "）" || $0 == ")" }) {
            let inside = String(rest[rest.index(after: rest.startIndex)..<close])
            if inside.unicodeScalars.count <= 20, !inside.hasPrefix("以下") {
                return (number, inside, BodyText.trimmed(rest[rest.index(after: close)...]))
            }
        }
        return (number, nil, rest)
    }

    /// （設置） alone on its line.
    static func caption(_ text: String) -> String? {
        guard let first = text.first, let last = text.last, "(（【[".contains(first), ")）】]".contains(last),
            text.unicodeScalars.count <= 24, !text.dropLast().contains(where: { ")）".contains($0) })
        else { return nil }
        let inside = BodyText.tight(String(text.dropFirst().dropLast()))
        return SeatTokens.number(inside) == nil && !inside.isEmpty ? inside : nil
    }
}
