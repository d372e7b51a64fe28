import Japanese

/// What stands before the members of a body: 委員長, 副会長, 部会員, オブザーバー, 事務局, 計.
enum SeatLabel: Hashable, Sendable {
    case leader, deputy, member
    /// Who sits in without a vote, or looks after the accounts: オブザーバー, アドバイザー, 監事.
    case observer
    case secretariat, total

    /// - Returns: `nil` unless the whole text is a label.
    init?(_ text: String) {
        guard text.utf8.count <= BodyText.wordBytesMax else { return nil }
        var scalars = BodyText.key(text).unicodeScalars[...]
        while let last = scalars.last, ":】])〉>》".unicodeScalars.contains(last) { scalars.removeLast() }
        while let first = scalars.first, "【[(〈<《・○〇◯●◎◇◆□■▼▽".unicodeScalars.contains(first) {
            scalars.removeFirst()
        }
        var key = String(scalars)
        // 委員(17名), 委員長(1
        if let open = key.utf8.firstIndex(of: 0x28), PeopleCount(String(key[key.index(after: open)...])) != nil {
            key = String(key[..<open])
        }
        if let numbered = Self.numbered(key) { key = numbered }
        guard !key.isEmpty, key.unicodeScalars.count <= 12 else { return nil }
        if Self.leaders.contains(key) {
            self = .leader
        } else if Self.deputies.contains(key) {
            self = .deputy
        } else if Self.members.contains(key) {
            self = .member
        } else if Self.observers.contains(key) {
            self = .observer
        } else if Self.secretariats.contains(key) {
            self = .secretariat
        } else if Self.totals.contains(key) {
            self = .total
        } else {
            return nil
        }
    }

    /// 1号委員, 第3号委員(県の職員): members by the item of the rules for which they sit.
    private static func numbered(_ key: String) -> String? {
        let bare = key.hasPrefix("第") ? key.dropFirst() : key[...]
        guard let end = bare.prefix(4).firstIndex(of: "号"),
            Int(bare[..<end]) ?? KanjiNumeral.value(of: String(bare[..<end])) != nil
        else { return nil }
        return String(bare[bare.index(after: end)...].prefix { $0 != "(" && $0 != ":" })
    }

    var role: ReadBody.Seat.Role? {
        switch self {
        case .leader: .leader
        case .deputy: .deputy
        case .member: .member
        case .observer: .other
        case .secretariat, .total: nil
        }
    }

    private static let heads = [
        "会長", "委員長", "座長", "部会長", "本部長", "議長", "リーダー", "グループ長", "チーム長", "チームリーダー", "グループリーダー", "班長",
        "分科会長", "幹事長", "隊長", "総括責任者", "推進責任者", "統括責任者", "総括者", "統括者", "統括リーダー", "総括リーダー",
    ]
    private static let leaders = WordSet(heads + ["長", "代表", "主査", "統括", "総括", "代表幹事", "検討会長", "WG長", "主任委員"])
    private static let deputies: WordSet = {
        var deputies: Set<String> = [
            "副", "職務代理", "職務代理者", "副代表", "副主査", "サブリーダー", "副統括", "代理", "副委員", "副長", "統括補佐",
        ]
        for head in heads {
            for before in ["副", "総括副", "統括副", "筆頭副"] { deputies.insert(before + head) }
            for after in ["代理", "職務代理", "職務代理者"] { deputies.insert(head + after) }
        }
        return WordSet(deputies)
    }()
    private static let members: WordSet = [
        "構成員", "委員", "メンバー", "幹事", "部員", "班員", "構成メンバー", "会員", "部会員", "本部員", "推進員", "検討員", "専門委員", "臨時委員",
        "特別委員", "グループ構成員", "グループ員", "チーム員", "チームメンバー", "構成委員", "隊員", "部会委員", "分科会員", "委員会委員",
        "グループメンバー", "会議構成員", "作業部会員", "常任委員", "その他委員", "参加者",
    ]
    private static let observers: WordSet = [
        "オブザーバー", "オブザーバ", "アドバイザー", "アドバイザ", "助言者", "顧問", "参与", "相談役", "専門アドバイザー", "アドバイザリー",
        "本部参与", "本部顧問", "特別参与", "特別顧問", "監事", "会計監事", "会計監査",
    ]
    private static let secretariats: WordSet = [
        "事務局", "庶務", "庶務担当", "事務局担当", "事務局員", "事務局担当課", "事務担当", "所管課", "担当課", "庶務担当課", "事務局等",
    ]
    private static let totals: WordSet = ["合計", "計", "総計", "人数", "総数", "委員数", "構成員数", "小計"]
}
