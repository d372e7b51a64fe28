import Storage
import Ward

extension ReadingKey {
    /// Writes the keys of stored readings anew where they were made in an earlier form: a person is found again by the key, and
    /// so is their protection. Nobody waits for it while there is nothing to renew.
    static func renew(in ward: Ward) async throws {
        if try await ward.database.read({ try outdated(on: $0) }).isEmpty { return }
        try await ward.database.write { try renew(on: $0) }
    }

    static func renew(on connection: any Connection) throws {
        for row in try outdated(on: connection) {
            try connection.execute("UPDATE \(row.table) SET kana_key = \(row.key) WHERE id = \(row.id)")
        }
    }

    /// Stored readings whose key is not what it would be today.
    private static func outdated(on connection: any Connection) throws -> [(table: SQL, id: String, key: String)] {
        let tables: [SQL] = ["counter_death", "counter_case"]
        return try tables.flatMap { table in
            try connection.rows("SELECT id, kana, kana_key FROM \(table)").compactMap { row in
                let key = of(try row["kana"])
                return try row["kana_key"] as String == key ? nil : (table, try row["id"], key)
            }
        }
    }
}
