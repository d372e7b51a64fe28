import Japanese
import Storage

/// Units of the organisation in the database.
public enum UnitStore {
    /// Records a unit that exists from a day on; `nil` from before the records begin.
    ///
    /// - Throws: ``OrganisationError/codeTaken(code:by:)`` when another unit has the code on one of its days.
    @discardableResult
    public static func create(
        code: String, name: String, parent: ID<OfficeUnit>? = nil, validFrom: CivilDate? = nil, by stamp: Stamp,
        on connection: any Connection
    ) throws -> OfficeUnit {
        let unit = OfficeUnit(
            id: stamp.newID(), code: try RecordName(code, of: "組織コード").text,
            name: try RecordName(name, of: "組織の名称").text, parent: parent, validFrom: validFrom, validTo: nil,
            successor: nil)
        let rivals = try connection.rows(columns + " WHERE code = \(unit.code) ORDER BY id").map(decode)
        if let rival = rivals.first(where: unit.overlaps) {
            throw OrganisationError.codeTaken(code: unit.code, by: rival.name)
        }
        if let parent, try find(parent, on: connection) == nil { throw OrganisationError.unknownUnit }
        try connection.execute(
            """
            INSERT INTO office_unit (id, code, name, name_key, parent, valid_from)
            VALUES (\(unit.id), \(unit.code), \(unit.name), \(unit.nameKey.text), \(parent), \(validFrom))
            """)
        try Audit.append(
            "ward.unit.create", subject: "unit/\(unit.id)",
            details: ["code": .string(unit.code), "name": .string(unit.name), "validFrom": JSON(validFrom)],
            by: stamp, on: connection)
        return unit
    }

    public static func find(_ id: ID<OfficeUnit>, on connection: any Connection) throws -> OfficeUnit? {
        try connection.row(columns + " WHERE id = \(id)").map(decode)
    }

    /// The names of all units that ever were.
    public static func names(on connection: any Connection) throws -> [ID<OfficeUnit>: String] {
        Dictionary(
            try connection.rows("SELECT id, name FROM office_unit").map { (try $0["id"], try $0["name"]) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The units that exist on a day, by code.
    public static func list(validOn day: CivilDate, on connection: any Connection) throws -> [OfficeUnit] {
        try connection.rows(
            """
            \(columns) WHERE (valid_from IS NULL OR valid_from <= \(day)) AND (valid_to IS NULL OR valid_to >= \(day))
            ORDER BY code, id
            """
        ).map(decode)
    }

    /// Every unit that ever was or is planned, with what became of it.
    public static func succession(on connection: any Connection) throws -> Succession {
        var further: [ID<OfficeUnit>: [ID<OfficeUnit>]] = [:]
        let links = try connection.rows(
            "SELECT unit, successor FROM office_unit_further_successor ORDER BY unit, successor")
        for row in links {
            further[try row[0], default: []].append(try row[1])
        }
        return Succession(
            units: try connection.rows(columns + " ORDER BY code, id").map(decode), further: further)
    }

    /// The unit of that name on a day, also written with its department before it.
    ///
    /// - Returns: `nil` when there is none, or when several are called so: never a guess.
    public static func named(
        _ name: String, validOn day: CivilDate, on connection: any Connection
    ) throws -> OfficeUnit? {
        try succession(on: connection).named(name, validOn: day)
    }

    /// The unit itself while it exists, else those that took over its work; see ``Succession/successors(of:validOn:)``.
    public static func successors(
        of unit: ID<OfficeUnit>, validOn day: CivilDate, on connection: any Connection
    ) throws -> [OfficeUnit] {
        try succession(on: connection).successors(of: unit, validOn: day)
    }

    /// Abolished units whose work nobody took over: to be settled before the next round is opened.
    public static func abolishedWithoutSuccessor(
        asOf day: CivilDate, on connection: any Connection
    ) throws -> [OfficeUnit] {
        try succession(on: connection).abolishedWithoutSuccessor(asOf: day)
    }

    static let columns: SQL = """
        SELECT id, code, name, parent, valid_from, valid_to, successor FROM office_unit
        """

    static func decode(_ row: SQLRow) throws -> OfficeUnit {
        OfficeUnit(
            id: try row[0], code: try row[1], name: try row[2], parent: try row[3], validFrom: try row[4],
            validTo: try row[5], successor: try row[6])
    }
}
