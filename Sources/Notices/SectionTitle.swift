/// What the titles of sections say of what stands below them: initiatives, or something about the document.
enum SectionTitle {
    private static let sectionWords = [
        "取組", "取り組み", "取組み", "施策", "事業", "重点", "実施内容", "実施事項", "推進項目", "主な内容", "プロジェクト", "アクション",
    ]
    /// What a title without a word of initiatives says besides what is in `neverWords`.
    private static let otherWords = [
        "グループ", "構成", "会議", "進捗", "設置", "期間", "スケジュール", "部会", "対象施設", "対象範囲", "基準年", "今後の予定", "課題", "参考",
        "基本的な考え方", "基本的方向", "基本的な方向", "効果額", "基本姿勢", "目指す姿", "将来像", "委員会", "見直し", "公表", "計画の対象", "結果", "実績", "総括", "報告",
        "調査", "連絡", "担当",
        "お知らせ", "意見", "提出",
    ]
    /// What is no section of initiatives whatever else its title says.
    private static let neverWords = [
        "体制", "進行管理", "進捗管理", "位置付け", "位置づけ", "体系", "計画期間", "はじめに", "おわりに", "経緯", "背景", "趣旨", "要旨", "附言", "付言", "附記",
        "付記", "むすび", "の歩み", "設置根拠", "調査の概要", "問合せ", "問い合わせ",
        "推進本部",
        "用語", "これまで", "その他", "現状", "現況", "基本理念", "動向", "資料編", "参考資料", "評価方法", "評価基準", "判断基準", "留意", "注意事項",
        "凡例",
        "議題", "日時",
        "策定に当た", "策定にあた",
    ]

    /// 制度の流れ, 計画書の構成, 行動計画とは: what tells of the document or of a procedure.
    private static let neverEndings = [
        "の流れ", "の構成", "とは", "の見方", "の手順", "の実施目的", "の作り方", "の使い方", "計画の対象", "計画の範囲", "の理由", "た理由", "を公表します", "を掲載します",
        "をお知らせします", "を紹介します", "ました", "指摘事項", "指摘事項の概要", "指摘の概要", "指摘の内容", "経過", "結びに", "のメッセージ", "に期待すること", "の見込み",
        "推進の考え方",
        "との整合", "との整合性", "との関係",
    ]

    /// 【企画部】 企画部長 山田 太郎: who speaks for a section.
    private static func namesHead(_ title: String) -> Bool {
        guard title.hasPrefix("【"), let end = title.firstIndex(of: "】"), end < title.endIndex,
            UnitNames.isName(String(title[title.index(after: title.startIndex)..<end]))
        else { return false }
        return ["部長", "課長", "局長", "室長", "所長", "次長"].contains(where: title[end...].contains)
    }

    /// 計画の目的, 目的と期間, but not 子育て目的の休暇.
    private static func isPurpose(_ title: String) -> Bool {
        title.hasPrefix("目的") || title.hasSuffix("目的") || title.contains("の目的") || title.contains("・目的")
            || title.contains("目的・") || title.contains("目的及び") || title.contains("目的と")
    }

    /// ことばの説明, 略語一覧: what words mean.
    private static func isGlossary(_ title: String) -> Bool {
        ["ことば", "言葉", "語句", "略語", "用語"].contains(where: title.contains)
            && ["説明", "解説", "意味", "定義", "一覧", "集"].contains(where: title.hasSuffix)
    }

    private static let papers: WordSet = [
        "資料", "別紙", "参考", "参考資料", "添付資料", "配布資料", "関連資料", "関連リンク", "関連情報", "関連ページ", "リンク集", "外部リンク",
        "よくある質問", "よくあるご質問", "よくある質問と回答", "よくある質問とその答え", "主な質問", "質問と回答", "Q&A", "Ｑ＆Ａ", "FAQ", "問い合わせ先一覧",
    ]
    private static let changes = ["改定点", "改訂点", "変更点", "改正点", "改定の理由", "改訂の理由", "変更の理由", "改正の理由"]

    /// 設置後の主な取組, but not 今後の主な取組: what was done.
    private static func isPast(_ title: String) -> Bool {
        // 令和５年度までの成果, 目標の達成状況
        if ["既に", "すでに", "これまでに"].contains(where: title.hasPrefix) { return true }
        if ["の成果", "の実績", "の結果", "の振り返り", "の達成状況", "の取組状況", "の進捗状況", "の実施状況", "量の状況", "の推移", "の現況"].contains(
            where: title.hasSuffix)
        {
            return true
        }
        guard let joint = title.firstRange(of: "後の"), joint.lowerBound > title.startIndex else { return false }
        return title[title.index(before: joint.lowerBound)] != "今"
            && ["主な", "取組", "取り組み", "取組み", "経過", "活動"].contains(where: title[joint.upperBound...].hasPrefix)
    }

    /// 11の重点プロジェクト, 5つの取組, 重点施策: a title over items.
    static func countsItems(_ title: String) -> Bool {
        title.unicodeScalars.count <= 30 && !isAside(title)
            && ["取組", "取り組み", "取組み", "施策", "事業", "重点項目", "プロジェクト", "アクション", "公約", "政策"].contains(where: title.hasSuffix)
    }

    /// 区がめざす社会, 目指すまち: what is wished for, but not 脱炭素を目指す取組.
    private static func isVision(_ title: String) -> Bool {
        ["めざす", "目指す"].contains { word in
            guard let range = title.firstRange(of: word) else { return false }
            let after = title[range.upperBound...]
            return title[..<range.lowerBound].last.map { "がの".contains($0) } ?? true
                && (["姿", "社会", "まち", "将来", "方向"].contains { after == $0 } || after.hasSuffix("像"))
        }
    }

    /// 会議の見直し, 街路灯の設置: what is done to something, of which a word alone would tell of the document.
    private static func isChange(_ title: String) -> Bool {
        guard let joint = title.lastIndex(of: "の"), changeWords.contains(String(title[joint...].dropFirst())) else {
            return false
        }
        let subject = String(title[..<joint])
        guard !subject.isEmpty, !BodyName.isName(subject), !neverWords.contains(where: subject.contains) else {
            return false
        }
        return !["計画", "プラン", "方針", "大綱", "戦略", "目標", "指標", "進捗", "取組", "施策", "事業", "会", "本部", "チーム", "組織"].contains(
            where: subject.hasSuffix)
    }

    private static let changeWords: WordSet = [
        "見直し", "設置", "廃止", "縮小", "削減", "縮減", "短縮", "拡大", "拡充", "効率化", "簡素化", "電子化", "デジタル化", "オンライン化", "一元化", "統合",
        "集約", "導入", "更新",
        "改善", "自動化", "委託", "電子配信", "ペーパーレス化", "充実",
    ]

    /// 見守り体制の強化: a way of working that is made better, and not that of the plan.
    static func strengthens(_ title: String) -> Bool {
        guard let range = title.firstRange(of: "体制の"),
            ["強化", "充実", "構築", "整備", "確立", "確保"].contains(String(title[range.upperBound...]))
        else { return false }
        let subject = title[..<range.lowerBound]
        return !subject.isEmpty
            && !["推進", "執行", "実施", "検討", "管理", "計画", "運営", "進行", "庁内", "組織", "評価"].contains(where: subject.hasSuffix)
    }

    /// 採用に関するもの: what sort of measures stand below.
    static func namesKind(_ title: String) -> Bool {
        ["に関するもの", "に係るもの", "に関すること", "に係ること", "に関する取組", "に関する事項"].contains(where: title.hasSuffix)
    }

    /// 業務継続体制の向上に向けた対策: measures, whatever they are for.
    private static func namesMeasures(_ title: String) -> Bool {
        ["に向けた", "のための", "に関する", "を図るための"].contains { joint in
            guard let range = title.ranges(of: joint).last else { return false }
            return ["対策", "取組", "取り組み", "施策", "方策"].contains(String(title[range.upperBound...]))
                && !["計画", "推進", "進行管理", "進捗"].contains(where: title[..<range.lowerBound].hasPrefix)
        }
    }

    /// 推進チーム, 検討会: whoever does it.
    private static func namesBody(_ title: String) -> Bool {
        ["チーム", "ワーキング", "WG", "分科会", "検討会", "研究会", "連絡会", "幹事会", "協議会", "懇談会", "審議会", "タスクフォース"].contains(
            where: title.hasSuffix) && title.unicodeScalars.count <= 20
    }

    static func isNever(_ title: String) -> Bool {
        if strengthens(title) || namesMeasures(title) { return false }
        if namesHead(title) || isPurpose(BodyText.tight(title)) || isVision(title) { return true }
        // 要 旨: letters that are spread.
        let bare = title.without("】』」》〉 　")
        if bare.contains("とは、") || neverEndings.contains(where: bare.hasSuffix)
            || changes.contains(where: bare.contains) || isPast(bare)
            || isPast(String(bare.unicodeScalars.prefix { $0 != "（" && $0 != "(" }))
            || papers.contains(bare.without("【《「〈"))
            || papers.contains(bare.replacing("関連する", with: "関連")) || isScope(bare) || isGlossary(bare)
        {
            return true
        }
        // 執行体制と行財政の確立: of two things, one of which is something else.
        if let word = bare.firstRange(of: "体制"),
            let joint = ["と", "や", "及び", "および", "並びに", "ならびに", "・", "、"].lazy
                .filter(bare[word.upperBound...].hasPrefix)
                .compactMap({ bare[word.upperBound...].firstRange(of: $0) }).first,
            !neverWords.contains(where: bare[joint.upperBound...].contains)
        {
            return false
        }
        // 計画に位置付けた事業: what the plan does.
        let told = bare.replacing("位置付けた", with: "").replacing("位置づけた", with: "")
        return neverWords.contains(where: told.contains)
            && !(title.contains("その他") && sectionWords.contains(where: title.contains))
    }

    /// 推進体制, 計画の進行管理: how a plan is carried out, at whatever depth; but not 相談体制の整備.
    static func isSteering(_ title: String) -> Bool {
        let bare = title.filter { !"【】 　".contains($0) }.trimmingPrefixes(["本計画の", "計画の", "プランの", "庁内の", "庁内"])
        return bare.hasSuffix("との整合") || bare.hasSuffix("との整合性")
            || [
                "基本的方向", "基本的な方向", "基本的な方向性", "点検", "点検・評価", "評価・点検", "推進体制", "推進体制等", "推進の体制", "進行管理", "進捗管理",
                "進行管理の方法", "進行管理体制",
            ].contains(
                bare)
    }

    /// 対象となる業務: what something is about, but not 対象となる手続の拡大.
    private static func isScope(_ title: String) -> Bool {
        ["対象となる", "対象になる"].contains(where: title.hasPrefix) && title.unicodeScalars.count <= scopeMax
            && SentenceMood(of: title) != .action
    }

    private static let scopeMax = 16

    /// 監査の対象, 調査対象: whom or what a text is about, whatever is told of each.
    static func namesObject(_ title: String) -> Bool {
        let bare = title.filter { !$0.isWhitespace }
        return bare == "対象" || ["監査", "調査", "検査", "審査", "評価"].contains { bare == $0 + "の対象" || bare == $0 + "対象" }
    }

    /// Whether a title speaks of what is done.
    static func tellsOfMeasures(_ title: String) -> Bool { sectionWords.contains(where: title.contains) }

    static func isAside(_ title: String) -> Bool {
        if isNever(title) || isSteering(title) { return true }
        // 場所, 開催場所, but not 子どもの居場所.
        if ["場所", "開催場所", "実施場所", "会議の場所"].contains(where: title.filter { !"【】".contains($0) }.hasPrefix) {
            return true
        }
        if isChange(title) { return false }
        // 公　表: letters that are spread.
        let bare = title.filter { !$0.isWhitespace }
        // 徴収方法（令和6年度）: how, and not what.
        let name = bare.prefix { !"（(".contains($0) }
        return namesBody(title) || name.hasSuffix("方法")
            || otherWords.contains { bare.contains($0) } && !sectionWords.contains { title.contains($0) }
    }

    /// 計画の進め方, 施策の方針: about the document itself, where nothing stands below.
    static func isAboutPlan(_ printed: String) -> Bool {
        // 経営資源（令和7年4月1日現在）
        // 収支見通し（単位：千円）
        let title =
            ["現在）", "現在)", "円）", "円)"].contains(where: printed.hasSuffix)
            ? String(printed.prefix { !"（(".contains($0) }).trimmingCharacters : printed
        guard let joint = title.firstRange(of: "の") else {
            return [
                "方針", "基本方針", "概況", "点検", "点検・評価", "評価・点検", "検証", "事後検証", "総論", "総則", "概要", "構成", "計画の概要", "進め方",
                "推進方法", "視点",
                "効果", "経営資源",
                "使命", "利点", "主な利点",
                "特徴",
                "財源", "財源の内訳", "財源内訳", "財源構成", "収支見通し", "収支の見通し", "財政見通し", "財政の見通し", "予算", "予算額", "原因", "経費", "費用",
                "事業費",
                "主な特徴", "メリット", "デメリット",
            ]
            .contains(title)
        }
        let subject = title[..<joint.lowerBound]
        let about = title[joint.upperBound...]
        // 施設の概要, 効果の見込み: what something is or may become.
        // 基金の残高の見込み
        let last = title.lastIndex(of: "の").map { String(title[$0...].dropFirst()) } ?? ""
        if ["概要", "見込み", "見通し", "経過", "検討経過"].contains(last) { return true }
        return
            (["計画", "施策", "取組", "プラン", "事業", "戦略", "本計画", "改革", "推進", "情報化", "全体", "今後", "部局", "組織"].contains(
                where: subject.hasSuffix) || ["部", "課", "局", "室"].contains(subject))
            && [
                "方針", "進め方", "考え方", "概要", "推進", "見方", "構成", "対象", "期間", "体系", "特徴", "視点", "方向性", "検証", "評価", "管理", "公表",
                "見直し", "周知", "展開", "位置付け", "位置づけ", "基本方針", "経営資源", "使命", "紹介", "財源", "点検", "しくみ", "仕組み", "基本的事項",
                "基本事項",
                "基本的な事項",
            ].contains(where: about.hasPrefix)
    }
}
