import Japanese
import Site
import Storage
import Ward

/// The actions that list and show.
enum CKANReading {
    private static let paging = [(name: "limit", words: "件数"), (name: "offset", words: "始まり")]
    private static let id = [(name: "id", words: "識別子または識別名")]

    static let all: [CKANAction] = [
        .reading("status_show", "サイトの状態") { _, _, request in
            [
                "ckan_version": "2.11.4", "site_title": .string("\(request.wardName) オープンデータ"), "site_description": "",
                "site_url": .string(request.siteAddress), "error_emails_to": nil, "locale_default": "ja",
                "extensions": ["datastore", "dcat"],
            ]
        },
        .reading("site_read", "サイトを読めるか") { _, _, _ in true },
        .reading("help_show", "アクションの説明", [(name: "name", words: "アクションの名前")]) { _, arguments, _ in
            let name = try arguments.required("name")
            guard let action = CKANAction.all.first(where: { $0.name == name }) else {
                throw CKANError.notFound("Action name not known: \(name)")
            }
            return .string(action.summary)
        },
        .reading("package_list", "公開しているデータセットの識別名", paging) { catalogue, arguments, _ in
            let names = catalogue.entries.map(\.dataset.name).sorted()
            return .array(try page(names, arguments).map { .string($0) })
        },
        .reading("current_package_list_with_resources", "公開しているデータセット", paging) { catalogue, arguments, request in
            .array(try page(catalogue.entries, arguments).map { CKANDictionary.package($0, site: request.siteAddress) })
        },
        packageShow,
        .reading("resource_show", "データの説明", id) { catalogue, arguments, request in
            let (entry, table) = try known(arguments.required("id"), in: catalogue)
            let position = entry.tables.firstIndex { $0.resource.id == table.resource.id } ?? 0
            return CKANDictionary.resource(table, of: entry, position: position, site: request.siteAddress)
        },
        .reading("organization_list", "データを公開している組織", [(name: "all_fields", words: "くわしく返すか")] + paging) {
            catalogue, arguments, _ in
            try list(
                catalogue.organisations, arguments, name: \.name, CKANDictionary.organisation
            ) { organisation in catalogue.entries.count { $0.organisation == organisation } }
        },
        .reading("organization_show", "組織とそのデータセット", id) { catalogue, arguments, request in
            let name = try arguments.required("id")
            guard let organisation = catalogue.organisations.first(where: { $0.name == name }) else {
                throw CKANError.notFound("組織「\(name)」はありません。")
            }
            return try show(
                CKANDictionary.organisation(organisation), catalogue.entries.filter { $0.organisation == organisation },
                arguments, request)
        },
        .reading("group_list", "グループ", [(name: "all_fields", words: "くわしく返すか")] + paging) { catalogue, arguments, _ in
            try list(catalogue.themes, arguments, name: \.rawValue, CKANDictionary.group) { theme in
                catalogue.entries.count { $0.dataset.themes.contains(theme) }
            }
        },
        .reading("group_show", "グループとそのデータセット", id) { catalogue, arguments, request in
            let name = try arguments.required("id")
            guard let theme = catalogue.themes.first(where: { $0.rawValue == name }) else {
                throw CKANError.notFound("グループ「\(name)」はありません。")
            }
            return try show(
                CKANDictionary.group(theme), catalogue.entries.filter { $0.dataset.themes.contains(theme) }, arguments,
                request)
        },
        .reading("tag_list", "タグ", [(name: "query", words: "タグに含まれる言葉")]) { catalogue, arguments, _ in
            let words = try arguments.words("query")
            return .array(catalogue.tags.filter { words.areIn([$0]) }.map { .string($0) })
        },
        .reading("license_list", "利用条件") { _, _, _ in .array(Licence.allCases.map(CKANDictionary.licence)) },
    ]

    /// Also what is not public yet, for who may see it.
    private static let packageShow = CKANAction("package_show", "データセットの説明", id) { arguments, request in
        let id = try arguments.required("id")
        return .json(
            try await request.ward.database.read { connection in
                let catalogue = try Catalogue.load(ward: request.wardName, on: connection)
                if let entry = catalogue.entries.first(where: { $0.dataset.name == id || $0.dataset.id.text == id }) {
                    return CKANDictionary.package(entry, site: request.siteAddress)
                }
                let hidden = try Dataset.named(id, on: connection) ?? Dataset.find(ID(id), on: connection)
                guard let hidden, request.signedIn?.may(.readCatalogue) ?? false else {
                    throw CKANError.notFound("データセット「\(id)」はありません。")
                }
                return try package(hidden, request, on: connection)
            })
    }

    /// One that is not public, or was written just now.
    static func package(
        _ dataset: Dataset, _ request: PageRequest, on connection: any Connection
    ) throws -> JSON {
        let entry = Catalogue.Entry(
            dataset: dataset,
            organisation: Catalogue.Organisation(
                try dataset.unit.flatMap { try UnitStore.find($0, on: connection) }, ward: request.wardName),
            tables: dataset.isPublic
                ? try Resource.of(dataset, on: connection).filter { $0.endedOn == nil }.compactMap { resource in
                    try Release.latest(of: resource.id, on: connection).map {
                        Catalogue.Table(resource: resource, latest: $0)
                    }
                } : [])
        return CKANDictionary.package(entry, site: request.siteAddress)
    }

    static func known(
        _ resource: String, in catalogue: Catalogue
    ) throws(CKANError) -> (entry: Catalogue.Entry, table: Catalogue.Table) {
        guard let found = catalogue.table(resource) else { throw .notFound("Resource \"\(resource)\" was not found.") }
        return found
    }

    private static let rowsMax = 1_000

    private static func page<Element>(_ all: [Element], _ arguments: CKANArguments) throws(CKANError) -> [Element] {
        let offset = try arguments.number("offset", default: 0, max: all.count)
        return Array(all.dropFirst(offset).prefix(try arguments.number("limit", default: all.count, max: all.count)))
    }

    private static func list<Element>(
        _ all: [Element], _ arguments: CKANArguments, name: (Element) -> String, _ dictionary: (Element) -> JSON,
        count: (Element) -> Int
    ) throws -> JSON {
        let shown = try page(all, arguments)
        guard try arguments.flag("all_fields") else { return .array(shown.map { .string(name($0)) }) }
        return .array(shown.map { dictionary($0).adding("package_count", JSON(count($0))) })
    }

    private static func show(
        _ dictionary: JSON, _ entries: [Catalogue.Entry], _ arguments: CKANArguments, _ request: PageRequest
    ) throws -> JSON {
        let whole = dictionary.adding("package_count", JSON(entries.count)).adding("users", []).adding("groups", [])
            .adding("extras", []).adding("tags", [])
        guard try arguments.flag("include_datasets") else { return whole }
        return whole.adding(
            "packages", .array(entries.prefix(rowsMax).map { CKANDictionary.package($0, site: request.siteAddress) }))
    }
}

extension JSON {
    /// The same object with one member more.
    fileprivate func adding(_ name: String, _ value: JSON) -> JSON {
        guard case .object(var members) = self else { return self }
        members[name] = value
        return .object(members)
    }
}
