import Site
import Storage
import Ward

/// プログラムから使う: the addresses at which programs find the catalogue and its rows.
struct DeveloperPage: PageView {
    static let path = "/opendata/developers"

    let site: String
    let example: (package: String, resource: String)?

    static func load(_ request: PageRequest, on connection: any Connection) throws -> DeveloperPage {
        let entry = try Catalogue.load(ward: request.wardName, on: connection).entries.first { !$0.tables.isEmpty }
        return DeveloperPage(
            site: request.siteAddress, example: entry.map { ($0.dataset.name, $0.tables[0].resource.id.text) })
    }

    private static let parquet: HTML =
        DuckDB.found == nil
        ? "Parquetは、この場所では用意していません（DuckDBがありません）。CSVをお使いください。" : "どの版も、Parquetで保存できます。数と日付には型が付いています。"

    var page: Page {
        let rows: [(String, String)] = [
            ("CKAN Action API", "/api/3/action/package_search?q=避難"),
            ("データセットの説明", "/api/3/action/package_show?id=\(example?.package ?? "識別名")"),
            ("データの行", "/api/3/action/datastore_search?resource_id=\(example?.resource ?? "識別子")&limit=5"),
            ("DCAT（JSON-LD）", "/opendata/catalog.jsonld"), ("DCAT（Turtle）", "/opendata/catalog.ttl"),
            ("更新のお知らせ（Atom）", "/opendata/feed.atom"),
        ]
        return Page(
            "プログラムから使う", trail: [CataloguePage.link], home: PublicPlace.home,
            body: """
                <p>登録しなくても使えます。データの行は、いつも最新の版から返します。版のファイルのアドレスは変わらず、中身も変わりません。</p>
                \(TableView(
                    caption: "入口", columns: [.rowHeader("使いみち"), .text("アドレス")],
                    rows: rows.map { ["\($0.0)", "<a href=\"\($0.1)\"><code>\(site)\($0.1)</code></a>"] }, isCaptionHidden: true))
                <h2>道具</h2>
                <ul><li>CKANの道具（ckanapiなど）は、<code>\(site)</code> を指定すると使えます。<code>/api/action</code> と <code>/api/3/action</code> は同じです。</li>
                <li>版ごとに、列の説明（CSVW）とData Packageがあります。</li>
                <li>\(Self.parquet)</li>
                <li>エラーは、CKANの入口ではCKANの形で、ほかではRFC 9457の項目を付けて返します。</li></ul>
                """)
    }
}
