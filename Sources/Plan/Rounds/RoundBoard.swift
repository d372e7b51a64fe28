import Japanese
import Storage
import Ward

/// A round at a glance: one row for each initiative and unit, with names instead of identifiers.
public struct RoundBoard: Sendable {
    public struct Row: Hashable, Sendable {
        public let entry: ID<Entry>
        public let initiative: ID<Initiative>
        public let number: String
        public let title: String
        public let lineage: ID<Lineage>
        public let unit: ID<OfficeUnit>
        public let unitName: String
        public let state: EntryState
        public let mark: String?
        /// Counts saves, as ``Entry/revision``.
        public let revision: Int
        public let isReturned: Bool
        public let updatedAt: Timestamp?
        public let updatedBy: String?
    }

    public let round: Round
    public let rows: [Row]

    private static let kept = KeptByState<ID<Round>, [Row]>(capacity: 8)

    /// One statement, however many initiatives, and that once while nothing changes.
    public init(_ round: Round, on connection: any Connection) throws {
        self.round = round
        rows = try Self.kept.value(round.id, on: connection) {
            try Self.rows("entry.round = \(round.id)", on: connection).map(\.row)
        }
    }

    public func count(_ state: EntryState) -> Int {
        rows.filter { $0.state == state }.count
    }

    static func rows(
        _ condition: SQL, on connection: any Connection
    ) throws -> [(round: ID<Round>, row: Row)] {
        try connection.rows(
            """
            SELECT entry.round, entry.id, entry.initiative, initiative.number, initiative.title, entry.unit,
                entry.lineage, office_unit.name AS unit_name, entry.state, entry.mark, entry.revision,
                entry.returned_reason, entry.updated_at, entry.updated_by
            FROM entry JOIN initiative ON initiative.id = entry.initiative
            JOIN office_unit ON office_unit.id = entry.unit JOIN round ON round.id = entry.round
            WHERE \(condition) ORDER BY initiative.position, office_unit.code, entry.id
            """
        ).map { row in
            (
                try row["round"],
                Row(
                    entry: try row["id"], initiative: try row["initiative"], number: try row["number"],
                    title: try row["title"], lineage: try row["lineage"], unit: try row["unit"],
                    unitName: try row["unit_name"], state: try row["state"], mark: try row["mark"],
                    revision: try row["revision"],
                    isReturned: try row["returned_reason"] as String? != nil, updatedAt: try row["updated_at"],
                    updatedBy: try row["updated_by"])
            )
        }
    }
}
