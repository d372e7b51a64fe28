import Japanese
import Site
import Storage
import Ward

/// Preparing a round: the quarter, then its days.
struct NewRoundPage: PageView {
    let quarters: [Quarter]
    let chosen: Quarter
    let proposal: RoundCalendar
    let office: OfficeCalendar
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> NewRoundPage {
        let today = request.today
        let office = try SettingStore.officeCalendar(on: connection)
        let taken = Set(try RoundStore.list(on: connection).filter { $0.limitedTo == nil }.map(\.quarter))
        let free = candidates(today: today).filter { !taken.contains($0) }
        let last = Quarter(containing: today).previous
        let asked = (request.query["quarter"] ?? request.form["quarter"]).flatMap(Quarter.init(code:))
        let chosen = asked ?? (taken.contains(last) ? free.first : last) ?? last
        return NewRoundPage(
            quarters: free.isEmpty ? [last.next] : free, chosen: chosen,
            proposal: .standard(for: chosen, today: today, in: office), office: office, state: request.state)
    }

    /// The quarter that runs, and the seven before it.
    static func candidates(today: CivilDate) -> [Quarter] {
        Array(sequence(first: Quarter(containing: today), next: \.previous).prefix(8))
    }

    var page: Page {
        Page(
            "新しい四半期を準備する", trail: [RoundListPage.link], section: RoundListPage.link.path,
            body: """
                <p>日程は開庁日で数えた案です。変えてから準備できます。照会は、準備のあとに始めます。</p>
                \(form)
                \(reminders)
                """)
    }

    private var form: FormView {
        FormView(
            "/rounds", state, submit: "準備する", cancel: Link("やめる", RoundListPage.link.path),
            fields: [
                RoundFields.quarter(quarters)(chosen), RoundFields.opensOn(proposal.opensOn),
                RoundFields.dueOn(proposal.dueOn), RoundFields.closesOn(proposal.closesOn),
                RoundFields.freezesOn(proposal.freezesOn),
            ])
    }

    private var reminders: HTML {
        let days = proposal.reminders(in: office).map(\.japaneseWithWeekday).joined(separator: "、")
        return "<p>この日程では、督促の目安は\(days)です。</p>"
    }
}
