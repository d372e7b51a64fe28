import Japanese
import Site
import Storage
import Ward

/// One initiative: its words, its promises, who answers for it, and how it has gone.
struct InitiativePage: PageView {
    let initiative: Initiative
    let version: PlanVersion
    /// Those that stand today.
    let standing: UnitNames
    let names: [ID<OfficeUnit>: String]
    let groupName: String?
    /// With the ended ones.
    let indicators: [PlanIndicator]
    let targets: [ID<PlanIndicator>: [IndicatorTarget]]
    let series: [IndicatorSeries]
    let entries: [(round: Round, row: RoundBoard.Row)]
    /// Of confirmed meetings, newest first.
    let decisions: [BodyOverview.Origin]
    let comments: [Comment]
    /// The quarter and section of the answers that comments are about.
    let entryTitles: [ID<Entry>: String]
    let registry: IndicatorRegistry
    let person: SignedIn
    let state: PageState
    /// The list from which it was opened, and where it stands there.
    let origin: ListOrigin?
    let place: ListPlace?

    static func load(_ request: PageRequest, on connection: any Connection) throws -> InitiativePage {
        let initiative = try Initiative.load(request, on: connection)
        let person = try request.person
        let lineage = initiative.lineage
        let names = try UnitStore.names(on: connection)
        let indicators = try PlanIndicatorStore.list(of: lineage, on: connection)
        let rounds = try RoundStore.list(on: connection)
        let rows = try RoundBoard.rows("entry.lineage = \(lineage)", on: connection)
        let comments = try CommentAccess.comments(
            about: .initiative(initiative.id), of: initiative, person, on: connection)
        let targets = try PlanIndicatorStore.targets(of: indicators.map(\.id), on: connection)
        return InitiativePage(
            initiative: initiative, version: try PlanVersion.known(initiative.version, on: connection),
            standing: UnitNames(try UnitStore.succession(on: connection), validOn: request.today), names: names,
            groupName: try initiative.studyGroup.flatMap { try BodyStore.find($0, on: connection)?.name },
            indicators: indicators, targets: targets,
            series: IndicatorSeries.all(
                of: indicators, targets: targets,
                entries: try EntryStore.entries("WHERE entry.lineage = \(lineage)", on: connection), rounds: rounds,
                units: names, today: request.today),
            entries: rounds.flatMap { round in rows.filter { $0.round == round.id }.map { (round, $0.row) } },
            decisions: try MeetingStore.decisions(on: lineage, on: connection), comments: comments.comments,
            entryTitles: comments.titles, registry: request.indicators, person: person, state: request.state,
            origin: ListOrigin(request), place: try place(of: initiative, request, on: connection))
    }

    private static func place(
        of initiative: Initiative, _ request: PageRequest, on connection: any Connection
    ) throws -> ListPlace? {
        guard let origin = ListOrigin(request), origin.path == PlanPage.link.path else { return nil }
        let all = try PlanInitiatives(initiative.version, request.person, today: request.today, on: connection)
        return ListPlace(origin, in: all.listing(), all.rows, of: initiative.id.text) {
            Link($0.initiative.heading, $0.initiative.path)
        }
    }

    static func path(_ id: ID<Initiative>) -> String { "/initiatives/\(id)" }
    private var path: String { initiative.path }

    var page: Page {
        Page(
            initiative.heading, trail: [PlanPage.link], section: PlanPage.link.path,
            body: """
                \(place?.html)
                \(SummaryList([
                    ("主管課", unitNames(initiative.mainUnits, in: names)),
                    ("関係課", initiative.relatedUnits.isEmpty ? "なし" : unitNames(initiative.relatedUnits, in: names)),
                    ("検討グループ", group), ("もとの文書", "\(version.subject)\(sourceNote(initiative.sourceLine))"),
                ]))
                <h2>文書の記載</h2>
                \(Prose(initiative.body))
                <h2>約束したこと</h2>
                \(promises)
                <p><a href="\(ProposalPage.path(initiative.id))">修正の提案</a></p>
                <h2>指標</h2>
                \(indicatorTable)
                \(series.map(\.html))
                \(person.may(.managePlan) ? managing : .empty)
                <h2>四半期ごとの回答</h2>
                \(entryTable)
                \(person.may(.readMeetings) ? decisionList : .empty)
                \(person.may(.readComments) ? commentSection : .empty)
                """)
    }

    private var group: HTML {
        guard let groupName, let id = initiative.studyGroup else { return "なし" }
        return person.may(.viewOrganisation) ? "<a href=\"\(BodyPage.path(id))\">\(groupName)</a>" : "\(groupName)"
    }

    private var promises: HTML {
        guard !initiative.promises.isEmpty else { return "<p>約束として読み取れる文はありません。</p>" }
        let items: [HTML] = initiative.promises.map { promise in
            "<li>\(promise.content)\(sourceNote(promise.sourceLine))<br>\(deadlineList(promise.deadlines))</li>"
        }
        return "<ul>\(items)</ul>"
    }

    private var indicatorTable: HTML {
        TableView(
            caption: "指標の一覧",
            columns: [
                .rowHeader("指標"), .text("種類と性質"), .text("基準"), .text("目標"), .text("推移（目盛りは指標ごと）"),
                .text("値の出どころ"), .name("状態"),
            ],
            rows: indicators.map { indicator in
                let goals = (targets[indicator.id] ?? []).map {
                    "\($0.period.japanese) \($0.value.grouped)\(indicator.unitName)"
                }
                return [
                    "<a href=\"\(indicator.path)\">\(indicator.name)</a>（\(indicator.unitName)）",
                    "\(indicator.kind.title)、\(indicator.rule.title)、\(indicator.direction.title)",
                    "\(indicator.baselineText)", goals.isEmpty ? "未定" : "\(goals.joined(separator: "、"))",
                    sparklines(of: indicator),
                    "\(indicator.source(in: registry))", indicator.tag,
                ]
            }, empty: "指標は、まだ決めていません。", isCaptionHidden: true
        ).html
    }

    /// One for each section that answers.
    private func sparklines(of indicator: PlanIndicator) -> HTML {
        let own = series.filter { $0.indicator.id == indicator.id }
        let lines: [HTML] = own.compactMap { series in
            series.sparkline.map { own.count == 1 ? $0.html : "<div>\(series.unitName)　\($0)</div>" }
        }
        return lines.isEmpty ? "―" : "\(lines)"
    }

    private var entryTable: HTML {
        TableView(
            caption: "四半期ごとの回答",
            columns: [.rowHeader("四半期"), .name("主管課"), .name("状態"), .name("進捗区分")],
            rows: entries.filter { EntryAccess.maySee($0.row, in: $0.round, person) }.map { round, row in
                [
                    "<a href=\"\(EntryPage.path(row.entry))\">\(round.label)</a>", "\(row.unitName)",
                    "\(row.state.tag(isReturned: row.isReturned))",
                    row.mark.flatMap { round.markSet[$0] }.map { "\($0.title)" } ?? "―",
                ]
            }, empty: "見ることのできる回答は、まだありません。", isCaptionHidden: true
        ).html
    }

    private var decisionList: HTML {
        """
        <h2>会議での決定事項</h2>
        \(TableView(
            caption: "会議での決定事項", columns: [.rowHeader("会議"), .text("開催日"), .text("決定した内容")],
            rows: decisions.map { origin in
                [
                    """
                    <a href="\(MeetingPage.path(origin.meeting.id))#decision-\(origin.decision.id)">\
                    \(origin.meeting.title)　決定事項\(origin.decision.number)</a>
                    """, "\(origin.meeting.heldOn.japanese)", Prose(origin.decision.content).html,
                ]
            }, empty: "この取組についての決定事項は、まだありません。", isCaptionHidden: true))
        """
    }

    private var commentSection: HTML {
        """
        <h2>意見</h2>
        \(CommentSection(comments: comments, entryTitles: entryTitles).html)
        \(person.may(.writeComments)
            ? ButtonLink("意見を書く", CommentListPage.path(.initiative(initiative.id))).html : .empty)
        """
    }

    // MARK: what the secretariat settles

    private var managing: HTML {
        let units = FormView(
            "\(path)/units", state, submit: "決める", revision: initiative.assigned.revision,
            fields: (origin.map { [.hidden($0.hidden.name, $0.hidden.value)] } ?? []) + [
                InitiativeFields.main(standing)(initiative.mainUnits),
                InitiativeFields.related(standing)(initiative.relatedUnits),
                InitiativeFields.newUnit(),
                .content("<p><a href=\"\(AssignmentsPage.path)\">ほかの取組の主管課も、まとめて決める</a></p>"),
            ])
        let indicator = FormView(
            "\(path)/indicators", state, submit: "加える", fields: IndicatorFields.fields(registry))
        return """
            \(Details(
                "主管課と関係課を決める", isOpen: initiative.mainUnits.isEmpty || state.concerns("\(path)/units"), units.html))
            \(Details("指標を加える", for: ["\(path)/indicators"], state, indicator.html))
            """
    }
}
