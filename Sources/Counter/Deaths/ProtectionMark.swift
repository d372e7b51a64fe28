import Japanese

/// Marks by which resident systems say that a person's whereabouts must not be told (支援措置, 住民基本台帳事務処理要領第5-10).
///
/// Both ways of missing one are dangerous, so everything that is not clearly something else protects.
enum ProtectionMark {
    /// The fact of the rules that says the same, by its code.
    static let fact = "support_measure"

    /// Parts that headings of such a column are put together from: 住基支援対象, DV等支援措置区分, 支援措置フラグ.
    private static let parts = [
        "住民基本台帳", "住基", "住民票", "dv", "ドメスティックバイオレンス", "ストーカー", "児童虐待", "虐待", "被害者", "等", "の", "に",
        "よる", "支援措置", "支援", "措置", "対象", "者", "有無", "区分", "フラグ", "該当", "非該当", "表示", "状況", "コード", "cd", "flg",
        "flag", "・", "(", ")", "_", "-", "/",
    ].map { TextKey($0).text }.sorted { $0.utf8.count > $1.utf8.count }

    /// Whether a heading says that its column is such a mark and nothing else.
    static func isHeading(_ heading: String) -> Bool {
        if TextKey(heading) == TextKey(fact) { return true }
        guard speaks(heading) else { return false }
        var rest = Substring(TextKey(heading).text)
        while !rest.isEmpty {
            guard let part = parts.first(where: { rest.hasPrefix($0) }) else { return false }
            rest = rest.dropFirst(part.count)
        }
        return true
    }

    /// Whether a heading speaks of protection at all, in whatever words.
    static func speaks(_ heading: String) -> Bool {
        let key = TextKey(heading).text
        return ["支援", "dv", "ドメスティック", "ストーカー", "虐待", "秘匿", "閲覧制限", "交付制限", "発行制限", "非開示", "shien"]
            .contains { key.contains(TextKey($0).text) }
    }

    /// Whether a mark protects: everything but an empty cell and a clear no.
    static func protects(_ mark: String) -> Bool {
        switch TextKey(mark).text {
        case "", "0", "00", "無", "無し", "なし", "否", "×", "false", "no", "いいえ", "対象外", "非対象", "非該当", "該当なし", "該当無し":
            false
        default: true
        }
    }
}
