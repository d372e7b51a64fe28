import Japanese
import Site
import Storage
import Ward

/// All meetings of all bodies, newest first.
struct MeetingListPage: ProgramView {
    let meetings: [Meeting]
    let mayRecord: Bool

    static let link = Link("会議の記録", "/meetings")

    static func load(_ request: PageRequest, on connection: any Connection) throws -> MeetingListPage {
        MeetingListPage(
            meetings: try MeetingStore.list(on: connection), mayRecord: try request.person.may(.recordMeetings))
    }

    static let program = Route.ProgramSide(
        "会議の一覧",
        answer: [
            "meetings": .list([
                "id": .text, "body": .text, "number": .orNull(.integer), "title": .text, "heldOn": .orNull(.text),
                "place": .text, "state": .text, "edition": .integer, "agenda": .list(.text),
            ])
        ])

    var json: JSON { ["meetings": .array(meetings.map(\.summary))] }

    var page: Page {
        Page(
            Self.link.title, section: Self.link.path,
            body: """
                \(mayRecord ? ButtonLink("会議を加える", "\(Self.link.path)/new", style: .primary).html : .empty)
                \(TableView(
                    caption: "会議の一覧", columns: [.rowHeader("会議"), .text("開催日"), .text("議題"), .name("状態")],
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
