import Japanese
import Storage

/// Replies of time stamping authorities in the database.
public enum TimeStampStore {
    static let action = "ward.head.stamp"

    /// A kept reply.
    public struct Kept: Sendable {
        public let head: DailyHead
        public let reply: [UInt8]
        public let stampedAt: Timestamp

        /// In words, for findings.
        public var place: String { "\(head.place)の時刻の証明" }
    }

    /// Keeps a reply whose signature was proved before; the same one a second time changes nothing.
    /// - Throws: ``TimeStampRefusal``.
    @discardableResult
    public static func keep(
        _ reply: [UInt8], of head: DailyHead, by stamp: Stamp, on connection: any Connection
    ) throws -> TimeStampReply {
        let parsed = try TimeStampReply(parsing: reply)
        try parsed.check(head, now: stamp.at)
        let hash = ContentHash.of(reply)
        let rows = try connection.execute(
            """
            INSERT INTO time_stamp (head, reply_hash, reply, stamped_at)
            VALUES (\(head.number), \(hash), \(reply), \(parsed.stampedAt)) ON CONFLICT (head, reply_hash) DO NOTHING
            """)
        if rows > 0 {
            try stamp.note(
                action, DailyHeadStore.subject(of: head),
                ["reply": .string(hash), "stampedAt": .integer(parsed.stampedAt.milliseconds)], on: connection)
        }
        return parsed
    }

    /// In the order of their heads.
    public static func all(on connection: any Connection) throws -> [Kept] {
        let heads = Dictionary(
            try DailyHeadStore.all(on: connection).map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        return try connection.rows("SELECT head, reply, stamped_at FROM time_stamp ORDER BY head, reply_hash")
            .compactMap {
                row in
                try heads[row["head"]].map { head in
                    Kept(head: head, reply: try row["reply"], stampedAt: try row["stamped_at"])
                }
            }
    }

    /// That each reply is of the head that it stands by; its signature is proved with the authority's certificate.
    static func prove(on connection: any Connection, into report: inout VerificationReport) throws {
        for kept in try all(on: connection) {
            report.timeStamps += 1
            do throws(TimeStampRefusal) {
                let reply = try TimeStampReply(parsing: kept.reply)
                try reply.check(kept.head)
                if reply.stampedAt != kept.stampedAt {
                    report.fail("\(kept.place)：日時が、返事のものと違います。")
                }
            } catch {
                report.fail("\(kept.place)：\(error.words)")
            }
        }
    }

    /// What the trail says of replies.
    static let trailed = TrailedTable("時刻の証明", actions: [action]) { row, details, expected in
        expected.add(
            "\(row.subject) \(details["reply"]?.string ?? "")", ["stampedAt": details["stampedAt"] ?? .null])
    } stored: { connection in
        try connection.rows(
            """
            SELECT daily_head.day, time_stamp.reply, time_stamp.stamped_at
            FROM time_stamp JOIN daily_head ON daily_head.number = time_stamp.head ORDER BY time_stamp.head
            """
        ).map { row in
            let (day, reply, moment): (String, [UInt8], Timestamp) = (try row[0], try row[1], try row[2])
            return TrailedTable.Row(
                "head/\(day) \(ContentHash.of(reply))", facts: ["stampedAt": .integer(moment.milliseconds)])
        }
    }
}
