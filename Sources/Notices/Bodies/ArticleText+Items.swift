import Japanese

/// Items of articles that are known by what is above them.
extension ArticleText {
    /// １　学校施設部会 below 次の部会を置く。: an item counted like a paragraph, which is no sentence.
    func countedItem(_ text: String) -> String? {
        guard let above = articles.last?.paragraphs.last, BodyText.isSentence(above.text),
            above.text.contains("次の") || above.text.contains("次に"),
            !BodyText.isSentence(text) || text.hasSuffix("こと。")
        else { return nil }
        let scalars = text.unicodeScalars
        let digits = scalars.prefix { (0x30...0x39).contains($0.value) || (0xFF10...0xFF19).contains($0.value) }
        let rest = scalars.dropFirst(digits.count)
        guard !digits.isEmpty, Int(BodyText.key(String(digits))) == above.items.count + 1,
            let next = rest.first, BodyText.isSpace(next) || ".．".unicodeScalars.contains(next),
            above.items.allSatisfy(\.isCounted)
        else { return nil }
        return BodyText.trimmed(String(rest.dropFirst()))
    }

    /// (1)　施設部会　部会長　建設課長 → the body, and who leads it as if that stood below.
    static func parts(ofItem text: String) -> [String] {
        let words = BodyText.words(text)
        guard words.count > 2, ArticleBodies.isBody(words[0]), SeatLabel(words[1])?.role != nil else { return [text] }
        return [words[0], words.dropFirst().joined(separator: "\u{3000}")]
    }

    /// リーダー　人事課長 below ア　勤務環境ワーキンググループ: a line of its own.
    static func isLabelled(_ text: String) -> Bool {
        let words = BodyText.words(text)
        return words.count > 1 && SeatLabel(words[0])?.role != nil
    }
}
