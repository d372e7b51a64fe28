import Japanese
import Storage

extension WorkOrder {
    private static func owner(_ id: ID<WorkOrder>) -> String { "order/\(id)" }

    /// Takes it, once: of two who try, one is refused. What it holds of people is the taker's from now on; here it stands sealed, and
    /// only until the work is done.
    /// - Returns: whether it was still there to be taken.
    public func take(for taker: String, by stamp: Stamp, on connection: any Connection) throws -> Bool {
        let sealed = try sealed(content.facts, by: stamp)
        return try connection.execute(
            """
            UPDATE work_order SET state = 'taken', taken_by = \(taker), facts = '{}', sealed_key = \(sealed.key),
                sealed_value = \(sealed.value), changed_at = \(stamp.at)
            WHERE id = \(id) AND state = 'waiting'
            """) == 1
    }

    /// Where it is taken, what it would say if it went back.
    func keep(_ facts: [String: String], by stamp: Stamp, on connection: any Connection) throws {
        let sealed = try sealed(facts, by: stamp)
        try connection.execute(
            """
            UPDATE work_order SET sealed_key = \(sealed.key), sealed_value = \(sealed.value)
            WHERE id = \(id) AND state = 'taken'
            """)
    }

    /// Empty where the ward has no key: then nothing of people is kept.
    private func sealed(_ facts: [String: String], by stamp: Stamp) throws -> EnvelopeKey.Envelope {
        guard let key = stamp.signingKey else { return EnvelopeKey.Envelope(key: "", value: "") }
        return try EnvelopeKey(key).seal(
            Array(Self.text(facts).utf8), for: Self.owner(id), random: stamp.random)
    }

    /// What somebody took is done.
    public func finish(by stamp: Stamp, on connection: any Connection) throws {
        try connection.execute(
            """
            UPDATE work_order SET state = 'done', sealed_key = '', sealed_value = '', changed_at = \(stamp.at)
            WHERE id = \(id) AND state = 'taken'
            """)
    }

    /// Whoever took it did not do it: it waits for the next one, and says again what it said. One that was taken back meanwhile by who
    /// ordered it waits for nobody.
    public func giveBack(by stamp: Stamp, on connection: any Connection) throws {
        let row = try connection.row(
            "SELECT sealed_key, sealed_value FROM work_order WHERE id = \(id) AND state = 'taken'")
        guard let row else { return }
        let envelope = EnvelopeKey.Envelope(key: try row["sealed_key"], value: try row["sealed_value"])
        let isWanted = !envelope.key.isEmpty
        let facts =
            isWanted
            ? String(decoding: try EnvelopeKey(stamp.signingKey).open(envelope, for: Self.owner(id)), as: UTF8.self)
            : "{}"
        try connection.execute(
            """
            UPDATE work_order SET state = \(isWanted ? State.waiting : .withdrawn), taken_by = NULL, facts = \(facts),
                sealed_key = '', sealed_value = '', changed_at = \(stamp.at)
            WHERE id = \(id)
            """)
        try stamp.note(
            "ward.order.giveBack", "order/\(content.module)/\(content.kind)",
            ["key": .string(content.key), "from": JSON(takenBy), "waits": .bool(isWanted)], on: connection)
    }

    /// Those that are taken, under a new signing key.
    /// - Returns: how many.
    public static func rewrap(
        from earlier: SigningKey, in ward: Ward, on connection: any Connection
    ) throws -> Int {
        let (old, new) = (try EnvelopeKey(earlier), try EnvelopeKey(ward.signingKey))
        let rows = try connection.rows("SELECT id, sealed_key FROM work_order WHERE sealed_key <> '' ORDER BY id")
        for row in rows {
            let id: ID<WorkOrder> = try row["id"]
            let envelope = EnvelopeKey.Envelope(key: try row["sealed_key"], value: "")
            let key = try new.rewrapped(envelope, for: owner(id), by: old, random: ward.random).key
            try connection.execute("UPDATE work_order SET sealed_key = \(key) WHERE id = \(id)")
        }
        return rows.count
    }
}
