import Storage

extension ReadingKey {
    /// Writes the keys of stored readings anew where they were made in an earlier form: a person is found again by the key, and
    /// so is their protection.
    static func renew(on connection: any Connection) throws {
        for row in try connection.rows("SELECT id, kana, kana_key FROM counter_death") {
            let (id, old): (String, String) = (try row["id"], try row["kana_key"])
            let key = of(try row["kana"])
            if key != old { try connection.execute("UPDATE counter_death SET kana_key = \(key) WHERE id = \(id)") }
        }
        for row in try connection.rows("SELECT id, kana, kana_key FROM counter_case") {
            let (id, old): (String, String) = (try row["id"], try row["kana_key"])
            let key = of(try row["kana"])
            if key != old { try connection.execute("UPDATE counter_case SET kana_key = \(key) WHERE id = \(id)") }
        }
    }
}
