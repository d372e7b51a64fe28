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
    ).mapped(to: { text in (try? checked(text)).map { "\($0)" } }, from: { $0 }) { text in
        do {
            _ = try checked(text)
            return ""
        } catch let refusal as any Refusal {
            return refusal.words
        } catch WebAddress.Fault.credentials {
            return "「アドレス」の「@」の前に、利用者名やパスワードは書けません。サインインせずに読めるカタログのアドレスにしてください。"
        } catch WebAddress.Fault.port(let digits) {
            return "「アドレス」のポート番号「\(digits)」は使えません。1から65535までの番号にするか、番号を取ってください。"
        } catch {
            return "「アドレス」は、http:// か https:// で始まるものにしてください。例: https://catalog.example.jp"
        }
    }

    /// - Throws: ``WebAddress/Fault``, or ``WebAway`` for one that stands inside.
    private static func checked(_ text: String) throws -> WebAddress {
        let address = try WebAddress(checking: text)
        if let refusal = WebReader.refusal(of: address) { throw refusal }
        return address
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
    /// How many that were ended are not in the list.
    let ended: Int
    let mayEdit: Bool
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> HarvestSourcesPage {
        let latest = try Harvest.latest(on: connection)
        let rows = try HarvestSource.list("ORDER BY title, id", on: connection).map {
            Row(source: $0, last: latest[$0.id])
        }
        let listing = listing(rows)
        // Those that were ended come when they are asked for.
        let isAsked = ListQuery(request, of: listing).filters["state"]?.contains(ended) ?? false
        let open = rows.filter { $0.source.endedOn == nil }
        return HarvestSourcesPage(
            list: ListView(listing, isAsked ? rows : open, request), ended: isAsked ? 0 : rows.count - open.count,
            mayEdit: try request.person.may(.manageHarvests),
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

    private static let ended = "終えました"

    private static func state(_ row: Row) -> String {
        if row.source.endedOn != nil { return ended }
        return row.last.map { $0.isGood ? "正常" : "問題あり" } ?? "まだ"
    }

    private static func tag(_ row: Row) -> Tag {
        if row.source.endedOn != nil { return Tag(state(row), .neutral) }
        return Tag(state(row), row.last.map { $0.isGood ? .done : .danger } ?? .waiting)
    }

    var export: ListExport? { list.export }

    private var endedNote: HTML {
        guard ended > 0 else { return .empty }
        let path = "\(Self.path)?state=\(PercentCoding.encoded(Self.ended))"
        return "<p><a href=\"\(path)\">終えた取込み元（\(ended)件）を見る</a></p>\n"
    }

    var page: Page {
        let form = Details(
            "取込み元を加える", for: [Self.path], state,
            FormView(Self.path, state, submit: "登録する", fields: HarvestFields.drawn(nil)).html)
        return Page(
            Self.link.title, trail: [DatasetListPage.link],
            body: """
                <p>ほかの団体のカタログから、データセットの説明を取り込み、元のページへの案内として示します。データそのものは取り込みません。</p>
                \(list.html)\(endedNote)\(mayEdit ? form.html : .empty)
                """)
    }
}
