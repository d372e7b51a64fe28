import Japanese

/// The dates of a clause that bind it, each with its class, and whose they are.
///
/// A date of what was (実績, 決算, 法律第40号, 策定した), of money (当初予算) or of a state (現在) binds nothing.
struct DeadlineReading {
    let clause: LocatedText
    let anchor: DateAnchor
    /// Of the document: a bare date before it is no deadline.
    var fiscalYear: FiscalYear?

    var dues: [ReadPromise.Due] { dues(behind: .time) }

    /// Of a label that itself says by when (期限, 達成時期): a date without a word of its own, or at the end of a time, is the last;
    /// of one that says from when (開始), the first.
    func dues(behind label: FieldLabel) -> [ReadPromise.Due] {
        let subjects = subjects
        let text = DateWording.masked(clause.text)
        let scalars = Array(text.unicodeScalars)
        return DateReader.expressions(in: text, anchor: anchor).compactMap { expression in
            guard expression.kind != .noDate, !isBackground(expression, in: scalars) else { return nil }
            let place = clause.place(of: expression.range.lowerBound)
            let deadline =
                Self.spanning(expression, in: scalars) ?? Self.boundByEvent(expression, in: scalars)
                ?? expression.deadline
            // 令和6年度から令和8年度まで is the same time as 令和6年度～令和8年度.
            let isSpan = expression.kind == .range && expression.deadlineText.hasPrefix("まで")
            let isBare = [.none, .atEnd].contains(deadline.deadlineClass) && expression.kind != .range
            let isLast = label == .due && isBare && deadline.to != nil
            let isFirst = label == .start && deadline.deadlineClass == .none && isBare && deadline.from != nil
            return ReadPromise.Due(
                deadline: Deadline(
                    deadlineClass: isLast ? .by : isFirst ? .from : isSpan ? .none : deadline.deadlineClass,
                    from: deadline.from, to: isFirst ? nil : deadline.to, raw: deadline.raw,
                    needsAnchor: expression.needsAnchor),
                isExternal: subjects.last { $0.end <= expression.range.lowerBound }?.isForeign ?? false,
                line: place.line, column: place.column)
        }
    }

    // MARK: What binds nothing

    private func isBackground(_ expression: DateExpression, in scalars: [Unicode.Scalar]) -> Bool {
        let end = min(expression.range.upperBound + expression.deadlineText.unicodeScalars.count, scalars.count)
        var after = String(scalars: scalars[end...].prefix(40))
        if ["法律第", "政令第", "省令第", "条例第", "告示", "訓令", "規則第", "規程第", "法律", "閣議決定"].contains(where: after.hasPrefix) {
            return true
        }
        // 前年度の状況を確かめる: nothing is promised for a time that is past.
        if ["前年", "昨年", "前回", "先月", "前月"].contains(where: expression.raw.hasPrefix) { return true }
        if after.hasPrefix("の") { after.removeFirst() }
        if ["現在", "時点", "終了時点", "実績", "比", "対比", "末現在", "末時点", "国勢調査"].contains(where: after.hasPrefix) { return true }
        guard expression.deadlineClass == .none || expression.deadlineClass == .from else { return false }
        let before = expression.range.lowerBound
        let topic =
            String(scalars: scalars[..<before].suffix(Self.topicMax))
            .split(whereSeparator: { "、。（(".contains($0) }).last ?? ""
        // 毎年3月と4月に, 毎年度8月に: no day of one year.
        if !expression.raw.contains("年"),
            let every = ["毎年", "例年"].compactMap({ topic.ranges(of: $0).last }).first,
            topic[every.upperBound...].allSatisfy({ $0.isNumber || "度のと及びや・月日上中下旬".contains($0) })
        {
            return true
        }
        // 現行設備は平成27年度整備
        if topic.hasSuffix("は"), ["現行", "既存", "現在", "現有", "従来", "旧"].contains(where: topic.hasPrefix) {
            return true
        }
        let isBefore = fiscalYear.map { year in expression.period.map { $0.to < year.start } ?? false }
        // 策定した平成24年度, but not 経過した令和6年度
        if before > 1, scalars[before - 1] == "た", isBefore ?? true { return true }
        guard expression.deadlineClass == .none else { return false }
        if Self.boundByEvent(expression, in: scalars) != nil { return isBefore ?? false }
        let budget = [
            "当初予算", "補正予算", "一般会計", "第1回", "第2回", "第3回", "第4回", "第１回", "第２回", "第３回", "第４回", "予算", "決算", "版", "調査", "入札",
            "税制改正", "生まれ", "計画", "実施計画", "評価", "答申", "改正", "制定", "報告書",
            "基準", "値", "数値", "水準",
        ]
        if budget.contains(where: after.hasPrefix) { return true }
        let segment = String(after.prefix { $0 != "、" && $0 != "。" }.prefix(28))
        if Self.isAside(expression, in: scalars) { return true }
        if DateWording.basisWords.contains(where: segment.contains) { return true }
        if isBefore ?? false { return true }
        let events = ["施行", "公布", "策定", "改定", "改訂", "付け", "付で", "通知", "議決", "制定", "認定"]
        if events.contains(where: after.hasPrefix), !segment.contains("に向け"), !segment.contains("目指") { return true }
        return Self.isPast(segment)
    }

    /// 8校（令和6年度モデル校）の事例を共有する: a bracket in the middle of a clause that begins with the date and names what was then.
    private static func isAside(_ expression: DateExpression, in scalars: [Unicode.Scalar]) -> Bool {
        let start = expression.range.lowerBound
        guard start > 0, "（(".unicodeScalars.contains(scalars[start - 1]),
            let close = scalars[start...].prefix(asideMax).firstIndex(where: { "）)".unicodeScalars.contains($0) }),
            close + 1 < scalars.count, "のをがはにで".unicodeScalars.contains(scalars[close + 1])
        else { return false }
        let named = scalars[min(expression.range.upperBound, close)..<close]
        // （昭和49年建築）: how old something is.
        let isAge = ["建築", "建設", "築", "竣工", "しゅん工", "開設", "開館", "開校", "完成"].contains(String(scalars: named))
        if isAge { return true }
        return named.count >= 2 && SentenceMood(of: String(scalars: named)) == .none
            && named.allSatisfy { Script(of: $0) == .kanji || Script(of: $0) == .katakana || $0 == "ー" }
    }

    private static let asideMax = 30
    private static let topicMax = 16

    /// に策定した計画: the date belongs to something that happened.
    private static func isPast(_ segment: String) -> Bool {
        guard segment.contains("た") || segment.contains("だ"), let morphology = Morphology.shared else { return false }
        let words = morphology.morphemes(of: segment)
        return words.indices.contains { place in
            let word = words[place]
            // 選んだ as well as 試した.
            guard word.part == "助動詞", word.base == "た" || word.features.dropFirst(4).first == "特殊・タ", place > 0,
                place + 1 < words.count
            else { return false }
            let verb = words[place - 1]
            let isRelation =
                relations.contains(verb.base) || place > 1 && verb.base == "する" && words[place - 2].surface == "と"
            // 移転した旧支所: the first letter of a noun is a word of its own there.
            return !isRelation && (words[place + 1].isNoun || ["連体詞", "接頭詞"].contains(words[place + 1].part))
        }
    }

    /// に向けた, に応じた: no event.
    private static let relations: Set<String> = [
        "向ける", "応じる", "沿う", "即す", "優れる", "適す", "適する", "合わせる", "基づく", "見据える", "配慮", "限る",
    ]

    /// 令和6年度から3年間: the end is counted.
    private static func spanning(_ expression: DateExpression, in scalars: [Unicode.Scalar]) -> Deadline? {
        guard expression.deadlineClass == .from, let from = expression.period?.from else { return nil }
        let end = expression.range.upperBound + expression.deadlineText.unicodeScalars.count
        let after = String(scalars: scalars[min(end, scalars.count)...].prefix(12))
        let narrow = Width.narrowingDigitsAndLatin(after)
        let digits = narrow.prefix { $0.isNumber }
        guard let count = Int(digits), (1...30).contains(count) else { return nil }
        let rest = narrow.dropFirst(digits.count)
        for (word, months) in [
            ("年間", 12), ("か年", 12), ("ヶ年", 12), ("カ年", 12), ("箇年", 12), ("年度間", 12), ("か月間", 1), ("ヶ月間", 1), ("カ月間", 1),
        ]
        where rest.hasPrefix(word) {
            let total = (from.month - 1) + count * months
            guard
                let last = CivilDate(year: from.year + total / 12, month: total % 12 + 1, day: from.day)?.adding(
                    days: -1)
            else { return nil }
            return Deadline(
                deadlineClass: .within, from: from, to: last,
                raw: expression.raw + expression.deadlineText + "\(count)" + word)
        }
        return nil
    }

    /// 令和7年11月定例会から, 令和8年度採用試験から: what is held at the date stands between it and its word.
    private static func boundByEvent(_ expression: DateExpression, in scalars: [Unicode.Scalar]) -> Deadline? {
        guard expression.deadlineClass == .none, let period = expression.period else { return nil }
        let after = scalars[min(expression.range.upperBound, scalars.count)...].prefix(eventMax)
        // 令和7年4月1日付け異動から
        let given = String(scalars: after).hasPrefix("付け") ? 2 : 0
        let event =
            after.prefix(given)
            + after.dropFirst(given).prefix { Script(of: $0) == .kanji || Script(of: $0) == .katakana || $0 == "の" }
        let rest = String(scalars: after.dropFirst(event.count))
        // 令和9年度予算から適用する, 令和8年5月の講習から始める: whatever it is, something begins with it.
        let begins = !event.isEmpty && beginnings.contains { rest.hasPrefix("から" + $0) }
        guard begins || String(scalars: event) == "開始" || events.contains(where: String(scalars: event).hasSuffix)
        else { return nil }
        let raw = expression.raw + String(scalars: event)
        // 令和6年4月開始
        if String(scalars: event) == "開始", rest.first.map({ "、。）)　 ".contains($0) }) ?? true {
            return Deadline(deadlineClass: .from, from: period.from, to: nil, raw: raw)
        }
        if rest.hasPrefix("から") {
            return Deadline(deadlineClass: .from, from: period.from, to: nil, raw: raw + "から")
        }
        guard let word = ["までに", "まで"].first(where: rest.hasPrefix) else { return nil }
        return Deadline(deadlineClass: .by, from: period.from, to: period.to, raw: raw + word)
    }

    private static let eventMax = 18
    private static let beginnings = ["適用", "実施", "開始", "始め", "行う", "行い", "導入", "切り替え", "対象と"]
    private static let events = [
        "定例会", "臨時会", "議会", "試験", "入試", "検針", "分", "月号", "入学", "契約", "異動",
    ]

    // MARK: Whose date it is

    /// The last subject that is named before it decides.
    private var subjects: [(end: Int, isForeign: Bool)] {
        let scalars = clause.scalars
        var subjects: [(end: Int, isForeign: Bool)] = []
        for start in scalars.indices where Self.subjectBeginnings.contains(scalars[start]) {
            for (words, isForeign) in [(Self.foreign, true), (Self.own, false)] {
                for word in words where scalars[start] == word[0] && scalars[start...].starts(with: word) {
                    subjects.append((start + word.count, isForeign))
                }
            }
        }
        return subjects
    }

    private static let foreign = [
        "国は", "国が", "国の", "国において", "国では", "国から", "政府は", "政府の", "都は", "都が", "都の", "県は", "県が", "府は", "デジタル庁", "総務省",
        "厚生労働省",
        "文部科学省", "法律で", "法により", "法の施行", "東京都は", "東京都の",
    ].map { Array($0.unicodeScalars) }
    private static let subjectBeginnings = Set((foreign + own).compactMap(\.first))
    private static let own = [
        "区に", "区は", "区が", "区で", "本区", "当区", "市は", "市が", "本市", "町は", "町が", "村は", "本町", "庁内", "当課", "各課", "本計画",
    ].map { Array($0.unicodeScalars) }
}

/// Words around dates.
enum DateWording {
    static let basisWords = [
        "を踏まえ", "に基づ", "をもとに", "を基に", "を受け", "に比べ", "と比べ", "と比較", "比で", "を参考", "に引き続き", "を生かし", "を活かし", "を契機", "に続き",
        "に対応するため",
        "を基準", "を起点",
        "以来", "に準じ",
    ]

    /// With counts of years that passed (12年が経過) made unreadable, so that none is taken for the end of a range; every letter
    /// keeps its place.
    static func masked(_ text: String) -> String { withoutGaps(withoutCounts(withoutIssues(text))) }

    /// 令和7年10月号から: an issue is of its month.
    private static func withoutIssues(_ text: String) -> String {
        guard text.contains("月号") else { return text }
        return ["から", "より", "まで"].reduce(text) { $0.replacing("月号" + $1, with: "月" + $1 + "号") }
    }

    /// 令和7年4月 ～ 研修を行う: the sign that opens a time belongs to the date before it, also behind a space.
    private static func withoutGaps(_ text: String) -> String {
        guard ["~", "～", "〜"].contains(where: text.contains), text.contains(" ") || text.contains("　") else {
            return text
        }
        var scalars = Array(text.unicodeScalars)
        for place in scalars.indices where "~～〜".unicodeScalars.contains(scalars[place]) {
            guard let end = scalars[..<place].lastIndex(where: { !$0.isSpace }),
                "年月日度".unicodeScalars.contains(scalars[end])
            else { continue }
            // 令和6年3月～ 令和5年度の評価: a fiscal year behind a gap is what is looked back on, and no end.
            if end == place - 1, "月日".unicodeScalars.contains(scalars[end]), place + 1 < scalars.count,
                scalars[place + 1].isSpace, let year = scalars[(place + 1)...].firstIndex(of: "年"), year < place + 8,
                year + 1 < scalars.count, scalars[year + 1] == "度"
            {
                for offset in (place + 1)..<year where Script(of: scalars[offset]) == .digit { scalars[offset] = "数" }
                continue
            }
            // 令和7年4月1日 ～ 令和10年3月31日
            guard end < place - 1, let next = scalars[(place + 1)...].first(where: { !$0.isSpace }),
                Script(of: next) != .digit, Script(of: next) != .fullwidthDigit,
                !"令平昭RHS".unicodeScalars.contains(next)
            else { continue }
            scalars.swapAt(end + 1, place)
        }
        return String(scalars: scalars)
    }

    private static func withoutCounts(_ text: String) -> String {
        guard
            text.contains("経過") || text.contains("年が過") || text.contains("年を経") || text.contains("年目")
                || text.contains("月前")
        else { return text }
        var scalars = Array(text.unicodeScalars)
        for place in scalars.indices where scalars[place] == "年" || scalars[place] == "月" {
            let after = String(scalars: scalars[(place + 1)...].prefix(4))
            // 予定日の3月前まで counts months.
            let ends = scalars[place] == "年" ? ["が経過", "を経過", "経過", "が過ぎ", "を経", "以上が経", "余りが経", "目"] : ["前"]
            guard ends.contains(where: after.hasPrefix), scalars[place] == "年" || !after.hasPrefix("前半") else {
                continue
            }
            var start = place
            while start > 0,
                Script(of: scalars[start - 1]) == .digit || Script(of: scalars[start - 1]) == .fullwidthDigit
            { start -= 1 }
            guard place - start <= 3 else { continue }
            for offset in start..<place { scalars[offset] = "数" }
        }
        return String(scalars: scalars)
    }
}
