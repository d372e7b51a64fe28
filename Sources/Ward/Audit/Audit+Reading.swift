import Japanese
import Storage

/// Which rows of the trail are wanted; everything that is `nil` is not asked for.
public struct AuditFilter: Hashable, Sendable {
    public var subject: String?
    public var person: ID<Person>?
    /// The beginning of the action code, such as `plan.entry`.
    public var actionPrefix: String?
    /// Exactly one of these codes.
    public var actions: [String]?
    public var subjects: Subjects?
    public var from: CivilDate?
    public var to: CivilDate?

    /// One of these records, or any record of these kinds.
    public struct Subjects: Hashable, Sendable {
        /// As they stand in the trail, such as `report/01J…`.
        public let records: [String]
        /// What subjects begin with, such as `report`.
        public let kinds: [String]

        public init(records: [String], kinds: [String]) {
            self.records = records
            self.kinds = kinds
        }
    }

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

extension AuditFilter {
    fileprivate var condition: SQL {
        var conditions: [SQL] = []
        if let subject { conditions.append("subject = \(subject)") }
        if let person { conditions.append("person = \(person)") }
        if let actionPrefix {
            conditions.append(
                "SUBSTR(action, 1, CAST(\(actionPrefix.unicodeScalars.count) AS INTEGER)) = \(actionPrefix)")
        }
        if let actions { conditions.append("action IN \(values: actions)") }
        if let subjects {
            let kinds: [SQL] = subjects.kinds.map { kind in
                "SUBSTR(subject, 1, CAST(\(kind.unicodeScalars.count + 1) AS INTEGER)) = \("\(kind)/")"
            }
            let records: [SQL] = subjects.records.isEmpty ? [] : ["subject IN \(values: subjects.records)"]
            let either = kinds + records
            conditions.append(
                either.isEmpty ? "FALSE" : "(" + either.dropFirst().reduce(either[0]) { $0 + " OR " + $1 } + ")")
        }
        if let from { conditions.append("at >= \(Timestamp(from))") }
        if let to { conditions.append("at < \(Timestamp(to.adding(days: 1)))") }
        return SQL.all(of: conditions)
    }
}

extension Audit {
    /// Rows shown on one page.
    public static let pageRows = 100

    /// The newest rows first, those before a sequence number, at most ``pageRows``.
    public static func list(
        _ filter: AuditFilter = AuditFilter(), before sequence: Int? = nil, on connection: any Connection
    ) throws -> [AuditRow] {
        let below: SQL = sequence.map { " AND sequence < \($0)" } ?? ""
        return try connection.rows(
            columns + " WHERE " + filter.condition + below + " ORDER BY sequence DESC LIMIT \(pageRows)"
        ).map(row)
    }

    /// All that fit, the newest first.
    public static func all(_ filter: AuditFilter, on connection: any Connection) throws -> [AuditRow] {
        try connection.rows(columns + " WHERE " + filter.condition + " ORDER BY sequence DESC").map(row)
    }

    public static func count(_ filter: AuditFilter, on connection: any Connection) throws -> Int {
        try connection.value("SELECT COUNT(*) FROM audit WHERE " + filter.condition) ?? 0
    }

    static let columns: SQL =
        "SELECT sequence, at, person, actor_name, action, subject, details, hash FROM audit"

    static func row(_ row: SQLRow) throws -> AuditRow {
        AuditRow(
            sequence: try row[0], at: try row[1], person: try row[2], actorName: try row[3], action: try row[4],
            subject: try row[5], details: try row[6])
    }
}
