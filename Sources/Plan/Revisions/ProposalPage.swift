import Japanese
import Site
import Storage
import Ward

/// What is proposed for an initiative, with the form for a further proposal and for what becomes of one.
struct ProposalPage: PageView {
    let initiative: Initiative
    let proposals: [Proposal]
    let proposers: [Proposers.Entry]
    let mayRespond: Bool
    let state: PageState

    /// Also from the address of one proposal.
    static func load(_ request: PageRequest, on connection: any Connection) throws -> ProposalPage {
        let person = try request.person
        let initiative =
            request.parameters["proposal"] == nil
            ? try Initiative.load(request, on: connection)
            : try Initiative.known(try Proposal.load(request, on: connection).initiative, on: connection)
        return ProposalPage(
            initiative: initiative, proposals: try ProposalStore.list(about: initiative.lineage, on: connection),
            proposers: try Proposers(person, initiative, today: request.today, on: connection).all,
            mayRespond: person.may(.managePlan), state: request.state)
    }

    static func path(_ id: ID<Initiative>) -> String { "\(InitiativePage.path(id))/proposals" }

    var page: Page {
        Page(
            "修正の提案", trail: [PlanPage.link, Link(initiative.heading, InitiativePage.path(initiative.id))],
            section: VersionListPage.link.path,
            body: """
                <p>「\(initiative.heading)」を改める提案です。提案は改定案で検討し、会議の決定を経て計画になります。</p>
                <h2>これまでの提案</h2>
                \(list)
                \(proposers.isEmpty ? .empty : form)
                """)
    }

    private var list: HTML {
        guard !proposals.isEmpty else { return "<p class=\"empty\">提案は、まだありません。</p>" }
        let items: [HTML] = proposals.map { proposal in
            """
            <li>\(Tag(proposal.state.title, proposal.state == .open ? .waiting : proposal.state == .adopted ? .done : .neutral))　\
            \(proposal.proposer.title)（\(proposal.proposerName)）　\(proposal.at.japanese)
            \(Prose(proposal.content))<p>理由　\(proposal.reason)</p>
            \(proposal.response.isEmpty ? HTML.empty : "<p>対応　\(proposal.response)</p>")
            \(mayRespond && proposal.state == .open ? responding(proposal) : .empty)</li>
            """
        }
        return "<ul>\(items)</ul>"
    }

    private func responding(_ proposal: Proposal) -> HTML {
        let path = "/proposals/\(proposal.id)/respond"
        let form = FormView(
            path, state, submit: "対応を残す", fields: [ProposalFields.isAdopted(), ProposalFields.response()])
        return Details("対応を書く", for: [path], state, form.html).html
    }

    private var form: HTML {
        """
        <h2>提案する</h2>
        \(FormView(
            Self.path(initiative.id), state, submit: "提案する",
            fields: [
                ProposalFields.proposer(proposers)(proposers.count == 1 ? proposers[0] : nil),
                ProposalFields.content(), ProposalFields.reason(),
            ]))
        """
    }
}

extension Proposal: AddressedRecord {
    static let parameter = "proposal"
    var path: String { ProposalPage.path(initiative) }
}
