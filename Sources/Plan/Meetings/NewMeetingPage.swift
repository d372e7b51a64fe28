import Japanese
import Site
import Storage
import Ward

/// Planning a meeting: first of which body, then when and where.
struct NewMeetingPage: PageView {
    /// Bodies whose meetings the person may record.
    let bodies: [Body]
    let chosen: Body?
    let number: Int
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> NewMeetingPage {
        let person = try request.person
        let chosen = try RecordedBody.find(request, on: connection)?.body
        return NewMeetingPage(
            bodies: try BodyStore.list(validOn: request.today, on: connection).filter {
                try BodyAccess($0, today: request.today, on: connection).may(.recordMeetings, person)
            }, chosen: chosen, number: try chosen.map { try MeetingStore.nextNumber(of: $0.id, on: connection) } ?? 1,
            state: request.state)
    }

    var page: Page {
        let trail = chosen.map { [BodyPage.list, Link($0.name, BodyPage.path($0.id))] } ?? [MeetingListPage.link]
        return Page(
            "会議を加える", trail: trail, section: MeetingListPage.link.path,
            body: chosen.map(form)
                ?? """
                <p>どの会議体の会議かを選んでください。</p>
                \(LinkList(
                    bodies.map { .init($0.name, "\(MeetingListPage.link.path)/new?body=\($0.id)") },
                    empty: "あなたが会議を記録できる会議体はありません。"))
                """)
    }

    private func form(_ body: Body) -> HTML {
        """
        <p>「\(body.name)」の会議です。出欠と決定事項は、加えたあとの画面で書きます。</p>
        \(FormView(
            MeetingListPage.link.path, state, submit: "加える", cancel: Link("やめる", BodyPage.path(body.id)),
            fields: [
                .hidden("body", body.id.text), MeetingFields.number(number), MeetingFields.heldOn(),
                MeetingFields.place(), MeetingFields.agenda(),
            ]))
        """
    }
}
