import Japanese
import Storage

/// A table whose rows are told by the audit trail too, so that `namiki verify` finds a row that was changed, added or removed
/// behind the program's back.
///
///     TrailedTable("会議の決定", actions: ["plan.meeting.decide", "plan.meeting.undecide"]) { row, expected in
///         …expected.set("decision/…", facts)…
///     } stored: { connection in …rows of the table, with the same keys and facts… }
///
/// The trail is told from the first row to the last; what it leaves must be what the table holds.
public struct TrailedTable: Sendable {
    /// A row of the table.
    public struct Row: Sendable {
        let keys: [String]
        let facts: JSON

        /// - Parameters:
        ///   - keys: which record it is, in words that a finding can show; where older trails said less, their key follows.
        ///   - facts: what must agree with the trail.
        public init(_ keys: String..., facts: JSON = .null) {
            self.keys = keys
            self.facts = facts
        }
    }

    /// What the table must hold as far as the trail was read.
    public struct Expected {
        private struct Entry {
            let facts: JSON
            let sequence: Int
            var isExcused = false
        }

        /// By bytes: Swift takes differently composed characters for equal.
        private var entries: [[UInt8]: [Entry]] = [:]
        fileprivate var sequence = 0

        /// One more row of this key: for tables to which rows are only ever added.
        public mutating func add(_ key: String, _ facts: JSON = .null) {
            entries[Array(key.utf8), default: []].append(Entry(facts: facts, sequence: sequence))
        }

        /// The one row of this key; `nil` when it is gone.
        public mutating func set(_ key: String, _ facts: JSON?) {
            entries[Array(key.utf8)] = facts.map { [Entry(facts: $0, sequence: sequence)] }
        }

        /// The rows whose keys begin so may be there or not: the trail does not say which of them went.
        public mutating func excuse(_ prefix: String) {
            for key in entries.keys where key.starts(with: prefix.utf8) {
                entries[key] = entries[key]?.map { Entry(facts: $0.facts, sequence: $0.sequence, isExcused: true) }
            }
        }

        /// The newest facts of a key.
        public func facts(_ key: String) -> JSON? { entries[Array(key.utf8)]?.last?.facts }

        /// The keys that begin so.
        public func keys(_ prefix: String) -> [String] {
            entries.keys.filter { $0.starts(with: prefix.utf8) }.map { String(decoding: $0, as: UTF8.self) }.sorted()
        }

        /// Of several rows of one key the one with the same facts: two of one moment stand in no order.
        /// - Returns: the facts and the row of the trail that told them.
        fileprivate mutating func take(_ row: Row) -> (key: String, facts: JSON, sequence: Int)? {
            for key in row.keys {
                let bytes = Array(key.utf8)
                guard var found = entries[bytes], !found.isEmpty else { continue }
                let taken = found.remove(at: found.firstIndex { $0.facts == row.facts } ?? 0)
                entries[bytes] = found
                return (key, taken.facts, taken.sequence)
            }
            return nil
        }

        fileprivate var left: [(key: String, sequence: Int)] {
            entries.flatMap { key, rows in
                rows.filter { !$0.isExcused }.map { (String(decoding: key, as: UTF8.self), $0.sequence) }
            }.sorted { $0.1 < $1.1 }
        }
    }

    /// As people call it, such as 会議の決定.
    let title: String
    private let actions: [String]
    private let tell: @Sendable (_ row: AuditRow, _ details: JSON, _ expected: inout Expected) -> Void
    private let stored: @Sendable (any Connection) throws -> [Row]

    /// - Parameters:
    ///   - actions: the codes that tell of the table.
    ///   - tell: is given each of their rows in order.
    ///   - stored: the rows of the table.
    public init(
        _ title: String, actions: [String],
        tell: @escaping @Sendable (_ row: AuditRow, _ details: JSON, _ expected: inout Expected) -> Void,
        stored: @escaping @Sendable (any Connection) throws -> [Row]
    ) {
        self.title = title
        self.actions = actions
        self.tell = tell
        self.stored = stored
    }

    private static let rowsPerStep = 5000

    func verify(on connection: any Connection, into report: inout VerificationReport) throws {
        var expected = Expected()
        // In steps, so that the trail itself need not fit into memory.
        while true {
            let rows = try connection.rows(
                Audit.columns
                    + """
                     WHERE sequence > \(expected.sequence) AND action IN \(values: actions)
                    ORDER BY sequence LIMIT \(Self.rowsPerStep)
                    """)
            for row in rows {
                let row = try Audit.row(row)
                expected.sequence = row.sequence
                // What cannot be read is a finding of the walk along the chain.
                guard let details = try? JSON(parsing: row.details) else { continue }
                tell(row, details, &expected)
            }
            if rows.count < Self.rowsPerStep { break }
        }
        for row in try stored(connection) {
            report.trailedRows += 1
            guard let told = expected.take(row) else {
                report.fail("\(title) \(row.keys.first ?? "")：監査証跡にない記録です。")
                continue
            }
            // Older trails may not have told the facts.
            guard told.facts != .null else { continue }
            let (trail, table) = (told.facts.canonical, row.facts.canonical)
            if !trail.utf8.elementsEqual(table.utf8) {
                report.fail("\(title) \(told.key)：監査証跡の\(told.sequence)番では \(trail) ですが、\(table) に変わっています。")
            }
        }
        for missing in expected.left {
            report.fail("\(title) \(missing.key)：監査証跡の\(missing.sequence)番にある記録が、残っていないか変わっています。")
        }
    }
}
