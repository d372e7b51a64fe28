import Site
import Storage
import Ward

/// Asking some sections again, before the freeze or to correct what was sealed: rare, and with a choice among all sections.
struct RoundAgainPage: PageView {
    let round: Round
    let board: RoundBoard
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RoundAgainPage {
        let round = try Round.load(request, on: connection)
        return RoundAgainPage(
            round: round, board: try RoundBoard(round, on: connection), state: request.state)
    }

    static func path(_ id: ID<Round>) -> String { "\(RoundPage.path(id))/again" }

    /// What can be done, as the round stands; `nil` where nobody is asked again.
    static func title(in state: RoundState) -> String? {
        state == .reviewing ? reopening : state.isSealed ? amending : nil
    }

    private static let reopening = "一部の課に、もう一度照会する"
    private static let amending = "確定した内容を訂正する"

    var page: Page {
        let units = RoundFields.units(board)()
        let parts = [
            part(
                Self.reopening, "reopen", isOffered: round.state == .reviewing, submit: "もう一度照会する",
                [units, RoundFields.reason()]),
            part(
                Self.amending, "amend", isOffered: round.state.isSealed, submit: "訂正を始める",
                [units, RoundFields.reason(), RoundFields.decision()]),
        ].compactMap(\.self)
        return Page(
            "課に、もう一度尋ねる", trail: [RoundListPage.link, Link(round.title, round.path)],
            section: RoundListPage.link.path,
            body: parts.isEmpty
                ? "<p>この四半期は「\(round.state.title)」のため、もう一度尋ねることはできません。</p>" : "\(parts)")
    }

    /// What was sent and refused is shown also where the round has gone on meanwhile.
    private func part(
        _ title: String, _ act: String, isOffered: Bool, submit: String, _ fields: [FormField]
    ) -> HTML? {
        let action = "\(round.path)/\(act)"
        guard isOffered || state.concerns(action) else { return nil }
        return Details(title, isOpen: true, FormView(action, state, submit: submit, fields: fields).html).html
    }
}
