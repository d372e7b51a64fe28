/// Who speaks in minutes: 【事務局】, ○委員, （会長）, 総務部長：.
enum Speech {
    /// What was said behind a speaker's mark on the same line; `nil` where a line opens no speech.
    static func opening(_ text: String) -> String? {
        guard let first = text.unicodeScalars.first else { return nil }
        let brackets: [Unicode.Scalar: Unicode.Scalar] = [
            "【": "】", "〔": "〕", "［": "］", "[": "]", "＜": "＞", "<": ">", "（": "）", "(": ")", "《": "》", "〈": "〉",
        ]
        if let close = brackets[first] {
            let scalars = Array(text.unicodeScalars.prefix(32))
            guard let end = scalars.firstIndex(of: close), end > 1 else { return nil }
            let speaker = String(scalars: scalars[1..<end])
            guard isSpeaker(speaker) else { return nil }
            return BodyText.trimmed(String(scalars: text.unicodeScalars.dropFirst(end + 1)))
        }
        var body = text
        let hasSign = "○◯〇●◎◇◆・⚫".unicodeScalars.contains(first)
        if hasSign { body = BodyText.trimmed(String(text.dropFirst())) }
        // 委員：〜, 会長: 〜
        for separator in ["：", ":"] where body.unicodeScalars.prefix(25).contains(where: { $0 == "：" || $0 == ":" }) {
            if let range = body.firstRange(of: separator), body[..<range.lowerBound].unicodeScalars.count <= 24 {
                let speaker = String(body[..<range.lowerBound])
                if isSpeaker(speaker) { return BodyText.trimmed(body[range.upperBound...]) }
            }
        }
        // 山本委員長）〜
        if let close = body.prefix(24).firstIndex(where: { $0 == ")" || $0 == "）" }),
            !body[..<close].contains(where: { $0 == "(" || $0 == "（" }), isSpeaker(String(body[..<close])),
            close > body.startIndex
        {
            return BodyText.trimmed(body[body.index(after: close)...])
        }
        // ○矢田区長　〜; without a sign only before a wide space and a sentence.
        if let space = body.unicodeScalars.firstIndex(where: BodyText.isSpace) {
            let speaker = String(body.unicodeScalars[..<space])
            let rest = BodyText.trimmed(String(body.unicodeScalars[space...]))
            if isSpeaker(speaker), hasSign || rest.hasSuffix("。") || rest.contains("。") { return rest }
            // ○日向 委員長　〜
            let parts = BodyText.words(body)
            if hasSign, parts.count >= 2, parts[0].unicodeScalars.count <= 5, isSpeaker(parts[1]) {
                return parts.dropFirst(2).joined(separator: "\u{3000}")
            }
        } else if hasSign, isSpeaker(body) {
            return ""
        }
        return nil
    }

    /// 事務局, 委員長, A委員, 山田委員, 情報政策課長, 質問, Q
    static func isSpeaker(_ text: String) -> Bool {
        let key = PostWord.withoutBrackets(BodyText.key(text))
        guard !key.isEmpty, key.unicodeScalars.count <= 24, !key.contains("、"), !key.contains("。") else { return false }
        if speakers.contains(key) || SeatLabel(key)?.role != nil || SeatLabel(key) == .secretariat { return true }
        if [
            "委員", "会長", "委員長", "座長", "議員", "議長", "部会長", "事務局", "本部長", "構成員", "幹事", "代理", "メンバー", "オブザーバー", "さん", "氏",
            "参加者", "課", "担当",
        ]
        .contains(where: key.hasSuffix), key.unicodeScalars.count <= 12 {
            return true
        }
        return PostWord.isPost(key)
    }

    private static let speakers: Set<String> = [
        "事務局", "質問", "回答", "意見", "Q", "A", "問", "答", "委員意見", "区", "市", "町", "村", "司会", "進行", "発言者", "各委員", "一同", "全員",
        "説明員", "担当課", "所管課",
        "委員より", "事務局より", "傍聴者", "区民", "市民", "職員",
    ]
}
