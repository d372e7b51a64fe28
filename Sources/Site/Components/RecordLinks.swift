/// The records behind a number, by their addresses: those that the reader may see are links, the others are counted.
///
///     RecordLinks(reading.records, mayReach: request.mayReach)
public struct RecordLinks: Component {
    private let records: [String]
    private let first: Int
    private let mayReach: @Sendable (_ path: String) -> Bool

    /// - Parameters:
    ///   - records: below the site's address, without the slash before them.
    ///   - first: the number of the first one.
    ///   - mayReach: whether there is a page for the reader.
    public init(
        _ records: some Sequence<String>, from first: Int = 1,
        mayReach: @escaping @Sendable (_ path: String) -> Bool = { _ in true }
    ) {
        self.records = Array(records)
        self.first = first
        self.mayReach = mayReach
    }

    public var html: HTML {
        guard !records.isEmpty else { return "<p>数えた記録はありません。</p>" }
        let items: [HTML] = records.enumerated().map { offset, record in
            let title = "記録\(first + offset)"
            return mayReach("/\(record)")
                ? "<li><a href=\"/\(record)\">\(title)</a></li>" : "<li>\(title)（見る権限がありません）</li>"
        }
        return "<ul>\(items)</ul>"
    }
}
