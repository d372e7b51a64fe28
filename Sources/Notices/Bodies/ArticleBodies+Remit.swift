/// What bodies do, and who keeps their affairs.
extension ArticleBodies {
    static func isRemit(_ caption: String, _ text: String) -> Bool {
        if ["所掌", "任務", "協議事項", "検討事項", "審議事項", "調査事項", "事務", "職務", "役割"].contains(where: caption.contains) {
            return !caption.contains("委員長") && !caption.contains("会長") && !caption.contains("本部長")
        }
        return RoleClause.refersToList(text) && ["事項", "事務"].contains(where: text.contains)
            && ["所掌", "協議", "検討", "審議", "調査", "つかさどる"].contains(where: text.contains)
    }

    mutating func readRemit(_ paragraph: ArticleText.Paragraph, _ scope: Int) {
        let items = paragraph.items.filter { !$0.text.isEmpty }
        if items.isEmpty {
            guard drafts[scope].remit.isEmpty, paragraph.text.hasSuffix("。"), !RoleClause.refersToList(paragraph.text)
            else { return }
            drafts[scope].remit.append(.init(text: paragraph.text, line: paragraph.line))
        }
        for item in items {
            drafts[scope].remit.append(
                .init(text: item.text.hasSuffix("。") ? String(item.text.dropLast()) : item.text, line: item.line))
            ledger.use(item.line, as: .remit)
        }
        ledger.use(paragraph.line, as: .remit)
    }

    /// 委員会の庶務は、総務課において処理する。事務局を総務課に置く。
    mutating func readSecretariat(_ whole: String, _ scope: Int) -> Bool {
        var found = false
        for sentence in Self.serving(whole) where readSecretariat(in: sentence, scope) { found = true }
        return found
    }

    private mutating func readSecretariat(in sentence: String, _ scope: Int) -> Bool {
        // 協議会に事務局を置く names the body and no section.
        guard let sections = Self.secretariat(in: sentence)?.filter({ places[$0] == nil }) else { return false }
        // 本部及び幹事会の庶務は: of both.
        let named = Set(Self.served(in: sentence).compactMap { places[$0] })
        for place in named.isEmpty ? [scope] : named {
            for found in sections { drafts[place].addSecretariat(found) }
        }
        return !sections.isEmpty
    }

    /// 本部の庶務は企画課が、部会の庶務は財政課が処理する。 → a sentence for each, where several are told.
    static func serving(_ sentence: String) -> [String] {
        let topics = ["の庶務は", "の事務局は", "の事務は"].flatMap { sentence.ranges(of: $0) }
            .sorted { $0.lowerBound < $1.lowerBound }
        guard topics.count > 1 else { return [sentence] }
        var start = sentence.startIndex
        return topics.enumerated().map { index, topic in
            let owner = sentence[start..<topic.lowerBound]
            let isLast = index + 1 == topics.count
            let end = isLast ? sentence.endIndex : topics[index + 1].lowerBound
            let rest = String(sentence[topic.upperBound..<end])
            let joints = ["が、", "に、", "において、", "で、", "とし、", "が処理し、", "に置き、", "が行い、"].flatMap { rest.ranges(of: $0) }
            guard !isLast, let joint = joints.max(by: { $0.upperBound < $1.upperBound }) else {
                return owner + "の庶務は" + rest
            }
            let section = joints.map(\.lowerBound).min().map { String(rest[..<$0]) } ?? rest
            start = sentence.index(
                topic.upperBound, offsetBy: rest.distance(from: rest.startIndex, to: joint.upperBound))
            return owner + "の庶務は" + section + "において処理する。"
        }
    }

    /// 本部及び幹事会の庶務は → 本部, 幹事会
    static func served(in sentence: String) -> [String] {
        guard
            let end =
                ["の庶務", "の事務局", "の事務は"].lazy.compactMap({ sentence.firstRange(of: $0) }).first
        else { return [] }
        return divided(String(sentence[..<end.lowerBound]))
    }

    /// The sections that a sentence on the secretariat names; `nil` where it tells of something else.
    static func secretariat(in sentence: String) -> [String]? {
        var rest: Substring?
        for word in ["庶務は", "事務は", "事務局は", "庶務については", "庶務を", "事務局を", "庶務に関することは", "事務処理は"] {
            if let range = sentence.firstRange(of: word) {
                // 総務課に事務局を置く has its section before the word.
                if word.hasSuffix("を"), sentence[range.upperBound...].hasPrefix("置") {
                    rest = sentence[..<range.lowerBound]
                } else {
                    rest = sentence[range.upperBound...]
                }
                break
            }
        }
        guard let rest,
            [
                "処理", "行う", "行い", "置く", "置き", "担当", "とする", "とします", "つかさどる", "行なう", "所掌", "担う", "担い", "担っ", "務め",
            ].contains(where: sentence.contains)
        else { return nil }
        var section = String(rest).trimmingPrefixes(["、", "，", ","])
        for cut in ["において", "に置", "が処理", "が行", "で処理", "で行", "が担", "とする", "がつかさ", "の協力", "が所掌", "が務", "に事務"] {
            if let range = section.firstRange(of: cut) { section = String(section[..<range.lowerBound]) }
        }
        if section.hasSuffix("に") { section.removeLast() }
        if let comma = section.lastIndex(where: { $0 == "は" }) {
            section = String(section[section.index(after: comma)...])
        }
        return divided(section).map { BodyText.tight($0) }
            .filter { PostWord.isSection($0) && !$0.contains("委員会の") || PostWord.isPost($0) }
    }
}
