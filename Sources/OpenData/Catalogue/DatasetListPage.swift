import Japanese
import Site
import Storage
import Ward

/// オープンデータの台帳: every dataset, public or not, for staff.
struct DatasetListPage: PageView {
    static let path = "/datasets"
    static let link = Link("データセット", path)

    struct Row: Sendable {
        let dataset: Dataset
        let unit: String
        /// Handed in and not published yet.
        let waiting: Int
        let releasedAt: Timestamp?
    }

    let list: ListView<Row>
    let mayEdit: Bool

    static func load(_ request: PageRequest, on connection: any Connection) throws -> DatasetListPage {
        let units = try UnitStore.names(on: connection)
        let released = try connection.rows(
            """
            SELECT opendata_resource.dataset AS dataset, COUNT(*) - COUNT(number) AS waiting,
                MAX(released_at) AS released_at
            FROM opendata_release JOIN opendata_resource ON opendata_resource.id = opendata_release.resource
            GROUP BY opendata_resource.dataset
            """)
        var releases: [ID<Dataset>: (waiting: Int, at: Timestamp?)] = [:]
        for row in released {
            releases[try row["dataset"]] = (waiting: try row["waiting"], at: try row["released_at"])
        }
        let rows = try Dataset.list("ORDER BY title, id", on: connection).map { dataset in
            let own = releases[dataset.id]
            return Row(
                dataset: dataset, unit: dataset.unit.flatMap { units[$0] } ?? request.wardName,
                waiting: own?.waiting ?? 0, releasedAt: own?.at)
        }
        let mayEdit = request.mayReach(NewDatasetPage.path)
        return DatasetListPage(
            list: ListView(listing(rows, mayEdit: mayEdit), rows, request), mayEdit: mayEdit)
    }

    private static func listing(_ rows: [Row], mayEdit: Bool) -> Listing<Row> {
        Listing(
            "データセット", at: path, file: "datasets", identity: \.dataset.id.text,
            columns: [
                .heading("title", "題名", { .text($0.dataset.title) }) {
                    "<a href=\"\($0.dataset.path)\">\($0.dataset.title)</a>\($0.dataset.isSample ? SampleMark().html : .empty)"
                },
                ListColumn("unit", "担当") { .text($0.unit) }.whole,
                ListColumn("state", "公開", { .text($0.dataset.state.title) }, drawn: { "\($0.dataset.state.tag)" })
                    .whole,
                .number("waiting", "公開待ち（件）") { .count($0.waiting) },
                ListColumn("released", "最終公開") { .day($0.releasedAt?.date) },
                ListColumn("frequency", "更新の頻度") { .text($0.dataset.frequency.title) },
                ListColumn("name", "識別名", isShown: false) { .text($0.dataset.name) },
            ],
            filters: [
                ListFilter("state", "公開", of: rows) { $0.dataset.state.title },
                ListFilter("unit", "担当", of: rows, \.unit),
                ListFilter("waiting", "公開待ち", yes: "あり") { $0.waiting > 0 },
            ],
            empty: mayEdit
                ? "<p>データセットはまだありません。「データセットを登録する」から始めます。</p>"
                : "<p>データセットはまだありません。オープンデータの担当が登録すると、ここに出ます。</p>")
    }

    var export: ListExport? { list.export }

    var page: Page {
        Page(
            Self.link.title,
            body: """
                \(mayEdit ? "<div class=\"actions\">\(ButtonLink("データセットを登録する", NewDatasetPage.path, style: .primary))</div>" : .empty)
                \(list.html)
                """)
    }
}

/// A new dataset.
struct NewDatasetPage: PageView {
    static let path = "/datasets/new"

    let units: [OfficeUnit]
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> NewDatasetPage {
        NewDatasetPage(units: try EditedDataset.units(request, on: connection), state: request.state)
    }

    var page: Page {
        Page(
            "データセットを登録する", trail: [DatasetListPage.link],
            body: FormView(
                Self.path, state, submit: "登録する", cancel: Link("やめる", DatasetListPage.path), isLong: true,
                fields: DatasetFields.drawn(nil, units: units)
            ).html)
    }
}

/// A dataset that somebody may describe and hand files in for: of their section, or any where their role is for the whole ward.
struct EditedDataset: RouteSubject {
    let dataset: Dataset

    var path: String { dataset.path }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> EditedDataset {
        let dataset = try Dataset.load(request, on: connection)
        guard may(try request.person, dataset.unit) else { throw PageRefusal.forbidden(.editDatasets) }
        return EditedDataset(dataset: dataset)
    }

    static func may(_ person: SignedIn, _ unit: ID<OfficeUnit>?) -> Bool {
        unit.map { person.may(.editDatasets, unit: $0) } ?? (person.units(.editDatasets) == nil)
    }

    /// The sections somebody may describe datasets for.
    static func units(_ request: PageRequest, on connection: any Connection) throws -> [OfficeUnit] {
        let person = try request.person
        return try UnitStore.list(validOn: request.today, on: connection).filter { may(person, $0.id) }
    }
}
