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
        public let unit: ID<OfficeUnit>
        public let unitName: String
        public let state: EntryState
        public let mark: String?
        public let isReturned: Bool
        public let updatedAt: Timestamp?
        public let updatedBy: String?
    }

    public let round: Round
    public let rows: [Row]

    /// One statement, however many initiatives.
    public init(_ round: Round, on connection: any Connection) throws {
        self.round = round
        rows = try Self.rows("entry.round = \(round.id)", on: connection).map(\.row)
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
                office_unit.name, entry.state, entry.mark,
                CASE WHEN entry.returned_reason IS NULL THEN 0 ELSE 1 END, entry.updated_at, entry.updated_by
            FROM entry JOIN initiative ON initiative.id = entry.initiative
            JOIN office_unit ON office_unit.id = entry.unit JOIN round ON round.id = entry.round
            WHERE \(condition) ORDER BY initiative.position, office_unit.code, entry.id
            """
        ).map { row in
            (
                try row[0],
                Row(
                    entry: try row[1], initiative: try row[2], number: try row[3], title: try row[4],
                    unit: try row[5], unitName: try row[6], state: try row[7], mark: try row[8],
                    isReturned: try row[9], updatedAt: try row[10], updatedBy: try row[11])
            )
        }
    }
}
