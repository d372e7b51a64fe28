import Japanese
import Storage

extension BodyStore {
    /// Mends what is recorded of a body: its name, what it is for (所掌事項) and the units that run it (事務局), in order. What reads
    /// differently has its own row in the audit trail.
    ///
    /// - Throws: ``OrganisationError/bodyNameTaken(name:)`` when another body under the same one is called so on one of its days.
    public static func correct(
        _ id: ID<Body>, name: String, remit: String, secretariat: [ID<OfficeUnit>], by stamp: Stamp,
        on connection: any Connection
    ) throws {
        guard let old = try find(id, on: connection) else { throw OrganisationError.unknownBody }
        let name = try RecordName(name, of: "会議体の名称").text
        if name != old.name {
            try checkName(name, of: old, on: connection)
            try connection.execute(
                "UPDATE body SET name = \(name), name_key = \(TextKey(name).text) WHERE id = \(id)")
            try stamp.note(
                "ward.body.correct", "body/\(id)", ["name": .string(name), "nameBefore": .string(old.name)],
                on: connection)
        }
        if remit != old.remit {
            try connection.execute("UPDATE body SET remit = \(remit) WHERE id = \(id)")
            try stamp.note("ward.body.remit", "body/\(id)", ["remit": .string(remit)], on: connection)
        }
        if secretariat != old.secretariat {
            try write(secretariat, of: id, on: connection)
            try stamp.note(
                "ward.body.secretariat", "body/\(id)", ["units": .array(secretariat.map { .string($0.text) })],
                on: connection)
        }
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
