/// Words by which a post (職), a section (課) and a kind of people (学識経験者) are told apart.
enum PostWord {
    /// Posts that need the name of a section or an organisation before them.
    static let ranks: WordSet = [
        "部長", "次長", "課長", "室長", "局長", "係長", "班長", "所長", "館長", "園長", "校長", "センター長", "担当部長", "担当課長", "担当係長",
        "課長補佐", "部長補佐", "副部長", "副課長", "副参事", "参事", "主幹", "副主幹", "主査", "主任", "主事", "技監", "理事", "理事長", "事務局長",
        "事務局次長", "教授", "准教授", "特任教授", "名誉教授", "助教", "講師", "代表", "代表取締役", "代表理事", "会長", "副会長", "支店長", "支社長",
        "院長", "学長", "社長", "取締役", "専務理事", "常務理事", "専門員", "補佐", "部会長", "委員長", "議長", "支所長", "署長", "副所長", "副校長",
        "教頭", "副園長", "事務長", "総長", "学部長", "研究員", "主任研究員", "書記", "書記長", "執行委員長", "役員", "監事", "幹事長",
        "区長", "市長", "町長", "村長", "副区長", "副市長", "副町長", "教育長", "消防長", "知事", "副知事", "参与", "管理者", "総括", "政策監", "危機管理監",
        "施設長", "支部長", "営業所長", "取締役社長", "代表取締役社長", "専務取締役", "常務取締役", "会頭", "副会頭", "組合長", "副組合長", "支配人",
        "技師", "主任技師", "主任主事", "主任主査", "係員",
    ]

    /// 課長, 会長; 団長 and 隊長 too, which say nothing without the name before them.
    static func isRank(_ key: String) -> Bool {
        ranks.contains(key)
            || key.unicodeScalars.count <= 3 && key.unicodeScalars.last == "長" && isPost(key)
    }

    /// Whether a text names one post. Brackets behind it are an addition.
    static func isPost(_ text: String) -> Bool {
        let body = withoutBrackets(BodyText.key(text))
        guard body.unicodeScalars.count >= 2, body.unicodeScalars.count <= 40, isPlain(body) else { return false }
        // 氏名○○○○課長, run together: somebody's name stands in it.
        guard !noPosts.contains(where: body.hasSuffix), !body.contains("氏名") else { return false }
        // 団体代表, 区民代表: a kind of people and not the post of one.
        if body.hasSuffix("代表"),
            categoryWords.contains(where: { $0 != "代表" && body.contains($0) }) || body.hasSuffix("団体代表")
        {
            return false
        }
        return endings.contains { body.hasSuffix($0) } || ranks.contains(body)
    }

    static func isSection(_ text: String) -> Bool {
        let body = withoutBrackets(BodyText.key(text))
        guard body.unicodeScalars.count >= 2, body.unicodeScalars.count <= 40, isPlain(body) else { return false }
        return sectionEndings.contains { body.hasSuffix($0) }
    }

    /// 商工会議所, 株式会社緑銀行: no section of an office.
    static func isOrganisation(_ text: String) -> Bool {
        let body = withoutBrackets(BodyText.key(text))
        return organisations.contains { body.hasSuffix($0) || body.hasPrefix($0) }
    }

    /// 総務課, 企画部: a section of an office, and no organisation of its own.
    static func isUnit(_ text: String) -> Bool {
        let body = withoutBrackets(BodyText.key(text))
        return units.contains { body.hasSuffix($0) } && !isOrganisation(body)
    }

    /// People who sit for what they are and not for a post: 学識経験者, 公募区民, 職員団体推薦.
    static func isCategory(_ text: String) -> Bool {
        let body = withoutBrackets(BodyText.key(text))
        guard body.unicodeScalars.count >= 2, body.unicodeScalars.count <= 40, !body.contains("。"),
            !["委嘱", "任命", "指名"].contains(where: body.contains),
            // 市民部, 住民課: a section, whatever its work is called.
            !["部", "課", "係", "室"].contains(where: body.hasSuffix)
        else { return false }
        return categoryWords.contains { body.contains($0) } || body.hasSuffix("者") || body.hasSuffix("団体")
    }

    /// Remarks beside a member that say nothing of the seat.
    static func isNote(_ text: String) -> Bool {
        let body = BodyText.key(text).trimmingBrackets
        return notes.contains(body) || body.hasPrefix("※")
    }

    /// 〃, 同上, 同: as above.
    static func isDitto(_ text: String) -> Bool {
        ["〃", "″", "\"", "同上", "同", "々", "〟", "''", "//", "”", "“", "ゝ"].contains(BodyText.key(text).trimmingBrackets)
    }

    /// － and the like: nothing.
    static func isNone(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        return !scalars.isEmpty
            && scalars.allSatisfy { "-－―ー—–‐・…/／＊*:─┌┬┐├┼┤└┴┘│━┃┏┳┓┣╋┫┗┻┛　 ".unicodeScalars.contains($0) }
    }

    /// 総務部 and 部長 → 総務部長; 総務部総務課 and 主査 → 総務部総務課主査.
    static func joining(section: String, rank: String) -> String {
        guard let last = section.last else { return rank }
        // 総務部 and 部長 share a letter; 連合会 and 会長 do not.
        if rank.first == last, last != "会" { return String(section.dropLast()) + rank }
        for unit in ["センター", "事務局", "学校"] where section.hasSuffix(unit) && rank.hasPrefix(unit) {
            return String(section.dropLast(unit.count)) + rank
        }
        if section.hasSuffix("学校"), rank.hasPrefix("校") { return String(section.dropLast()) + rank }
        return section + rank
    }

    /// Without the brackets at its end.
    static func withoutBrackets(_ key: String) -> String {
        guard key.hasSuffix(")"), let open = key.firstIndex(of: "("), open > key.startIndex else { return key }
        return String(key[..<open])
    }

    /// No sentence and no list: names of posts have no particles but の, ・ and the like.
    private static func isPlain(_ text: String) -> Bool {
        guard !["。", "、", "，", ",", ":", "を", "する", "した", "及び", "または", "又は"].contains(where: text.contains)
        else {
            return false
        }
        return !text.hasPrefix("の") && !BodyName.holdsTopic(text) && !BodyName.holds("が", text)
    }

    private static let endings = [
        "長", "監", "官", "参事", "主幹", "主査", "主任", "監査役", "取締役", "教授", "助教", "講師", "理事", "監事", "顧問", "会長", "補佐",
        "CIO", "CISO", "CDO", "管理者", "参与", "主事", "教頭", "研究員", "専門員", "弁護士", "税理士", "公認会計士", "医師", "司書", "長級", "長職",
        "推進員", "統括", "知事", "補佐官", "代表", "収入役", "助役", "副参事", "相談員", "コーディネーター", "アドバイザー", "グループリーダー", "チームリーダー", "技師",
        "書記",
    ]
    private static let noPosts = ["成長", "延長", "特長", "身長", "助長", "冗長", "全長", "波長", "伸長", "増長", "消長", "調査監", "警官", "器官"]
    private static let sectionEndings = [
        "部", "課", "室", "局", "係", "所", "センター", "担当", "事務局", "大学", "大学院", "研究科", "学部", "協会", "連合会", "協議会", "会社",
        "法人", "組合", "連盟", "機構", "財団", "商工会議所", "委員会", "支所", "銀行", "病院", "学校", "園", "館", "署", "庁", "本部", "グループ",
        "チーム", "研究所", "商工会", "社会福祉協議会", "推進室", "会", "農協", "振興会",
    ]
    private static let units = ["部", "課", "室", "係", "局", "班", "担当", "グループ", "支所", "本庁"]
    private static let organisations = [
        "大学", "大学院", "学部", "協会", "連合会", "連絡会", "協議会", "会社", "法人", "組合", "連盟", "財団", "会議所", "銀行", "金庫", "病院", "商工会",
        "農協",
        "NPO", "(株)", "(社)", "(一社)", "振興会", "婦人会", "自治会", "町会", "医師会", "学校", "学園", "保存会", "研究会", "警察署", "税務署", "支局",
        "法務局", "労働局", "気象台", "公社", "機構", "郵便局", "新聞社", "放送局",
    ]
    private static let categoryWords = [
        "経験者", "有識者", "公募", "区民", "市民", "町民", "村民", "都民", "県民", "住民", "推薦", "代表", "その他職員", "関係者", "学識", "利用者",
        "保護者", "議員", "事業者", "企業", "専門家", "関係機関", "関係団体", "職員団体", "労働団体", "指名する職員", "指名職員", "被保険者", "当事者",
        "委員枠", "若手職員", "一般職員", "から選出", "より選出", "担当職員",
    ]
    private static let notes: WordSet = [
        "新任", "再任", "留任", "継続", "新規", "欠員", "欠席", "出席", "代理出席", "兼務", "兼任", "交代", "変更", "変更なし", "男", "女", "敬称略", "順不同",
        "敬称略・順不同", "順不同・敬称略", "オンライン", "オンライン出席", "新", "再", "○", "◎", "●", "△", "×", "兼", "充て職", "非常勤", "常勤",
        "途中退席", "途中出席", "五十音順", "50音順", "敬称略、順不同", "順不同、敬称略", "敬称略,順不同", "敬称略、五十音順",
    ]
}

extension String {
    /// Without one pair of brackets around it.
    var trimmingBrackets: String {
        guard let first = unicodeScalars.first, let last = unicodeScalars.last, utf8.count >= 2,
            "(（[【〔<〈".unicodeScalars.contains(first), ")）]】〕>〉".unicodeScalars.contains(last)
        else { return self }
        return String(scalars: unicodeScalars.dropFirst().dropLast())
    }
}
