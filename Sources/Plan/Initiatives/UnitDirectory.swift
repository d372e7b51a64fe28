import Japanese
import Storage
import Ward

/// Finding units by the names that documents and people use.
enum UnitDirectory {
    /// The unit of this name that exists today, or a new one with a provisional code.
    static func findOrCreate(
        named name: String, by stamp: Stamp, on connection: any Connection
    ) throws -> OfficeUnit {
        if let known = try UnitStore.named(name, validOn: stamp.today, on: connection) { return known }
        let count: Int = try connection.value("SELECT COUNT(*) FROM office_unit") ?? 0
        // Codes from a document are not known: provisional ones say so, and are corrected on the page for units.
        return try UnitStore.create(
            code: "仮\(count + 1)", name: name, parent: nil, validFrom: nil, by: stamp, on: connection)
    }
}
