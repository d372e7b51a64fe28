import Japanese
import Storage
import Ward

extension Resource {
    /// Whether any release of it was ever public: its name stands in addresses then, for good.
    func wasPublic(on connection: any Connection) throws -> Bool {
        try !Release.list("WHERE resource = \(id) AND number IS NOT NULL ORDER BY id LIMIT 1", on: connection).isEmpty
    }

    /// Names it otherwise; once something of it was public, only its title.
    /// - Throws: ``OpenDataRefusal/resourceNameTaken(_:)``
    func rename(_ title: String, name: String?, by stamp: Stamp, on connection: any Connection) throws {
        let name = try wasPublic(on: connection) ? self.name : name ?? self.name
        let others = try Resource.list(
            "WHERE dataset = \(dataset) AND name = \(name) AND id <> \(id) ORDER BY id", on: connection)
        guard others.isEmpty else { throw OpenDataRefusal.resourceNameTaken(name) }
        try connection.execute("UPDATE opendata_resource SET title = \(title), name = \(name) WHERE id = \(id)")
        try stamp.note(
            "opendata.resource.write", "dataset/\(dataset)",
            ["resource": .string(id.text), "name": .string(name), "title": .string(title)], on: connection)
    }

    /// It is no longer offered; what was released stays at its addresses.
    /// - Throws: ``OpenDataRefusal/resourceEnded`` or ``OpenDataRefusal/neverPublic``
    func end(_ reason: String, by stamp: Stamp, on connection: any Connection) throws {
        guard endedOn == nil else { throw OpenDataRefusal.resourceEnded }
        guard try wasPublic(on: connection) else { throw OpenDataRefusal.neverPublic }
        try connection.execute(
            "UPDATE opendata_resource SET ended_on = \(stamp.today), ended_reason = \(reason) WHERE id = \(id)")
        try stamp.note(
            "opendata.resource.end", "dataset/\(dataset)",
            ["resource": .string(id.text), "reason": .string(reason)], on: connection)
    }

    /// Removes one that was made by mistake.
    /// - Throws: ``OpenDataRefusal/hasReleases``
    func delete(by stamp: Stamp, on connection: any Connection) throws {
        guard try Release.list("WHERE resource = \(id) ORDER BY id LIMIT 1", on: connection).isEmpty else {
            throw OpenDataRefusal.hasReleases
        }
        try connection.execute("DELETE FROM opendata_resource WHERE id = \(id)")
        try stamp.note(
            "opendata.resource.delete", "dataset/\(dataset)",
            ["resource": .string(id.text), "name": .string(name), "title": .string(title)], on: connection)
    }
}
