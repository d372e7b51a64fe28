import Japanese
import Site
import Storage
import Tabular
import Ward

/// The forms in which a release can be had.
enum DownloadForm: String, CaseIterable, Sendable {
    case csv, json, xlsx, geojson

    var filename: String { "data.\(rawValue)" }

    var title: String {
        switch self {
        case .csv: "CSV"
        case .json: "JSON"
        case .xlsx: "Excel"
        case .geojson: "GeoJSON"
        }
    }

    var type: String {
        switch self {
        case .csv: "text/csv; charset=utf-8; header=present"
        case .json: "application/json; charset=utf-8"
        case .xlsx: PageResponse.excel
        case .geojson: "application/geo+json"
        }
    }

    /// - Returns: `nil` where the rows have no place on the earth.
    func bytes(of release: Release, title: String, on connection: any Connection) throws -> [UInt8]? {
        // The very bytes that were released, not those that would be written today.
        if self == .csv { return try release.bytes(on: connection) }
        let table = try release.table(on: connection)
        switch self {
        case .csv: return nil
        case .json: return Array(RowJSON.array(table, release.profile).utf8)
        case .xlsx: return try Self.workbook(table, release, title: title)
        case .geojson: return RowJSON.features(table, release.profile).map { Array($0.utf8) }
        }
    }

    private static func workbook(_ table: ReleaseTable, _ release: Release, title: String) throws -> [UInt8] {
        let kinds = release.profile.columns.map(\.kind)
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
        do throws(WorkbookRefusal) {
            return try book.bytes()
        } catch {
            throw PageRefusal.conflict(error.japanese)
        }
    }
}

/// Rows as JSON: numbers as they are written, everything else as text, nothing for an empty cell.
enum RowJSON {
    static func array(_ table: ReleaseTable, _ profile: ReleaseProfile) -> String {
        "[" + table.rows.map { object($0, profile.columns) }.joined(separator: ",\n") + "]\n"
    }

    /// - Parameter first: members that stand before those of the columns.
    static func object(_ row: [String], _ columns: [ReleaseProfile.Column], first: String = "") -> String {
        let members = zip(columns, row).map { "\(text($0.name)):\(value($1, $0.kind))" }
        return "{" + ((first.isEmpty ? [] : [first]) + members).joined(separator: ",") + "}"
    }

    static func value(_ cell: String, _ kind: ReleaseProfile.Kind) -> String {
        if cell.isEmpty { return "null" }
        switch kind {
        case .integer, .number: return ExactNumber(cell) == nil ? text(cell) : cell
        case .text, .date: return text(cell)
        }
    }

    static func text(_ text: String) -> String { JSON.string(text).canonical }

    /// RFC 7946; longitude before latitude.
    static func features(_ table: ReleaseTable, _ profile: ReleaseProfile) -> String? {
        guard let place = profile.place else { return nil }
        let features = table.rows.compactMap { row -> String? in
            guard let latitude = ExactNumber(row[place.latitude]), let longitude = ExactNumber(row[place.longitude])
            else { return nil }
            return "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[\(longitude.plain),"
                + "\(latitude.plain)]},\"properties\":\(object(row, profile.columns))}"
        }
        return "{\"type\":\"FeatureCollection\",\"features\":[" + features.joined(separator: ",\n") + "]}\n"
    }
}

/// The headers with which anybody's program may read what is open, from any page.
enum OpenHeaders {
    static let shared = ["Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"]

    /// Of what never changes: kept by browsers and proxies under its hash.
    static func permanent(_ hash: String, _ form: String) -> [String: String] {
        shared.merging(
            ["Cache-Control": "public, max-age=31536000, immutable", "ETag": "\"\(hash)-\(form)\""]
        ) { own, _ in own }
    }
}

/// The files of releases at their permanent addresses, and the addresses that lead to the newest.
enum DownloadRoutes {
    private static let place = "opendata/datasets/:dataset/:resource"

    static let all: [Route] =
        DownloadForm.allCases.map(file) + describing.map(description)
        + (DownloadForm.allCases.map(\.filename) + describing.map(\.name)).map { latest("/\($0)") } + [latest("")]

    private static func file(_ form: DownloadForm) -> Route {
        Route(.get, "\(place)/:number/\(form.filename)", access: .open) { request in
            let (place, bytes) = try await request.ward.database.read { connection in
                let place = try PublicPlace.load(request, on: connection)
                let bytes = try form.bytes(
                    of: place.knownRelease(), title: place.known().resource.title, on: connection)
                return (place, bytes)
            }
            guard let bytes else { throw PageRefusal.notFound }
            let release = try place.knownRelease()
            await Download.count(release, form.rawValue, in: request.ward)
            return .bytes(
                bytes, type: form.type,
                filename:
                    "\(place.dataset.name)-\(try place.known().resource.name)-\(release.number ?? 0).\(form.rawValue)",
                headers: OpenHeaders.permanent(release.content, form.rawValue))
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

/// How often files are taken: a number for each release, day and form, and nothing about who took them.
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
