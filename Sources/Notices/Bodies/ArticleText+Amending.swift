import Japanese

/// Chapters, and rules that amend others (一部改正): which lines tell of changes, and which are articles given anew.
extension ArticleText {
    /// 第2章　実行委員会, but not 第2章(第3条―第6条) of the contents.
    static func chapter(_ key: String) -> String? {
        guard key.first == "第", key.count <= 40, !key.hasSuffix("。"),
            let end = key.firstIndex(where: { "章節".contains($0) })
        else { return nil }
        let figures = String(key[key.index(after: key.startIndex)..<end])
        guard Int(figures) ?? KanjiNumeral.value(of: figures) != nil else { return nil }
        let title = key[key.index(after: end)...]
        // 第2章に定める…: a mention in a line that goes on.
        guard !(title.first.map { "のにをはがでと、かま及".contains($0) } ?? false) else { return nil }
        return PostWord.withoutBrackets(String(title))
    }

    /// 第五条第二項中「三分の二」を「過半数」に改める。 第三条を次のように改める。 附則の次に次の別表を加える。
    static func amends(_ text: String) -> Bool {
        guard ["第", "別表", "附則", "本則", "同条", "同項", "題名", "目次"].contains(where: text.hasPrefix) else { return false }
        return ["改める。", "加える。", "削る。", "改め、", "とする。"].contains(where: text.hasSuffix)
            && ["中「", "を次のように", "の次に", "を削", "に改め", "を加え"].contains(where: text.contains)
    }

    /// 第2条第3項を次のように改める。 → 2
    static func amended(_ text: String) -> Int? {
        guard text.hasSuffix("を次のように改める。"), text.hasPrefix("第"), text.contains("項"), let end = text.firstIndex(of: "条")
        else {
            return nil
        }
        let figures = BodyText.key(String(text[..<end].dropFirst()))
        return Int(figures) ?? KanjiNumeral.value(of: figures)
    }
}
