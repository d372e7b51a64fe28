import Japanese
import Storage
import Ward

/// Lists of deaths that wait for somebody to look at their columns. Nothing of them is kept beyond the next day.
enum DeathFileStore {
    static let (keepAction, dropAction) = ("counter.deaths.keep", "counter.deaths.drop")

    static func keep(
        _ content: [UInt8], by stamp: Stamp, on connection: any Connection
    ) throws -> ID<DeathFileStore> {
        try purge(today: stamp.today, on: connection)
        let id: ID<DeathFileStore> = stamp.newID()
        try connection.execute(
            "INSERT INTO counter_death_file (id, content, sent_on) VALUES (\(id), \(content), \(stamp.today))")
        try stamp.note(keepAction, subject(id), on: connection)
        return id
    }

    static func content(of id: ID<DeathFileStore>, on connection: any Connection) throws -> [UInt8]? {
        try connection.value("SELECT content FROM counter_death_file WHERE id = \(id)")
    }

    /// When it is taken in.
    /// - Returns: whether it was still there: of two who take it, one does.
    static func remove(_ id: ID<DeathFileStore>, on connection: any Connection) throws -> Bool {
        try connection.execute("DELETE FROM counter_death_file WHERE id = \(id)") == 1
    }

    /// When it is not.
    static func drop(_ id: ID<DeathFileStore>, by stamp: Stamp, on connection: any Connection) throws {
        guard try remove(id, on: connection) else { return }
        try stamp.note(dropAction, subject(id), on: connection)
    }

    private static func subject(_ id: ID<DeathFileStore>) -> String { "death-file/\(id)" }

    static func purge(today: CivilDate, on connection: any Connection) throws {
        try connection.execute("DELETE FROM counter_death_file WHERE sent_on < \(today)")
    }
}
