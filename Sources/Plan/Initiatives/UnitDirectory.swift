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
        let words = name.unicodeScalars.split(whereSeparator: \.properties.isWhitespace).map {
            String(String.UnicodeScalarView($0))
        }
        guard let own = words.last, words.count > 1 else { return try create(name, in: nil, by: stamp, on: connection) }
        // 総務部　情報課: the section of that department, or the only one of its name while it stands in none.
        let upper = try findOrCreate(named: words.dropLast().joined(separator: " "), by: stamp, on: connection)
        if let known = try UnitStore.named(own, validOn: stamp.today, on: connection),
            known.parent == nil || known.parent == upper.id
        {
            return known
        }
        return try create(own, in: upper.id, by: stamp, on: connection)
    }

    private static func create(
        _ name: String, in parent: ID<OfficeUnit>?, by stamp: Stamp, on connection: any Connection
    ) throws -> OfficeUnit {
        let count: Int = try connection.value("SELECT COUNT(*) FROM office_unit") ?? 0
        // Codes from a document are not known: provisional ones say so, and are corrected on the page for units.
        return try UnitStore.create(
            code: "仮\(count + 1)", name: name, parent: parent, validFrom: nil, by: stamp, on: connection)
    }
}
