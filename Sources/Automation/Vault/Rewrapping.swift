import Storage
import Ward

/// Everything of this module that is sealed by the vault's key, under a new one: secrets, records that wait, files that arrived, and files
/// that runs received. The values stay as they are; only their inner keys are sealed again.
enum Rewrapping {
    struct Counts: Hashable, Sendable {
        var secrets = 0
        var records = 0
        var arrivals = 0
        var files = 0

        var json: JSON {
            [
                "secrets": JSON(secrets), "records": JSON(records), "arrivals": JSON(arrivals), "files": JSON(files),
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
            arrivals: try Arrival.rewrap(from: earlier, in: ward, on: connection),
            files: try RunFile.rewrap(from: earlier, in: ward, on: connection))
        try stamp.note("automation.secret.rewrap", "vault/automation", counts.json, on: connection)
        return counts
    }

    /// The inner key of an envelope, sealed by the key of today.
    static func key(
        _ sealed: String, for owner: String, from earlier: SigningKey, in ward: Ward
    ) throws -> String {
        try EnvelopeKey(ward.signingKey).rewrapped(
            EnvelopeKey.Envelope(key: sealed, value: ""), for: owner, by: EnvelopeKey(earlier), random: ward.random
        ).key
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

extension Arrival {
    fileprivate static func rewrap(
        from earlier: SigningKey, in ward: Ward, on connection: any Connection
    ) throws -> Int {
        // One that a run took is empty.
        let waiting = try list("WHERE sealed_key <> '' ORDER BY id", on: connection)
        for arrival in waiting {
            let key = try Rewrapping.key(arrival.envelope.key, for: owner(arrival.id), from: earlier, in: ward)
            try connection.execute("UPDATE automation_arrival SET sealed_key = \(key) WHERE id = \(arrival.id)")
        }
        return waiting.count
    }
}

extension RunFile {
    fileprivate static func rewrap(
        from earlier: SigningKey, in ward: Ward, on connection: any Connection
    ) throws -> Int {
        let rows = try connection.rows("SELECT id, sealed_key FROM automation_file ORDER BY id")
        for row in rows {
            let id: ID<RunFile> = try row["id"]
            let key = try Rewrapping.key(row["sealed_key"], for: owner(id), from: earlier, in: ward)
            try connection.execute("UPDATE automation_file SET sealed_key = \(key) WHERE id = \(id)")
        }
        return rows.count
    }
}
