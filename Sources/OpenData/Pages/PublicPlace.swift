import Site
import Storage
import Ward

/// What a public address names: a dataset, one of its tables, one of that table's releases. What is not public is not found, and what was taken back says so.
struct PublicPlace: Sendable {
    let entry: Catalogue.Entry
    let table: Catalogue.Table?
    let release: Release?

    var dataset: Dataset { entry.dataset }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> PublicPlace {
        let catalogue = try Catalogue.load(ward: request.wardName, on: connection)
        guard let entry = request.parameters["dataset"].flatMap({ catalogue[$0] }) else {
            throw try withheld(request, on: connection) ?? PageRefusal.notFound
        }
        guard let name = request.parameters["resource"] else {
            return PublicPlace(entry: entry, table: nil, release: nil)
        }
        guard
            let resource = try Resource.list(
                "WHERE dataset = \(entry.dataset.id) AND name = \(name)", on: connection
            ).first
        else { throw PageRefusal.notFound }
        let table = (entry.tables + entry.ended).first { $0.resource.id == resource.id }
        guard let number = request.parameters["number"] else {
            if table == nil {
                try refuse(Release.takenDown(of: resource.id, on: connection).first, resource, newest: nil)
            }
            guard let table else { throw PageRefusal.notFound }
            return PublicPlace(entry: entry, table: table, release: nil)
        }
        // Only as it is written in addresses: no other address has the same bytes.
        guard let wanted = Int(number), "\(wanted)" == number,
            let release = try Release.list(
                "WHERE resource = \(resource.id) AND number = \(wanted)", on: connection
            ).first
        else { throw PageRefusal.notFound }
        try refuse(release, resource, newest: table?.path(in: entry.dataset))
        guard let table else { throw PageRefusal.notFound }
        return PublicPlace(entry: entry, table: table, release: release)
    }

    /// Says at every address of a dataset that was public and is withheld since why it is; others have never had an address.
    private static func withheld(_ request: PageRequest, on connection: any Connection) throws -> PageRefusal? {
        guard let name = request.parameters["dataset"], let dataset = try Dataset.named(name, on: connection),
            dataset.state == .withheld
        else { return nil }
        let released = try Release.list(
            """
            WHERE number IS NOT NULL AND resource IN (SELECT id FROM opendata_resource WHERE dataset = \(dataset.id)) LIMIT 1
            """, on: connection)
        guard !released.isEmpty else { return nil }
        let article = dataset.article.map { "（\($0)）" } ?? ""
        return .gone("「\(dataset.title)」は、公開していません。\n理由: \(dataset.reason ?? "")\(article)")
    }

    /// Says at every address of what was taken back that it was.
    private static func refuse(_ release: Release?, _ resource: Resource, newest path: String?) throws(PageRefusal) {
        if let words = release?.goneWords(of: resource.title, newest: path) { throw .gone(words) }
    }

    /// The table, where the address names one.
    func known() throws(PageRefusal) -> Catalogue.Table {
        guard let table else { throw .notFound }
        return table
    }

    func knownRelease() throws(PageRefusal) -> Release {
        guard let release else { throw .notFound }
        return release
    }

    /// Of a release: permanent.
    static func path(_ entry: Catalogue.Entry, _ table: Catalogue.Table, _ release: Release) -> String {
        "\(table.path(in: entry.dataset))/\(release.number ?? 0)"
    }

    static let home = "/residents/ja"
}

extension Catalogue.Entry {
    /// How users name the source, as the licence asks.
    func credit(at site: String) -> String {
        dataset.credit
            ?? "出典: 「\(dataset.title)」（\(organisation.title)、\(site)\(dataset.publicPath)）、\(dataset.licence.title)"
    }
}
