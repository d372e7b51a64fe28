import Datasets
import Japanese
import Site
import Storage
import Ward

/// A table of a dataset through all its releases (リソース).
struct Resource: AddressedRecord {
    let id: ID<Resource>
    let dataset: ID<Dataset>
    /// In its public address: Latin letters.
    let name: String
    let title: String
    /// What was decided about repairs of the last file, offered again for the next one.
    let decisions: RepairDecisions
    /// Since when and why it is no longer offered; its releases stay at their addresses.
    let endedOn: CivilDate?
    let endedReason: String?

    static let selection: SQL = "SELECT * FROM opendata_resource"
    static let key: SQL = "opendata_resource.id"
    static let title = "データ"
    static let parameter = "resource"

    /// Where staff keep it.
    var path: String { "/datasets/resources/\(id)" }

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, dataset, name, title) = (try row["id"], try row["dataset"], try row["name"], try row["title"])
        (endedOn, endedReason) = (try row["ended_on"], try row["ended_reason"])
        let repairs: String = try row["repairs"]
        decisions = repairs.isEmpty ? RepairDecisions() : try JSON(parsing: repairs).decoded()
    }

    static func create(
        _ name: String, title: String, of dataset: Dataset, by stamp: Stamp, on connection: any Connection
    ) throws -> Resource {
        let id: ID<Resource> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO opendata_resource (id, dataset, name, title, repairs, created_at)
            VALUES (\(id), \(dataset.id), \(name), \(title), '', \(stamp.at))
            """)
        return try known(id, on: connection)
    }

    static func of(_ dataset: Dataset, on connection: any Connection) throws -> [Resource] {
        try list("WHERE dataset = \(dataset.id) ORDER BY created_at, id", on: connection)
    }

    /// - Parameter decisions: as JSON.
    func decide(_ decisions: String, on connection: any Connection) throws {
        try connection.execute("UPDATE opendata_resource SET repairs = \(decisions) WHERE id = \(id)")
    }

    /// A name in the address that no table of the dataset has.
    static func freeName(_ known: [Resource]) -> String {
        let names = Set(known.map(\.name))
        return (["data"] + (2...(known.count + 2)).map { "data\($0)" }).first { !names.contains($0) } ?? "data"
    }
}
