import Japanese

/// Responsible sections, where the document names them: （主管課：情報管理課）, 担当課　区民課・課税課.
enum ResponsibleUnits {
    private static let labels = ["主管課", "担当課", "所管課", "主担当課", "担当部署", "所管部署", "担当", "所管", "主管"]

    /// The names, without doubles, in their order.
    static func named(in texts: [String]) -> [String] {
        var names: [String] = []
        for text in texts {
            for name in named(in: text) where !names.contains(name) { names.append(name) }
        }
        return names
    }

    /// Whether the text is such a statement and nothing else.
    static func isStatement(_ text: String) -> Bool {
        statement(in: text).map { $0.lowerBound == text.startIndex } ?? false
    }

    /// A title without the statement in brackets behind it.
    static func removed(from title: String) -> String {
        guard let range = statement(in: title), range.lowerBound > title.startIndex else { return title }
        var kept = String(title[..<range.lowerBound])
        while let last = kept.unicodeScalars.last, last.properties.isWhitespace || "（([［【".unicodeScalars.contains(last)
        {
            kept.unicodeScalars.removeLast()
        }
        return kept
    }

    private static func named(in text: String) -> [String] {
        guard let range = statement(in: text) else { return [] }
        return text[range.upperBound...].split(whereSeparator: { "、,，・/／ 　）)］】。".contains($0) }).map(String.init).prefix
        { name in
            ["課", "室", "局", "部", "センター", "係", "事務所", "事務局", "委員会"].contains { name.hasSuffix($0) }
        }.map { $0 }
    }

    /// The label with what divides it from the names.
    private static func statement(in text: String) -> Range<String.Index>? {
        for label in labels {
            for found in text.ranges(of: label) {
                let rest = text[found.upperBound...]
                guard let first = rest.first, "：:　 ＝=".contains(first) else { continue }
                let before = text[..<found.lowerBound].last
                guard before.map({ "（([［【 　・。".contains($0) }) ?? true else { continue }
                let end = rest.firstIndex { !"：:　 ＝=".contains($0) } ?? rest.endIndex
                return found.lowerBound..<end
            }
        }
        return nil
    }
}
