import Japanese
import Site
import Ward

/// What is proposed for an initiative, with the form for a further proposal and for what becomes of one.
struct ProposalPage {
    let initiative: Initiative
    let proposals: [Proposal]
    /// On whose behalf the person may propose, with the name that is kept.
    let proposers: [(proposer: Proposal.Proposer, name: String)]
    let mayRespond: Bool
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?

    static func path(_ id: ID<Initiative>) -> String { "\(InitiativePage.path(id))/proposals" }

    var page: Page {
        Page(
            "修正の提案", trail: [PlanPage.link, Link(initiative.heading, InitiativePage.path(initiative.id))],
            section: PlanPage.link.path,
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
        Details(
            "対応を書く",
            FormView(
                action: "/proposals/\(proposal.id)/respond", csrfToken: csrfToken, submit: "対応を残す",
                fields: [
                    .radios("state", "対応", [Choice("adopted", "改定案に入れた"), Choice("declined", "見送る")]),
                    .textArea("response", "対応の内容や見送る理由", max: Proposal.reasonScalarsMax, rows: 3),
                ]
            ).html
        ).html
    }

    private var form: HTML {
        """
        <h2>提案する</h2>
        \(FormView(
            action: Self.path(initiative.id), csrfToken: csrfToken, submit: "提案する", errors: errors, sent: sent,
            fields: [
                .radios(
                    "proposer", "提案する立場", proposers.map { Choice($0.proposer.rawValue, "\($0.proposer.title)（\($0.name)）") },
                    value: proposers.count == 1 ? proposers[0].proposer.rawValue : nil),
                .textArea("content", "どこをどう改めるか", max: Proposal.contentScalarsMax, rows: 5),
                .textArea("reason", "理由", max: Proposal.reasonScalarsMax, rows: 3),
            ]))
        """
    }
}
