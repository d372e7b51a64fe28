import Storage
import Ward

/// What the secretariat should know before it freezes a round. Nothing in it blocks: 未回答 is printed as such.
public struct RoundCheck: Sendable {
    /// A doubtful point of an answer that was handed in.
    public struct Doubt: Hashable, Sendable {
        public let row: RoundBoard.Row
        public let message: String
    }

    /// Nothing was handed in: printed as 未回答.
    public let unanswered: [RoundBoard.Row]
    /// Handed in, and not yet accepted: printed in the state in which they are.
    public let notAccepted: [RoundBoard.Row]
    /// What ``EntryCheck`` doubts, as the edition will print them.
    public let doubts: [Doubt]
    /// Handed in and approved under the same name.
    public let selfApproved: [RoundBoard.Row]

    /// However many initiatives, a fixed number of statements.
    public init(_ round: Round, on connection: any Connection) throws {
        try self.init(RoundBoard(round, on: connection), on: connection)
    }

    init(_ board: RoundBoard, on connection: any Connection) throws {
        let (round, rows) = (board.round, board.rows)
        let content = try RoundContent(round, on: connection)
        let warnings = Dictionary(
            content.entries.map { ($0.id, $0.warnings) }, uniquingKeysWith: { first, _ in first })
        let byOneself = Set(
            try EntryStore.list(round: round.id, on: connection).filter(\.isSelfApproved).map(\.id))
        unanswered = rows.filter { !$0.state.isHandedIn }
        notAccepted = rows.filter { $0.state == .submitted || $0.state == .approved }
        doubts = rows.flatMap { row in
            (warnings[row.entry.text] ?? []).map { Doubt(row: row, message: $0) }
        }
        selfApproved = rows.filter { byOneself.contains($0.entry) }
    }
}
