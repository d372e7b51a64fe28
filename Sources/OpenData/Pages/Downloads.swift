import Foundation
import Japanese
import Site
import Storage
import Tabular
import Ward

/// The forms in which a release can be had.
enum DownloadForm: String, CaseIterable, Sendable {
    case csv, json, xlsx, geojson, parquet

    var filename: String { "data.\(rawValue)" }

    var title: String {
        switch self {
        case .csv: "CSV"
        case .json: "JSON"
        case .xlsx: "Excel"
        case .geojson: "GeoJSON"
        case .parquet: "Parquet"
        }
    }

    var type: String {
        switch self {
        case .csv: "text/csv; charset=utf-8; header=present"
        case .json: "application/json; charset=utf-8"
        case .xlsx: PageResponse.excel
        case .geojson: "application/geo+json"
        case .parquet: "application/vnd.apache.parquet"
        }
    }

    /// A workbook is made in memory as a whole; larger tables are opened by no spreadsheet at ease.
    static let workbookRowsMax = 200_000

    /// Those of a release: GeoJSON where rows have a place, Parquet where a program writes it, Excel as far as its sheets reach.
    static func offered(_ release: Release, duckDB: DuckDB? = .found) -> [DownloadForm] {
        allCases.filter { form in
            switch form {
            case .csv, .json: true
            case .xlsx: release.rowCount <= workbookRowsMax
            case .geojson: release.profile.place != nil
            case .parquet: duckDB != nil
            }
        }
    }
}

/// The files of releases: that of CSV as it was released, the others as they were made once.
extension ReleaseFiles {
    /// - Returns: the path of the file. The release's own bytes are read in a transaction of their own, and everything is made outside.
    func path(of form: DownloadForm, _ release: Release, title: String, in ward: Ward) async throws -> String {
        guard DownloadForm.offered(release).contains(form) else { throw PageRefusal.notFound }
        // A workbook names its title and the day of its release.
        let moment = release.releasedAt ?? release.handedAt
        let key = form == .xlsx ? "\(title)\n\(moment.milliseconds)" : ""
        return try await path(of: form, release.content, key: key) { path in
            let bytes = try await ward.database.read { try release.bytes(on: $0) }
            if form == .csv { return try Self.write(bytes, to: path) }
            let table = try ReleaseTable.kept(release.content) { bytes }
            switch form {
            case .csv: break
            case .json: try RowJSON(release.profile.columns).write(table, to: path)
            case .geojson: try RowJSON(release.profile.columns).writeFeatures(table, release.profile, to: path)
            case .xlsx:
                try Self.writeWorkbook(table, release.profile.columns.map(\.kind), release, title: title, to: path)
            case .parquet:
                guard let duckDB = DuckDB.found else { throw PageRefusal.notFound }
                try await duckDB.writeParquet(table, release.profile, to: path)
            }
        }
    }

    private static func write(_ bytes: [UInt8], to path: String) throws {
        try Data(bytes).write(to: URL(filePath: path))
    }

    /// - Parameter kinds: of the columns of the table, which may be a part of the release.
    static func writeWorkbook(
        _ table: ReleaseTable, _ kinds: [ReleaseProfile.Kind], _ release: Release, title: String, to path: String
    ) throws {
        let rows = table.rows.map { row in
            Sheet.Row(
                row.enumerated().map { position, cell in
                    guard kinds[position] == .integer || kinds[position] == .number,
                        cell.utf8.count <= Cell.digitsMax, let number = ExactNumber(cell)
                    else { return Cell(cell) }
                    return Cell(.number(number))
                })
        }
        let book = Workbook(
            title: title, createdAt: release.releasedAt ?? release.handedAt,
            sheets: [Sheet(name: "データ", rows: [Sheet.Row(table.heads, style: .heading)] + rows, frozenRows: 1)])
        let bytes: [UInt8]
        do throws(WorkbookRefusal) {
            bytes = try book.bytes()
        } catch {
            throw PageRefusal.conflict(error.japanese)
        }
        try write(bytes, to: path)
    }
}

/// The headers with which anybody's program may read what is open, from any page.
enum OpenHeaders {
    static let shared = ForeignProtocol.sharedHeaders

    /// Of what never changes, and may be taken back: kept by browsers and proxies for a day, and then, by its hash, not sent again.
    static func release(_ hash: String, _ form: String) -> [String: String] {
        shared.merging(
            [
                "Cache-Control": "public, max-age=86400, must-revalidate", "ETag": "\"\(hash)-\(form)\"",
                "Access-Control-Expose-Headers": "Accept-Ranges, Content-Range, ETag",
            ]
        ) { own, _ in own }
    }
}

/// The files of releases at their permanent addresses, and the addresses that lead to the newest.
struct DownloadRoutes: Sendable {
    let files: ReleaseFiles

    private static let place = "opendata/datasets/:dataset/:resource"

    var all: [Route] {
        DownloadForm.allCases.map(file) + Self.describing.map(Self.description)
            + (DownloadForm.allCases.map(\.filename) + Self.describing.map(\.name)).map { Self.latest("/\($0)") }
            + [Self.latest("")]
    }

    private func file(_ form: DownloadForm) -> Route {
        let files = files
        return Route(.get, "\(Self.place)/:number/\(form.filename)", access: .open) { request in
            let place = try await request.ward.database.read { try PublicPlace.load(request, on: $0) }
            let (release, resource) = (try place.knownRelease(), try place.known().resource)
            let name = "\(place.dataset.name)-\(resource.name)-\(release.number ?? 0).\(form.rawValue)"
            let headers = OpenHeaders.release(release.content, form.rawValue)
            let answer: PageResponse
            do {
                let path = try await files.path(of: form, release, title: resource.title, in: request.ward)
                answer = .file(path, type: form.type, filename: name, headers: headers)
            } catch is ReleaseFiles.Failure where form == .csv {
                // What was released is had also where no file can be kept.
                let bytes = try await request.ward.database.read { try release.bytes(on: $0) }
                answer = .bytes(bytes, type: form.type, filename: name, headers: headers)
            }
            if request.takes(headers) { await Download.count(release, form.rawValue, in: request.ward) }
            return answer
        }
    }

    private struct Describing: Sendable {
        let name: String
        let json: @Sendable (PublicPlace, String) throws -> JSON
    }

    /// Of one release, for programs.
    private static let describing = [
        Describing(name: "data.csv-metadata.json") { try CSVOnTheWeb.json($0, site: $1) },
        Describing(name: "datapackage.json") { try DataPackage.json($0, site: $1) },
    ]

    private static func description(_ described: Describing) -> Route {
        Route(.get, "\(place)/:number/\(described.name)", access: .open) { request in
            let place = try await request.ward.database.read { try PublicPlace.load(request, on: $0) }
            return .bytes(
                Array(try described.json(place, request.siteAddress).pretty.utf8),
                type: "application/json; charset=utf-8",
                headers: OpenHeaders.shared)
        }
    }

    private static func latest(_ rest: String) -> Route {
        Route(.get, "\(place)/latest\(rest)", access: .open) { request in
            let place = try await request.ward.database.read { try PublicPlace.load(request, on: $0) }
            let table = try place.known()
            return .seeOther(PublicPlace.path(place.entry, table, table.latest) + rest)
        }
    }
}

/// How often files are taken: a number for each release, day and form, and nothing about who took them. Who holds the file already, or
/// asks for its head alone, takes none.
enum Download {
    /// Nobody waits long for it; while the database takes no writes, one goes uncounted.
    static func count(_ release: Release, _ form: String, in ward: Ward) async {
        let day = ward.clock.today
        _ = try? await ward.writeIfFree(withinSeconds: 1) { connection in
            try connection.execute(
                """
                INSERT INTO opendata_download (release, day, form, count) VALUES (\(release.id), \(day), \(form), 1)
                ON CONFLICT (release, day, form) DO UPDATE SET count = opendata_download.count + 1
                """)
        }
    }

    static func total(from day: CivilDate, to last: CivilDate, on connection: any Connection) throws -> Int {
        try connection.value(
            "SELECT SUM(count) FROM opendata_download WHERE day >= \(day) AND day <= \(last)") ?? 0
    }
}
