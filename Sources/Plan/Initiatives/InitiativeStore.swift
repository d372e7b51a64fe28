import Japanese
import Storage
import Ward

/// Initiatives with their units and promises in the database.
public enum InitiativeStore {
    private static let kept = KeptByState<ID<PlanVersion>, [Initiative]>(capacity: 4)

    /// The initiatives of a version in the order of the document, read once while nothing changes.
    public static func list(version: ID<PlanVersion>, on connection: any Connection) throws -> [Initiative] {
        try kept.value(version, on: connection) { try read(version, on: connection) }
    }

    /// Four statements, however many there are.
    private static func read(_ version: ID<PlanVersion>, on connection: any Connection) throws -> [Initiative] {
        let rows = try connection.rows(Initiative.selection + " WHERE version = \(version) ORDER BY position, id")
        guard !rows.isEmpty else { return [] }
        let parts = try Parts(of: "SELECT id FROM initiative WHERE version = \(version)", on: connection)
        return try rows.map { try Initiative($0, parts) }
    }

    /// The initiative in which a lineage goes on, in the newest version that has it.
    static func newest(of lineage: ID<Lineage>, on connection: any Connection) throws -> Initiative? {
        try Initiative.list(
            """
            WHERE lineage = \(lineage) ORDER BY
                (SELECT created_at FROM plan_version WHERE plan_version.id = initiative.version) DESC, id DESC
            LIMIT 1
            """, on: connection
        ).first
    }

    /// Sets the responsible (主管課) and the related units (関係課) of an initiative.
    public static func assign(
        main: [ID<OfficeUnit>], related: [ID<OfficeUnit>], to initiative: ID<Initiative>, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        try connection.execute("DELETE FROM initiative_unit WHERE initiative = \(initiative)")
        let main = main.reduce(into: [ID<OfficeUnit>]()) { if !$0.contains($1) { $0.append($1) } }
        for unit in main {
            try connection.execute("INSERT INTO initiative_unit VALUES (\(initiative), \(unit), 'main')")
        }
        for unit in Set(related).sorted() where !main.contains(unit) {
            try connection.execute("INSERT INTO initiative_unit VALUES (\(initiative), \(unit), 'related')")
        }
        try stamp.note(
            "plan.initiative.assign", "initiative/\(initiative)",
            [
                "main": .array(main.map { .string($0.text) }), "related": .array(related.map { .string($0.text) }),
            ], on: connection)
    }

    /// The dates that initiatives promise, in one statement.
    static func deadlines(
        of initiatives: some Sequence<ID<Initiative>>, on connection: any Connection
    ) throws -> [ID<Initiative>: [PromiseDeadline]] {
        let rows = try connection.rows(
            """
            SELECT promise.initiative, promise_deadline.deadline_class, promise_deadline.due_from,
                promise_deadline.due_to, promise_deadline.raw, promise_deadline.is_external
            FROM promise_deadline JOIN promise ON promise.id = promise_deadline.promise
            WHERE promise.initiative IN \(values: initiatives)
            ORDER BY promise.initiative, promise.position, promise_deadline.position
            """)
        return try rows.reduce(into: [:]) { deadlines, row in
            deadlines[try row["initiative"], default: []].append(try PromiseDeadline(row))
        }
    }

    /// What stands in other tables of the initiatives that a statement names.
    fileprivate struct Parts {
        let units: (main: UnitsByInitiative, related: UnitsByInitiative)
        let promises: [ID<Initiative>: [Promise]]

        init(of scope: SQL, on connection: any Connection) throws {
            units = try InitiativeStore.units(of: scope, on: connection)
            promises = try InitiativeStore.promises(of: scope, on: connection)
        }
    }

    fileprivate typealias UnitsByInitiative = [ID<Initiative>: [ID<OfficeUnit>]]

    fileprivate static func units(
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
            let kind: String = try row["kind"]
            if kind == "main" {
                main[try row["initiative"], default: []].append(try row["unit"])
            } else {
                related[try row["initiative"], default: []].append(try row["unit"])
            }
        }
        return (main, related)
    }

    fileprivate static func promises(
        of scope: SQL, on connection: any Connection
    ) throws -> [ID<Initiative>: [Promise]] {
        var deadlines: [ID<Promise>: [PromiseDeadline]] = [:]
        let deadlineRows = try connection.rows(
            """
            SELECT promise, deadline_class, due_from, due_to, raw, is_external FROM promise_deadline
            WHERE promise IN (SELECT id FROM promise WHERE initiative IN (\(scope))) ORDER BY promise, position
            """)
        for row in deadlineRows {
            deadlines[try row["promise"], default: []].append(try PromiseDeadline(row))
        }
        var promises: [ID<Initiative>: [Promise]] = [:]
        let rows = try connection.rows(
            """
            SELECT initiative, id, content, source_line FROM promise
            WHERE initiative IN (\(scope)) ORDER BY initiative, position
            """)
        for row in rows {
            let id: ID<Promise> = try row["id"]
            promises[try row["initiative"], default: []].append(
                Promise(
                    id: id, content: try row["content"], sourceLine: try row["source_line"],
                    deadlines: deadlines[id] ?? []))
        }
        return promises
    }
}

extension Initiative: Record {
    public static let selection: SQL = """
        SELECT id, version, lineage, position, number, title, body, source_line, study_group, repeat_of FROM initiative
        """
    public static let key: SQL = "initiative.id"
    public static let title = "取組"

    public init(_ row: SQLRow, on connection: any Connection) throws {
        let id: ID<Initiative> = try row["id"]
        try self.init(row, InitiativeStore.Parts(of: "SELECT id FROM initiative WHERE id = \(id)", on: connection))
    }

    fileprivate init(_ row: SQLRow, _ parts: InitiativeStore.Parts) throws {
        let id: ID<Initiative> = try row["id"]
        self.init(
            id: id, version: try row["version"], lineage: try row["lineage"], position: try row["position"],
            number: try row["number"], title: try row["title"], body: try row["body"],
            sourceLine: try row["source_line"], studyGroup: try row["study_group"], repeatOf: try row["repeat_of"],
            mainUnits: parts.units.main[id] ?? [], relatedUnits: parts.units.related[id] ?? [],
            promises: parts.promises[id] ?? [])
    }
}

extension PromiseDeadline {
    fileprivate init(_ row: SQLRow) throws {
        self.init(
            deadlineClass: try row["deadline_class"], from: try row["due_from"], to: try row["due_to"],
            raw: try row["raw"], isExternal: try row["is_external"])
    }
}

extension DeadlineClass: SQLBindable, SQLDecodable {}
