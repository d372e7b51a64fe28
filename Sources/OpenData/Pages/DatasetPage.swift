import Japanese
import Site
import Storage
import Ward

/// A dataset for everybody: what it is, its tables, how it may be used.
struct DatasetPage: PageView {
    let place: PublicPlace
    let site: String
    let today: CivilDate

    static func load(_ request: PageRequest, on connection: any Connection) throws -> DatasetPage {
        DatasetPage(
            place: try PublicPlace.load(request, on: connection), site: request.siteAddress, today: request.today)
    }

    private var dataset: Dataset { place.dataset }

    var page: Page {
        let entry = place.entry
        let facts: [(name: String, value: HTML)] = [
            ("担当", "\(entry.organisation.title)"), ("問合せ先", "\(dataset.contact ?? "―")"),
            ("グループ", "\(dataset.themes.map(\.title).joined(separator: "、"))"),
            ("タグ", "\(dataset.tags.joined(separator: "、"))"),
            ("更新の頻度", "\(dataset.frequency.title)"),
            (
                "最終更新",
                "\(entry.updatedAt.date.japanese)\(entry.isLate(on: today) ? "　\(Tag("更新が遅れています", .warning))" : .empty)"
            ),
            ("利用条件", "<a href=\"\(dataset.licence.address)\">\(dataset.licence.title)</a>"),
            ("利用条件の別紙", "\(dataset.annex ?? "―")"), ("出典の書き方", "\(entry.credit(at: site))"),
            ("元になる記録", "\(dataset.provenance ?? "―")"),
            ("標準データセット", "\(dataset.standard ?? "独自の形")"),
            ("開放度", "5つ星のうち\(entry.stars)"),
        ]
        let tables: [LinkList.Item] = entry.tables.map { table in
            .init(
                table.resource.title, table.path(in: dataset),
                note:
                    "第\(table.latest.number ?? 0)版、\(table.latest.rowCount)行、\(table.latest.releasedAt?.date.japanese ?? "")"
            )
        }
        return Page(
            dataset.title, trail: [CataloguePage.link], home: PublicPlace.home,
            body: """
                \(dataset.isSample ? Notice(.sample, "このデータは、動きを確かめるための見本です。区の実際のデータではありません。").html : .empty)\
                \(Prose(dataset.notes))
                <h2>データ</h2>
                \(LinkList(tables, empty: "データはまだありません。"))
                \(ended)<h2>このデータセットについて</h2>
                \(SummaryList(facts))
                <p>\(Self.links(dataset))</p>
                """)
    }

    /// What is no longer offered, with the reason.
    private var ended: HTML {
        guard !place.entry.ended.isEmpty else { return .empty }
        let items: [LinkList.Item] = place.entry.ended.map { table in
            .init(
                table.resource.title, table.path(in: dataset),
                note: "\(table.resource.endedOn?.japanese ?? "")まで。\(table.resource.endedReason ?? "")")
        }
        return "<h2>提供を終えたデータ</h2>\n\(LinkList(items))"
    }

    /// The description for programs.
    private static func links(_ dataset: Dataset) -> [HTML] {
        [("DCAT（JSON-LD）", "dcat.jsonld"), ("DCAT（Turtle）", "dcat.ttl"), ("Data Package", "datapackage.json")].map {
            "<a href=\"\(dataset.publicPath)/\($0.1)\">\($0.0)</a>　"
        }
    }
}

/// What is not published, with the reason and the article (公開しない決定).
struct WithheldPage: PageView {
    let datasets: [Dataset]

    static func load(_ request: PageRequest, on connection: any Connection) throws -> WithheldPage {
        WithheldPage(datasets: try Dataset.list("WHERE state = 'withheld' ORDER BY title, id", on: connection))
    }

    var page: Page {
        Page(
            "公開していないデータ", trail: [CataloguePage.link], home: PublicPlace.home,
            body: """
                <p>公開しないと決めたデータと、その理由です。決定に疑問があるときは、<a href="\(RequestListPage.path)">要望</a>をお送りください。</p>
                \(TableView(
                    caption: "公開していないデータ",
                    columns: [.rowHeader("題名"), .text("理由"), .text("根拠"), .text("決めた日")],
                    rows: datasets.map {
                        ["\($0.title)", "\($0.reason ?? "")", "\($0.article ?? "")", "\($0.decidedAt?.date.japanese ?? "")"]
                    }, empty: "公開しないと決めたデータはありません。", isCaptionHidden: true))
                """)
    }
}
