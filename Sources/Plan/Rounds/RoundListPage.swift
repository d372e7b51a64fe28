import Japanese
import Site
import Storage
import Ward

/// All quarterly checks, and what can be begun next.
struct RoundListPage: ProgramView {
    let rounds: [Round]
    let mayManage: Bool

    static let link = Link("四半期の進捗確認", "/rounds")

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RoundListPage {
        RoundListPage(
            rounds: try RoundStore.list(on: connection), mayManage: try request.person.may(.manageRounds))
    }

    static let program = Route.ProgramSide("四半期の一覧", answer: ["rounds": .list(Round.answer)])

    var json: JSON { ["rounds": .array(rounds.map(\.summary))] }

    var page: Page {
        Page(
            Self.link.title, section: Self.link.path,
            body: """
                \(mayManage ? HTML("\(ButtonLink("新しい四半期を準備する", "/rounds/new", style: .primary)) \(ButtonLink("進捗区分", MarkPage.link.path))") : .empty)
                \(table)
                """)
    }

    private var table: HTML {
        TableView(
            caption: "四半期の一覧",
            columns: [.rowHeader("四半期"), .name("状態"), .text("基準日"), .text("回答期限"), .text("確定版")],
            rows: rounds.map { round in
                [
                    "<a href=\"\(RoundPage.path(round.id))\">\(round.title)</a>\(round.limitedTo == nil ? "" : "（臨時）")",
                    "\(round.state.tag)", "\(round.calendar.asOf.japanese)", "\(round.calendar.dueOn.japanese)",
                    round.edition == 0
                        ? "まだありません"
                        : "<a href=\"\(RoundPage.editionPath(round.id, round.edition))\">第\(round.edition)版</a>",
                ]
            }, empty: "四半期の進捗確認は、まだありません。", isCaptionHidden: true
        ).html
    }
}

extension RoundState {
    var tag: Tag {
        switch self {
        case .planned: Tag(title, .waiting)
        case .open: Tag(title, .active)
        case .chasing: Tag(title, .warning)
        case .reviewing: Tag(title, .active)
        case .frozen, .reported, .published: Tag(title, .done)
        }
    }
}

extension EntryState {
    func tag(isReturned: Bool = false) -> Tag {
        switch self {
        case .notAnswered: Tag(title, .warning)
        case .draft: isReturned ? Tag("差し戻し", .danger) : Tag(title, .waiting)
        case .submitted, .approved: Tag(title, .active)
        case .accepted: Tag(title, .done)
        }
    }
}
