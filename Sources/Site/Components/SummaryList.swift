/// Facts about one thing: names and values.
///
///     SummaryList([("主管課", "\(unit.name)"), ("期限", "\(due.japanese)")])
public struct SummaryList: Component {
    public let facts: [(name: String, value: HTML)]

    public init(_ facts: [(name: String, value: HTML)]) {
        self.facts = facts
    }

    public var html: HTML {
        let parts: [HTML] = facts.map { "<div><dt>\($0.name)</dt><dd>\($0.value)</dd></div>\n" }
        return "<dl class=\"summary-list\">\n\(parts)</dl>\n"
    }
}
