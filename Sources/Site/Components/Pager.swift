/// Leads through the pages of a long list.
///
///     Pager(page: 3, pages: 12) { "/audit?page=\($0)" }
///     Pager(newer: "/audit", older: "/audit?before=4711")   // where pages have no numbers
public struct Pager: Component {
    private let links: [HTML]

    /// - Parameter path: the address of a page, counted from 1.
    public init(page: Int, pages: Int, path: (Int) -> String) {
        guard pages > 1 else {
            links = []
            return
        }
        var links: [HTML] = []
        if page > 1 { links.append(Pager.link("前へ", path(page - 1), relation: "prev")) }
        var last = 0
        for number in Pager.shown(page: page, pages: pages) {
            if number > last + 1 { links.append("<li class=\"pager-gap\">…</li>") }
            links.append(
                number == page
                    ? "<li><span aria-current=\"page\">\(number)</span></li>"
                    : "<li><a href=\"\(path(number))\"><span class=\"visually-hidden\">ページ</span>\(number)</a></li>")
            last = number
        }
        if page < pages { links.append(Pager.link("次へ", path(page + 1), relation: "next")) }
        self.links = links
    }

    /// For a list that begins with the newest.
    public init(newer: String?, older: String?) {
        links = Pager.ends(newer, "新しいもの", older, "古いもの")
    }

    /// For a list in another order, of which only the beginning and the next page are known.
    public init(first: String?, next: String?) {
        links = Pager.ends(first, "先頭へ", next, "次へ")
    }

    public var html: HTML {
        links.isEmpty ? .empty : "<nav class=\"pager\" aria-label=\"ページの移動\"><ul>\(links)</ul></nav>\n"
    }

    private static func ends(_ before: String?, _ beforeTitle: String, _ after: String?, _ afterTitle: String) -> [HTML]
    {
        [
            before.map { Pager.link(beforeTitle, $0, relation: "prev") },
            after.map { Pager.link(afterTitle, $0, relation: "next") },
        ].compactMap(\.self)
    }

    private static func link(_ title: String, _ path: String, relation: String) -> HTML {
        "<li><a href=\"\(path)\" rel=\"\(relation)\">\(title)</a></li>"
    }

    /// The first, the last and those around the present page.
    private static func shown(page: Int, pages: Int) -> [Int] {
        Set([1, pages] + (page - 2...page + 2)).filter { (1...pages).contains($0) }.sorted()
    }
}
