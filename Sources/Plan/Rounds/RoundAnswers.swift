import Japanese
import Site
import Storage
import Ward

/// The answers of a round that a person may see, with what they may do with each.
struct RoundAnswers: Sendable {
    /// What can be done with several answers at once.
    enum Act: String, CaseIterable, Sendable {
        case accept, approve, remind

        var title: String {
            switch self {
            case .accept: "受け付ける"
            case .approve: "承認する"
            case .remind: "督促に載せる"
            }
        }
    }

    struct Row: Sendable {
        let answer: RoundBoard.Row
        let round: ID<Round>
        /// In the order of the plan.
        let position: Int
        /// As it stands, by its state, the round and the person: never with what they handed in themselves.
        let acts: Set<Act>
        /// The chosen mark; `nil` where there is none.
        let mark: MarkSet.Mark?
        /// Read for the rows that need it.
        var detail: AnswerDetail?

        /// What the section says: a draft says nothing yet.
        var said: MarkSet.Mark? { answer.state.isHandedIn ? mark : nil }
        var heading: String { "\(answer.number) \(answer.title)" }
    }

    let round: Round
    private(set) var rows: [Row]

    /// - Parameter today: of the reminders.
    init(_ board: RoundBoard, _ person: SignedIn, today: CivilDate, on connection: any Connection) throws {
        let round = board.round
        let own = try EntryStore.handedIn(by: person.person, in: round.id, on: connection)
        let office =
            person.may(.manageRounds) && round.state.takesAnswers
            ? try SettingStore.officeCalendar(on: connection) : nil
        let mayRemind = office.map { Chasing.occasion(on: today, of: round, in: $0) != nil } ?? false
        self.round = round
        rows = board.rows.enumerated().filter { EntryAccess.maySee($0.element, in: round, person) }.map {
            position, row in
            Row(
                answer: row, round: round.id, position: position,
                acts: Self.acts(row, of: person, in: round, isOwn: own.contains(row.entry), mayRemind: mayRemind),
                mark: row.mark.flatMap { round.markSet[$0] })
        }
    }

    private static func acts(
        _ row: RoundBoard.Row, of person: SignedIn, in round: Round, isOwn: Bool, mayRemind: Bool
    ) -> Set<Act> {
        var acts: Set<Act> = []
        func isDecided(_ event: EntryEvent, by permission: Permission) -> Bool {
            !isOwn && person.may(permission, unit: row.unit) && round.allows(event, wasReturned: row.isReturned)
        }
        if row.state == .submitted, isDecided(.approve, by: .approveEntries) { acts.insert(.approve) }
        if row.state == .approved, isDecided(.accept, by: .reviewEntries) { acts.insert(.accept) }
        if mayRemind, !row.state.isHandedIn || row.state == .submitted { acts.insert(.remind) }
        return acts
    }

    func count(_ act: Act) -> Int { rows.count { $0.acts.contains(act) } }
    func count(_ isCounted: (EntryState) -> Bool) -> Int { rows.count { isCounted($0.answer.state) } }

    /// Reads more about some rows.
    func filled(_ rows: [Row], on connection: any Connection) throws -> [Row] {
        let details = try AnswerDetail.load(rows.map(\.answer), in: round, on: connection)
        return rows.map { row in
            var row = row
            row.detail = details[row.answer.entry]
            return row
        }
    }

    /// The list as a request asks for it. More about an answer is read only for the rows that are shown, unless the list is
    /// sorted or narrowed by it.
    func view(_ request: PageRequest, on connection: any Connection) throws -> ListView<Row> {
        let whole = listing(offering: Act.allCases)
        let query = ListQuery(request, of: whole)
        let own = listing(offering: Self.offered(for: query), for: query, from: query.origin(of: whole))
        guard request.asksForWholeList || query.asks(for: Self.detailKeys) else {
            return try ListView(own, rows, request).filled { try filled($0, on: connection) }
        }
        return ListView(own, try filled(rows, on: connection), request)
    }

    /// The rows with what a list needs to be put in order and narrowed as it was asked for.
    func rows(for query: ListQuery, on connection: any Connection) throws -> [Row] {
        query.asks(for: Self.detailKeys) ? try filled(rows, on: connection) : rows
    }

    /// Reminders go to those who have not handed in: they are offered where only such answers are listed, so that accepting
    /// and reminding never meet in one choice.
    private static func offered(for query: ListQuery) -> [Act] {
        let states = (query.filters[stateKey] ?? []).compactMap(EntryState.init(rawValue:))
        let owesAll = !states.isEmpty && states.allSatisfy { !$0.isHandedIn || $0 == .submitted }
        return owesAll ? Act.allCases : [.accept, .approve]
    }
}
