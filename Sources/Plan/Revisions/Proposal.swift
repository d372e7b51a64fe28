import Japanese
import Storage
import Ward

/// What a section, a group, the sub-committee or the secretariat asks to change in the plan (修正の提案).
struct Proposal: Hashable, Sendable {
    enum Proposer: String, CaseIterable, Sendable, SQLBindable, SQLDecodable {
        case section, group, subcommittee, secretariat

        var title: String {
            switch self {
            case .section: "主管課"
            case .group: "検討グループ"
            case .subcommittee: "部会"
            case .secretariat: "事務局"
            }
        }
    }

    enum State: String, CaseIterable, Sendable, SQLBindable, SQLDecodable {
        case open, adopted, declined

        var title: String {
            switch self {
            case .open: "検討中"
            case .adopted: "改定案に入れた"
            case .declined: "見送り"
            }
        }
    }

    let id: ID<Proposal>
    let initiative: ID<Initiative>
    let proposer: Proposer
    /// The section or group as it was called.
    let proposerName: String
    let content: String
    let reason: String
    let at: Timestamp
    let actor: String
    let state: State
    /// Why it was adopted or declined.
    let response: String

    static let contentScalarsMax = 1000
    static let reasonScalarsMax = 500
}

/// Proposals in the database.
enum ProposalStore {
    @discardableResult
    static func add(
        _ proposer: Proposal.Proposer, name: String, content: String, reason: String, about initiative: ID<Initiative>,
        by stamp: Stamp, on connection: any Connection
    ) throws -> ID<Proposal> {
        guard try Initiative.find(initiative, on: connection) != nil else {
            throw RevisionRefusal.unknownInitiative
        }
        guard !reason.isBlank else { throw RevisionRefusal.reasonNeeded }
        let id: ID<Proposal> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO plan_proposal (id, initiative, proposer, proposer_name, content, reason, at, actor, state, response)
            VALUES (\(id), \(initiative), \(proposer), \(name), \(content), \(reason), \(stamp.at), \(stamp.actor.name),
                \(Proposal.State.open), '')
            """)
        try stamp.note(
            "plan.proposal.add", "proposal/\(id)",
            ["initiative": .string(initiative.text), "proposer": .string(proposer.rawValue)], on: connection)
        return id
    }

    /// Says what becomes of a proposal, once.
    static func respond(
        _ id: ID<Proposal>, adopted: Bool, response: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        let state: Proposal.State = adopted ? .adopted : .declined
        let count = try connection.execute(
            """
            UPDATE plan_proposal SET state = \(state), response = \(response), responded_at = \(stamp.at),
                responded_by = \(stamp.actor.name)
            WHERE id = \(id) AND state = \(Proposal.State.open)
            """)
        guard count > 0 else { throw RevisionRefusal.alreadyAnswered }
        try stamp.note(
            "plan.proposal.\(state.rawValue)", "proposal/\(id)", ["response": .string(response)], on: connection)
    }

    /// Proposals about an initiative in all its versions, newest first.
    static func list(about lineage: ID<Lineage>, on connection: any Connection) throws -> [Proposal] {
        try proposals("initiative.lineage = \(lineage)", on: connection)
    }

    static func open(on connection: any Connection) throws -> [Proposal] {
        try proposals("plan_proposal.state = \(Proposal.State.open)", on: connection)
    }

    private static func proposals(_ condition: SQL, on connection: any Connection) throws -> [Proposal] {
        try Proposal.list(
            "WHERE " + condition + " ORDER BY plan_proposal.at DESC, plan_proposal.id DESC", on: connection)
    }
}

extension Proposal: Record {
    static let selection: SQL = """
        SELECT plan_proposal.id, plan_proposal.initiative, plan_proposal.proposer, plan_proposal.proposer_name,
            plan_proposal.content, plan_proposal.reason, plan_proposal.at, plan_proposal.actor, plan_proposal.state,
            plan_proposal.response
        FROM plan_proposal JOIN initiative ON initiative.id = plan_proposal.initiative
        """
    static let key: SQL = "plan_proposal.id"
    static let title = "提案"

    init(_ row: SQLRow, on _: any Connection) throws {
        self.init(
            id: try row["id"], initiative: try row["initiative"], proposer: try row["proposer"],
            proposerName: try row["proposer_name"], content: try row["content"], reason: try row["reason"],
            at: try row["at"], actor: try row["actor"], state: try row["state"], response: try row["response"])
    }
}
