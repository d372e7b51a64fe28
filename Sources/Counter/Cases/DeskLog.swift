import Storage
import Japanese
import Ward

/// Everything that happened to a case, in order.
enum DeskLog {
    struct Event: Sendable {
        let kind: String
        let details: JSON
        let at: Timestamp
        let by: String
    }

    static func append(
        _ kind: String, case id: ID<DeskCase>, _ details: JSON = .object([:]), by stamp: Stamp,
        on connection: any Connection
    ) throws {
        let event: ID<DeskLog.Event> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO counter_event (id, case_id, kind, details, at, by_name)
            VALUES (\(event), \(id), \(kind), \(details.canonical), \(stamp.at), \(stamp.actor.name))
            """)
        // The trail of the whole installation knows the case by its identifier alone.
        try Audit.append(
            "counter.case.\(kind)", subject: "desk/cases/\(id)", details: details, by: stamp, on: connection)
    }

    static func events(of id: ID<DeskCase>, on connection: any Connection) throws -> [Event] {
        try connection.rows(
            "SELECT kind, details, at, by_name FROM counter_event WHERE case_id = \(id) ORDER BY at, id"
        ).map { row in
            let details: String = try row[1]
            return Event(
                kind: try row[0], details: (try? JSON(parsing: details)) ?? .null, at: try row[2], by: try row[3])
        }
    }
}
