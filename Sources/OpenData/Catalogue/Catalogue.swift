import Japanese
import Storage
import Ward

/// The public catalogue as it stands: every public dataset with its tables and their newest releases. Pages, the interfaces for
/// programs and feeds read it alike.
struct Catalogue: Sendable {
    struct Table: Sendable {
        let resource: Resource
        let latest: Release

        /// Of its newest release; a release itself stands below under its number.
        func path(in dataset: Dataset) -> String { "\(dataset.publicPath)/\(resource.name)" }
    }

    struct Entry: Sendable {
        let dataset: Dataset
        let organisation: Organisation
        let tables: [Table]
        /// No longer offered; their releases stay at their addresses.
        var ended: [Table] = []

        var updatedAt: Timestamp { tables.compactMap(\.latest.releasedAt).max() ?? dataset.createdAt }
        var stars: Int { tables.map(\.latest.stars).min() ?? 0 }

        /// Whether its newest release is older than was promised.
        func isLate(on day: CivilDate) -> Bool {
            dataset.frequency.daysMax.map { updatedAt.date.adding(days: $0) < day } ?? false
        }
    }

    /// A section of the ward, or the ward as a whole.
    struct Organisation: Hashable, Sendable {
        /// In addresses of programs: Latin letters.
        let name: String
        let title: String

        init(_ unit: OfficeUnit?, ward: String) {
            name =
                unit.map { unit in
                    let coded = "unit-\(unit.code.lowercased())"
                    return DatasetFields.isName(coded) ? coded : "unit-\(unit.id.text.lowercased())"
                } ?? "ward"
            title = unit?.name ?? ward
        }
    }

    /// Newest first.
    let entries: [Entry]

    private static let kept = KeptByState<String, Catalogue>(capacity: 2)

    static func load(ward: String, on connection: any Connection) throws -> Catalogue {
        try kept.value(ward, on: connection) { try Catalogue(ward: ward, on: connection) }
    }

    private init(ward: String, on connection: any Connection) throws {
        let datasets = try Dataset.list("WHERE state = 'published' ORDER BY name", on: connection)
        let resources = Dictionary(
            grouping: try Resource.list("ORDER BY created_at, id", on: connection), by: \.dataset)
        let newest = Dictionary(
            try Release.list(
                """
                WHERE taken_down_at IS NULL AND number = (SELECT MAX(other.number) FROM opendata_release other
                    WHERE other.resource = opendata_release.resource AND other.taken_down_at IS NULL)
                """, on: connection
            ).map { ($0.resource, $0) }, uniquingKeysWith: { first, _ in first })
        let units = try UnitStore.succession(on: connection)
        entries = datasets.map { dataset in
            let tables = (resources[dataset.id] ?? []).compactMap { resource in
                newest[resource.id].map { Table(resource: resource, latest: $0) }
            }
            return Entry(
                dataset: dataset, organisation: Organisation(dataset.unit.flatMap(units.unit), ward: ward),
                tables: tables.filter { $0.resource.endedOn == nil },
                ended: tables.filter { $0.resource.endedOn != nil })
        }.sorted { ($0.updatedAt, $1.dataset.name) > ($1.updatedAt, $0.dataset.name) }
    }

    subscript(name: String) -> Entry? { entries.first { $0.dataset.name == name } }

    func table(_ id: String) -> (entry: Entry, table: Table)? {
        for entry in entries {
            if let table = entry.tables.first(where: { $0.resource.id.text == id }) { return (entry, table) }
        }
        return nil
    }

    /// Those that publish something, by name.
    var organisations: [Organisation] { Set(entries.map(\.organisation)).sorted { $0.name < $1.name } }
    var tags: [String] { Set(entries.flatMap(\.dataset.tags)).sorted() }
    var themes: [Theme] { Theme.allCases.filter { theme in entries.contains { $0.dataset.themes.contains(theme) } } }
}
