import Japanese
import Site
import Storage
import Ward

/// `datastore_search`: the rows of the newest release of a table, with filters, words, order and paging. The total is always exact: a
/// release never changes.
enum CKANDatastore {
    private static let rowsMax = 32_000

    static let info = CKANAction(
        "datastore_info", "データの列", [(name: "resource_id", words: "データの識別子"), (name: "id", words: "同じ")]
    ) { arguments, request in
        let id = try arguments.text("resource_id") ?? arguments.required("id")
        let catalogue = try await request.ward.database.read { try Catalogue.load(ward: request.wardName, on: $0) }
        let (_, table) = try CKANReading.known(id, in: catalogue)
        return .json([
            "meta": [
                "id": .string(id), "count": JSON(table.latest.rowCount), "size": JSON(table.latest.size),
                "table_type": "table",
            ],
            "fields": .array(
                table.latest.profile.columns.map { ["id": .string($0.name), "type": .string($0.kind.ckan)] }),
        ])
    }

    static let search = CKANAction(
        "datastore_search", "データの行を探す",
        [
            (name: "resource_id", words: "データの識別子"), (name: "filters", words: "列の値（JSONのオブジェクト）"),
            (name: "q", words: "探す言葉"),
            (name: "fields", words: "返す列"), (name: "sort", words: "並び順"), (name: "limit", words: "件数"),
            (name: "offset", words: "始まり"), (name: "include_total", words: "全体の件数を返すか"),
        ]
    ) { arguments, request in
        let id = try arguments.text("resource_id") ?? arguments.text("id") ?? arguments.required("resource_id")
        let (release, table) = try await request.ward.database.read { connection in
            let catalogue = try Catalogue.load(ward: request.wardName, on: connection)
            let (_, known) = try CKANReading.known(id, in: catalogue)
            return (known.latest, try known.latest.table(on: connection))
        }
        return .written(try Asked(id, arguments, release, table).result(path: request.path))
    }

    /// What was asked of a table.
    private struct Asked {
        let id: String
        let release: Release
        let table: ReleaseTable
        let arguments: CKANArguments
        let columns: [Int]
        let query: TableQuery
        let limit: Int
        let offset: Int

        init(
            _ id: String, _ arguments: CKANArguments, _ release: Release, _ table: ReleaseTable
        ) throws(CKANError) {
            var wrong: [String: [String]] = [:]
            func place(_ name: String, _ field: String) -> Int? {
                if name == "_id" { return -1 }
                let place = table.column(name)
                if place == nil { wrong[field, default: []].append("field \"\(name)\" not in table") }
                return place
            }
            self.id = id
            self.release = release
            self.table = table
            self.arguments = arguments
            columns = (arguments.list("fields") ?? table.heads).compactMap { place($0, "fields") }.filter { $0 >= 0 }
            var query = TableQuery()
            query.filters = try arguments.filters("filters").sorted { $0.key < $1.key }.compactMap { name, values in
                place(name, "filters").map { ($0, values) }
            }
            query.words = SearchKeys(arguments.text("q") ?? "")
            query.order = (arguments.list("sort") ?? []).compactMap { part in
                let isDescending = part.lowercased().hasSuffix(" desc")
                let name =
                    ["desc", "asc"].first { part.lowercased().hasSuffix(" \($0)") }
                    .map { String(part.dropLast($0.count + 1)).trimmingWhitespace } ?? part
                return place(name.filter { $0 != "\"" }, "sort").map { ($0, isDescending) }
            }
            self.query = query
            limit = try arguments.number("limit", default: 100, max: rowsMax)
            offset = try arguments.number("offset", default: 0, max: Int.max)
            guard wrong.isEmpty else { throw .validation(wrong) }
        }

        func result(path: String) -> [UInt8] {
            let found = query.found(in: table, of: release)
            let shown = columns.map { release.profile.columns[$0] }
            let writer = RowJSON(release.profile.columns, positions: columns)
            var records: [UInt8] = []
            for (place, row) in found.places(from: offset, count: limit).enumerated() {
                records += "\(place == 0 ? "" : ",\n"){\"_id\":\(row + 1)\(columns.isEmpty ? "" : ",")".utf8
                writer.append(row, of: table, to: &records)
                records.append(0x7D)
            }
            let fields: [JSON] =
                [["id": "_id", "type": "int"]] + shown.map { ["id": .string($0.name), "type": .string($0.kind.ckan)] }
            var members = [
                "\"resource_id\":\(RowJSON.text(id))", "\"fields\":\(JSON.array(fields).canonical)",
                "\"records_format\":\"objects\"",
                "\"limit\":\(limit)", "\"offset\":\(offset)", "\"_links\":\(links(path).canonical)",
                "\"include_total\":\(arguments.flag("include_total", default: true))",
            ]
            if arguments.flag("include_total", default: true) {
                members += ["\"total\":\(found.count)", "\"total_was_estimated\":false"]
            }
            for name in ["q", "filters", "sort"] {
                if let sent = arguments[name] { members.append("\"\(name)\":\(sent.canonical)") }
            }
            return Array("{\"records\":[".utf8) + records + Array("],\(members.joined(separator: ","))}".utf8)
        }

        private func links(_ path: String) -> JSON {
            let asked = "\(path)?resource_id=\(id)&limit=\(limit)"
            let next = offset.addingReportingOverflow(limit)
            return [
                "start": .string(asked),
                "next": .string("\(asked)&offset=\(next.overflow ? offset : next.partialValue)"),
            ]
        }
    }
}
