import Japanese
import Site
import Storage
import Ward

/// One round at a glance, with what can be done next.
struct RoundPage: PageView {
    let board: RoundBoard
    let visibleRows: [RoundBoard.Row]
    let editions: [Seal]
    let person: SignedIn
    let today: CivilDate
    let state: PageState
    /// What to know before freezing; `nil` where nobody is about to.
    var check: RoundCheck?
    /// What the platform counted for the initiatives that are shown.
    var counts: [RoundCounts.Row] = []

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RoundPage {
        let round = try Round.load(request, on: connection)
        let person = try request.person
        let board = try RoundBoard(round, on: connection)
        let isAboutToFreeze = round.state == .reviewing && person.may(.freezeRounds)
        let visible = board.rows.filter { EntryAccess.maySee($0, in: round, person) }
        return RoundPage(
            board: board, visibleRows: visible,
            editions: try RoundContent.editions(of: round.id.text, on: connection), person: person,
            today: request.today, state: request.state,
            check: isAboutToFreeze ? try RoundCheck(round, on: connection) : nil,
            counts: try RoundCounts.rows(of: round, shown: visible, on: connection))
    }

    var json: JSON? { ["round": round.summary, "entries": .array(visibleRows.map(\.json))] }

    static func path(_ id: ID<Round>) -> String { "/rounds/\(id)" }
    static func editionPath(_ id: ID<Round>, _ edition: Int) -> String { "/rounds/\(id)/editions/\(edition)" }

    private var round: Round { board.round }

    var page: Page {
        Page(
            round.label, trail: [RoundListPage.link], section: RoundListPage.link.path,
            body: """
                \(stepper)
                \(round.state == .planned ? planned : running)
                \(RoundActions(page: self, round: round).html)
                \(RoundCounts(round: round, rows: counts, mayCount: person.may(.manageRounds), state: state).html)
                \(editionList)
                \(tables)
                \(Details("進捗区分の基準（\(round.markSet.name)）", criteria))
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
        return Stepper(
            "\(round.title)の進み方",
            order.enumerated().map { index, state in
                .init(
                    state.title, index < position ? .done : index == position ? .current : .ahead, note: notes[state])
            }
        ).html
    }

    private var planned: HTML {
        SummaryList([
            ("基準日", "\(round.calendar.asOf.japanese)"), ("照会開始日", "\(round.calendar.opensOn.japaneseWithWeekday)"),
            ("回答期限", "\(round.calendar.dueOn.japaneseWithWeekday)"),
            ("締切日", "\(round.calendar.closesOn.japaneseWithWeekday)"),
            ("確定予定日", "\(round.calendar.freezesOn.japaneseWithWeekday)"),
        ]).html
    }

    /// Everybody who sees the round reads why it has another due day than was told first.
    private var extended: HTML {
        round.extended == nil || round.state.isSealed ? .empty : SummaryList([("回答期限", round.dueFact)]).html
    }

    private var running: HTML {
        let unanswered = board.rows.filter { !$0.state.isHandedIn }
        let figures: HTML =
            person.may(.readAllEntries)
            ? Figures([
                .init("未提出", "\(unanswered.count)件", note: "期限 \(round.calendar.dueOn.japanese)"),
                .init("承認待ち", "\(board.count(.submitted))件"), .init("事務局の確認待ち", "\(board.count(.approved))件"),
                .init("受付済み", "\(board.count(.accepted))件"),
            ]).html : .empty
        let marks: HTML =
            person.may(.readAllEntries) && !board.rows.isEmpty ? RoundMarks(board: board).chart.html : .empty
        return "\(extended)\(figures)\(unansweredList(unanswered))\(marks)<h2>回答</h2>\(table)"
    }

    private func unansweredList(_ rows: [RoundBoard.Row]) -> HTML {
        guard person.may(.readAllEntries), !rows.isEmpty, !round.state.isSealed else { return .empty }
        let items: [HTML] = rows.map { row in
            "<li>\(row.unitName)　\(row.number) \(row.title)　\(row.state.tag(isReturned: row.isReturned))</li>"
        }
        return """
            <h2>まだ提出していない課（\(rows.count)件）</h2>
            <p>\(round.dueNote(on: today))</p>
            <ul>\(items)</ul>
            """
    }

    private var table: HTML {
        TableView(
            caption: "取組ごとの回答",
            columns: [.name("番号"), .rowHeader("取組"), .name("主管課"), .name("状態"), .name("進捗区分"), .text("更新")],
            rows: visibleRows.map { row in
                [
                    "\(row.number)", "<a href=\"\(EntryPage.path(row.entry))\">\(row.title)</a>", "\(row.unitName)",
                    "\(row.state.tag(isReturned: row.isReturned))",
                    row.mark.flatMap { round.markSet[$0] }.map { "\($0.title)" } ?? "―",
                    "\(row.updatedAt.map { "\($0.japanese)　\(row.updatedBy ?? "")" } ?? "―")",
                ]
            },
            empty: person.may(.readAllEntries) ? "回答の欄がありません。" : "あなたの課に関わる回答は、この四半期にはありません。",
            isCaptionHidden: true
        ).html
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

    private var criteria: HTML {
        TableView(
            caption: "進捗区分と基準", columns: [.rowHeader("区分"), .text("基準")],
            rows: round.markSet.marks.map { ["\($0.title)", "\($0.criterion)"] }, isCaptionHidden: true
        ).html
    }
}
