import Japanese
import LifeEvents
import Storage
import Ward

/// How the desk is run, in the database.
enum DeskSettingsStore {
    static func get(on connection: any Connection) throws -> DeskSettings {
        let text: String? = try connection.value("SELECT settings FROM counter_desk WHERE id = 1")
        return try text.map { try DeskSettings(JSON(parsing: $0)) } ?? DeskSettings()
    }

    static func set(_ settings: DeskSettings, by stamp: Stamp, on connection: any Connection) throws {
        var next = settings
        next.revision = try get(on: connection).revision + 1
        let json = try next.json
        try connection.execute(
            """
            INSERT INTO counter_desk (id, settings) VALUES (1, \(json.canonical))
            ON CONFLICT (id) DO UPDATE SET settings = excluded.settings
            """)
        try stamp.note(DeskTrail.settingsAction, DeskTrail.settingsSubject, json, on: connection)
    }

    // MARK: sections

    /// Which unit answers for each section of the rules: as set, else the one whose name begins the section's.
    static func units(
        for base: KnowledgeBase, today: CivilDate, on connection: any Connection
    ) throws -> [String: OfficeUnit] {
        let units = try UnitStore.list(validOn: today, on: connection)
        let byID = Dictionary(units.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var found: [String: OfficeUnit] = [:]
        for row in try connection.rows("SELECT section, unit FROM counter_section_unit") {
            if let unit = byID[try row["unit"]] { found[try row["section"]] = unit }
        }
        for section in base.sections.values where section.isWard && found[section.code] == nil {
            found[section.code] = units.filter { section.name.hasPrefix($0.name) }
                .max { $0.name.unicodeScalars.count < $1.name.unicodeScalars.count }
        }
        return found
    }

    static func setUnit(
        _ unit: ID<OfficeUnit>, for section: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        try connection.execute(
            """
            INSERT INTO counter_section_unit (section, unit) VALUES (\(section), \(unit))
            ON CONFLICT (section) DO UPDATE SET unit = excluded.unit
            """)
        try stamp.note(
            DeskTrail.sectionAction, DeskTrail.sectionPrefix + section, ["unit": .string(unit.text)], on: connection)
    }
}
