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
            "initiatives/:initiative/proposals", on: Initiative.self, needs: .proposeRevisions, summary: "計画の改定を提案する",
            page: ProposalPage.load
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
        .action(
            "proposals/:proposal/respond", on: Proposal.self, needs: .managePlan, summary: "改定の提案への対応を書く",
            fields: [Fields.isAdopted, Fields.response], page: ProposalPage.load
        ) {
            proposal, form, change in
            let (isAdopted, response) = try form.values(Fields.isAdopted, Fields.response)
            try ProposalStore.respond(
                proposal.id, adopted: isAdopted, response: response, by: change.stamp, on: change.connection)
            return .done("対応を残しました。")
        },
    ]
}
