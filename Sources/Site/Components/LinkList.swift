/// Things to go to, each with a line about it.
///
///     LinkList([.init("デジタル基盤の整備", "/initiatives/1", note: "\(Tag("未回答", .waiting))")])
public struct LinkList: Component {
    public struct Item: Hashable, Sendable {
        public let link: Link
        public let note: HTML

        public init(_ title: String, _ path: String, note: HTML = .empty) {
            link = Link(title, path)
            self.note = note
        }
    }

    public let items: [Item]
    public let empty: String

    public init(_ items: [Item], empty: String = "該当するものはありません。") {
        self.items = items
        self.empty = empty
    }

    public var html: HTML {
        guard !items.isEmpty else { return "<p class=\"empty\">\(empty)</p>\n" }
        let parts: [HTML] = items.map { item in
            let note: HTML = item.note.isEmpty ? .empty : "<div class=\"link-note\">\(item.note)</div>"
            return "<li><a href=\"\(item.link.path)\">\(item.link.title)</a>\(note)</li>\n"
        }
        return "<ul class=\"link-list\">\n\(parts)</ul>\n"
    }
}
