import Japanese
import Storage

/// Bodies (会議体) in the database.
public enum BodyStore {
    /// - Throws: ``OrganisationError`` when the name is taken or the parent is of the wrong kind.
    @discardableResult
    public static func create(
        kind: Body.Kind, name: String, parent: ID<Body>? = nil, remit: String = "", validFrom: CivilDate? = nil,
        secretariat: [ID<OfficeUnit>] = [], by stamp: Stamp, on connection: any Connection
    ) throws -> Body {
        let body = Body(
            id: stamp.newID(), kind: kind, name: try RecordName(name, of: "会議体の名称").text, parent: parent,
            remit: remit, validFrom: validFrom, validTo: nil, secretariat: secretariat)
        try checkParent(of: body, on: connection)
        try checkName(body.name, of: body, on: connection)
        let position = try connection.value("SELECT COALESCE(MAX(position), 0) + 1 FROM body", as: Int.self) ?? 1
        try connection.execute(
            """
            INSERT INTO body (id, position, kind, name, name_key, parent, remit, valid_from)
            VALUES (\(body.id), \(position), \(kind), \(body.name), \(TextKey(body.name).text), \(parent), \(remit), \(validFrom))
            """)
        try write(secretariat, of: body.id, on: connection)
        try Audit.append(
            "ward.body.create", subject: "body/\(body.id)",
            details: [
                "kind": .string(kind.rawValue), "name": .string(body.name), "parent": JSON(parent),
                "validFrom": JSON(validFrom), "secretariat": .array(secretariat.map { .string($0.text) }),
            ], by: stamp, on: connection)
        return body
    }

    public static func find(_ id: ID<Body>, on connection: any Connection) throws -> Body? {
        try bodies(columns + " WHERE id = \(id)", on: connection).first
    }

    /// Every body that ever was, in the order in which they were recorded.
    public static func list(on connection: any Connection) throws -> [Body] {
        try bodies(columns + " ORDER BY position, id", on: connection)
    }

    /// The bodies that exist on a day, in the order in which they were recorded.
    public static func list(validOn day: CivilDate, on connection: any Connection) throws -> [Body] {
        try list(on: connection).filter { $0.exists(on: day) }
    }

    /// The body of that name on a day.
    ///
    /// - Returns: `nil` when there is none, or when several are called so (作業チーム of different groups).
    public static func named(
        _ name: String, validOn day: CivilDate, on connection: any Connection
    ) throws -> Body? {
        let key = TextKey(name).text
        let found = try bodies(columns + " WHERE name_key = \(key) ORDER BY position, id", on: connection)
            .filter { $0.exists(on: day) }
        return found.count == 1 ? found.first : nil
    }

    private static let columns: SQL = "SELECT id, kind, name, parent, remit, valid_from, valid_to FROM body"

    private static func bodies(_ statement: SQL, on connection: any Connection) throws -> [Body] {
        let rows = try connection.rows(statement)
        guard !rows.isEmpty else { return [] }
        var secretariats: [ID<Body>: [ID<OfficeUnit>]] = [:]
        let links = try connection.rows("SELECT body, unit FROM body_secretariat ORDER BY body, position, unit")
        for link in links {
            secretariats[try link[0], default: []].append(try link[1])
        }
        return try rows.map { row in
            let id: ID<Body> = try row[0]
            return Body(
                id: id, kind: try row[1], name: try row[2], parent: try row[3], remit: try row[4],
                validFrom: try row[5], validTo: try row[6], secretariat: secretariats[id] ?? [])
        }
    }

    private static func checkParent(of body: Body, on connection: any Connection) throws {
        guard let id = body.parent else { return }
        guard let parent = try find(id, on: connection) else { throw OrganisationError.unknownBody }
        guard body.kind.above.contains(parent.kind) else { throw OrganisationError.wrongParent(kind: body.kind) }
    }

    /// No two bodies under one are called the same on one day.
    static func checkName(_ name: String, of body: Body, on connection: any Connection) throws {
        let key = TextKey(name)
        let rivals = try list(on: connection).filter {
            $0.id != body.id && $0.parent == body.parent && TextKey($0.name) == key && $0.overlaps(body)
        }
        guard rivals.isEmpty else { throw OrganisationError.bodyNameTaken(name: name) }
    }

    static func write(
        _ secretariat: [ID<OfficeUnit>], of body: ID<Body>, on connection: any Connection
    ) throws {
        try connection.execute("DELETE FROM body_secretariat WHERE body = \(body)")
        for (position, unit) in secretariat.enumerated() {
            try connection.execute(
                """
                INSERT INTO body_secretariat (body, unit, position) VALUES (\(body), \(unit), \(position))
                ON CONFLICT (body, unit) DO NOTHING
                """)
        }
    }
}
