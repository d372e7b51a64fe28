import Ward

/// The bar on top: today's work and the areas that a person may enter. On a phone it is a fold.
struct AreaBar: Component {
    let areas: [Area]
    let person: SignedIn
    /// The area of the page.
    let current: Area?
    let path: String
    /// How many things wait for the person.
    let waiting: Int

    static let today = Link("今日", "/")

    var html: HTML {
        // All that waits of one kind is a part of it.
        let isToday = path == Self.today.path || path.hasPrefix("/today/")
        let mark: HTML = path == Self.today.path ? " aria-current=\"page\"" : " aria-current=\"true\""
        let first = item(Self.today, isToday ? mark : "", count)
        let others: [HTML] = areas.compactMap { area in
            guard let link = area.pages(for: person).first else { return nil }
            return item(Link(area.title, link.path), area == current ? " aria-current=\"true\"" : "", .empty)
        }
        let place: HTML? = (isToday ? Self.today.title : current?.title).map { "：\($0)" }
        return """
            <nav class="site-nav" aria-label="領域"><details class="wide-open"><summary>領域\(place)\(foldCount)</summary><div class="inner"><ul>
            \(first)\(others)</ul></div></details></nav>

            """
    }

    /// Read aloud as 今日、届いている仕事 5件.
    private var count: HTML {
        guard waiting > 0 else { return .empty }
        return """
            <span class="visually-hidden">、届いている仕事 </span><span class="bar-count">\(waiting)</span>\
            <span class="visually-hidden">件</span>
            """
    }

    /// While the bar is folded.
    private var foldCount: HTML {
        waiting > 0 ? "<span class=\"bar-fold-count\">　今日 <span class=\"bar-count\">\(waiting)</span> 件</span>" : .empty
    }

    private func item(_ link: Link, _ mark: HTML, _ count: HTML) -> HTML {
        "<li><a href=\"\(link.path)\"\(mark)>\(link.title)\(count)</a></li>\n"
    }
}

/// The pages of an area beside the one that is read: a column on wide screens, a fold on a phone.
struct SideList: Component {
    let area: Area
    let person: SignedIn
    /// The entry that a page names by title or path; `nil` for the one under which its address lies.
    let section: String?
    let path: String

    /// A single page needs no list.
    var isNeeded: Bool { area.pages(for: person).count > 1 }

    var html: HTML {
        let links = area.pages(for: person)
        let current = current(among: links)
        let items: [HTML] = links.map { link in
            let mark: HTML =
                link.path != current ? "" : link.path == path ? " aria-current=\"page\"" : " aria-current=\"true\""
            return "<li><a href=\"\(link.path)\"\(mark)>\(link.title)</a></li>\n"
        }
        return """
            <nav class="side" aria-label="\(area.title)のページ"><details class="wide-open"><summary>\(area.title)のページ</summary><ul>
            \(items)</ul></details></nav>

            """
    }

    private func current(among links: [Link]) -> String? {
        if let section,
            let named = links.first(where: { $0.path == section || $0.title == section || $0.path == "/\(section)" })
        {
            return named.path
        }
        return links.filter { link in
            link.path == path || link.path != "/" && path.hasPrefix(link.path + "/")
        }.max { $0.path.utf8.count < $1.path.utf8.count }?.path
    }
}
