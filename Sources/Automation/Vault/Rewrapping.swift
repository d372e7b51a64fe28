import Storage
import Ward

/// Everything of this module that is sealed by the vault's key, under a new one: secrets, records that wait, files that arrived, files that
/// runs received, and work that was taken. The values stay as they are; only their inner keys are sealed again.
enum Rewrapping {
    struct Counts: Hashable, Sendable {
        var secrets = 0
        var records = 0
        var arrivals = 0
        var files = 0
        var orders = 0

        var json: JSON {
            [
                "secrets": JSON(secrets), "records": JSON(records), "arrivals": JSON(arrivals), "files": JSON(files),
                "orders": JSON(orders),
            ]
        }
    }

    /// All or nothing: with one that the earlier key does not open, nothing is written.
    /// - Throws: `EnvelopeRefusal`.
    static func all(
        from earlier: SigningKey, in ward: Ward, by stamp: Stamp, on connection: any Connection
    ) throws -> Counts {
        let counts = Counts(
            secrets: try Credential.rewrap(from: earlier, in: ward, by: stamp, on: connection),
            records: try SealedRecords.rewrap(from: earlier, in: ward, on: connection),
            // One that a run took is empty.
            arrivals: try keys("automation_arrival", Arrival.owner, from: earlier, in: ward, on: connection),
            files: try keys("automation_file", RunFile.owner, from: earlier, in: ward, on: connection),
            orders: try WorkOrder.rewrap(from: earlier, in: ward, on: connection))
        try stamp.note("automation.secret.rewrap", "vault/automation", counts.json, on: connection)
        return counts
    }

    /// The inner keys of a table, sealed by the key of today. What they open is not read.
    /// - Returns: how many.
    private static func keys<Owner>(
        _ table: SQL, _ owner: (ID<Owner>) -> String, from earlier: SigningKey, in ward: Ward,
        on connection: any Connection
    ) throws -> Int {
        let (old, new) = (try EnvelopeKey(earlier), try EnvelopeKey(ward.signingKey))
        let rows = try connection.rows("SELECT id, sealed_key FROM " + table + " WHERE sealed_key <> '' ORDER BY id")
        for row in rows {
            let id: ID<Owner> = try row["id"]
            let envelope = EnvelopeKey.Envelope(key: try row["sealed_key"], value: "")
            let key = try new.rewrapped(envelope, for: owner(id), by: old, random: ward.random).key
            try connection.execute("UPDATE " + table + " SET sealed_key = \(key) WHERE id = \(id)")
        }
        return rows.count
    }
}

extension SealedRecords {
    fileprivate static func rewrap(
        from earlier: SigningKey, in ward: Ward, on connection: any Connection
    ) throws -> Int {
        let rows = try connection.rows(
            "SELECT run, position, record_key, sealed FROM automation_record WHERE sealed IS NOT NULL")
        for row in rows {
            let (run, position): (String, Int) = (try row["run"], try row["position"])
            let sealed = try rewrapped(row["sealed"], key: row["record_key"], from: earlier, in: ward)
            try connection.execute(
                "UPDATE automation_record SET sealed = \(sealed) WHERE run = \(run) AND position = \(position)")
        }
        return rows.count
    }
}
