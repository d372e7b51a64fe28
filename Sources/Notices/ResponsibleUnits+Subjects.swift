import Japanese

/// Sections that no label names: they are the subject of what will be done, or stand beside what it costs.
extension ResponsibleUnits {
    /// 総務課は、端末を更新する。, これを改め、総務課において更新する。: whose promise the sentence is.
    ///
    /// - Parameter sentence: one that says what will be done.
    static func acting(in sentence: String) -> [String] {
        let phrases = sentence.split(separator: "、").map { String($0).trimmingCharacters }
        // 総務課、人事課及び財政課は: what is listed before the particle acts with it.
        let hasObject = sentence.contains("を") || sentence.contains("へ")
        var listed = ""
        for (place, phrase) in phrases.enumerated() {
            if let found = actor(in: phrase) { return found }
            if hasObject, place == 0 || !listed.isEmpty, let found = subject(of: listed + phrase) { return found }
            listed = (place == 0 || !listed.isEmpty) && UnitNames.areSections(phrase) ? listed + phrase + "、" : ""
            for joint in leading where phrase.contains(joint) {
                let before = phrase.prefix(upTo: phrase.firstRange(of: joint)?.lowerBound ?? phrase.startIndex)
                if let names = sections(before) { return names }
            }
        }
        return []
    }

    private static let leading = ["において", "にて"]

    private static func subject(of phrase: String) -> [String]? {
        phrase.firstIndex(of: "は").flatMap { sections(phrase[..<$0]) }
    }

    /// 夜間の相談を、福祉課が週2回行う。, but not 福祉課が認めた者を対象とする。
    private static func actor(in phrase: String) -> [String]? {
        guard let particle = phrase.firstIndex(of: "が"), let names = sections(phrase[..<particle]),
            let words = Morphology.shared?.morphemes(of: String(phrase[phrase.index(after: particle)...])),
            words.contains(where: { $0.isVerb || $0.isAction })
        else { return nil }
        let isRelative = zip(words, words.dropFirst()).contains { word, next in
            (word.isVerb || word.part == "助動詞") && next.isNoun
        }
        return isRelative ? nil : names
    }

    private static func sections(_ text: some StringProtocol) -> [String]? {
        let words = String(text).replacing("及び", with: "、").replacing("並びに", with: "、").replacing("と", with: "、")
        guard words.unicodeScalars.count <= namesMax, UnitNames.areSections(words) else { return nil }
        let names = UnitNames.names(in: words)
        return names.allSatisfy(isOwn) && !names.isEmpty ? names : nil
    }

    private static let namesMax = 40

    /// 当課 and 各課 name none.
    private static func isOwn(_ name: String) -> Bool {
        ![
            "県の", "国の", "都の", "府の", "市の", "町の", "当", "本", "同", "各", "全", "担当", "所管", "主管", "関係", "関連", "両", "他", "委託",
            "審議", "審査", "検討",
        ].contains(
            where: name.hasPrefix) && !name.hasSuffix("委員会") && name != "担当"
    }

    /// （予算額　6,720千円／教育相談室）, （令和7年10月実施／総務課）: in a bracket that ends a text, beside what it costs or when it is done.
    static func besideAmount(in text: String) -> [String] {
        guard let last = text.last, "）)】］]".contains(last),
            let open = text.lastIndex(where: { "（(【［[".contains($0) })
        else { return [] }
        let parts = text[text.index(after: open)...].dropLast().split { "／/｜|；;".contains($0) }
            .map { String($0).trimmingCharacters }
        guard parts.count >= 2 else { return [] }
        if let names = parts.last, ownersBehindStroke(parts) { return UnitNames.names(in: names) }
        guard parts.contains(where: namesAmount) else { return [] }
        return parts.filter { !namesAmount($0) }.flatMap { UnitNames.names(in: $0) }
    }

    /// 学校教育課、図書館 behind 令和8年9月開始: names, of which some are sections, and nothing else.
    private static func ownersBehindStroke(_ parts: [String]) -> Bool {
        guard let last = parts.last, !parts.dropLast().contains(where: UnitNames.areSections) else { return false }
        let names = last.split { "、,・".contains($0) }.map(String.init)
        return names.contains(where: UnitNames.areSections) && names.allSatisfy(UnitNames.isName)
    }

    /// 予算額　6,720千円, 6,720千円, 事業費：未定
    private static func namesAmount(_ part: String) -> Bool {
        if part.hasSuffix("円"), part.contains(where: \.isNumber) { return true }
        let label = part.prefix { !" 　：:".contains($0) }
        return FieldLabel(String(label)) == .budget
    }
}
