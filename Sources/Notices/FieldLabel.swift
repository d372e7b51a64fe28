import Japanese

/// The label of a field of an initiative, in a line, in a bracket or over a column: 担当課, 実施時期, 目標, 現状 …
enum FieldLabel: Hashable, Sendable {
    /// Responsible sections: 担当課, 所管部署, 主管
    case unit
    /// Sections that help: 関係課, 連携部署, 協力
    case partner
    /// 実施時期, スケジュール
    case time
    /// 期限, 達成時期, 完了予定: the time by which something is done, also where the value has no word for that.
    case due
    /// 開始, 着手: the time from which something is done, also where the value has no word for that.
    case start
    /// 目標, 指標, KPI
    case target
    /// What will be done: 取組内容, 概要, 今後の取組
    case content
    /// What is: 現状, 課題, 目的, 効果
    case state
    /// What was: 実績, 進捗状況, 評価
    case past
    case budget
    /// 取組名, 事業名
    case title
    /// 番号, No.
    case number
    /// 備考, 区分
    case other

    private static let unitWords = [
        "担当", "所管", "主管", "部署", "部局", "所属", "関係課", "関連課", "実施主体", "推進主体", "事業主体", "取組主体", "実施機関",
    ]
    private static let unitEndings = [
        "課", "部", "室", "局", "係", "署", "所属", "課等", "当", "所管", "主管", "主体", "機関", "課名", "課室", "組織", "部門",
    ]
    private static let partnerWords = ["関係", "関連", "連携", "協力"]
    private static let partnerEndings = ["課", "部", "室", "局", "係", "部署", "部局", "所属", "課等", "課名", "課室"]

    private static let sectionNames: WordSet = ["課名", "室名", "課室名", "室課名", "課室", "課係名", "部課名", "係名"]

    /// 関係課, 連携部署, 協力, and 部局名 above 課室名: but not 担当課・関係課, nor 関連部門の課題.
    private static func namesPartner(_ key: String) -> Bool {
        ["協力", "部局名", "部名", "局名"].contains(key)
            || key.unicodeScalars.count <= 6 && partnerWords.contains(where: key.hasPrefix)
                && partnerEndings.contains(where: key.hasSuffix)
                && !["担当", "所管", "主管"].contains(where: key.contains)
    }

    private static let timeEndings = [
        "時期", "期限", "期間", "年度", "スケジュール", "日程", "工程", "工程表", "予定", "予定日", "期日", "納期", "実施年", "実施日", "年次", "ロードマップ",
        "年次計画", "開始日", "年度別計画", "年次別計画", "年度計画", "年度別実施計画", "行程",
    ]
    private static let targetEndings = ["目標", "指標", "KPI", "目標値", "KGI", "数値目標", "目標数値", "指標名"]
    private static let contents: WordSet = [
        "内容", "内容(目標)", "目標(内容)", "推進方向", "推進の方向", "推進の方向性", "施策の推進方向", "施策の方向", "施策の方向性", "取組の方向", "取組の方向性", "今後の取り組み",
        "主な取り組み",
        "具体的な取り組み", "取組", "取組内容", "実施内容", "事業内容", "概要", "取組概要", "事業概要", "方向性", "今後の取組", "今後の方向性", "今後の予定", "今後の展開",
        "具体的な取組",
        "具体的取組", "具体的な内容", "具体策", "対応", "対応策", "対策", "施策の内容", "取組の概要", "取組の内容", "主な取組", "主な内容", "計画", "計画内容", "実施計画",
        "取組方針",
        "今後の対応", "具体的な取組内容", "取り組み内容", "改善策", "今後の計画", "事業の概要", "取組計画", "活動内容", "施策概要", "次年度の取組", "翌年度の取組", "今後の取組方針",
        "実施事項",
    ]
    private static let states: WordSet = [
        "現状", "現状認識", "課題", "背景", "目的", "現状と課題", "現状・課題", "現状及び課題", "趣旨", "対象", "効果", "期待される効果", "期待効果", "効果等", "根拠",
        "関連計画",
        "関連法令", "必要性",
        "ねらい", "狙い", "意義", "位置付け", "位置づけ", "対象者", "根拠法令", "問題点", "取組の背景", "事業目的", "取組目的", "期待する効果", "主な効果", "関連する計画",
        "目指す姿", "あるべき姿",
        "経緯",
    ]
    private static let pasts: WordSet = [
        "実績", "成果", "結果", "進捗状況", "進捗", "達成状況", "評価", "取組状況", "実施状況", "取組実績", "進捗率", "実施結果", "自己評価", "実績値", "進捗度",
        "達成度", "取組結果", "事業の成果", "事業成果",
        "主な実績", "これまでの取組", "達成率", "取組の実績", "進捗評価", "実施実績", "状況", "評価理由", "取組の成果", "令和実績",
    ]
    private static let titles: WordSet = [
        "取組名", "取組項目", "取り組み", "取組み", "施策", "施策名", "事業", "事業名", "項目", "実施項目", "取組事項", "件名", "名称", "取組名称", "事業名称",
        "推進項目", "個別施策", "具体的施策",
        "取組施策", "主要事業", "項目名", "事務事業名", "施策・事業", "取組・事業", "重点取組", "アクション", "取り組み項目", "計画事業", "改革項目", "プロジェクト名", "実施事業",
        "取組事業", "業務名", "システム名",
        "取組(事業)", "施策(取組)", "取組の名称",
    ]
    private static let numbers: WordSet = [
        "番号", "No.", "No", "NO.", "NO", "№", "整理番号", "取組番号", "事業番号", "施策番号", "通番", "項番", "連番", "#", "計画番号", "項目番号",
    ]
    /// 取組コード, シート番号
    private static let codes = ["取組コード", "事業コード", "施策コード", "シート番号", "調書番号", "管理番号"]
    private static let others: WordSet = [
        "備考", "注記", "補足", "留意事項", "区分", "分類", "摘要", "優先度", "関連", "基本方針", "方針", "施策の柱", "分野", "大項目", "中項目", "その他", "継続",
        "種別", "重点", "新規・継続",
        "新規継続", "状態", "添付", "添付書類", "添付資料", "添付ファイル",
    ]

    /// A label is short, also where its letters are spread.
    private static let bytesMax = 300

    /// 取組の目的・内容, 現状及び今後の取組: of several labels the one that says what is to be done.
    private static func joined(_ key: String) -> FieldLabel? {
        guard let joint = ["・", "及び", "および", "と"].first(where: key.contains) else { return nil }
        let head = ["取組の", "取り組みの", "事業の", "施策の"].first(where: key.hasPrefix) ?? ""
        let own = key[key.index(key.startIndex, offsetBy: head.count)...]
        guard let place = own.firstRange(of: joint) else { return nil }
        let parts = [String(own[..<place.lowerBound]), String(own[place.upperBound...])]
        guard parts.allSatisfy({ contents.contains($0) || states.contains($0) || pasts.contains($0) }) else {
            return nil
        }
        return parts.contains(where: contents.contains) ? .content : .state
    }

    /// More letters than a label has with all the brackets around it.
    private static func isLong(_ text: String) -> Bool {
        text.unicodeScalars.lazy.filter { !$0.isSpace }.dropFirst(lettersMax).first != nil
    }

    private static let lettersMax = 30

    /// - Returns: `nil` unless the whole text is a label.
    init?(_ text: String) {
        guard text.utf8.count <= Self.bytesMax, !Self.isLong(text) else { return nil }
        let whole = Self.key(text)
        guard (1...18).contains(whole.unicodeScalars.count), !Self.isNumbered(whole) else { return nil }
        let (key, hasYear) = Self.withoutYear(whole)
        let count = key.unicodeScalars.count
        guard count > 0, count <= 14 else { return nil }
        if Self.numbers.contains(key) || Self.codes.contains(where: key.hasSuffix) {
            self = .number
        } else if Self.titles.contains(key) {
            self = .title
        } else if Self.contents.contains(key) {
            self = .content
        } else if let joined = Self.joined(key) {
            self = joined
        } else if Self.states.contains(key) {
            self = .state
        } else if Self.pasts.contains(key) || ["の実績", "の進捗状況", "の取組状況"].contains(where: key.hasSuffix) {
            self = .past
        } else if Self.namesPartner(key) {
            self = .partner
        } else if Self.sectionNames.contains(key)
            || Self.unitWords.contains(where: key.contains)
                && Self.unitEndings.contains(where: Self.withoutAmongOthers(key).hasSuffix)
        {
            self = .unit
        } else if ["予算", "予算額", "事業費", "経費", "決算額", "概算事業費", "予算(千円)", "事業費(千円)"].contains(key) {
            self = .budget
        } else if Self.targetEndings.contains(where: key.hasSuffix), !key.hasPrefix("基本") {
            self = .target
        } else if Self.isDue(key) || key == "完了" && !hasYear {
            self = .due
        } else if !hasYear, Self.isStart(key) {
            self = .start
        } else if Self.timeEndings.contains(where: key.hasSuffix), !key.contains("、"), !hasYear,
            !key.contains(where: \.isNumber),
            !key.contains("元年")
        {
            self = .time
        } else if ["予定", "実施予定", "取組予定"].contains(key) {
            self = .content
        } else if Self.others.contains(key) {
            self = .other
        } else if let label = Self.beforeBracket(key) {
            self = label
        } else {
            return nil
        }
    }

    /// 達成期限, 完了予定年月, 目標時期: a word of what is reached before one of time, and whatever ends in a word for a last day.
    private static func isDue(_ key: String) -> Bool {
        if ["期限", "期日", "納期", "終期"].contains(where: key.hasSuffix) { return true }
        return ["達成", "完了", "目標"].contains { reached in
            guard let range = key.ranges(of: reached).last else { return false }
            return dueTimes.contains(String(key[range.upperBound...]))
        }
    }

    /// 開始, 着手時期, 事業開始年度: a word of what is begun, alone or before one of time.
    private static func isStart(_ key: String) -> Bool {
        ["開始", "着手", "着工"].contains { begun in
            guard let range = key.ranges(of: begun).last else { return false }
            let rest = String(key[range.upperBound...])
            return rest.isEmpty ? key.unicodeScalars.count <= 4 : dueTimes.contains(rest)
        }
    }

    private static let dueTimes: WordSet = [
        "時期", "期", "年度", "年月", "年月日", "日", "予定", "予定日", "予定時期", "予定年度", "予定年月", "目標年月", "目途", "目処", "めど", "目安", "見込",
        "見込み", "見込時期", "見通し",
    ]

    /// 重要業績評価指標(KPI), 事業費(百万円): a word and in brackets another for it, or its unit.
    private static func beforeBracket(_ key: String) -> FieldLabel? {
        guard key.hasSuffix(")"), let open = key.lastIndex(of: "("), open > key.startIndex,
            !key[open...].contains(where: \.isNumber), let label = FieldLabel(String(key[..<open])),
            [.target, .budget, .past].contains(label)
        else { return nil }
        return label
    }

    /// Whether it tells when something is done.
    var isTime: Bool { self == .time || self == .due || self == .start }

    /// 4.排出量の削減目標: a heading with its number.
    private static func isNumbered(_ key: String) -> Bool {
        let rest = key.drop { $0.isASCII && $0.isNumber }
        guard rest.count < key.count, let sign = rest.first, ".．、)".contains(sign) else { return false }
        return rest.dropFirst().first.map { !$0.isNumber } ?? false
    }

    /// 担当部課など → 担当部課
    private static func withoutAmongOthers(_ key: String) -> String {
        key.hasSuffix("など") ? String(key.dropLast(2)) : key.hasSuffix("等") ? String(key.dropLast()) : key
    }

    /// Whether a label of responsible sections may stand in a text: long texts are asked this first. Letters of a label may be
    /// spread.
    static func mayNameUnits(_ text: String) -> Bool {
        text.contains("　") || unitWords.contains(where: text.contains) || spreadUnitWords.contains(where: text.contains)
    }

    private static let spreadUnitWords = unitWords.map { $0.map(String.init).joined(separator: " ") }

    /// Without spaces and brackets around it, in half width.
    static func key(_ text: String) -> String {
        var scalars = Width.narrowingDigitsAndLatin(text).unicodeScalars.filter { !$0.isSpace }
            .map { $0 == "（" ? "(" : $0 == "）" ? ")" : $0 }
        while let first = scalars.first, "【〔[［<＜《〈■□◆◇●○・".unicodeScalars.contains(first) { scalars.removeFirst() }
        while let last = scalars.last, "】〕]］>＞》〉:：".unicodeScalars.contains(last) { scalars.removeLast() }
        return String(scalars: scalars)
    }

    /// 令和5年度実績 → 実績
    ///
    /// その対策 → 対策
    private static func withoutYear(_ key: String) -> (key: String, hasYear: Bool) {
        if key.hasPrefix("その"), key != "その他" { return (String(key.dropFirst(2)), false) }
        for word in ["今年度", "本年度", "次年度", "来年度", "前年度", "翌年度"] where key.hasPrefix(word) {
            let rest = String(key.dropFirst(word.count).trimmingPrefix("の"))
            return rest.isEmpty ? (key, false) : (rest, true)
        }
        let scalars = key.unicodeScalars
        let head = scalars.prefix { isFigure($0) || "令和平成元年度RHFY()".unicodeScalars.contains($0) }
        guard !head.isEmpty, head.endIndex < scalars.endIndex, head.contains(where: { $0 == "元" || isFigure($0) }),
            head.contains("年") || ["R", "H", "FY"].contains(where: key.hasPrefix)
        else { return (key, false) }
        return (String(key[head.endIndex...].trimmingPrefix("の")), true)
    }

    private static func isFigure(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.numericType != nil }

    /// Whether running text may follow in the next lines.
    var isOpen: Bool {
        switch self {
        case .content, .state, .past, .other: true
        default: false
        }
    }
}
