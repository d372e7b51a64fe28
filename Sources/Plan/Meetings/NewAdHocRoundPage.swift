import Japanese
import Site
import Storage
import Ward

/// Preparing a round that asks only about one group's initiatives (臨時の照会).
struct NewAdHocRoundPage: PageView {
    let group: AskingGroup
    let proposal: RoundCalendar
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> NewAdHocRoundPage {
        NewAdHocRoundPage(
            group: try AskingGroup.load(request, on: connection),
            proposal: AdHocRoundRoutes.proposal(
                today: request.today, in: try SettingStore.officeCalendar(on: connection)), state: request.state)
    }

    private var path: String { group.path }

    var page: Page {
        Page(
            "臨時の照会を準備する", trail: [BodyPage.list, Link(group.body.name, path)], section: MeetingListPage.link.path,
            body: """
                <p>「\(group.body.name)」が受け持つ取組だけを照会します。四半期ごとの確認とは別に数え、進み具合の動きや指標の系列には入りません。</p>
                <ul>\(group.initiatives.map { "<li>\($0.heading)</li>" as HTML })</ul>
                \(form)
                """)
    }

    private var form: FormView {
        let quarters = proposal.askedQuarters
        return FormView(
            "\(path)/rounds", state, submit: "準備する", cancel: Link("やめる", path),
            fields: [
                AdHocRoundFields.quarter(quarters)(quarters.first), RoundFields.asOf(proposal.asOf),
                RoundFields.opensOn(proposal.opensOn), RoundFields.dueOn(proposal.dueOn),
                RoundFields.closesOn(proposal.closesOn), RoundFields.freezesOn(proposal.freezesOn),
            ])
    }
}

extension RoundCalendar {
    /// The quarter of the as-of day, and the one before.
    var askedQuarters: [Quarter] {
        let quarter = Quarter(containing: asOf)
        return [quarter, quarter.previous]
    }
}
