import Japanese
import Storage
import Ward

/// Initiatives with their units and promises in the database.
public enum InitiativeStore {
    /// The initiatives of a version in the order of the document: four statements, however many there are.
    public static func list(version: ID<PlanVersion>, on connection: any Connection) throws -> [Initiative] {
        try assemble(
            rows: connection.rows(columns + " WHERE version = \(version) ORDER BY position, id"),
            scope: "SELECT id FROM initiative WHERE version = \(version)", on: connection)
    }

    public static func find(_ id: ID<Initiative>, on connection: any Connection) throws -> Initiative? {
        try assemble(
            rows: connection.rows(columns + " WHERE id = \(id)"),
            scope: "SELECT id FROM initiative WHERE id = \(id)", on: connection
        ).first
    }

    /// Sets the responsible (主管課) and the related units (関係課) of an initiative.
    public static func assign(
        main: [ID<OfficeUnit>], related: [ID<OfficeUnit>], to initiative: ID<Initiative>, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        try connection.execute("DELETE FROM initiative_unit WHERE initiative = \(initiative)")
        for unit in main {
            try connection.execute("INSERT INTO initiative_unit VALUES (\(initiative), \(unit), 'main')")
        }
        for unit in related where !main.contains(unit) {
            try connection.execute("INSERT INTO initiative_unit VALUES (\(initiative), \(unit), 'related')")
        }
        try Audit.append(
            "plan.initiative.assign", subject: "initiative/\(initiative)",
            details: [
                "main": .array(main.map { .string($0.text) }), "related": .array(related.map { .string($0.text) }),
            ], by: stamp, on: connection)
    }

    private static let columns: SQL = """
        SELECT id, version, lineage, position, number, title, body, source_line, study_group, repeat_of FROM initiative
        """

    private static func assemble(
        rows: [SQLRow], scope: SQL, on connection: any Connection
    ) throws -> [Initiative] {
        guard !rows.isEmpty else { return [] }
        let units = try units(of: scope, on: connection)
        let promises = try promises(of: scope, on: connection)
        return try rows.map { row in
            let id: ID<Initiative> = try row[0]
            return Initiative(
                id: id, version: try row[1], lineage: try row[2], position: try row[3], number: try row[4],
                title: try row[5], body: try row[6], sourceLine: try row[7], studyGroup: try row[8],
                repeatOf: try row[9], mainUnits: units.main[id] ?? [], relatedUnits: units.related[id] ?? [],
                promises: promises[id] ?? [])
        }
    }

    private typealias UnitsByInitiative = [ID<Initiative>: [ID<OfficeUnit>]]

    private static func units(
        of scope: SQL, on connection: any Connection
    ) throws -> (main: UnitsByInitiative, related: UnitsByInitiative) {
        var main: UnitsByInitiative = [:]
        var related: UnitsByInitiative = [:]
        let rows = try connection.rows(
            """
            SELECT initiative_unit.initiative, initiative_unit.unit, initiative_unit.kind
            FROM initiative_unit JOIN office_unit ON office_unit.id = initiative_unit.unit
            WHERE initiative_unit.initiative IN (\(scope)) ORDER BY office_unit.code, office_unit.id
            """)
        for row in rows {
            let kind: String = try row[2]
            if kind == "main" {
                main[try row[0], default: []].append(try row[1])
            } else {
                related[try row[0], default: []].append(try row[1])
            }
        }
        return (main, related)
    }

    private static func promises(
        of scope: SQL, on connection: any Connection
    ) throws -> [ID<Initiative>: [Promise]] {
        var deadlines: [ID<Promise>: [PromiseDeadline]] = [:]
        let deadlineRows = try connection.rows(
            """
            SELECT promise, deadline_class, due_from, due_to, raw, is_external FROM promise_deadline
            WHERE promise IN (SELECT id FROM promise WHERE initiative IN (\(scope))) ORDER BY promise, position
            """)
        for row in deadlineRows {
            deadlines[try row[0], default: []].append(
                PromiseDeadline(
                    deadlineClass: try row[1], from: try row[2], to: try row[3], raw: try row[4],
                    isExternal: try row[5]))
        }
        var promises: [ID<Initiative>: [Promise]] = [:]
        let rows = try connection.rows(
            """
            SELECT initiative, id, content, source_line FROM promise
            WHERE initiative IN (\(scope)) ORDER BY initiative, position
            """)
        for row in rows {
            let id: ID<Promise> = try row[1]
            promises[try row[0], default: []].append(
                Promise(id: id, content: try row[2], sourceLine: try row[3], deadlines: deadlines[id] ?? []))
        }
        return promises
    }
}

extension DeadlineClass: SQLBindable, SQLDecodable {}
