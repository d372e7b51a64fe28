import Japanese
import Site
import Tabular
import Ward

/// The list over the rows of a table as a file: all rows that fit, with all columns unless somebody chose some, as they are written in the
/// release. The whole of it is the file of the release, which is kept; a part is made anew for whoever asks, one after the other.
struct TableFileRoute: Sendable {
    let files: ReleaseFiles

    /// The page of a table, and its list as a file.
    var route: Route {
        let files = files
        let page = Route.page("opendata/datasets/:dataset/:resource", access: .open, ResourcePage.load)
        return Route(.get, page.path, access: .open) { request in
            request.wantsListFile ? try await Self.answer(request, files) : try await page.handler(request)
        }
    }

    private static func answer(_ request: PageRequest, _ files: ReleaseFiles) async throws -> PageResponse {
        let (place, table) = try await request.ward.database.read { connection in
            let place = try PublicPlace.load(request, on: connection)
            return (place, try place.known())
        }
        let form: DownloadForm = request.wantsWorkbook ? .xlsx : .csv
        let (release, title) = (table.latest, table.resource.title)
        let name = "\(table.resource.name)-\(request.today.description).\(form.rawValue)"
        let asked = ListQuery(request, of: ResourcePage.listing(place, table))
        let answer: PageResponse
        if asked.words.isEmpty, asked.filters.isEmpty, asked.order == nil, asked.columns == nil {
            try checkSize(release.rowCount, form)
            let path = try await files.path(of: form, release, title: title, in: request.ward)
            answer = .file(path, type: form.type, filename: name)
        } else {
            let rows = try await request.ward.database.read { try release.table(on: $0) }
            let columns = columns(asked, release.profile)
            let file = try await files.temporary { path in
                let found = try ResourcePage.query(asked).found(in: rows, of: release)
                try checkSize(found.count, form)
                let places = found.places(from: 0, count: found.count)
                let heads = columns.map { rows.heads[$0] }
                if form == .csv {
                    try RowFile.write(
                        rows.rows, places, columns: columns,
                        after: CSVWriter.bytes(rows: [heads], guardsFormulas: false), to: path)
                } else {
                    let part = ReleaseTable(
                        heads: heads,
                        rows: places.map { place in columns.map { rows.rows.text(place, $0) } })
                    let kinds = columns.map { release.profile.columns[$0].kind }
                    try ReleaseFiles.writeWorkbook(part, kinds, release, title: title, to: path)
                }
            }
            answer = .file(file.path, type: form.type, filename: name, keeping: file)
        }
        if request.takes([:]) { await Download.count(release, form.rawValue, in: request.ward) }
        return answer
    }

    /// Those that were chosen with the one that names the row; all where nobody chose.
    private static func columns(_ asked: ListQuery, _ profile: ReleaseProfile) -> [Int] {
        let all = Array(profile.columns.indices)
        guard let chosen = asked.columns else { return all }
        return all.filter { $0 == profile.heading || chosen.contains("c\($0)") }
    }

    private static func checkSize(_ count: Int, _ form: DownloadForm) throws(PageRefusal) {
        guard form == .xlsx, count > DownloadForm.workbookRowsMax else { return }
        throw .conflict(
            "Excelのファイルにできるのは\(DownloadForm.workbookRowsMax)行までです（\(count)行あります）。CSVで保存するか、条件で絞ってください。")
    }
}
