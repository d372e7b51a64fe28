import Japanese
import Storage

/// Which rows of the trail are wanted; everything that is `nil` is not asked for.
public struct AuditFilter: Hashable, Sendable {
    public var subject: String?
    public var person: ID<Person>?
    /// The beginning of the action code, such as `plan.entry`.
    public var actionPrefix: String?
    public var from: CivilDate?
    public var to: CivilDate?

    public init(
        subject: String? = nil, person: ID<Person>? = nil, actionPrefix: String? = nil, from: CivilDate? = nil,
        to: CivilDate? = nil
    ) {
        self.subject = subject
        self.person = person
        self.actionPrefix = actionPrefix
        self.from = from
        self.to = to
    }
}

extension Audit {
    /// Rows shown on one page.
    public static let pageRows = 100

    /// The newest rows first, those before a sequence number, at most ``pageRows``.
    public static func list(
        _ filter: AuditFilter = AuditFilter(), before sequence: Int? = nil, on connection: any Connection
    ) throws -> [AuditRow] {
        var conditions: [SQL] = []
        if let subject = filter.subject { conditions.append("subject = \(subject)") }
        if let person = filter.person { conditions.append("person = \(person)") }
        if let prefix = filter.actionPrefix {
            conditions.append("SUBSTR(action, 1, CAST(\(prefix.unicodeScalars.count) AS INTEGER)) = \(prefix)")
        }
        if let from = filter.from { conditions.append("at >= \(Timestamp(from))") }
        if let to = filter.to { conditions.append("at < \(Timestamp(to.adding(days: 1)))") }
        if let sequence { conditions.append("sequence < \(sequence)") }
        return try connection.rows(
            columns + " WHERE " + SQL.all(of: conditions) + " ORDER BY sequence DESC LIMIT \(pageRows)"
        ).map(row)
    }

    /// What a walk along the chain found.
    public struct Verdict: Hashable, Sendable {
        public let rows: Int
        /// Each broken place in words; empty when the chain is whole.
        public let failures: [String]

        public var isWhole: Bool { failures.isEmpty }
    }

    /// Recomputes every hash: finds rows that were changed, removed, inserted or cut off at the end.
    public static func verify(on connection: any Connection) throws -> Verdict {
        var previous = ""
        var expected = 1
        var failures: [String] = []
        // In steps, so that memory stays bounded however long the trail is.
        while true {
            let rows = try connection.rows(
                columns + " WHERE sequence >= \(expected) ORDER BY sequence LIMIT 5000")
            if rows.isEmpty { break }
            for stored in rows {
                let found = try row(stored)
                if found.sequence != expected {
                    failures.append("監査証跡の\(expected)番から\(found.sequence - 1)番までがありません。")
                }
                let hash: String = try stored[7]
                if found.sequence == expected, found.hash(after: previous) != hash {
                    failures.append("監査証跡の\(found.sequence)番の内容が、記録したときと違います。")
                }
                previous = hash
                expected = found.sequence + 1
            }
        }
        let head = try connection.row("SELECT sequence, hash FROM audit_head WHERE id = 1")
        let headSequence: Int? = try head?[0]
        let headHash: String? = try head?[1]
        if headSequence != expected - 1 || headHash != previous {
            failures.append("監査証跡の末尾が合いません（末尾の記録 \(headSequence ?? 0)番、実際 \(expected - 1)番）。")
        }
        return Verdict(rows: expected - 1, failures: failures)
    }

    private static let columns: SQL =
        "SELECT sequence, at, person, actor_name, action, subject, details, hash FROM audit"

    private static func row(_ row: SQLRow) throws -> AuditRow {
        AuditRow(
            sequence: try row[0], at: try row[1], person: try row[2], actorName: try row[3], action: try row[4],
            subject: try row[5], details: try row[6])
    }
}
