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
}
