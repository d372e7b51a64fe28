import Japanese
import Site
import Storage
import Ward

/// A table for everybody: its rows, to be searched and narrowed, its charts and its map, its files and its releases.
struct ResourcePage: ComputedView {
    let place: PublicPlace
    let table: Catalogue.Table
    let rows: ReleaseTable
    let releases: [Release]
    let request: PageRequest

    /// A row with its place in the file, the first below the heads being 2.
    struct NumberedRow: Sendable {
        let number: Int
        let cells: ReleaseTable.Row
    }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ResourcePage {
        let place = try PublicPlace.load(request, on: connection)
        let table = try place.known()
        let rows = try table.latest.table(on: connection)
        return ResourcePage(
            place: place, table: table, rows: rows,
            releases: try Release.released(of: table.resource, on: connection), request: request)
    }

    var lane: ComputingLane? { TableQuery.lane(for: rows) }

    /// Narrowed and sorted when it is drawn, outside of the transaction that read the rows: of a large table that takes long.
    private var list: ListView<NumberedRow> {
        let (listing, release, table) = (Self.listing(place, table), table.latest, self.rows)
        func numbered(_ places: [Int]) -> [NumberedRow] {
            places.map { NumberedRow(number: $0 + 2, cells: table.rows[$0]) }
        }
        // Of larger tables only the rows of the page are looked at, by what is kept of their columns.
        guard TableQuery.isLarge(table) else {
            return ListView(listing, numbered(Array(table.rows.indices)), request)
        }
        var asked = ListQuery(request, of: listing)
        let query = Self.query(asked)
        // It ends early only where nobody waits for the page any more.
        let found = (try? query.found(in: table, of: release)) ?? .some([])
        let rows = Listing<NumberedRow>.pageRows
        asked.page = min(max(1, asked.page), max(1, (found.count + rows - 1) / rows))
        let places = found.places(from: (asked.page - 1) * rows, count: rows)
        return ListView(listing, asked, page: numbered(places), count: found.count, request)
    }

    /// What is asked of the list, as it is asked of the rows.
    static func query(_ asked: ListQuery) -> TableQuery {
        var query = TableQuery()
        query.words = SearchKeys(asked.words)
        query.filters = asked.filters.compactMap { key, values in Int(key.dropFirst()).map { ($0, Set(values)) } }
        query.order =
            asked.order.flatMap { order in
                Int(order.key.dropFirst()).map { [($0, order.isDescending)] }
            } ?? []
        return query
    }

    /// The columns and facets are those of the release, computed when it was handed in.
    static func listing(_ place: PublicPlace, _ table: Catalogue.Table) -> Listing<NumberedRow> {
        let profile = table.latest.profile
        return Listing(
            "データの中身", at: table.path(in: place.dataset), file: table.resource.name, counter: "行",
            identity: { "\($0.number)" },
            columns: profile.columns.enumerated().map { position, column in
                let value: @Sendable (NumberedRow) -> ListValue = { row in
                    let cell = row.cells[position]
                    return switch column.kind {
                    case _ where cell.isEmpty: .none
                    case .integer, .number: ExactNumber(cell).map { .number($0) } ?? .text(cell)
                    case .text, .date: .text(cell)
                    }
                }
                if position == profile.heading { return .heading("c\(position)", column.name, value) }
                return ListColumn("c\(position)", column.name, isShown: shown(profile).contains(position), value)
            },
            filters: profile.columns.enumerated().filter { !$0.element.facets.isEmpty }.prefix(filtersMax).map {
                position, column in
                ListFilter(
                    "f\(position)", column.name,
                    choices: column.facets.map { Choice($0.value, "\($0.value)（\($0.count)）") }
                ) { row, value in row.cells[position] == value }
            })
    }

    private static let filtersMax = 8
    /// Columns that are shown at first: those that hold something, as many as can be read side by side.
    private static let columnsMax = 8

    private static func shown(_ profile: ReleaseProfile) -> Set<Int> {
        let rows = profile.columns.map(\.empty).max() ?? 0
        let filled = profile.columns.indices.filter { profile.columns[$0].empty < rows || rows == 0 }
        return Set((filled.isEmpty ? Array(profile.columns.indices) : filled).prefix(columnsMax))
    }

    var page: Page {
        let latest = PublicPlace.path(place.entry, table, table.latest)
        return Page(
            table.resource.title == place.dataset.title ? "\(table.resource.title)（データ）" : table.resource.title,
            trail: [CataloguePage.link, Link(place.dataset.title, place.dataset.publicPath)], home: PublicPlace.home,
            body: """
                \(place.dataset.isSample ? Notice(.sample, "このデータは、動きを確かめるための見本です。区の実際のデータではありません。").html : .empty)\
                \(table.resource.endedOn.map { Notice(.information, "このデータの提供は、\($0.japanese)に終わりました。", "<p>\(table.resource.endedReason ?? "")</p>").html })\
                <p>第\(table.latest.number ?? 0)版（\(table.latest.releasedAt?.date.japanese ?? "")）、\(table.latest.rowCount)行、\(table.latest.profile.columns.count)列</p>
                <h2>保存する</h2>
                \(DownloadLinks(path: latest, release: table.latest))
                <p>いつも最新の版へ移るアドレス: <a href="\(table.path(in: place.dataset))/latest/data.csv">\(request.siteAddress)\(table.path(in: place.dataset))/latest/data.csv</a></p>
                \(TablePictures.kept(title: table.resource.title, rows, table.latest))
                <h2>データの中身</h2>
                \(list.html)
                <h2>これまでの版</h2>
                \(LinkList(releases.map { release in
                    .init(
                        "第\(release.number ?? 0)版", PublicPlace.path(place.entry, table, release),
                        note: release.takenDown.map { "\($0.at.date.japanese)に公開を取りやめました。\($0.words)" }
                            ?? "\(release.releasedAt?.date.japanese ?? "")、\(release.rowCount)行")
                }))
                """)
    }
}

/// The files of a release.
struct DownloadLinks: Component {
    let path: String
    let release: Release

    var html: HTML {
        let links: [HTML] = DownloadForm.offered(release).map {
            "<a class=\"button button-secondary\" href=\"\(path)/\($0.filename)\">\($0.title)で保存</a>\n"
        }
        return "<div class=\"actions\">\(links)</div>\n"
    }
}
