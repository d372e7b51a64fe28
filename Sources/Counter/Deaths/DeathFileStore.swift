import Japanese
import Storage
import Ward

/// Lists of deaths that wait for somebody to look at their columns. Nothing of them is kept beyond the next day.
enum DeathFileStore {
    static func keep(
        _ content: [UInt8], by stamp: Stamp, on connection: any Connection
    ) throws -> ID<DeathFileStore> {
        try purge(today: stamp.today, on: connection)
        let id: ID<DeathFileStore> = stamp.newID()
        try connection.execute(
            "INSERT INTO counter_death_file (id, content, sent_on) VALUES (\(id), \(content), \(stamp.today))")
        return id
    }

    static func content(of id: ID<DeathFileStore>, on connection: any Connection) throws -> [UInt8]? {
        try connection.value("SELECT content FROM counter_death_file WHERE id = \(id)")
    }

    static func remove(_ id: ID<DeathFileStore>, on connection: any Connection) throws {
        try connection.execute("DELETE FROM counter_death_file WHERE id = \(id)")
    }

    static func purge(today: CivilDate, on connection: any Connection) throws {
        try connection.execute("DELETE FROM counter_death_file WHERE sent_on < \(today)")
    }
}
