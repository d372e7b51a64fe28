import Japanese
import Storage

extension BodyStore {
    /// Mends a slip in the name, such as a foreign letter in the source; the change is in the audit trail.
    public static func correct(
        _ body: ID<Body>, name: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard let old = try find(body, on: connection) else { throw OrganisationError.unknownBody }
        let name = try RecordName(name, of: "会議体の名称").text
        try connection.execute(
            "UPDATE body SET name = \(name), name_key = \(TextKey(name).text) WHERE id = \(body)")
        try Audit.append(
            "ward.body.correct", subject: "body/\(body)",
            details: ["name": .string(name), "nameBefore": .string(old.name)], by: stamp, on: connection)
    }

    /// What the body is for, as decided now (所掌事項).
    public static func setRemit(
        _ remit: String, of body: ID<Body>, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard try connection.execute("UPDATE body SET remit = \(remit) WHERE id = \(body)") == 1 else {
            throw OrganisationError.unknownBody
        }
        try Audit.append(
            "ward.body.remit", subject: "body/\(body)", details: ["remit": .string(remit)], by: stamp,
            on: connection)
    }

    /// The units that run the body (事務局), in order.
    public static func setSecretariat(
        _ units: [ID<OfficeUnit>], of body: ID<Body>, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard try find(body, on: connection) != nil else { throw OrganisationError.unknownBody }
        try write(units, of: body, on: connection)
        try Audit.append(
            "ward.body.secretariat", subject: "body/\(body)",
            details: ["units": .array(units.map { .string($0.text) })], by: stamp, on: connection)
    }

    /// The body's last day; its seats stay as they were, to be read later.
    public static func end(
        _ body: ID<Body>, lastDay: CivilDate, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard let known = try find(body, on: connection) else { throw OrganisationError.unknownBody }
        if let first = known.validFrom, lastDay < first {
            throw OrganisationError.endsBeforeBeginning(name: known.name, beginning: first)
        }
        try connection.execute("UPDATE body SET valid_to = \(lastDay) WHERE id = \(body)")
        try Audit.append(
            "ward.body.end", subject: "body/\(body)", details: ["lastDay": JSON(lastDay)], by: stamp,
            on: connection)
    }
}
