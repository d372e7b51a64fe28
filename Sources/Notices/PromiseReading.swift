import Japanese

/// The promises of a text: sentences that say what will be done, with the dates they bind themselves to.
struct PromiseReading {
    /// Moods by sentence: headings are asked for theirs by everything that stands above them.
    private final class Moods {
        var known: [LetterKey: SentenceMood] = [:]
    }

    let anchor: DateAnchor
    let fiscalYear: FiscalYear?
    /// Texts of which people said whether they promise.
    let decided: [DecidedText: LineRole]
    private let moods = Moods()

    init(anchor: DateAnchor, fiscalYear: FiscalYear?, decided: [DecidedText: LineRole] = [:]) {
        self.decided = decided
        self.anchor = anchor
        self.fiscalYear = fiscalYear
    }

    private func mood(of sentence: String) -> SentenceMood {
        let key = LetterKey(sentence)
        if let known = moods.known[key] { return known }
        let mood = ProseBodies.onlySeats(sentence) ? .state : SentenceMood(of: sentence)
        moods.known[key] = mood
        return mood
    }

    /// - Parameter listsActions: whether a noun of action without a verb (端末の更新) stands for a plan there, as in lists.
    func promises(in text: LocatedText, listsActions: Bool = false) -> [ReadPromise] {
        if let role = said(of: text) { return role == .promise ? [promise(text)] : [] }
        return text.sentences.flatMap { promises(inSentence: $0, listsActions: listsActions) }
    }

    /// What a person said of a whole text.
    private func said(of text: LocatedText) -> LineRole? { decided.isEmpty ? nil : decided[DecidedText(text)] }

    func isPlan(_ text: LocatedText) -> Bool {
        if let role = said(of: text) { return role == .promise }
        return text.sentences.contains {
            Self.isLong($0) && !Self.isIntroduction($0.text)
                && (mood(of: $0.text) == .plan || mood(of: $0.text) == .none && promisesInBracket($0))
        }
    }

    /// Whether a sentence binds whoever is its subject: what will be done, and what is to hold.
    func commits(_ sentence: LocatedText) -> Bool { [.plan, .rule].contains(mood(of: sentence.text)) }

    func isPast(_ sentence: LocatedText) -> Bool {
        sentence.scalars.last == "。" && mood(of: sentence.text) == .past
    }

    func isAction(_ text: LocatedText) -> Bool {
        if let role = said(of: text) { return role == .promise }
        return text.scalars.count <= Self.actionMax && text.scalars.count >= 4 && !Self.isSum(text.scalars)
            && !Self.isFigure(text.scalars) && !Self.isRemit(text.text) && mood(of: text.text) == .action
    }

    /// 庶務係：文書、統計、選挙: what a section is there for, in nouns alone.
    private static func isRemit(_ text: String) -> Bool {
        guard let colon = text.firstIndex(where: { ":：".contains($0) }), UnitNames.isName(String(text[..<colon])) else {
            return false
        }
        let duties = text[text.index(after: colon)...]
        return duties.contains("、") && !duties.unicodeScalars.contains { Script(of: $0) == .hiragana }
    }

    private func promises(inSentence sentence: LocatedText, listsActions: Bool) -> [ReadPromise] {
        guard Self.isLong(sentence), !Self.isIntroduction(sentence.text), !Self.isRecord(sentence.text) else {
            return []
        }
        switch mood(of: sentence.text) {
        case .plan: return clauses(of: sentence).map(promise)
        // 実施は令和7年4月とする。
        case .rule where Self.setsDate(sentence.text), .state where Self.setsDate(sentence.text):
            return [promise(sentence)]
        case .action where listsActions && sentence.scalars.count <= Self.actionMax:
            return Self.isFigure(sentence.scalars) ? [] : [promise(sentence)]
        case .none
        where listsActions
            && (setsDateInBracket(sentence) || promisesInBracket(sentence) || Self.beginsWithTerm(sentence)
                || Self.endsInTerm(sentence) || isBeforeDate(sentence)):
            return [promise(sentence)]
        default: return []
        }
    }

    private static let records = [
        "受付", "決裁", "了承", "承認", "決定", "作成", "現在", "改定", "策定", "公表", "更新", "議決", "提出", "配布", "報告", "確認",
    ]

    /// （改善委員会　令和6年12月18日受付）: a bracket that says what became of the paper itself.
    private static func isRecord(_ text: String) -> Bool {
        guard let first = text.first, "（(".contains(first), let last = text.last, "）)".contains(last),
            records.contains(where: text.dropLast().hasSuffix)
        else { return false }
        return !DateReader.expressions(in: text).isEmpty
    }

    private func promise(_ clause: LocatedText) -> ReadPromise {
        let place = clause.place(of: 0)
        return ReadPromise(
            text: clause.text, line: place.line, column: place.column,
            deadlines: DeadlineReading(clause: clause, anchor: anchor, fiscalYear: fiscalYear).dues)
    }

    private static func setsDate(_ text: String) -> Bool {
        ["とする。", "とします。", "とする", "とします"].contains(where: text.hasSuffix) && !DateReader.expressions(in: text).isEmpty
            && !text.contains("計画期間") && !text.contains("基準")
    }

    /// - 令和7年6月～ 制度の整備に向けた取り組み: what stands behind a date that binds is what is done then.
    private static func beginsWithTerm(_ sentence: LocatedText) -> Bool {
        guard sentence.scalars.count <= actionMax, !isFigure(sentence.scalars),
            let first = DateReader.expressions(in: DateWording.masked(sentence.text)).first,
            first.range.lowerBound == 0,
            first.deadlineClass == .from || first.deadlineClass == .by
        else { return false }
        let rest = sentence.scalars.dropFirst(
            first.range.upperBound + first.deadlineText.unicodeScalars.count)
        return rest.count { Script(of: $0) == .kanji || Script(of: $0) == .katakana } >= 4
            && !rest.contains { Script(of: $0) == .digit || Script(of: $0) == .fullwidthDigit }
    }

    /// ・改修設計　令和7年度: what is done, and apart from it when.
    private func isBeforeDate(_ sentence: LocatedText) -> Bool {
        guard sentence.scalars.count <= Self.actionMax, let gap = sentence.scalars.firstIndex(where: \.isSpace),
            gap >= 2
        else { return false }
        let date = sentence.part(gap..<sentence.scalars.count).trimmed
        guard let found = DateReader.expressions(in: date.text).first, found.range.lowerBound == 0,
            found.range.upperBound + found.deadlineText.unicodeScalars.count == date.scalars.count
        else { return false }
        return mood(of: String(scalars: sentence.scalars[..<gap])) == .action
    }

    /// 運用開始は令和7年10月1日から。: a topic, and nothing behind it but when.
    private static func endsInTerm(_ sentence: LocatedText) -> Bool {
        let text = DateWording.masked(sentence.text)
        guard sentence.scalars.count <= actionMax, let last = DateReader.expressions(in: text).last,
            [.from, .by, .within].contains(last.deadlineClass), last.range.lowerBound > 1,
            sentence.scalars[last.range.lowerBound - 1] == "は"
        else { return false }
        let end = last.range.upperBound + last.deadlineText.unicodeScalars.count
        return sentence.scalars[min(end, sentence.scalars.count)...].allSatisfy { $0 == "。" || $0.isSpace }
            && !["期間", "対象", "任期", "現在"].contains(where: text.contains)
    }

    /// 移住者数：11人 → 17人: what is to be reached, and nothing that is done.
    static func isFigure(_ scalars: [Unicode.Scalar]) -> Bool {
        guard !scalars.contains("。") else { return false }
        func isNumber(_ scalar: Unicode.Scalar?) -> Bool {
            scalar.map { Script(of: $0) == .digit || Script(of: $0) == .fullwidthDigit } ?? false
        }
        for place in scalars.indices where "→⇒：:".unicodeScalars.contains(scalars[place]) {
            let next = scalars[(place + 1)...].first { !$0.isSpace }
            guard isNumber(next) else { continue }
            let isArrow = "→⇒".unicodeScalars.contains(scalars[place])
            let before = scalars[..<place].last { !$0.isSpace }
            if !isArrow, !isNumber(before) { return true }
            if isArrow,
                scalars[..<place].suffix(8).contains(where: { isNumber($0) || "―－-—–".unicodeScalars.contains($0) })
            {
                return true
            }
        }
        return false
    }

    /// 空調の機器(更新に努める。): a whole sentence in the bracket at the end says what will be done.
    private func promisesInBracket(_ sentence: LocatedText) -> Bool {
        let scalars = sentence.scalars
        guard scalars.count <= Self.actionMax, scalars.count > 4, let last = scalars.last, last == ")" || last == "）",
            scalars[scalars.count - 2] == "。", let open = scalars.firstIndex(where: { $0 == "(" || $0 == "（" }),
            open > 1
        else { return false }
        return mood(of: String(scalars: scalars[(open + 1)..<(scalars.count - 1)])) == .plan
    }

    /// 21項目→57項目（令和8年5月末までに順次拡大）: what will be done when stands in the bracket at the end.
    private func setsDateInBracket(_ sentence: LocatedText) -> Bool {
        let scalars = sentence.scalars
        guard scalars.count <= Self.actionMax, let last = scalars.last, last == ")" || last == "）" else { return false }
        var depth = 0
        for offset in scalars.indices.reversed() {
            if ")）".unicodeScalars.contains(scalars[offset]) { depth += 1 }
            if "(（".unicodeScalars.contains(scalars[offset]) { depth -= 1 }
            guard depth == 0 else { continue }
            let inside = String(scalars: scalars[(offset + 1)..<(scalars.count - 1)])
            let isDated = DateReader.expressions(in: inside).contains { $0.deadlineClass != .none }
            return isDated && [.action, .plan].contains(mood(of: inside))
        }
        return false
    }

    /// 一般会計 74,911千円: money that something has, and nothing that is done.
    private static func isSum(_ scalars: [Unicode.Scalar]) -> Bool {
        scalars.contains("円") && !scalars.contains("を") && scalars.contains { Script(of: $0) == .digit }
    }

    private static let actionMax = 90

    private static func isLong(_ sentence: LocatedText) -> Bool { sentence.scalars.count >= 5 }

    /// 次のとおり取り組む。: the promise follows.
    private static func isIntroduction(_ text: String) -> Bool {
        // 次の行動計画を策定する。
        if ["行動計画を策定", "計画を策定しました"].contains(where: text.contains),
            ["次の", "以下の", "下記の"].contains(where: text.contains)
        {
            return true
        }
        if text.unicodeScalars.count <= 24, ["次の", "以下の", "下記の"].contains(where: text.hasPrefix) { return true }
        return text.unicodeScalars.count <= 60
            && [
                "次のとおり", "以下のとおり", "下記のとおり", "次の取組", "以下の取組", "次に掲げる", "以下に示す", "次の事項", "以下の事項", "別紙のとおり", "別表のとおり",
                "次の通り", "以下の通り", "次のように", "次のような",
            ]
            .contains(where: text.contains)
    }

    /// The clauses that each commit: divided after 〜ほか、 and 〜とともに、 where a verb ends the first part.
    private func clauses(of text: LocatedText) -> [LocatedText] {
        let scalars = text.scalars
        var cuts: [Int] = []
        for joint in ["ほか、", "とともに、", "と共に、"] {
            let pattern = Array(joint.unicodeScalars)
            for offset in scalars.indices.dropFirst() where scalars[offset] == pattern[0] {
                guard scalars[offset...].starts(with: pattern), offset + pattern.count < scalars.count else { continue }
                let before = String(scalars: scalars[..<offset])
                if mood(of: before) == .plan, scalars[offset - 1] != "の" { cuts.append(offset + pattern.count) }
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
}
