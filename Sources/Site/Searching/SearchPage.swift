import Japanese
import Storage
import Ward

/// 検索: what was found, by what it is.
struct SearchPage: ProgramView {
    struct Group: Sendable {
        let title: String
        let hits: [SearchHit]
        /// Whether there are others that are not shown.
        let hasMore: Bool
    }

    static let path = "/search"
    static let field = "q"

    /// As it was asked for.
    let asked: String
    let groups: [Group]

    static func load(
        _ request: PageRequest, _ sources: [SearchSource], on connection: any Connection
    ) throws -> SearchPage {
        let asked = request.query[field] ?? ""
        let person = try request.person
        guard let query = SearchQuery(asked) else { return SearchPage(asked: asked, groups: []) }
        let groups = try sources.filter { person.may($0.permission) }.map { source in
            let hits = try source.find(query, person, request.today, connection)
            return Group(
                title: source.title, hits: Array(hits.prefix(source.limit)), hasMore: hits.count > source.limit)
        }
        return SearchPage(asked: asked, groups: groups.filter { !$0.hits.isEmpty })
    }

    static let program = Route.ProgramSide(
        "言葉での検索",
        answer: [
            "groups": .list([
                "title": .text, "hasMore": .flag, "hits": .list(["title": .text, "path": .text, "note": .text]),
            ])
        ], query: [words])

    private static let words = Field.text(field, "検索する言葉", max: SearchQuery.scalarsMax).optional

    var json: JSON {
        [
            "groups": .array(
                groups.map { group in
                    [
                        "title": .string(group.title), "hasMore": .bool(group.hasMore),
                        "hits": .array(
                            group.hits.map {
                                ["title": .string($0.title), "path": .string($0.path), "note": .string($0.note)]
                            }),
                    ]
                })
        ]
    }

    var page: Page { Page("検索", body: "\(form)\(result)") }

    private var form: HTML {
        """
        <form class="filter" method="get" action="\(Self.path)" role="search" aria-label="検索する言葉">
        <div class="field"><label for="search-words">検索する言葉</label>\
        <input type="text" id="search-words" name="\(Self.field)" value="\(asked)" maxlength="\(SearchQuery.scalarsMax)"></div>
        <button class="button button-secondary" type="submit">検索する</button></form>

        """
    }

    private var result: HTML {
        guard SearchQuery(asked) != nil else {
            return "<p>探したい言葉を入力してください。空白で区切ると、すべての言葉を含むものを探します。</p>"
        }
        guard !groups.isEmpty else {
            return """
                <p class="lead">「\(asked)」を含むものは見つかりませんでした。</p>
                <p>言葉を短くするか、別の言い方で探してください。見る権限のないものは、結果に出ません。</p>
                """
        }
        let parts: [HTML] = groups.map { group in
            let count = group.hasMore ? "\(group.hits.count)件以上" : "\(group.hits.count)件"
            let more: HTML = group.hasMore ? "<p>ほかにもあります。言葉を足すと、絞り込めます。</p>\n" : ""
            let list = LinkList(group.hits.map { LinkList.Item($0.title, $0.path, note: "\($0.note)") })
            return "<h2>\(group.title)　<span class=\"duty-count\">\(count)</span></h2>\n\(list)\(more)"
        }
        return "\(parts)"
    }
}

extension SearchPage {
    /// The page over what the modules can find, and the pages of the site by their names.
    static func routes(_ sources: [SearchSource], _ map: SiteMap) -> [Route] {
        [
            Route(.get, "search", access: .signedIn, program: program) { request in
                let found = try await request.ward.database.read { try load(request, sources, on: $0) }
                let pages = try map.pages(matching: found.asked, for: request.person)
                let view = SearchPage(
                    asked: found.asked, groups: (pages.map { [$0] } ?? []) + found.groups)
                return request.wantsJSON ? .json(view.json) : .page(view.page)
            }
        ]
    }
}

extension SiteMap {
    /// The pages of areas whose names hold the words.
    fileprivate func pages(matching asked: String, for person: SignedIn) -> SearchPage.Group? {
        guard let query = SearchQuery(asked) else { return nil }
        let hits = areas.flatMap { area in
            area.pages(for: person).filter { query.matches($0.title, area.title) }
                .map { SearchHit($0.title, $0.path, note: area.title) }
        }
        return hits.isEmpty ? nil : SearchPage.Group(title: "画面", hits: hits, hasMore: false)
    }
}
