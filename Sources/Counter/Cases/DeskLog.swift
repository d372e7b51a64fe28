import Japanese
import Storage
import Ward

/// Everything that happened to a case, in order.
enum DeskLog {
    struct Event: Sendable {
        let kind: String
        let at: Timestamp
        let by: String
    }

    /// The state of an item was written or taken back.
    static let item = "item"

    static func append(
        _ kind: String, case id: ID<DeskCase>, _ details: JSON = [:], by stamp: Stamp, on connection: any Connection
    ) throws {
        let event: ID<DeskLog.Event> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO counter_event (id, case_id, kind, details, at, by_name)
            VALUES (\(event), \(id), \(kind), \(details.canonical), \(stamp.at), \(stamp.actor.name))
            """)
        // The trail of the whole installation knows the case by its identifier alone.
        try stamp.note(DeskTrail.action(kind), "\(DeskTrail.casePrefix)\(id)", details, on: connection)
    }

    static func events(of id: ID<DeskCase>, on connection: any Connection) throws -> [Event] {
        try connection.rows("SELECT kind, at, by_name FROM counter_event WHERE case_id = \(id) ORDER BY at, id").map {
            Event(kind: try $0["kind"], at: try $0["at"], by: try $0["by_name"])
        }
    }
}
