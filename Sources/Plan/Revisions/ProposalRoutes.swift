import Japanese
import Site
import Storage
import Ward

/// The addresses at which changes of the plan are proposed and answered.
enum ProposalRoutes {
    private typealias Fields = ProposalFields

    static let all: [Route] = [
        .page("initiatives/:initiative/proposals", needs: .readPlan, ProposalPage.load),
        .action(
            "initiatives/:initiative/proposals", on: Initiative.self, needs: .proposeRevisions, page: ProposalPage.load
        ) { initiative, form, change in
            let proposers = try Proposers(
                change.person, initiative, today: change.today, on: change.connection
            ).all
            let (proposer, content, reason) = try form.values(
                Fields.proposer(proposers), Fields.content, Fields.reason)
            try ProposalStore.add(
                proposer.kind, name: proposer.name, content: content, reason: reason, about: initiative.id,
                by: change.stamp, on: change.connection)
            return .done("提案を残しました。事務局が改定案を作るときに検討します。", at: ProposalPage.path(initiative.id))
        },
        .action("proposals/:proposal/respond", on: Proposal.self, needs: .managePlan, page: ProposalPage.load) {
            proposal, form, change in
            let (isAdopted, response) = try form.values(Fields.isAdopted, Fields.response)
            try ProposalStore.respond(
                proposal.id, adopted: isAdopted, response: response, by: change.stamp, on: change.connection)
            return .done("対応を残しました。")
        },
    ]
}

/// What is asked about a proposal.
enum ProposalFields {
    static let content = Field.textArea("content", "どこをどう改めるか", max: Proposal.contentScalarsMax, rows: 5)
    static let reason = Field.textArea("reason", "理由", max: Proposal.reasonScalarsMax, rows: 3)
    static let response = Field.textArea("response", "対応の内容や見送る理由", max: Proposal.reasonScalarsMax, rows: 3)
    static let isAdopted = Field.radios(
        "state", "対応", [Choice("adopted", "改定案に入れた"), Choice("declined", "見送る")]
    ).mapped(to: { $0 == "adopted" }, from: { $0 ? "adopted" : "declined" }, problem: { _ in "" })

    static func proposer(_ proposers: [Proposers.Entry]) -> Field<Proposers.Entry> {
        Field.radios(
            "proposer", "提案する立場", proposers.map { Choice($0.kind.rawValue, "\($0.kind.title)（\($0.name)）") }
        ).mapped(
            to: { text in proposers.first { $0.kind.rawValue == text } }, from: \.kind.rawValue, problem: { _ in "" })
    }
}

/// On whose behalf a person may propose: the section that answers for the initiative, its group, the sub-committee, the
/// secretariat, as the person's roles say.
struct Proposers {
    struct Entry: Hashable, Sendable {
        let kind: Proposal.Proposer
        /// As it is kept with the proposal.
        let name: String
    }

    let all: [Entry]

    init(_ person: SignedIn, _ initiative: Initiative, today: CivilDate, on connection: any Connection) throws {
        guard person.may(.proposeRevisions) else {
            all = []
            return
        }
        var proposers: [Entry] = []
        let succession = try UnitStore.succession(on: connection)
        let section = initiative.mainUnits.flatMap { succession.successors(of: $0, validOn: today) }.first {
            person.may(.editEntries, unit: $0.id) || person.may(.approveEntries, unit: $0.id)
        }
        if let section { proposers.append(Entry(kind: .section, name: section.name)) }
        if CommentLayer.group.mayBeWritten(by: person, group: initiative.studyGroup),
            let group = try initiative.studyGroup.flatMap({ try BodyStore.find($0, on: connection) })
        {
            proposers.append(Entry(kind: .group, name: group.name))
        }
        if person.may(.commentAsSubcommittee) {
            let name = try BodyStore.list(validOn: today, on: connection).first { $0.kind == .subcommittee }?.name
            proposers.append(Entry(kind: .subcommittee, name: name ?? "部会"))
        }
        if person.may(.managePlan) { proposers.append(Entry(kind: .secretariat, name: "事務局")) }
        all = proposers
    }
}
