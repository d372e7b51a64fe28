import Documents
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

    /// What kind a document is shows in so many lines.
    private static let linesMax = 3_000
    /// A roster that no title names is short, and has little else in it.
    private static let rosterLinesMax = 300
    private static let rosterScoreMin = 0.6

    /// Whether initiatives are looked for in it.
    var holdsInitiatives: Bool {
        switch self {
        case .notice, .plan, .progress, .letter, .unknown: true
        case .rules, .roster, .minutes, .contents: false
        }
    }

    init(_ text: NoticeText, furniture: Furniture, document: PlacedDocument) {
        let lines = Array(text.lines.lazy.filter { furniture.reasons[$0.number] == nil }.prefix(Self.linesMax))
        let document = PlacedDocument(format: document.format, lines: Array(document.lines.prefix(Self.linesMax)))
        let words = lines.prefix(400).map(\.text)
        let head = words.prefix(8).map { FieldLabel.key($0) }
        func headHas(_ names: String...) -> Bool {
            head.contains { line in line.unicodeScalars.count <= 60 && names.contains(where: line.contains) }
        }
        // 議事録作成の自動化 as an item is no title of minutes.
        let titles = lines.prefix(5).filter {
            HeadingSign.read($0.scalars.drop { $0.isSpace }) == nil || $0.scalars.contains("回")
        }
        .map { FieldLabel.key($0.text) }.filter { $0.unicodeScalars.count <= 50 }
        func titleHas(_ names: String...) -> Bool {
            titles.contains { line in
                names.contains { line.contains($0) && !line.contains($0 + "作成") && !line.contains($0 + "の作成") }
            }
        }
        let isIssued = lines.prefix(12).contains { Self.isNumberOfRules($0.text) }
        if furniture.isContentsOnly {
            self = .contents
        } else if head.contains(where: { RulesName.ends($0) || Self.amendsRules($0) }),
            Self.articles(lines) >= 3 || isIssued
        {
            // (委員) above an article is no speaker.
            self = .rules
        } else if titleHas(
            "議事録", "会議録", "議事要旨", "会議要旨", "議事概要", "会議概要", "会議の概要", "議事の要旨", "会議結果", "開催結果", "議事メモ", "議事要点", "会議要点",
            "審議概要", "発言要旨")
            || Self.speakers(lines) >= 4 || Self.turns(lines) >= 2
            || words.prefix(60).contains(where: { ["議事録", "会議録", "議事次第"].contains(FieldLabel.key($0)) })
            || BodyReader.minutesScore(document) >= 0.8 || Self.tellsOfMeeting(words.prefix(60))
        {
            self = .minutes
        } else if Self.articles(lines) >= 2 || BodyReader.articleScore(document) >= BodyReader.kindScoreMin {
            self = .rules
        } else if Self.isRoster(lines, head: Array(head))
            || titleHas("名簿", "構成員", "委員一覧") && BodyReader.rosterScore(document) >= BodyReader.kindScoreMin
        {
            self = .roster
        } else if Self.isLetter(words) {
            self = .letter
        } else if headHas("進捗状況", "進捗管理", "実施状況", "取組状況", "達成状況", "取組実績", "進行管理") {
            self = .progress
        } else if titleHas("計画", "プラン", "プログラム", "ビジョン", "戦略", "工程表", "ロードマップ"),
            !titles.contains(where: { $0.hasSuffix("について") || $0.contains("について(") || $0.contains("策定しました") })
        {
            self = .plan
        } else if headHas("について", "取組", "施策", "報告", "通知", "策定しました", "取り組み", "重点") {
            self = .notice
        } else if words.count <= Self.rosterLinesMax, BodyReader.rosterScore(document) >= Self.rosterScoreMin {
            // Nothing names it, and it is nothing but people and where they sit.
            self = .roster
        } else {
            self = .unknown
        }
    }

    /// ○○市推進会議規程の一部を改正する訓令
    private static func amendsRules(_ line: String) -> Bool {
        (RulesName.endings + ["訓令", "告示"]).contains { line.contains("の一部を改正する" + $0) }
    }

    /// 訓令第5号, alone in its line.
    private static func isNumberOfRules(_ line: String) -> Bool {
        let key = FieldLabel.key(line)
        return key.unicodeScalars.count <= 16 && key.hasSuffix("号")
            && ["訓令", "告示", "規則", "条例", "要綱", "規程"].contains {
                key.hasPrefix($0) || key.contains($0 + "第") || key.contains($0 + "甲") || key.contains($0 + "乙")
            }
    }

    /// 日時, 場所, 出席者 and 議題 as labels at the head: a record of a meeting without that word.
    private static func tellsOfMeeting(_ words: some Sequence<String>) -> Bool {
        var found: Set<Int> = []
        let labels = [
            ["日時", "年月日", "期日"], ["場所", "会場"], ["出席", "欠席", "参加者"],
            ["結果", "議題", "議事", "審議", "内容", "会議", "協議", "次第", "付した", "付議"],
        ]
        for word in words {
            let scalars = Array(word.trimmingCharacters.unicodeScalars)
            let sign = HeadingSign.read(scalars[...])?.length ?? 0
            let body = String(scalars: scalars.dropFirst(sign))
            // 開催日時 令和6年5月7日 開催場所 区役所: several labels in one line, each apart from its value.
            let apart = body.split(whereSeparator: \.isWhitespace).map { FieldLabel.key(String($0)) }
                .filter { $0.hasPrefix("開催") && $0.unicodeScalars.count == 4 }
            for whole in [FieldLabel.key(body)] + apart {
                var key = String(whole.prefix { !":：(".contains($0) })
                guard key.unicodeScalars.count <= 12 else { continue }
                for prefix in ["会議の", "会議に", "開催", "開会"] where key.hasPrefix(prefix) && key != prefix {
                    key.removeFirst(prefix.count)
                }
                for (place, names) in labels.enumerated() where names.contains(where: key.hasPrefix) {
                    found.insert(place)
                }
            }
        }
        return found.count == labels.count
    }

    /// 第1条, 第２条の３: at the beginning of lines.
    private static func articles(_ lines: [NoticeText.Line]) -> Int {
        lines.count { line in
            let body = line.scalars.drop { $0.isSpace }.prefix(8)
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
            let body = Array(line.scalars.drop { $0.isSpace }.prefix(20))
            guard let first = body.first else { return false }
            let isMarked = "○◯〇●◎【（(〔・".unicodeScalars.contains(first)
            let colon = body.firstIndex { $0 == "：" || $0 == ":" }
            // 事務局： and 中村 重男 委員 alone.
            if !isMarked {
                let whole = String(scalars: colon.map { body[..<$0] } ?? body[...])
                guard
                    colon != nil && (colon ?? 0) + 1 < line.scalars.count
                        || body.count < 20 && whole.contains(" ") && whole.hasSuffix("委員")
                else { return false }
                return whole.unicodeScalars.count <= 14 && !whole.contains("担当") && !whole.contains("、")
                    && ["委員長", "委員", "座長", "構成員", "会長", "部会長", "議長", "氏", "先生", "知事"].contains {
                        whole.hasSuffix($0) && whole.unicodeScalars.count > $0.unicodeScalars.count + 1
                    }
            }
            let name = body.dropFirst().prefix { !$0.isSpace && !"】）)〕：:".unicodeScalars.contains($0) }
            guard name.count + 1 < body.count || "】）)〕".unicodeScalars.contains(body.last ?? " ") else { return false }
            let text = String(scalars: name)
            if seats(line) { return false }
            let known = [
                "委員長", "副委員長", "委員", "会長", "副会長", "座長", "部会長", "事務局", "議長", "部長", "課長", "市長", "区長", "町長", "村長", "会員",
                "副市長", "参事", "係長", "質問", "回答", "質疑", "応答", "構成員",
            ]
            return known.contains { text == $0 || text.hasSuffix($0) && name.count <= 12 }
        }
    }

    /// ・本部長：市長, ○部会員　総務課長、企画課長: a word for a role with posts behind it, and nothing said.
    private static func seats(_ line: NoticeText.Line) -> Bool {
        guard line.scalars.count <= rosterLineMax, line.scalars.last != "。" else { return false }
        var words = BodyText.words(line.text.replacing("：", with: "\u{3000}").replacing(":", with: "\u{3000}"))
        guard let first = words.first, SeatLabel(SeatTokens.withoutSign(first))?.role != nil, words.count > 1 else {
            return false
        }
        words.removeFirst()
        let tokens = SeatTokens(words, isList: false)
        return tokens.nameCount == 0 && tokens.others.isEmpty && !(tokens.members.isEmpty && tokens.sections.isEmpty)
    }

    private static let rosterLineMax = 120

    /// 【事務局】 alone in its line: a turn of somebody who speaks.
    private static func turns(_ lines: [NoticeText.Line]) -> Int {
        lines.count { line in
            let text = line.text.trimmingCharacters
            guard let first = text.first, "【（(〔<＜○〇".contains(first), text.unicodeScalars.count <= 12 else {
                return false
            }
            let name = FieldLabel.key(text).filter { !"()○〇<>".contains($0) }
            return [
                "事務局", "委員長", "副委員長", "委員", "会長", "座長", "部長", "課長", "議長", "部会長", "市長", "区長", "町長", "質問", "回答", "意見",
            ].contains { name == $0 }
                || name.hasSuffix("委員") || name.hasSuffix("委員長")
                // (川上総務部長): a name and a post, and no more.
                || (text.hasSuffix(")") || text.hasSuffix("）")) && Self.namesSpeaker(name)
        }
    }

    private static func namesSpeaker(_ name: String) -> Bool {
        let parts = PersonName.setAside(in: name)
        return parts.hasName && !parts.post.isEmpty
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
                "願います", "提出してください", "回答してください", "御回答", "ご回答",
            ].contains(where: line.contains)
        }
        return isAddressed && asks
    }
}
