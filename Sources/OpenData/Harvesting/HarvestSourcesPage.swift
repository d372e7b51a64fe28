import Japanese
import Site
import Storage
import Ward

/// The fields of a source, each declared once.
enum HarvestFields {
    static let title = Field.text("title", "題名", max: 120, hint: "例: 東京都オープンデータカタログ")
    static let kind = Field<HarvestSource.Kind>.radios(
        "kind", "種類", HarvestSource.Kind.allCases.map { Choice($0.rawValue, $0.title) })
    static let address = Field.text(
        "address", "アドレス", max: 500, hint: "CKANではサイトのアドレス、DCATではJSON-LDかTurtleのファイルのアドレス。"
    ).mapped(to: { WebAddress($0).map { "\($0)" } }, from: { $0 }) { _ in
        "「アドレス」は、http:// か https:// で始まるものにしてください。例: https://catalog.example.jp"
    }
    static let organisation = Field.text("organisation", "公開している団体", max: 120)
    static let hours = Field.integer("hours", "取り込む間隔", in: 1...8_784, unit: "時間")

    static let declared: [any DeclaredField] = [title, kind, address, organisation, hours]

    static func drawn(_ source: HarvestSource?) -> [FormField] {
        [
            title(source?.title), kind(source?.kind), address(source?.address), organisation(source?.organisation),
            hours(source?.hours ?? 24),
        ]
    }

    static func read(_ form: inout FormReader) throws(FormRefused) -> HarvestSource.Description {
        let (title, kind, address, organisation, hours) = try form.values(title, kind, address, organisation, hours)
        return HarvestSource.Description(
            title: title, kind: kind, address: address, organisation: organisation, hours: hours)
    }
}

/// 取込み元: the catalogues of others, with what came of the last reading.
struct HarvestSourcesPage: PageView {
    static let path = "/datasets/sources"
    static let link = Link("ほかのカタログの取込み", path)

    struct Row: Sendable {
        let source: HarvestSource
        let last: Harvest?
    }

    let list: ListView<Row>
    let mayEdit: Bool
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> HarvestSourcesPage {
        let latest = try Harvest.latest(on: connection)
        let rows = try HarvestSource.list("ORDER BY title, id", on: connection).map {
            Row(source: $0, last: latest[$0.id])
        }
        return HarvestSourcesPage(
            list: ListView(listing(rows), rows, request), mayEdit: try request.person.may(.manageHarvests),
            state: request.state)
    }

    private static func listing(_ rows: [Row]) -> Listing<Row> {
        Listing(
            "取込み元", at: path, file: "sources", identity: \.source.id.text,
            columns: [
                .heading("title", "題名", { .text($0.source.title) }) {
                    "<a href=\"\($0.source.path)\">\($0.source.title)</a>"
                },
                ListColumn("organisation", "団体") { .text($0.source.organisation) },
                ListColumn("kind", "種類") { .text($0.source.kind.title) }.whole,
                ListColumn("state", "前回の結果", { .text(state($0)) }, drawn: { "\(tag($0))" }).whole,
                ListColumn("last", "前回") { .day($0.last?.endedAt.date) },
                .number("rejected", "受け取らなかったもの（件）") { .count($0.last?.rejected ?? 0) },
                ListColumn("address", "アドレス", isShown: false) { .text($0.source.address) },
            ],
            filters: [ListFilter("state", "前回の結果", of: rows) { state($0) }],
            empty: "<p>取込み元はまだありません。</p>")
    }

    private static func state(_ row: Row) -> String {
        if row.source.endedOn != nil { return "終えました" }
        return row.last.map { $0.isGood ? "正常" : "問題あり" } ?? "まだ"
    }

    private static func tag(_ row: Row) -> Tag {
        if row.source.endedOn != nil { return Tag(state(row), .neutral) }
        return Tag(state(row), row.last.map { $0.isGood ? .done : .danger } ?? .waiting)
    }

    var export: ListExport? { list.export }

    var page: Page {
        let form = Details(
            "取込み元を加える", for: [Self.path], state,
            FormView(Self.path, state, submit: "登録する", fields: HarvestFields.drawn(nil)).html)
        return Page(
            Self.link.title, trail: [DatasetListPage.link],
            body: """
                <p>ほかの団体のカタログから、データセットの説明を取り込み、元のページへの案内として示します。データそのものは取り込みません。</p>
                \(list.html)\(mayEdit ? form.html : .empty)
                """)
    }
}
