import Japanese
import Site
import Storage
import Ward

/// A line of the catalogue: a dataset of the ward, or one of another catalogue with the way to it.
struct CatalogueRow: Sendable {
    let id: String
    /// As programs call it.
    let name: String
    let title: String
    let notes: String
    let path: String
    let organisation: String
    /// In words, and as programs know it.
    let licence: (title: String, code: String)
    let themes: [Theme]
    let tags: [String]
    let updatedOn: CivilDate
    let rows: Int?
    let columns: [String]
    /// From which catalogue of others it comes, and where it stands there; `nil` for the ward's own.
    let other: (catalogue: String, origin: String)?
    let mark: HTML

    init(_ entry: Catalogue.Entry) {
        let dataset = entry.dataset
        (id, name, title) = (dataset.id.text, dataset.name, dataset.title)
        (notes, path, organisation) = (dataset.notes, dataset.publicPath, entry.organisation.title)
        licence = (dataset.licence.title, dataset.licence.rawValue)
        (themes, tags, updatedOn) = (dataset.themes, dataset.tags, entry.updatedAt.date)
        rows = entry.tables.reduce(0) { $0 + $1.latest.rowCount }
        columns = entry.tables.flatMap { $0.latest.profile.columns.map(\.name) }
        (other, mark) = (nil, dataset.isSample ? SampleMark().html : .empty)
    }

    init(_ dataset: HarvestedDataset, _ source: HarvestSource) {
        let record = dataset.record
        (id, name, title) = (dataset.id.text, record.identifier, record.title)
        (notes, path) = (record.notes, dataset.path)
        organisation = record.publisher.isEmpty ? source.organisation : record.publisher
        licence = (record.licence.isEmpty ? "書かれていません" : record.licence, record.licence)
        (themes, tags, updatedOn) = ([], record.tags, dataset.takenAt.date)
        (rows, columns) = (nil, [])
        other = (source.title, record.origin)
        mark = dataset.vanishedAt == nil ? .empty : " \(Tag("元のカタログになし", .warning))"
    }

    var isOwn: Bool { other == nil }

    /// From which catalogue it comes.
    var catalogue: String { other?.catalogue ?? "この区" }

    var json: JSON {
        [
            "name": .string(name), "title": .string(title), "organisation": .string(organisation),
            "path": .string(path), "updatedOn": JSON(updatedOn), "licence": .string(licence.code),
            "origin": JSON(other?.origin),
        ]
    }
}

/// オープンデータ: what the ward publishes, and what it knows of others, to be searched by everybody.
struct CataloguePage: ProgramView {
    static let path = "/opendata"
    static let link = Link("オープンデータ", path)

    let list: ListView<CatalogueRow>
    /// Datasets of the ward.
    let count: Int
    let synonyms: [String]

    private static let kept = KeptByState<String, [CatalogueRow]>(capacity: 2)

    static func load(_ request: PageRequest, on connection: any Connection) throws -> CataloguePage {
        let rows = try kept.value(request.wardName, on: connection) {
            let sources = Dictionary(
                uniqueKeysWithValues: try HarvestSource.list("ORDER BY id", on: connection).map { ($0.id, $0) })
            return try Catalogue.load(ward: request.wardName, on: connection).entries.map(CatalogueRow.init)
                + HarvestedDataset.all(on: connection).compactMap { dataset in
                    sources[dataset.source].map { CatalogueRow(dataset, $0) }
                }
        }
        return CataloguePage(
            list: ListView(listing(rows), rows, request), count: rows.count(where: \.isOwn),
            synonyms: Synonyms.of(request.query["q"] ?? ""))
    }

    private static func listing(_ rows: [CatalogueRow]) -> Listing<CatalogueRow> {
        // Hundreds of words and sections of others would be no choice any more: those are narrowed by their catalogue.
        let own = rows.filter(\.isOwn)
        return Listing(
            "データセット", at: path, file: "opendata", identity: \.id,
            columns: [
                .heading("title", "題名", { .text($0.title) }) { "<a href=\"\($0.path)\">\($0.title)</a>\($0.mark)" },
                ListColumn("organisation", "担当") { .text($0.organisation) }.whole,
                ListColumn("catalogue", "出どころ", isShown: !rows.allSatisfy(\.isOwn)) { .text($0.catalogue) },
                ListColumn("themes", "グループ") { .text($0.themes.map(\.title).joined(separator: "、")) },
                ListColumn("tags", "タグ", isShown: false) { .text($0.tags.joined(separator: "、")) },
                ListColumn("updated", "更新日") { .day($0.updatedOn) },
                .number("rows", "行数", isShown: false) { $0.rows.map { .count($0) } ?? .none },
                ListColumn("columns", "列の名前", isShown: false) { .text($0.columns.joined(separator: "、")) },
                // Whoever looks for a word finds what is called otherwise.
                ListColumn("words", "ほかの呼び方", isShown: false) { row in
                    .text(Synonyms.words(for: row.title + row.tags.joined()).joined(separator: "、"))
                },
                ListColumn("notes", "説明") { .text($0.notes) }.beneath,
            ],
            filters: [
                ListFilter("theme", "グループ", ofAll: own) { $0.themes.map(\.title) },
                ListFilter("organisation", "担当", of: own) { $0.organisation },
                ListFilter("tag", "タグ", ofAll: own) { $0.tags },
                ListFilter("licence", "利用条件", of: own) { $0.licence.title },
                ListFilter("catalogue", "出どころ", of: rows) { $0.catalogue },
            ], empty: "<p>公開しているデータは、まだありません。</p>")
    }

    static let program = Route.ProgramSide("公開しているデータセットの一覧", answer: ["datasets": .list(.anyObject)])
    var json: JSON { ["datasets": .array(list.matching.map(\.json))] }

    var export: ListExport? { list.export }

    var page: Page {
        let also: HTML =
            synonyms.isEmpty
            ? .empty : "<p class=\"list-count\">同じ意味の言葉（\(synonyms.joined(separator: "、"))）で呼ばれるデータも探しました。</p>"
        return Page(
            Self.link.title, home: PublicPlace.home,
            body: """
                <p class="lead">区が公開しているデータです。だれでも、出典を書けば自由に使えます。\(count)件のデータセットがあります。</p>
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
