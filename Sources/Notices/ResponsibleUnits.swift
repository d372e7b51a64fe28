import Japanese

/// Responsible sections that stand inside a text: （主管課：情報管理課）, …する。所管：教育総務課
enum ResponsibleUnits {
    /// A label is no longer than this, in letters.
    private static let lettersMax = 16

    /// The names, without doubles, in their order.
    static func named(in texts: [String]) -> [String] {
        var names: [String] = []
        for text in texts {
            var found = spoken(in: text) + besideAmount(in: text)
            if let range = statement(in: text) {
                found += UnitNames.names(in: String(text[range.upperBound...].prefix { !"）)］】。".contains($0) }))
            }
            for name in found where !names.contains(name) { names.append(name) }
        }
        return names
    }

    /// 担当は職員課とする。, 税務課が所管します。: a sentence that says who it is.
    private static func spoken(in text: String) -> [String] {
        guard FieldLabel.mayNameUnits(text) else { return [] }
        return text.split(separator: "。").flatMap { sentence -> [String] in
            let sentence = String(sentence).trimmingCharacters
            guard sentence.unicodeScalars.count <= sentenceMax else { return [] }
            if let topic = sentence.firstRange(of: "は"),
                let ending = ["とする", "とします", "である", "です"].first(where: sentence.hasSuffix),
                let label = sentence[..<topic.lowerBound].split(whereSeparator: { "の、".contains($0) }).last,
                case .unit? = FieldLabel(String(label))
            {
                let whole = String(sentence[topic.upperBound...].dropLast(ending.count))
                // 所管は予防課、開始は令和8年7月とする。
                let first = whole.prefix { $0 != "、" }
                let value =
                    whole.dropFirst(first.count).contains("は") && UnitNames.areSections(first) ? String(first) : whole
                return UnitNames.areSections(value.trimmingPrefix("、")) ? UnitNames.names(in: value) : []
            }
            guard
                let verb = ["が担当する", "が担当します", "が所管する", "が所管します"].first(where: sentence.hasSuffix)
            else { return [] }
            let subject = sentence.dropLast(verb.count)
            let value = subject.lastIndex(of: "は").map { subject[subject.index(after: $0)...] } ?? subject
            return UnitNames.areSections(value.trimmingPrefix("、")) ? UnitNames.names(in: String(value)) : []
        }
    }

    /// A sentence that names sections and nothing else is no longer, in letters.
    private static let sentenceMax = 60

    /// A title without the statement in brackets behind it.
    static func removed(from title: String) -> String {
        guard let range = statement(in: title), range.lowerBound > title.startIndex else { return title }
        var kept = String(title[..<range.lowerBound])
        while let last = kept.unicodeScalars.last,
            last.isSpace || "（([［【〔".unicodeScalars.contains(last)
        {
            kept.unicodeScalars.removeLast()
        }
        return kept
    }

    /// The label with what divides it from the names.
    private static func statement(in text: String) -> Range<String.Index>? {
        guard FieldLabel.mayNameUnits(text) else { return nil }
        var search = text.startIndex
        while let divider = text[search...].firstIndex(where: { "：:＝=　 ".contains($0) }) {
            let end = text[divider...].firstIndex { !"：:＝=　 ".contains($0) } ?? text.endIndex
            let hasColon = text[divider..<end].contains { "：:＝=".contains($0) }
            let begin =
                text[..<divider].suffix(lettersMax).lastIndex { "（([［【〔　 ・。、".contains($0) }
                .map { text.index(after: $0) } ?? text[..<divider].suffix(lettersMax).startIndex
            let isApart = begin > text.startIndex
            if case .unit? = FieldLabel(String(text[begin..<divider])), hasColon || isApart || begin == text.startIndex
            {
                return begin..<end
            }
            search = end
            if search >= text.endIndex { return nil }
        }
        return nil
    }
}
