import Japanese

/// What kind of document was read: each kind has its own small reader, and an unknown kind gives nothing.
public enum DocumentKind: String, Hashable, Sendable, CaseIterable {
    /// A notice or report of what will be done (通知・報告).
    case notice
    /// A plan (計画, 実施計画).
    case plan
    /// What became of the items of a plan (進捗状況表).
    case progress
    /// 要綱, 規程, 要領: articles.
    case rules
    /// Members of a body (名簿).
    case roster
    /// What was said in a meeting (議事録).
    case minutes
    /// A contents page alone.
    case contents
    /// A letter with addressees and nothing to adopt (依頼, 案内).
    case letter
    case unknown

    public var title: String {
        switch self {
        case .notice: "通知・報告"
        case .plan: "計画"
        case .progress: "進捗状況の表"
        case .rules: "要綱・規程"
        case .roster: "名簿"
        case .minutes: "議事録"
        case .contents: "目次"
        case .letter: "依頼・案内の文書"
        case .unknown: "種類の分からない文書"
        }
    }

    /// Whether initiatives are looked for in it.
    var holdsInitiatives: Bool {
        switch self {
        case .notice, .plan, .progress, .letter, .unknown: true
        case .rules, .roster, .minutes, .contents: false
        }
    }

    init(_ text: NoticeText, furniture: Furniture) {
        let lines = text.lines.filter { furniture.reasons[$0.number] == nil }
        let words = lines.prefix(400).map(\.text)
        let head = words.prefix(8).map { FieldLabel.key($0) }
        func headHas(_ names: String...) -> Bool {
            head.contains { line in line.unicodeScalars.count <= 60 && names.contains(where: line.contains) }
        }
        if furniture.isContentsOnly {
            self = .contents
        } else if headHas("議事録", "会議録", "議事要旨", "会議要旨", "議事概要", "会議概要", "会議の概要", "議事の要旨", "会議結果", "開催結果", "議事メモ")
            || Self.speakers(lines) >= 5
        {
            self = .minutes
        } else if Self.articles(lines) >= 2 {
            self = .rules
        } else if Self.isRoster(lines, head: Array(head)) {
            self = .roster
        } else if headHas("進捗状況", "進捗管理", "実施状況", "取組状況", "達成状況", "取組実績", "進行管理") {
            self = .progress
        } else if Self.isLetter(words) {
            self = .letter
        } else if headHas("計画", "プラン", "ビジョン", "戦略", "工程表", "ロードマップ"), !headHas("について") {
            self = .plan
        } else if headHas("について", "取組", "施策", "報告", "通知", "策定しました", "取り組み", "重点") {
            self = .notice
        } else {
            self = .unknown
        }
    }

    /// 第1条, 第２条の３: at the beginning of lines.
    private static func articles(_ lines: [NoticeText.Line]) -> Int {
        lines.count { line in
            let body = line.scalars.drop { $0.properties.isWhitespace }.prefix(8)
            guard body.first == "第", let end = body.firstIndex(of: "条") else { return false }
            let number = body[(body.startIndex + 1)..<end]
            return !number.isEmpty
                && number.allSatisfy {
                    Script(of: $0) == .digit || Script(of: $0) == .fullwidthDigit
                        || "一二三四五六七八九十百".unicodeScalars.contains($0)
                }
        }
    }

    /// ○委員長　…, 【事務局】, （委員）: who speaks.
    private static func speakers(_ lines: [NoticeText.Line]) -> Int {
        lines.count { line in
            let body = Array(line.scalars.drop { $0.properties.isWhitespace }.prefix(20))
            guard let first = body.first, "○◯〇●◎【（(〔・".unicodeScalars.contains(first) else { return false }
            let name = body.dropFirst().prefix { !$0.properties.isWhitespace && !"】）)〕：:".unicodeScalars.contains($0) }
            guard name.count + 1 < body.count || "】）)〕".unicodeScalars.contains(body.last ?? " ") else { return false }
            let text = String(String.UnicodeScalarView(name))
            let known = [
                "委員長", "副委員長", "委員", "会長", "副会長", "座長", "部会長", "事務局", "議長", "部長", "課長", "市長", "区長", "町長", "村長", "会員",
                "副市長", "参事", "係長", "質問", "回答", "質疑", "応答", "構成員",
            ]
            return known.contains { text == $0 || text.hasSuffix($0) && name.count <= 12 }
        }
    }

    private static func isRoster(_ lines: [NoticeText.Line], head: [String]) -> Bool {
        let filled = lines.filter { !$0.isBlank }
        let isNamed = head.prefix(4).contains { line in
            ["名簿", "構成員", "委員一覧", "構成員一覧"].contains {
                line.hasSuffix($0) || line.contains($0 + "(") || line.contains($0 + "（")
            } && line.unicodeScalars.count <= 40
        }
        guard isNamed, filled.count <= 400 else { return false }
        let sentences = filled.count { $0.scalars.last == "。" }
        return sentences * 4 <= filled.count
    }

    private static func isLetter(_ words: [String]) -> Bool {
        let trimmed = words.prefix(200).map(\.trimmingCharacters)
        let isAddressed = trimmed.prefix(12).contains { line in
            line.unicodeScalars.count <= 40 && ["様", "殿", "御中", "各位"].contains { line.hasSuffix($0) }
        }
        let asks = trimmed.contains { line in
            [
                "お願いします", "お願いいたします", "お願い申し上げます", "御協力", "ご協力", "御出席", "ご出席", "拝啓", "時下", "敬具", "ご案内", "御案内",
                "提出してください", "回答してください", "御回答", "ご回答",
            ].contains(where: line.contains)
        }
        return isAddressed && asks
    }
}
