import Japanese
import Site
import Storage
import Ward

enum HarvestedFields {
    static let reason = Field.textArea(
        "reason", "見せない理由", max: 500, rows: 2, hint: "庁内の記録に残し、公開しません。次に取り込んでも、見せないままです。")
}

/// What was taken over from one source, for staff.
struct HarvestedListPage: PageView {
    let source: HarvestSource
    let list: ListView<HarvestedDataset>

    static func path(_ source: HarvestSource) -> String { "\(source.path)/records" }
    static func link(_ source: HarvestSource) -> Link { Link("取り込んだデータセット", path(source)) }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> HarvestedListPage {
        let source = try HarvestSource.load(request, on: connection)
        let rows = try HarvestedDataset.of(source, on: connection)
        let listing = Listing<HarvestedDataset>(
            "取り込んだデータセット", at: path(source), file: "records", identity: \.id.text,
            columns: [
                .heading("title", "題名", { .text($0.record.title) }) {
                    "<a href=\"\($0.staffPath)\">\($0.record.title)</a>"
                },
                ListColumn("state", "状態") { .text(state($0)) }.whole,
                ListColumn("taken", "取り込んだ日") { .day($0.takenAt.date) },
                ListColumn("identifier", "識別子") { .text($0.record.identifier) },
            ], filters: [ListFilter("state", "状態", of: rows, state)],
            empty: "<p>取り込んだデータセットはありません。</p>")
        return HarvestedListPage(source: source, list: ListView(listing, rows, request))
    }

    @Sendable static func state(_ dataset: HarvestedDataset) -> String {
        if dataset.hiddenAt != nil { return "見せない" }
        return dataset.vanishedAt == nil ? "見せている" : "見せている（元のカタログになし）"
    }

    var export: ListExport? { list.export }

    var page: Page {
        Page(
            "取り込んだデータセット",
            trail: [DatasetListPage.link, HarvestSourcesPage.link, Link(source.title, source.path)], body: list.html)
    }
}

/// One dataset of another catalogue, where staff decide that it is not shown here.
struct HarvestedStaffPage: PageView {
    let dataset: HarvestedDataset
    let source: HarvestSource
    let mayEdit: Bool
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> HarvestedStaffPage {
        let dataset = try HarvestedDataset.load(request, on: connection)
        return HarvestedStaffPage(
            dataset: dataset, source: try HarvestSource.known(dataset.source, on: connection),
            mayEdit: try request.person.may(.manageHarvests), state: request.state)
    }

    var page: Page {
        var facts: [(name: String, value: HTML)] = [
            ("状態", "\(HarvestedListPage.state(dataset))"), ("識別子", "\(dataset.record.identifier)"),
            ("取り込んだ日", "\(dataset.takenAt.date.japanese)"), ("説明", Prose(dataset.record.notes).html),
        ]
        if let hidden = dataset.hiddenAt {
            facts.append(("見せないことにした日", "\(hidden.date.japanese)"))
            facts.append(("見せない理由", Prose(dataset.hiddenReason ?? "―").html))
        } else {
            facts.append(("公開のページ", "<a href=\"\(dataset.path)\">\(dataset.record.title)</a>"))
        }
        return Page(
            dataset.record.title,
            trail: [
                DatasetListPage.link, HarvestSourcesPage.link, Link(source.title, source.path),
                HarvestedListPage.link(source),
            ], body: "\(SummaryList(facts))\(mayEdit ? form : .empty)")
    }

    private var form: HTML {
        guard dataset.hiddenAt == nil else {
            return ButtonForm("また見せる", "\(dataset.staffPath)/show", state).html
        }
        let path = "\(dataset.staffPath)/hide"
        return Details(
            "このデータセットを見せない", for: [path], state,
            FormView(path, state, submit: "見せない", fields: [HarvestedFields.reason()]).html
        ).html
    }
}
