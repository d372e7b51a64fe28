import Japanese

/// Whether a sentence commits to something, and the clauses it commits in.
struct CommitmentSentence {
    let text: LocatedText

    /// Stems of verbs with which offices commit themselves.
    private static let stems = [
        "取り組", "取組む", "取組ん", "検討", "進め", "行う", "行い", "行って", "図る", "図り", "図って", "推進", "目指", "実施", "努め", "努力",
        "支援", "検証", "開設", "導入", "整備", "拡充", "充実", "強化", "作成", "策定", "公開", "周知", "促進", "構築", "見直", "開始", "設置", "改善",
        "向上させ", "拡大", "移行", "活用", "展開", "調査", "研究", "育成", "開催", "提供", "着手", "予定", "完了", "達成", "削減", "統合", "更新",
        "再構築", "改修", "配置", "普及", "啓発", "連携", "追加", "稼働", "廃止", "新設", "増設", "増や", "減ら", "広げ", "始め", "運用", "公表", "試行",
        "点検", "評価", "配布", "確保", "継続", "高め", "つなげ", "電子化", "届け",
    ]

    /// How a sentence ends that speaks of what is and not of what will be done.
    private static let stateEndings = [
        "ている。", "ています。", "であった。", "でした。", "ました。", "ある。", "あります。", "とされている。", "された。", "した。", "いた。", "ない。", "ません。",
        "となった。", "となっている。", "おりである。", "とおり。", "とする。", "とします。", "できる。", "ことができる。",
    ]

    var isCommitment: Bool {
        let whole = text.text
        guard whole.unicodeScalars.count >= 6 else { return false }
        let ending = whole.hasSuffix("。") ? whole : whole + "。"
        if Self.stateEndings.contains(where: { ending.hasSuffix($0) }) { return false }
        let tail = String(String.UnicodeScalarView(ending.unicodeScalars.suffix(24)))
        return Self.stems.contains { tail.contains($0) }
    }

    /// The clauses that each commit: divided after 〜ほか、 and 〜とともに、 where a verb ends the first part.
    var clauses: [LocatedText] {
        let scalars = text.scalars
        var cuts: [Int] = []
        for joint in ["ほか、", "とともに、", "と共に、"] {
            let pattern = Array(joint.unicodeScalars)
            var offset = 0
            while offset + pattern.count < scalars.count {
                if Array(scalars[offset..<offset + pattern.count]) == pattern, offset > 0,
                    endsInVerb(scalars[..<offset])
                {
                    cuts.append(offset + pattern.count)
                }
                offset += 1
            }
        }
        var clauses: [LocatedText] = []
        var start = 0
        for cut in cuts.sorted() {
            clauses.append(text.part(start..<cut))
            start = cut
        }
        clauses.append(text.part(start..<scalars.count))
        return clauses
    }

    private func endsInVerb(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let last = scalars.last, "うくすつぬむるぐぶ".unicodeScalars.contains(last) else { return false }
        let tail = String(String.UnicodeScalarView(scalars.suffix(14)))
        return Self.stems.contains { tail.contains($0) }
    }
}
