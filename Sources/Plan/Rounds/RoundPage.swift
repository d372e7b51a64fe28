import Japanese
import Site
import Storage
import Ward

/// One round: what is to be done next, its answers as a list, and what is seldom needed below.
struct RoundPage: ProgramView {
    let round: Round
    let answers: RoundAnswers
    let list: ListView<RoundAnswers.Row>
    /// Of all sections, also of those whose answers the person may not see.
    let board: RoundBoard
    let editions: [Seal]
    let person: SignedIn
    let today: CivilDate
    let state: PageState
    /// What to know before freezing; `nil` where nobody is about to.
    let check: RoundCheck?
    /// What the platform counted for the initiatives that are shown.
    let counts: [RoundCounts.Row]

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RoundPage {
        let round = try Round.load(request, on: connection)
        let person = try request.person
        let board = try RoundBoard(round, on: connection)
        let answers = try RoundAnswers(board, person, today: request.today, on: connection)
        let isAboutToFreeze = round.state == .reviewing && person.may(.freezeRounds)
        return RoundPage(
            round: round, answers: answers, list: try answers.view(request, on: connection), board: board,
            editions: try RoundContent.editions(of: round.id.text, on: connection), person: person,
            today: request.today, state: request.state,
            check: isAboutToFreeze ? try RoundCheck(board, on: connection) : nil,
            counts: try RoundCounts.rows(of: round, shown: answers.rows.map(\.answer), on: connection))
    }

    static let program = Route.ProgramSide(
        "四半期の進捗確認と回答の状態", answer: ["round": Round.answer, "entries": .list(RoundBoard.Row.answer)])

    var json: JSON { ["round": round.summary, "entries": .array(list.matching.map(\.answer.json))] }
    var export: ListExport? { list.export }

    static func path(_ id: ID<Round>) -> String { "/rounds/\(id)" }
    static func editionPath(_ id: ID<Round>, _ edition: Int) -> String { "/rounds/\(id)/editions/\(edition)" }

    var page: Page {
        let actions = RoundActions(page: self, round: round)
        return Page(
            round.label, trail: [RoundListPage.link], section: RoundListPage.link.path,
            body: """
                <p class="lead">\(round.state.tag)　\(round.state.takesAnswers ? round.dueNote(on: today) : "")</p>
                \(actions.next)
                \(round.state == .planned ? planned : running)
                \(stepper)
                \(actions.folds)
                \(RoundCounts(round: round, rows: counts, mayCount: person.may(.manageRounds), state: state).html)
                \(editionList)
                \(tables)
                \(marks)<p><a href="\(MarkPage.link.path)">進捗区分の基準（\(round.markSet.name)）</a></p>
                """)
    }

    private var stepper: HTML {
        let order: [RoundState] = [.planned, .open, .chasing, .reviewing, .frozen, .reported, .published]
        let position = order.firstIndex(of: round.state) ?? 0
        let notes: [RoundState: String] = [
            .open: round.calendar.opensOn.japanese, .chasing: "期限 \(round.calendar.dueOn.japanese)",
            .reviewing: "締切 \(round.calendar.closesOn.japanese)",
            .frozen: round.edition > 0 ? "第\(round.edition)版" : "予定 \(round.calendar.freezesOn.japanese)",
        ]
        return """
            <h2>この四半期の進み方</h2>
            \(Stepper(
                "\(round.title)の進み方",
                order.enumerated().map { index, state in
                    .init(
                        state.title, index < position ? .done : index == position ? .current : .ahead,
                        note: notes[state])
                }))
            <p><a href="\(RoundDates.path(round.id))">日程をカレンダーに入れる（.ics）</a></p>
            """
    }

    private var planned: HTML {
        SummaryList([
            ("基準日", "\(round.calendar.asOf.japanese)"), ("照会開始日", "\(round.calendar.opensOn.japaneseWithWeekday)"),
            ("回答期限", "\(round.calendar.dueOn.japaneseWithWeekday)"),
            ("締切日", "\(round.calendar.closesOn.japaneseWithWeekday)"),
            ("確定予定日", "\(round.calendar.freezesOn.japaneseWithWeekday)"),
        ]).html
    }

    private var marks: HTML {
        guard person.may(.readAllEntries), round.state != .planned, !board.rows.isEmpty else { return .empty }
        return "<p><a href=\"\(RoundMarksPage.path(round.id))\">\(RoundMarksPage.title)</a></p>\n"
    }

    /// Everybody who sees the round reads why it has another due day than was told first.
    private var extended: HTML {
        round.extended == nil || round.state.isSealed ? .empty : SummaryList([("回答期限", round.dueFact)]).html
    }

    private var running: HTML {
        """
        \(extended)
        <h2>回答</h2>
        \(person.may(.readAllEntries) ? figures : .empty)
        \(list.html)
        """
    }

    /// Each number is the way to the rows it counts.
    private var figures: HTML {
        func figure(_ label: String, _ states: EntryState..., note: String? = nil) -> Figures.Figure {
            let query = states.map { "\(RoundAnswers.stateKey)=\($0.rawValue)" }.joined(separator: "&")
            return .init(label, "\(answers.count(states.contains))件", at: "\(round.path)?\(query)", note: note)
        }
        return Figures([
            figure("未提出", .notAnswered, .draft, note: "期限 \(round.calendar.dueOn.japanese)"),
            figure("承認待ち", .submitted), figure("事務局の確認待ち", .approved), figure("受付済み", .accepted),
        ]).html
    }

    private var tables: HTML {
        let inquiry: HTML =
            round.state == .planned
            ? .empty : "<p><a href=\"\(InquiryListPage.path(round.id))\">照会票（Excel）</a>で回答することもできます。</p>"
        return "\(inquiry)\(sealedTables)"
    }

    private var sealedTables: HTML {
        guard person.may(.readEditions), round.edition > 0 || person.may(.readAllEntries), round.state != .planned
        else {
            return .empty
        }
        let path = Self.path(round.id)
        return """
            <h2>Excelの表</h2>
            <p class="actions">\(ButtonLink("進行管理一覧（A3横）", "\(path)/progress.xlsx"))\(ButtonLink("指標一覧", "\(path)/indicators.xlsx"))</p>
            """
    }

    private var editionList: HTML {
        guard !editions.isEmpty, person.may(.readEditions) else { return .empty }
        let rows: [[HTML]] = editions.reversed().map { seal in
            [
                "<a href=\"\(Self.editionPath(round.id, seal.edition))\">第\(seal.edition)版</a>　<a href=\"\(Self.editionPath(round.id, seal.edition)).pdf\">PDF<span class=\"visually-hidden\">（第\(seal.edition)版）</span></a>",
                "\(seal.sealedAt.japanese)", seal.reason.map { Prose($0).html } ?? "―",
                "<code>\(seal.contentHash)</code>",
            ]
        }
        return """
            <h2>確定版</h2>
            \(TableView(
                caption: "確定版の一覧", columns: [.rowHeader("版"), .text("確定した日時"), .text("訂正などの理由"), .text("SHA-256")],
                rows: rows, isCaptionHidden: true))
            """
    }
}
