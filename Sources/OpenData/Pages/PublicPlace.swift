import Site
import Storage
import Ward

/// What a public address names: a dataset, one of its tables, one of that table's releases. What is not public is not found.
struct PublicPlace: Sendable {
    let entry: Catalogue.Entry
    let table: Catalogue.Table?
    let release: Release?

    var dataset: Dataset { entry.dataset }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> PublicPlace {
        let catalogue = try Catalogue.load(ward: request.wardName, on: connection)
        guard let entry = request.parameters["dataset"].flatMap({ catalogue[$0] }) else { throw PageRefusal.notFound }
        guard let name = request.parameters["resource"] else {
            return PublicPlace(entry: entry, table: nil, release: nil)
        }
        guard let table = entry.tables.first(where: { $0.resource.name == name }) else { throw PageRefusal.notFound }
        guard let number = request.parameters["number"] else {
            return PublicPlace(entry: entry, table: table, release: nil)
        }
        guard let number = Int(number),
            let release = try Release.list(
                "WHERE resource = \(table.resource.id) AND number = \(number)", on: connection
            ).first
        else { throw PageRefusal.notFound }
        return PublicPlace(entry: entry, table: table, release: release)
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
