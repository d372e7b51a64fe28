import Japanese

/// The title of minutes: 令和6年度第3回情報化推進委員会議事録, 検討会（第1回）　議事録　令和6年6月8日.
struct MinutesTitle {
    let body: String?
    let number: Int?
    let date: (day: CivilDate, text: String)?

    /// Whether it names a meeting.
    var says: Bool { body != nil || number != nil }

    static let words = [
        "議事録", "会議録", "議事要旨", "議事概要", "会議要旨", "会議概要", "会議結果", "議事要録", "会議記録", "議事の要旨", "会議の概要", "開催結果", "会議報告", "摘録",
    ]

    /// - Returns: `nil` unless a line is such a title.
    init?(_ text: String) {
        guard text.utf8.count <= 300, !BodyText.isSentence(text),
            text.unicodeScalars.contains(where: { "録旨概果報".unicodeScalars.contains($0) })
        else { return nil }
        let key = BodyText.key(text)
        guard let word = Self.words.first(where: key.contains) else { return nil }
        guard let range = key.firstRange(of: word) else { return nil }
        // 議事録の作成について and 前回議事録の確認 speak of minutes.
        let rest = key[range.upperBound...]
        let isBare = rest.isEmpty || "(（【[「第令平R0123456789案:~".contains(rest.first ?? " ")
        guard isBare, !["前回", "署名", "作成", "公開", "確認", "について", "ページ", "検索"].contains(where: key.contains) else {
            return nil
        }
        self.init(named: text)
        if body == nil, number == nil, date == nil, range.lowerBound > key.startIndex { return nil }
    }

    /// A meeting by its name.
    init(named text: String) {
        date = Self.date(in: text)
        var tight = BodyText.tight(text)
        number = Self.number(in: tight)
        // What is no part of the body's name: the number, the year, the word for minutes.
        if let start = tight.firstIndex(of: "第"), let end = tight[start...].firstIndex(of: "回"),
            tight.distance(from: start, to: end) <= 6
        {
            tight.replaceSubrange(start...end, with: " ")
        }
        for era in ["令和", "平成"] {
            if let start = tight.firstRange(of: era)?.lowerBound,
                let end = tight[start...].firstRange(of: "年度")?.upperBound, tight.distance(from: start, to: end) <= 8
            {
                tight.replaceSubrange(start..<end, with: " ")
            }
        }
        for word in Self.words { tight = tight.replacing(word, with: " ") }
        let parts = tight.split { " 　()（）「」【】[]〔〕・○〇◯:：".contains($0) && $0 != "・" }.map(String.init)
        body =
            parts.compactMap { part -> String? in
                var name = part
                while let first = name.first, "の年度区分".contains(first) { name.removeFirst() }
                for ending in ["の", "について", "専門部会の"] where name.hasSuffix(ending) { name.removeLast(ending.count) }
                return BodyName.isName(name) || ["検討会", "幹事会", "庁議", "審議会", "協議会"].contains(name) ? name : nil
            }.first
    }

    /// 第3回, 第三回
    static func number(in text: String) -> Int? {
        guard let start = text.firstIndex(of: "第"), let end = text[start...].firstIndex(of: "回"),
            text.distance(from: start, to: end) <= 6
        else { return nil }
        let figures = BodyText.key(String(text[text.index(after: start)..<end]))
        return Int(figures) ?? KanjiNumeral.value(of: figures)
    }

    /// The first date of a text that is one day.
    static func date(in text: String) -> (day: CivilDate, text: String)? {
        guard text.utf8.count <= 1_000 else { return nil }
        for expression in DateReader.expressions(in: text) {
            if let period = expression.period, period.from == period.to { return (period.from, expression.raw) }
        }
        return nil
    }
}
