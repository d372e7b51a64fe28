import Japanese

/// The bodies that a sentence or a title sets up, by their names.
extension ArticleBodies {
    private static let verbs = ["を設置する", "を置く", "を設ける", "を設置し", "を置き", "を設け", "を組織する", "を開設する"]
    /// 庁議及び課長会議の設置及び運営について必要な事項を定める: rules that set up what they are about by saying so.
    private static let concerns = ["の設置に関し", "の設置等に関し", "の設置及び", "の設置並びに", "の設置について", "の設置、"]

    /// 町情報化推進委員会(以下「委員会」という。)を設置する → the name and its alias.
    /// - Parameter items: what 次に掲げる委員会を置く lists.
    static func namesSetUp(in sentence: String, items: [String] = []) -> [(name: String, alias: String?)] {
        guard
            let verb = (verbs + (sentence.contains("必要な事項を定め") ? concerns : []))
                .compactMap({ sentence.firstRange(of: $0) }).min(by: { $0.lowerBound < $1.lowerBound })
        else { return [] }
        let whole = String(sentence[..<verb.lowerBound])
        if RoleClause.refersToList(whole) || whole.contains("次の") {
            let listed = items.map(withoutAlias).map { (name: BodyText.tight($0.head), alias: $0.alias) }
                .filter { BodyName.isName($0.name) }
            if !listed.isEmpty { return listed }
        }
        let (plain, aliases) = withoutAliases(in: whole)
        let words = lastPhrase(withoutAlias(plain).head)
        var names: [(String, String?)] = []
        for part in divided(words) {
            var name = BodyText.tight(part).trimmingPrefixes(["「", "それぞれ", "別表のとおり", "別表第1のとおり"])
                .trimmingPrefixes(["定める", "規定する", "掲げる", "基づく", "関する", "係る", "よる"])
            while name.hasSuffix("」") { name.removeLast() }
            let alias = aliases.first { BodyText.tight($0.before).hasSuffix(name) }?.alias
            // 実務者からなる利用推進部会: whom it is made of stands before its name.
            for joint in ["からなる", "から成る", "で構成する", "で組織する"] {
                if let range = name.firstRange(of: joint), isBody(String(name[range.upperBound...])) {
                    name = String(name[range.upperBound...])
                }
            }
            // 総合部会、防災部会の専門部会: the last word says of which kind all are.
            if let joint = name.lastIndex(of: "の"), isBody(String(name[..<joint])) { name = String(name[..<joint]) }
            guard isBody(name), !(Self.isRoleWord(name)) else { continue }
            names.append((name, alias ?? (aliases.count == 1 ? aliases[0].alias : nil)))
        }
        return names
    }

    /// A実行委員会(以下「実行委員会」という。)及びB会議(以下「会議」という。) → A実行委員会及びB会議, and what each is called from here on by the
    /// words before it.
    static func withoutAliases(in text: String) -> (text: String, aliases: [(before: String, alias: String)]) {
        var plain = text
        var aliases: [(before: String, alias: String)] = []
        while let word = plain.firstRange(of: "以下「"),
            let open = plain[..<word.lowerBound].lastIndex(where: { "(（".contains($0) }),
            let end = plain[word.upperBound...].firstIndex(of: "」"),
            let close = plain[end...].firstIndex(where: { ")）".contains($0) })
        {
            var before = String(plain[..<open])
            while before.hasSuffix("」") { before.removeLast() }
            aliases.append((before, String(plain[word.upperBound..<end])))
            plain.removeSubrange(open...close)
        }
        return (plain, aliases)
    }

    /// 町情報化推進委員会（以下「委員会」という。） → the name, and what it is called from here on.
    static func withoutAlias(_ text: String) -> (head: String, alias: String?) {
        var head = text
        while head.hasSuffix("」") { head.removeLast() }
        var alias: String?
        if head.hasSuffix(")") || head.hasSuffix("）"), let open = head.lastIndex(where: { $0 == "(" || $0 == "（" }) {
            let inside = head[open...]
            if inside.contains("以下"), let start = inside.firstIndex(of: "「"), let end = inside.firstIndex(of: "」") {
                alias = String(inside[inside.index(after: start)..<end])
            }
            head = String(head[..<open])
            while head.hasSuffix("」") { head.removeLast() }
        }
        return (head, alias)
    }

    /// What stands behind the last comma or に: 計画を進めるため、区に推進本部 → 推進本部.
    static func lastPhrase(_ text: String) -> String {
        var start = text.startIndex
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            if "、，,「。".contains(text[index]), !isList(text[start..<index], text[next...]) { start = next }
            if text[..<next].hasSuffix("として"), text[next...].contains("会") { start = next }
            if text[..<next].hasSuffix("ため"), isBody(BodyText.tight(withoutAlias(String(text[next...])).head)) {
                start = next
            }
            if text[index] == "に" || isJoint(text, index) || isTopic(text, index), next < text.endIndex,
                isBody(BodyText.tight(String(text[next...]).trimmingPrefixes(["、", "，"])))
                    || text[next...].contains("及び")
            {
                start = next
            }
            index = next
        }
        return BodyText.trimmed(String(text[start...]).trimmingPrefixes(["、", "，", ",", "「"]))
    }

    /// て of a verb (定めて), but not of 子育て.
    private static func isJoint(_ text: String, _ index: String.Index) -> Bool {
        guard text[index] == "て", index > text.startIndex,
            let before = text[text.index(before: index)].unicodeScalars.first
        else { return false }
        return Script(of: before) == .hiragana
    }

    /// は behind a word; the name of a town may begin with it.
    private static func isTopic(_ text: String, _ index: String.Index) -> Bool {
        guard text[index] == "は", index > text.startIndex else { return false }
        return !"、，,「".contains(text[text.index(before: index)])
    }

    /// 総合部会、防災部会: a comma within a list of bodies.
    static func isList(_ left: Substring, _ right: Substring) -> Bool {
        isBody(BodyText.tight(left.split(separator: "、").last.map(String.init) ?? ""))
            && (right.contains("部会") || right.contains("会"))
            && !right.contains("を") && !right.contains("は")
    }

    static func isBody(_ name: String) -> Bool {
        BodyName.isName(name)
            || ["部会", "専門部会", "作業部会", "幹事会", "小委員会", "分科会", "ワーキンググループ", "作業班", "ワーキングチーム", "検討班", "庁議"].contains(name)
    }

    static func isRoleWord(_ name: String) -> Bool { SeatLabel(name) != nil }

    /// ○町情報化推進委員会設置要綱 → 町情報化推進委員会
    static func nameInTitle(_ title: String) -> String? {
        let name = subject(of: title)
        return BodyName.isName(name) ? name : nil
    }

    /// What a title of rules is about, whether that is built like a name or not: 情報化を進める検討会議.
    static func subject(of title: String) -> String {
        var name = PostWord.withoutBrackets(BodyText.tight(title).cutting(at: ["の一部を改正", "の一部改正"]))
        // ○○審議会条例施行規則
        for ending in ["条例施行規則", "条例施行細則"] + RulesName.endings
            + ["設置及び運営に関する", "設置運営", "設置等に関する", "設置に関する", "の運営に関する", "に関する", "運営", "設置", "の"]
        where name.hasSuffix(ending) {
            name.removeLast(ending.count)
        }
        return name
    }
}
