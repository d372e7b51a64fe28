import Japanese
import Storage

extension UnitStore {
    /// Mends a slip in the record of a unit; a unit that was really renamed is reorganised instead.
    ///
    /// - Throws: ``OrganisationError/codeTaken(code:by:)`` when another unit has the code on one of its days.
    public static func correct(
        _ id: ID<OfficeUnit>, code: String, name: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        let units = try succession(on: connection).units
        guard let old = units.first(where: { $0.id == id }) else { throw OrganisationError.unknownUnit }
        let code = try RecordName(code, of: "組織コード").text
        let name = try RecordName(name, of: "組織の名称").text
        if let rival = units.first(where: { $0.id != id && $0.code == code && $0.overlaps(old) }) {
            throw OrganisationError.codeTaken(code: code, by: rival.name)
        }
        try connection.execute(
            """
            UPDATE office_unit SET code = \(code), name = \(name), name_key = \(TextKey(name).text) WHERE id = \(id)
            """)
        try Audit.append(
            "ward.unit.correct", subject: "unit/\(id)",
            details: [
                "code": .string(code), "codeBefore": .string(old.code), "name": .string(name),
                "nameBefore": .string(old.name),
            ], by: stamp, on: connection)
    }

    /// Records which unit stands above one of which it was not known; a section that moves to another department is reorganised.
    ///
    /// - Throws: ``OrganisationError/parentKnown(name:)``, and ``OrganisationError/aboveItself(name:)`` where the units would stand in a
    /// circle.
    public static func place(
        _ id: ID<OfficeUnit>, under parent: ID<OfficeUnit>, by stamp: Stamp, on connection: any Connection
    ) throws {
        let units = try succession(on: connection)
        guard let unit = units.unit(id), units.unit(parent) != nil else { throw OrganisationError.unknownUnit }
        guard unit.parent == nil else { throw OrganisationError.parentKnown(name: unit.name) }
        var above: ID<OfficeUnit>? = parent
        while let next = above {
            guard next != id else { throw OrganisationError.aboveItself(name: unit.name) }
            above = units.unit(next)?.parent
        }
        try connection.execute("UPDATE office_unit SET parent = \(parent) WHERE id = \(id)")
        try Audit.append(
            "ward.unit.correct", subject: "unit/\(id)", details: ["parent": JSON(parent), "parentBefore": .null],
            by: stamp, on: connection)
    }
}
