import Japanese
import Site
import Storage
import Ward

/// `datastore_search`: the rows of the newest release of a table, with filters, words, order and paging. The total is always exact: a
/// release never changes.
enum CKANDatastore {
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
        let asked = try CKANRows(id, arguments, release, table)
        let (opening, path) = (CKANAction.opening("datastore_search", request), request.path)
        guard let lane = TableQuery.lane(for: table) else { return .written(try asked.answer(opening, path: path)) }
        return .written(try await lane.run { try asked.answer(opening, path: path) })
    }
}
