import Japanese
import Site
import Ward

/// What was asked of the rows of a table by `datastore_search`.
struct CKANRows: Sendable {
    let id: String
    let release: Release
    let table: ReleaseTable
    let arguments: CKANArguments
    /// Each once, so that there are never more than the table has.
    let columns: [Int]
    let query: TableQuery
    let limit: Int
    let offset: Int

    private static let rowsMax = 32_000
    /// Of the rows of one answer.
    private static let bytesMax = 32 << 20
    /// An address takes no more.
    private static let linkBytesMax = 7_500
    /// Names of columns that are told to be unknown.
    private static let unknownMax = 20

    /// - Throws: a Validation Error with all that is wrong.
    init(_ id: String, _ arguments: CKANArguments, _ release: Release, _ table: ReleaseTable) throws(CKANError) {
        let places = Dictionary(table.heads.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var wrong: [String: [String]] = [:]
        func place(_ name: String, _ field: String) -> Int? {
            if name == "_id" { return -1 }
            let place = places[name]
            if place == nil, wrong[field, default: []].count < Self.unknownMax {
                wrong[field, default: []].append("field \"\(name)\" not in table")
            }
            return place
        }
        self.id = id
        self.release = release
        self.table = table
        self.arguments = arguments
        columns = (try arguments.list("fields") ?? table.heads).compactMap { place($0, "fields") }.filter { $0 >= 0 }
        var query = TableQuery()
        query.filters = try arguments.filters("filters").sorted { $0.key < $1.key }.compactMap { name, values in
            place(name, "filters").map { ($0, values) }
        }
        query.words = try arguments.words("q")
        query.order = (try arguments.list("sort") ?? []).compactMap { part in
            let isDescending = part.lowercased().hasSuffix(" desc")
            let name =
                ["desc", "asc"].first { part.lowercased().hasSuffix(" \($0)") }
                .map { String(part.dropLast($0.count + 1)).trimmingWhitespace } ?? part
            return place(name.filter { $0 != "\"" }, "sort").map { ($0, isDescending) }
        }
        self.query = query
        limit = try arguments.number("limit", default: 100, max: Self.rowsMax)
        offset = try arguments.number("offset", default: 0, max: Int.max)
        if let format = try arguments.text("records_format"), format != "objects" {
            wrong["records_format"] = ["objects だけを返せます。"]
        }
        if try arguments.flag("distinct") { wrong["distinct"] = ["重なりを除くことはできません。"] }
        guard wrong.isEmpty else { throw .validation(wrong) }
    }

    /// The whole answer, in one piece of memory.
    /// - Parameters:
    ///   - opening: what stands before the result.
    ///   - path: at which it was asked.
    func answer(_ opening: [UInt8], path: String) throws -> [UInt8] {
        let found = try query.found(in: table, of: release)
        var bytes = opening
        bytes += "{\"records\":[".utf8
        let places = found.places(from: offset, count: limit)
        let given = try write(places, to: &bytes)
        bytes += "],".utf8
        let isCut = given < places.count
        let fields: [JSON] =
            [["id": "_id", "type": "int"]]
            + columns.map { place in
                let column = release.profile.columns[place]
                return ["id": .string(column.name), "type": .string(column.kind.ckan)]
            }
        let isCounted = try arguments.flag("include_total", default: true)
        var members = [
            "\"resource_id\":\(RowJSON.text(id))", "\"fields\":\(JSON.array(fields).canonical)",
            "\"records_format\":\"objects\"", "\"limit\":\(isCut ? given : limit)", "\"offset\":\(offset)",
            "\"_links\":\(links(path, given: given).canonical)", "\"include_total\":\(isCounted)",
        ]
        if isCut { members.append("\"records_truncated\":true") }
        if isCounted { members += ["\"total\":\(found.count)", "\"total_was_estimated\":false"] }
        for name in ["q", "filters", "sort"] {
            if let sent = arguments[name] { members.append("\"\(name)\":\(sent.canonical)") }
        }
        bytes += "\(members.joined(separator: ","))}}".utf8
        return bytes
    }

    /// - Returns: how many of the rows found room.
    private func write(_ places: [Int], to bytes: inout [UInt8]) throws -> Int {
        let writer = RowJSON(release.profile.columns, positions: columns)
        let most = bytes.count + Self.bytesMax
        var watch = CancellationWatch()
        for (given, row) in places.enumerated() {
            try watch.step()
            let end = bytes.count
            bytes += "\(given == 0 ? "" : ",\n"){\"_id\":\(row + 1)\(columns.isEmpty ? "" : ",")".utf8
            writer.append(row, of: table, to: &bytes)
            bytes.append(0x7D)
            guard bytes.count > most else { continue }
            guard given > 0 else {
                throw CKANError.validation(["fields": ["1行が\(Self.bytesMax >> 20)MiBを超えます。fieldsで列を減らしてください。"]])
            }
            bytes.removeLast(bytes.count - end)
            return given
        }
        return places.count
    }

    /// The same question from its beginning, for the rows behind and for those before. Behind the last row lies an empty page, and behind
    /// that nothing.
    private func links(_ path: String, given: Int) -> JSON {
        var links: [String: JSON] = ["start": .string(address(path, offset: nil))]
        let next = offset.addingReportingOverflow(given)
        if given > 0, !next.overflow { links["next"] = .string(address(path, offset: next.partialValue)) }
        if offset > 0, limit > 0 { links["prev"] = .string(address(path, offset: max(0, offset - limit))) }
        // What was asked by POST may be longer than any address.
        return .object(links.filter { $0.value.string?.utf8.count ?? 0 <= Self.linkBytesMax })
    }

    private func address(_ path: String, offset: Int?) -> String {
        var asked = [("resource_id", id)]
        for name in ["filters", "q", "fields", "sort", "include_total"] {
            guard let sent = arguments[name] else { continue }
            asked.append((name, CKANArguments.plain(sent) ?? sent.canonical))
        }
        asked.append(("limit", "\(limit)"))
        if let offset { asked.append(("offset", "\(offset)")) }
        return path + "?" + asked.map { "\($0.0)=\(PercentCoding.encoded($0.1))" }.joined(separator: "&")
    }
}
