import Japanese
import Storage

/// What a person decided and a section or a robot must now do (仕事の引渡し): one module places it, another takes it, and neither knows
/// the other.
///
///     try WorkOrder.place(.init(module: "counter", kind: "pension", title: "年金の届出", unit: unit, key: "R8-12/pension",
///         facts: ["氏名": "…"], origin: "cases/\(id)"), by: stamp, on: connection)
///     let waiting = try WorkOrder.waiting("pension", for: unit, on: connection)
///
/// What it holds of people is sealed while somebody has taken it, and emptied when it is done or withdrawn.
public struct WorkOrder: Record {
    public enum State: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
        case waiting, taken, done, withdrawn
    }

    /// What is ordered.
    public struct Content: Hashable, Sendable {
        public let module: String
        /// Of work that is done in the same way.
        public let kind: String
        /// As people call the kind.
        public let title: String
        /// Whose work it is; `nil` where nobody said.
        public let unit: ID<OfficeUnit>?
        /// The same work has the same one.
        public let key: String
        /// By the names of columns.
        public let facts: [String: String]
        /// Where it came from, below the site's address.
        public let origin: String

        public init(
            module: String, kind: String, title: String, unit: ID<OfficeUnit>?, key: String, facts: [String: String],
            origin: String
        ) {
            self.module = module
            self.kind = kind
            self.title = title
            self.unit = unit
            self.key = key
            self.facts = facts
            self.origin = origin
        }
    }

    public let id: ID<WorkOrder>
    public let content: Content
    public let state: State
    public let placedAt: Timestamp
    /// When it was last placed, taken, given back, done or withdrawn.
    public let changedAt: Timestamp
    public let takenBy: String?

    public static let selection: SQL = "SELECT * FROM work_order"
    public static let key: SQL = "work_order.id"
    public static let title = "引き渡した仕事"

    public init(_ row: SQLRow, on _: any Connection) throws {
        var facts: [String: String] = [:]
        if case .object(let members)? = try? JSON(parsing: row["facts"] as String) {
            facts = members.compactMapValues(\.string)
        }
        id = try row["id"]
        content = Content(
            module: try row["module"], kind: try row["kind"], title: try row["title"], unit: try row["unit"],
            key: try row["order_key"], facts: facts, origin: try row["origin"])
        (state, takenBy) = (try row["state"], try row["taken_by"])
        (placedAt, changedAt) = (try row["placed_at"], try row["changed_at"])
    }

    static func text(_ facts: [String: String]) -> String { JSON.object(facts.mapValues { .string($0) }).canonical }

    /// Orders work. The same again changes what still waits, and nothing of what was taken, unless that goes back.
    public static func place(_ content: Content, by stamp: Stamp, on connection: any Connection) throws {
        let id: ID<WorkOrder> = stamp.newID()
        let facts = text(content.facts)
        let changed = try connection.execute(
            """
            INSERT INTO work_order
                (id, module, kind, title, unit, order_key, facts, origin, state, placed_at, changed_at)
            VALUES (\(id), \(content.module), \(content.kind), \(content.title), \(content.unit), \(content.key),
                \(facts), \(content.origin), 'waiting', \(stamp.at), \(stamp.at))
            ON CONFLICT (module, kind, order_key) DO UPDATE SET facts = excluded.facts, unit = excluded.unit,
                title = excluded.title, state = 'waiting', changed_at = excluded.changed_at
            WHERE work_order.state IN ('waiting', 'withdrawn')
            """)
        if changed == 0 {
            let taken = try list(
                """
                WHERE module = \(content.module) AND kind = \(content.kind) AND order_key = \(content.key)
                    AND state = 'taken'
                """, on: connection)
            for order in taken { try order.keep(content.facts, by: stamp, on: connection) }
        }
        try stamp.note(
            "ward.order.place", "order/\(content.module)/\(content.kind)", ["key": .string(content.key)],
            on: connection)
    }

    /// What nobody has taken, the oldest first.
    public static func waiting(
        _ kind: String, for unit: ID<OfficeUnit>, on connection: any Connection
    ) throws -> [WorkOrder] {
        try list(
            "WHERE state = 'waiting' AND kind = \(kind) AND unit = \(unit) ORDER BY placed_at, id", on: connection)
    }

    /// The kinds of work that wait for a section, with how many of each.
    public static func kinds(
        for unit: ID<OfficeUnit>, on connection: any Connection
    ) throws -> [(kind: String, title: String, count: Int)] {
        try connection.rows(
            """
            SELECT kind, MAX(title) AS title, COUNT(*) AS number FROM work_order
            WHERE state = 'waiting' AND unit = \(unit) GROUP BY kind ORDER BY kind
            """
        ).map { (try $0["kind"], try $0["title"], try $0["number"]) }
    }

    /// The kinds of work that were ever ordered of a section.
    public static func knownKinds(
        for unit: ID<OfficeUnit>, on connection: any Connection
    ) throws -> [(kind: String, title: String)] {
        try connection.rows(
            "SELECT kind, MAX(title) AS title FROM work_order WHERE unit = \(unit) GROUP BY kind ORDER BY kind"
        ).map { (try $0["kind"], try $0["title"]) }
    }

    /// Takes back what waits, of everything that came from one place, or of one work; what it held of people goes. What was taken is not
    /// held up, and does not wait again.
    public static func withdraw(
        from origin: String, key: String? = nil, by stamp: Stamp, on connection: any Connection
    ) throws {
        let narrowed: SQL = key.map { "AND order_key = \($0)" } ?? ""
        let count = try connection.execute(
            """
            UPDATE work_order SET state = 'withdrawn', facts = '{}', changed_at = \(stamp.at)
            WHERE origin = \(origin) AND state = 'waiting'
            """ + " " + narrowed)
        try connection.execute(
            """
            UPDATE work_order SET sealed_key = '', sealed_value = '' WHERE origin = \(origin) AND state = 'taken'
            """ + " " + narrowed)
        guard count > 0 else { return }
        try stamp.note(
            "ward.order.withdraw", "order/\(origin)", ["count": JSON(count), "key": JSON(key)], on: connection)
    }
}
