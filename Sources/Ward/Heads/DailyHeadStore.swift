import Japanese
import Storage

/// Heads of the audit trail in the database, one a day.
public enum DailyHeadStore {
    static let action = "ward.head"

    static func subject(of head: DailyHead) -> String { "head/\(head.day)" }

    static func details(of head: DailyHead) -> JSON {
        ["number": JSON(head.number), "sequence": JSON(head.sequence), "hash": .string(head.hash)]
    }

    /// Made soon after midnight and when a server begins; a day has one.
    public static let tick = Tick("ward.head", everySeconds: 600) { ward in
        let stamp = ward.stamp(by: .system)
        // A look costs no write: most of them find that the day has its head.
        if try await ward.database.read({ isDue(stamp.today, after: try latest(on: $0)) }) {
            try await ward.database.write { try make(by: stamp, on: $0) }
        }
    }

    private static func isDue(_ day: CivilDate, after head: DailyHead?) -> Bool {
        head.map { $0.day < day } ?? true
    }

    /// Closes the trail of the day up to now and signs it with the key of the stamp.
    /// - Returns: `nil` when the day has its head, or a later day has.
    @discardableResult
    public static func make(by stamp: Stamp, on connection: any Connection) throws -> DailyHead? {
        let before = try latest(on: connection)
        guard isDue(stamp.today, after: before) else { return nil }
        guard let end = try connection.row("SELECT sequence, hash FROM audit_head WHERE id = 1") else {
            throw AuditError.headMissing
        }
        let head = DailyHead(
            number: (before?.number ?? 0) + 1, day: stamp.today, sequence: try end[0], chain: try end[1],
            rowCount: try connection.value("SELECT COUNT(*) FROM audit") ?? 0,
            sealCount: try connection.value("SELECT COUNT(*) FROM seal") ?? 0, previous: before?.hash,
            madeAt: stamp.at)
        try connection.execute(
            """
            INSERT INTO daily_head (number, day, sequence, chain, row_count, seal_count, previous, made_at)
            VALUES (\(head.number), \(head.day), \(head.sequence), \(head.chain), \(head.rowCount), \(head.sealCount),
                \(head.previous), \(head.madeAt))
            """)
        try stamp.note(action, subject(of: head), details(of: head), on: connection)
        try SignatureStore.sign(.head, head.hash, by: stamp, on: connection)
        return head
    }

    public static func latest(on connection: any Connection) throws -> DailyHead? {
        try heads("ORDER BY number DESC LIMIT 1", on: connection).first
    }

    public static func find(on day: CivilDate, on connection: any Connection) throws -> DailyHead? {
        try heads("WHERE day = \(day)", on: connection).first
    }

    /// First to last.
    static func all(on connection: any Connection) throws -> [DailyHead] {
        try heads("ORDER BY number", on: connection)
    }

    /// As it leaves the system.
    public static func signed(_ head: DailyHead, on connection: any Connection) throws -> SignedHead {
        SignedHead(head: head, signatures: try SignatureStore.list(of: .head, head.hash, on: connection))
    }

    /// All of them so, first to last: two statements.
    static func allSigned(on connection: any Connection) throws -> [SignedHead] {
        let signatures = try SignatureStore.all(of: .head, on: connection)
        return try all(on: connection).map { SignedHead(head: $0, signatures: signatures[$0.hash] ?? []) }
    }

    private static func heads(_ tail: SQL, on connection: any Connection) throws -> [DailyHead] {
        try connection.rows(
            """
            SELECT number, day, sequence, chain, row_count, seal_count, previous, made_at FROM daily_head \(tail)
            """
        ).map { row in
            DailyHead(
                number: try row["number"], day: try row["day"], sequence: try row["sequence"],
                chain: try row["chain"], rowCount: try row["row_count"], sealCount: try row["seal_count"],
                previous: try row["previous"], madeAt: try row["made_at"])
        }
    }
}
