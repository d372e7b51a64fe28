import Japanese
import Site
import Storage
import Ward

/// All meetings of all bodies, newest first.
struct MeetingListPage: PageView {
    let meetings: [Meeting]
    let mayRecord: Bool

    static let link = Link("会議の記録", "/meetings")

    static func load(_ request: PageRequest, on connection: any Connection) throws -> MeetingListPage {
        MeetingListPage(
            meetings: try MeetingStore.list(on: connection), mayRecord: try request.person.may(.recordMeetings))
    }

    var json: JSON? { ["meetings": .array(meetings.map(\.summary))] }

    var page: Page {
        Page(
            Self.link.title, section: BodyPage.list.path,
            body: """
                \(mayRecord ? ButtonLink("会議を加える", "\(Self.link.path)/new", style: .primary).html : .empty)
                \(TableView(
                    caption: "会議の一覧", columns: [.rowHeader("会議"), .text("開催日"), .text("議題"), .text("状態")],
                    rows: meetings.map(Self.cells), empty: "会議の記録は、まだありません。", isCaptionHidden: true))
                """)
    }

    static func cells(_ meeting: Meeting) -> [HTML] {
        [
            "<a href=\"\(meeting.path)\">\(meeting.title)</a>", "\(meeting.heldOn.japaneseWithWeekday)",
            "\(meeting.agenda.isEmpty ? "―" : meeting.agenda.map(\.title).joined(separator: "、"))", meeting.state.tag,
        ]
    }
}

extension MeetingState {
    var tag: HTML {
        switch self {
        case .planned: Tag(title, .waiting).html
        case .held: Tag(title, .done).html
        case .cancelled: Tag(title, .neutral).html
        }
    }
}

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
            "会議を加える", trail: trail, section: BodyPage.list.path,
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
