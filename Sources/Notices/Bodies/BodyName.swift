import Japanese

/// Names of bodies (会議体) in headings, titles of rosters and running text.
enum BodyName {
    static let lettersMax = 50

    private static let endings = [
        "検討グループ", "グループ", "作業チーム", "チーム", "部会", "委員会", "本部", "会議", "協議会", "検討会", "分科会", "ワーキング", "WG", "幹事会", "審議会",
        "懇談会", "懇話会", "研究会", "連絡会", "調査会", "審査会", "庁議", "タスクフォース", "プロジェクト", "PT", "推進会", "推薦会", "小委員会", "評価会", "運営会",
        "作業班",
        "検討班", "コンソーシアム", "CSIRT",
    ]
    private static let notNames: WordSet = [
        "委員会", "部会", "本部", "会議", "協議会", "検討会", "審議会", "同委員会", "本委員会", "当委員会", "各部会", "各委員会", "専門部会等", "本会議",
        "グループ", "チーム", "作業班", "検討班", "本部会議の会議", "全体会議", "教育委員会", "区議会", "定例会議",
    ]
    private static let beginnings = [
        "標記", "上記", "下記", "各部", "各委員", "各種", "各課", "各グループ", "各検討", "各会議", "各分科", "各専門", "各チーム", "各作業", "次の", "この", "当該",
        "前", "その", "同",
    ]
    /// What follows a body's name in the title of a roster.
    private static let rosterEndings = [
        "構成員名簿", "委員名簿", "メンバー名簿", "会員名簿", "部会員名簿", "本部員名簿", "名簿", "構成員一覧", "委員一覧", "メンバー一覧", "構成一覧", "構成員表", "委員構成",
        "構成員", "構成メンバー", "メンバー表", "メンバー", "の構成", "構成表", "構成", "体制表", "組織体制", "委員", "の組織", "組織表", "一覧表", "一覧",
    ]

    /// What says so only behind the name itself: alone it heads a section of a plan.
    private static let behindNames: WordSet = [
        "体制", "推進体制", "検討体制", "組織", "組織体制", "の体制", "委員", "構成員", "メンバー", "会員",
    ]

    /// Bodies within bodies, by their kind alone.
    private static let innerNames: WordSet = [
        "専門部会", "作業部会", "幹事会", "小委員会", "専門委員会", "分科会", "ワーキンググループ", "ワーキングチーム", "作業チーム",
    ]

    /// A whole text that names a body.
    static func isName(_ text: String) -> Bool {
        let key = BodyText.key(text)
        let count = key.unicodeScalars.count
        guard count >= 3, count <= lettersMax, !notNames.contains(key) else { return false }
        guard !["。", "、", ",", "を", "から", "する", "及び", "について", "による"].contains(where: key.contains), !holdsTopic(key),
            !beginnings.contains(where: key.hasPrefix)
        else { return false }
        let body = PostWord.withoutBrackets(key)
        return endings.contains { body.hasSuffix($0) } && !PostWord.isPost(body)
    }

    /// 委員会は, and not はるかぜ市: a town may be written in hiragana.
    static func holdsTopic(_ key: String) -> Bool { holds("は", key) }

    /// Whether a word holds a particle of one letter. A name in hiragana before anything else may hold that letter: はやせ市, ささがはら保育園.
    static func holds(_ particle: Unicode.Scalar, _ key: String) -> Bool {
        // 障がい福祉課
        guard key.unicodeScalars.contains(particle) else { return false }
        let key = particle == "が" ? key.replacing("障がい", with: "").replacing("生きがい", with: "") : key
        var (length, holds, last, isFirst) = (0, false, particle, true)
        for letter in key.unicodeScalars {
            if Script(of: letter) == .hiragana {
                (length, holds, last) = (length + 1, holds || letter == particle, letter)
                continue
            }
            let isName =
                length >= 2
                && ("市区町村県都".unicodeScalars.contains(letter) || isFirst && length >= 3 && last != particle)
            if holds, !isName { return true }
            (length, holds, isFirst) = (0, false, false)
        }
        return holds
    }

    /// 働き方改革検討グループ → 働き方改革: what a body is about.
    static func stem(_ name: String) -> String {
        guard let ending = endings.first(where: name.hasSuffix) else { return name }
        return String(name.dropLast(ending.count))
    }

    /// The body a line names, and whether the line says that its members follow.
    ///
    ///     title("別紙　情報化検討部会　名簿")   // 情報化検討部会, a roster
    static func title(_ text: String) -> (name: String, isRoster: Bool)? {
        guard text.utf8.count <= 400, !text.contains("。") else { return nil }
        var isRoster = false
        var name: String?
        let isEnclosed = text.first.map { "【「『〔".contains($0) } ?? false
        for word in titleWords(text) {
            if let found = named(word) {
                // 改革推進本部　専門部会　構成員: a body of the one before it, whose name says no more than its kind.
                if let outer = name {
                    guard innerNames.contains(BodyText.key(found.name)) else { return nil }
                    name = outer + "\u{3000}" + found.name
                } else {
                    name = found.name
                }
                isRoster = isRoster || found.isRoster
            } else if isRosterWord(withoutDate(word))
                || name != nil && behindNames.contains(BodyText.key(word).trimmingBrackets)
            {
                isRoster = true
            } else if name != nil, isEnclosed, isRemark(word) {
                continue
            } else if name == nil ? !isBefore(word) : !isBehind(word) {
                return nil
            }
        }
        return name.map { ($0, isRoster) }
    }

    /// 委員名簿, 構成員: a roster's heading that names no body.
    static func isRosterWord(_ text: String) -> Bool {
        text.utf8.count <= BodyText.wordBytesMax && rosterWords.contains(BodyText.key(text).trimmingBrackets)
    }

    private static let rosterWords = WordSet(
        rosterEndings.filter { $0 != "委員" && $0 != "一覧" } + ["構成員等", "の構成員", "出席者名簿", "委員等名簿"])

    private static func dividesTitles(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "#", "【", "】", "「", "」", "『", "』", "■", "◆", "▽", "○", "◎", "●", "〇", "◇", "□", ":", "：", "〔", "〕", "〈",
            "〉", "＜", "＞",
            "<", ">", "《", "》":
            true
        default: false
        }
    }

    private static func titleWords(_ text: String) -> [String] {
        var words: [String] = []
        for word in BodyText.words(text) {
            var part = ""
            for scalar in word.unicodeScalars {
                // ・ before a name is a sign, within it a letter of it.
                if Self.dividesTitles(scalar) || scalar == "・" && part.isEmpty {
                    if !part.isEmpty { words.append(part) }
                    part = ""
                } else {
                    part.unicodeScalars.append(scalar)
                }
            }
            if !part.isEmpty { words.append(part) }
        }
        // 情 報 化 委 員 会 名 簿, spread with a word or two among the letters.
        if words.count > 2, !words.contains(where: { named($0) != nil }), named(words.joined()) != nil {
            return [words.joined()]
        }
        return words
    }

    private static func named(_ word: String) -> (name: String, isRoster: Bool)? {
        var name = word
        var isRoster = false
        // 情報化推進委員会委員名簿（案）
        for mark in ["(案)", "（案）", "(予定)", "（予定）", "(敬称略)", "（敬称略）", "(令和", "(通知)", "（通知）"] where name.hasSuffix(mark) {
            name.removeLast(mark.count)
        }
        if let open = name.firstIndex(where: { $0 == "（" || $0 == "(" }), open > name.startIndex,
            name.hasSuffix("）") || name.hasSuffix(")"),
            isRosterWord(String(name[name.index(after: open)...].dropLast())) || name[open...].contains("現在")
        {
            name = String(name[..<open])
            isRoster = true
        }
        // 防災会議委員名簿（条例第3条関係）: by what the members are named.
        if let (before, bracket) = dividedAtBracket(name), ["関係", "条例", "要綱"].contains(where: bracket.contains) {
            name = before
        }
        name = withoutNumber(name)
        // 地域福祉推進会議（庁内組織）: what it is besides.
        if let (before, bracket) = dividedAtBracket(name), isName(before), !bracket.contains("仮") { name = before }
        if isName(name) { return (name, isRoster) }
        // 推進会議の組織について
        if name.hasSuffix("について") { name.removeLast(4) }
        // 推進チーム員の任命について, 審議会委員の委嘱
        for ending in ["の任命", "の委嘱", "の選任", "の指名", "の変更"] where name.hasSuffix(ending) {
            name.removeLast(ending.count)
            if name.hasSuffix("員"), isName(String(name.dropLast())) { return (String(name.dropLast()), true) }
        }
        for ending in rosterEndings where name.hasSuffix(ending) {
            var stem = String(name.dropLast(ending.count))
            if stem.hasSuffix("の") { stem.removeLast() }
            if isName(stem) { return (withoutYear(stem), true) }
        }
        return nil
    }

    /// 防災会議（庁内組織） → 防災会議 and the bracket behind it.
    private static func dividedAtBracket(_ name: String) -> (before: String, bracket: Substring)? {
        guard let open = name.lastIndex(where: { "（(".contains($0) }), open > name.startIndex,
            "）)".contains(name.last ?? " ")
        else { return nil }
        return (String(name[..<open]), name[open...])
    }

    /// 1情報化推進委員会, (2)幹事会, ①…
    private static func withoutNumber(_ text: String) -> String {
        var rest = text[...]
        // （仮称） is part of the name, (1) is not.
        if let second = rest.unicodeScalars.dropFirst().first, "(（".contains(rest.first ?? " "),
            !"0123456789０１２３４５６７８９".unicodeScalars.contains(second)
        {
            return text
        }
        while let first = rest.unicodeScalars.first,
            "0123456789０１２３４５６７８９().．（）①②③④⑤⑥⑦⑧⑨⑩".unicodeScalars.contains(first)
        {
            rest = rest.dropFirst()
        }
        return rest.isEmpty ? text : String(rest)
    }

    /// 令和6年度情報化推進委員会 → 情報化推進委員会: a roster is of a year, a body is not.
    private static func withoutYear(_ text: String) -> String {
        for era in ["令和", "平成"] where text.hasPrefix(era) {
            if let year = text.firstRange(of: "年度") {
                let rest = text[year.upperBound...].trimmingPrefix("の")
                if isName(String(rest)) { return String(rest) }
            }
        }
        return text
    }

    /// 構成員（令和7年4月1日現在） → 構成員: what a bracket says of the list and not of who is in it.
    private static func withoutDate(_ word: String) -> String {
        guard let open = word.firstIndex(where: { "（(".contains($0) }), open > word.startIndex,
            "）)".contains(word.last ?? " "), isBehind(String(word[open...]))
        else { return word }
        return String(word[..<open])
    }

    private static func isBefore(_ word: String) -> Bool {
        let key = BodyText.key(word).trimmingBrackets
        return ["別紙", "別表", "資料", "参考", "様式", "別添", "付表", "令和", "平成", "第"].contains(where: key.hasPrefix)
            && key.count <= 12
            || isNumber(key) || key == "案" || ["名称", "会議名", "組織名", "会議の名称", "組織の名称"].contains(key)
    }

    /// 令和7年4月1日現在, 任期2年, 順不同: remarks behind a name or below a title.
    static func isBehind(_ word: String) -> Bool {
        let key = BodyText.key(word).trimmingBrackets
        return PostWord.isNote(key) || key == "案" || key.hasSuffix("現在") || key.hasSuffix("時点") || key.hasPrefix("令和")
            || key.hasPrefix("平成") || isNumber(key) || PeopleCount(key) != nil || key.hasPrefix("任期")
            || key.hasPrefix("~")
            || key.contains("敬称略") || key.contains("順不同") || key.contains("音順")
    }

    /// 【推進委員会】（外部委員による点検）: what a bracket says of a body whose name stands in brackets of its own.
    private static func isRemark(_ word: String) -> Bool {
        let inside = word.trimmingBrackets
        return inside != word && !PostWord.isPost(inside) && SeatLabel(inside) == nil && !isName(inside)
    }

    private static func isNumber(_ key: String) -> Bool {
        key.unicodeScalars.allSatisfy { "0123456789().-①②③④⑤⑥⑦⑧⑨⑩ⅠⅡⅢⅣⅤ一二三四五六七八九十".unicodeScalars.contains($0) }
    }

    /// The first body that running text names: デジタル・セキュリティ部会のもとに → デジタル・セキュリティ部会.
    static func mention(in text: String) -> String? {
        var word: [Unicode.Scalar] = []
        func name() -> String? {
            let text = String(scalars: word)
            if isName(text) { return text }
            for ending in rosterEndings where text.hasSuffix(ending) {
                let stem = String(text.dropLast(ending.count))
                if isName(stem) { return stem }
            }
            return nil
        }
        for scalar in text.unicodeScalars.prefix(400) {
            let script = Script(of: scalar)
            let isPart =
                script == .kanji || script == .katakana || script == .latin || script == .fullwidthLatin
                || script == .digit
                || "ー・･々づくり".unicodeScalars.contains(scalar)
            if isPart {
                word.append(scalar)
                continue
            }
            if let name = name() { return name }
            word = []
        }
        return name()
    }
}
