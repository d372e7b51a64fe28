/// Sentences of articles and the words of their lists.
extension ArticleBodies {
    /// Sentences; a full stop in brackets ends none.
    static func sentences(_ text: String) -> [String] {
        LocatedText(text.unicodeScalars, line: 0, column: 0).sentences.map(\.text)
    }

    /// 策定委員会を置き、検討の組織として企画委員会を置く。 → both, where a body is set up in each.
    static func settingUp(_ sentence: String) -> [String] {
        guard let joint = ["を置き、", "を設置し、", "を設け、"].compactMap({ sentence.firstRange(of: $0) }).first,
            !namesSetUp(in: String(sentence[joint.upperBound...])).isEmpty
        else { return [sentence] }
        return [String(sentence[..<joint.upperBound]), String(sentence[joint.upperBound...])]
    }

    /// 総括者(以下「リーダー」という。)は → 総括者は: without brackets that say how a thing is called from here on, or whom it takes in.
    static func withoutAliases(_ sentence: String) -> String {
        guard sentence.contains("（") || sentence.contains("(") else { return sentence }
        var kept = ""
        var inside = ""
        var depth = 0
        for letter in sentence {
            if letter == "(" || letter == "（" { depth += 1 }
            if depth > 0 { inside.append(letter) } else { kept.append(letter) }
            guard letter == ")" || letter == "）", depth > 0 else { continue }
            depth -= 1
            guard depth == 0 else { continue }
            if !remarks.contains(where: inside.contains) { kept += inside }
            inside = ""
        }
        return kept + inside
    }

    /// What brackets say that name no post: 部長(市立病院にあっては、事務部長を含む。).
    private static let remarks = ["以下「", "以下『", "をいう", "を含む", "を除く", "にあっては", "に限る"]

    /// 建設課, 学校教育課 and 福祉課の係長 → 建設課の係長, …: sections that share what stands behind the last.
    static func sharing(_ parts: [String]) -> [String] {
        var shared = parts
        var ending: String?
        for index in parts.indices.reversed() {
            let part = parts[index]
            if let joint = part.lastIndex(of: "の"), isOffice(part[..<joint]),
                part.hasSuffix("の職員") || PostWord.ranks.contains(String(part[joint...].dropFirst()))
            {
                ending = String(part[joint...])
            } else if let known = ending, isOffice(part[...]), !PostWord.isPost(part) {
                shared[index] = part + known
            } else {
                ending = nil
            }
        }
        return shared
    }

    /// 建設課, and not 小学校長会: only sections of one office share who is of them.
    private static func isOffice(_ word: Substring) -> Bool {
        PostWord.isSection(String(word)) && "部課係室局".contains(word.last ?? " ")
    }

    /// Words of a list: 、, 及び, 並びに, 又は.
    static func divided(_ text: String) -> [String] {
        var parts = [text]
        for joint in ["、", "，", ",", "及び", "および", "並びに", "ならびに", "又は", "または"] {
            parts = parts.flatMap { part in
                part.contains(joint) ? part.split(separator: joint).map(String.init) : [part]
            }
        }
        // 次長及並びに課長: a letter is missing.
        return parts.map { BodyText.trimmed($0.hasSuffix("及") ? $0.dropLast() : $0[...]) }.filter { !$0.isEmpty }
    }
}

extension String {
    /// Up to the first of some words.
    func cutting(at words: [String]) -> String {
        words.compactMap { firstRange(of: $0)?.lowerBound }.min().map { String(self[..<$0]) } ?? self
    }

    /// Without any of these at the end.
    func trimmingSuffixes(_ suffixes: [String]) -> String {
        var rest = self
        while let suffix = suffixes.first(where: rest.hasSuffix) { rest.removeLast(suffix.count) }
        return rest
    }

    func trimmingPrefixes(_ prefixes: [String]) -> String {
        var rest = self[...]
        var isTrimmed = true
        while isTrimmed {
            isTrimmed = false
            for prefix in prefixes where rest.hasPrefix(prefix) {
                rest = rest.dropFirst(prefix.count)
                isTrimmed = true
            }
        }
        return String(rest)
    }
}
