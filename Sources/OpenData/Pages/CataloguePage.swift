import Japanese
import Site
import Storage
import Ward

/// オープンデータ: what the ward publishes, to be searched by everybody.
struct CataloguePage: ProgramView {
    static let path = "/opendata"
    static let link = Link("オープンデータ", path)

    let list: ListView<Catalogue.Entry>
    let entries: [Catalogue.Entry]
    let synonyms: [String]

    static func load(_ request: PageRequest, on connection: any Connection) throws -> CataloguePage {
        let entries = try Catalogue.load(ward: request.wardName, on: connection).entries
        return CataloguePage(
            list: ListView(listing(entries), entries, request), entries: entries,
            synonyms: Synonyms.of(request.query["q"] ?? ""))
    }

    private static func listing(_ entries: [Catalogue.Entry]) -> Listing<Catalogue.Entry> {
        Listing(
            "データセット", at: path, file: "opendata", identity: \.dataset.id.text,
            columns: [
                .heading("title", "題名", { .text($0.dataset.title) }) {
                    "<a href=\"\($0.dataset.publicPath)\">\($0.dataset.title)</a>\($0.dataset.isSample ? SampleMark().html : .empty)"
                },
                ListColumn("organisation", "担当") { .text($0.organisation.title) }.whole,
                ListColumn("themes", "グループ") { .text($0.dataset.themes.map(\.title).joined(separator: "、")) },
                ListColumn("tags", "タグ", isShown: false) { .text($0.dataset.tags.joined(separator: "、")) },
                ListColumn("updated", "更新日") { .day($0.updatedAt.date) },
                .number("rows", "行数", isShown: false) { entry in
                    .count(entry.tables.reduce(0) { $0 + $1.latest.rowCount })
                },
                ListColumn("columns", "列の名前", isShown: false) { entry in
                    .text(entry.tables.flatMap { $0.latest.profile.columns.map(\.name) }.joined(separator: "、"))
                },
                // Whoever looks for a word finds what is called otherwise.
                ListColumn("words", "ほかの呼び方", isShown: false) { entry in
                    .text(Synonyms.words(for: entry.dataset.title + entry.dataset.tags.joined()).joined(separator: "、"))
                },
                ListColumn("notes", "説明") { .text($0.dataset.notes) }.beneath,
            ],
            filters: [
                ListFilter("theme", "グループ", ofAll: entries) { $0.dataset.themes.map(\.title) },
                ListFilter("organisation", "担当", of: entries) { $0.organisation.title },
                ListFilter("tag", "タグ", ofAll: entries) { $0.dataset.tags },
                ListFilter("licence", "利用条件", of: entries) { $0.dataset.licence.title },
            ], empty: "<p>公開しているデータは、まだありません。</p>")
    }

    static let program = Route.ProgramSide("公開しているデータセットの一覧", answer: ["datasets": .list(.anyObject)])
    var json: JSON {
        [
            "datasets": .array(
                list.matching.map { entry in
                    [
                        "name": .string(entry.dataset.name), "title": .string(entry.dataset.title),
                        "organisation": .string(entry.organisation.title), "path": .string(entry.dataset.publicPath),
                        "updatedOn": JSON(entry.updatedAt.date), "licence": .string(entry.dataset.licence.rawValue),
                    ]
                })
        ]
    }

    var export: ListExport? { list.export }

    var page: Page {
        let also: HTML =
            synonyms.isEmpty
            ? .empty : "<p class=\"list-count\">同じ意味の言葉（\(synonyms.joined(separator: "、"))）で呼ばれるデータも探しました。</p>"
        return Page(
            Self.link.title, home: PublicPlace.home,
            body: """
                <p class="lead">区が公開しているデータです。だれでも、出典を書けば自由に使えます。\(entries.count)件のデータセットがあります。</p>
                \(also)\(list.html)
                <h2>ほかにできること</h2>
                \(LinkList([
                    .init("公開してほしいデータを知らせる", RequestListPage.path, note: "これまでの要望と回答も見られます。"),
                    .init("公開していないデータ", "/opendata/withheld", note: "公開しない理由と、その根拠です。"),
                    .init("データのファイルを確かめる", PublicCheckPage.path, note: "ファイルは保存しません。"),
                    .init("プログラムから使う", DeveloperPage.path, note: "CKAN、DCAT、CSVWなどの入口です。"),
                    .init("更新のお知らせ（Atom）", "/opendata/feed.atom"),
                ]))
                """)
    }
}

/// Words by which residents call the same thing.
enum Synonyms {
    private static let groups: [[String]] = [
        ["避難所", "避難場所", "避難", "シェルター", "shelter"], ["AED", "自動体外式除細動器", "除細動器"],
        ["トイレ", "便所", "お手洗い", "toilet"], ["Wi-Fi", "無線LAN", "wifi", "インターネット"],
        ["保育園", "保育所", "こども園", "保育施設", "子育て施設"], ["図書館", "ライブラリ", "library"], ["公園", "広場", "park"],
        ["人口", "世帯", "住民", "population"], ["病院", "医療機関", "クリニック", "診療所"], ["ごみ", "資源", "リサイクル", "廃棄物"],
        ["消火栓", "消防水利", "防火水槽"], ["計画", "進捗", "KPI", "指標"], ["おくやみ", "死亡", "遺族"], ["文化財", "史跡", "遺跡"],
    ]

    private static func group(of text: String) -> [[String]] {
        groups.filter { group in group.contains { SearchKeys($0).areIn([text]) } }
    }

    /// Other words for what a text speaks of.
    static func words(for text: String) -> [String] { group(of: text).flatMap(\.self) }

    /// Other words for what somebody looks for.
    static func of(_ query: String) -> [String] {
        let words = query.split(whereSeparator: \.isWhitespace).map(String.init)
        return words.flatMap { word in
            groups.filter { group in group.contains { SearchKeys(word).areIn([$0]) && SearchKeys($0).areIn([word]) } }
                .flatMap(\.self).filter { !SearchKeys(word).areIn([$0]) }
        }
    }
}
