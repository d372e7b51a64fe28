import Japanese
import Site
import Storage
import Ward

/// One robot: who owns it, how it is, what it saved, and what can be done with it.
struct RobotPage: PageView {
    let robot: Robot
    let unit: String
    let owners: RobotOwners
    let candidates: [Person]
    let units: [OfficeUnit]
    let matters: [Matter]
    let runs: [Run]
    let efforts: [Effort]
    let baselines: [Baseline]
    /// The last quarters, the oldest first.
    let effects: [(quarter: Quarter, net: NetEffect?)]
    let mayEdit: Bool
    let mayRun: Bool
    let today: CivilDate
    let state: PageState

    private static let runsShown = 10
    /// Quarters of the chart.
    private static let quartersShown = 5

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RobotPage {
        let robot = try Robot.load(request, on: connection)
        let (person, today) = (try request.person, request.today)
        let people = try EligiblePeople(on: today, connection)
        let effects = try quarters(until: today).map { quarter in
            (quarter, try RobotEffect(robot, quarter, until: today, on: connection).net)
        }
        return RobotPage(
            robot: robot, unit: try UnitStore.find(robot.unit, on: connection)?.name ?? "",
            owners: try RobotOwners(of: robot, on: today, connection, among: people),
            candidates: people.choices(in: robot.unit, on: today),
            units: try EditedRobot.units(request, on: connection),
            matters: try Matter.open(of: robot.id, on: connection),
            runs: try Run.of(robot.id, limit: runsShown, on: connection),
            efforts: try efforts(of: robot, on: today, connection),
            baselines: try Baseline.of(robot.id, on: connection), effects: effects,
            mayEdit: person.may(.editRobots, unit: robot.unit), mayRun: person.may(.runRobots, unit: robot.unit),
            today: today, state: request.state)
    }

    /// Of the quarters that are shown.
    static func efforts(of robot: Robot, on day: CivilDate, _ connection: any Connection) throws -> [Effort] {
        try Effort.list(of: robot.id, from: quarters(until: day)[0].start, to: day, on: connection)
    }

    static func quarters(until day: CivilDate) -> [Quarter] {
        var quarters = [Quarter(containing: day)]
        while quarters.count < quartersShown { quarters.insert(quarters[0].previous, at: 0) }
        return quarters
    }

    private var mayChange: Bool { mayEdit && robot.state != .retired }

    var page: Page {
        let mark: HTML = robot.isSample ? SampleMark().html : .empty
        let first: HTML = mayChange ? ownership : .empty
        let second: HTML = mayRun ? running : .empty
        let third: HTML = mayChange ? working : .empty
        let last: HTML = mayChange ? describing : .empty
        let own: HTML =
            robot.product == .namiki
            ? "<div class=\"actions\">\(ButtonLink("実行する・予定", RunStartPage.path(robot)))\(ButtonLink("シナリオ", ScenarioPage.path(robot)))</div>"
            : .empty
        let effect = RobotEffectSection(robot: robot, effects: effects, baselines: baselines, today: today)
        return Page(
            robot.name, trail: [RobotListPage.link], section: RobotListPage.path,
            body: """
                <p>\(robot.state.tag)\(mark)　\(unit)　\(robot.product.title)</p>
                \(attention)\(matterList)\(facts)\(own)\(first)\(second)\(effect)\(third)\(runTable)\(effortTable)\(last)
                """)
    }

    private var facts: HTML {
        let reviewed = robot.reviewedOn.map { "\($0.japanese)に行いました。" } ?? "まだ行っていません。"
        let facts: [(name: String, value: HTML)] = [
            ("業務", Prose(robot.task).html), ("操作するシステム", "\(robot.system)"),
            ("動く場所", "\(robot.place ?? "まだ分かっていません")"), ("止め方", Prose(robot.stopping).html),
            ("誤ったときの影響", "\(robot.risk.title)"), ("主担当", ownerWords(owners.main)),
            ("副担当", ownerWords(owners.deputy)), ("棚卸", "\(reviewed)次の期限は\(robot.reviewDue.japanese)です。"),
        ]
        return SummaryList(facts).html
    }

    private var runTable: HTML {
        let more: HTML =
            runs.count == Self.runsShown ? "<p><a href=\"\(RunListPage.path)\">すべての実行</a></p>" : .empty
        let reports: HTML =
            runs.contains { $0.source != .engine }
            ? "<p><a href=\"\(RobotReportsPage.path(robot))\">報告の一覧（訂正・取消）</a></p>" : .empty
        return "<h2>最近の実行</h2>\n\(RunTable(runs, caption: "最近の実行", isCaptionHidden: true))\(more)\(reports)"
    }

    // MARK: what needs attention

    private var attention: HTML {
        var parts = HTML.empty
        if robot.state == .retired {
            parts +=
                Notice(.information, "廃止しました（\(robot.retiredOn?.japanese ?? "")）", "<p>\(robot.reason ?? "")</p>").html
            return parts
        }
        if !owners.isOwned {
            let why: [HTML] = owners.gone.map { "<li>\($0.words)</li>" }
            parts +=
                Notice(
                    .error, "担当がいないため、動かせません",
                    (why.isEmpty ? "<p>まだ担当が決まっていません。</p>" : "<ul>\(why)</ul>") + "<p>下の「担当を決める」で、この課の人を選びます。</p>"
                ).html
        } else if owners.standing.count < RobotOwner.Seat.allCases.count {
            let why: [HTML] = owners.gone.map { "<li>\($0.words)</li>" }
            parts +=
                Notice(
                    .warning, "担当が1人だけです", (why.isEmpty ? .empty : "<ul>\(why)</ul>") + "<p>異動に備えて、もう1人を決めてください。</p>"
                ).html
        }
        if robot.state == .halted {
            parts += Notice(.warning, "止まっています", "<p>\(robot.reason ?? "")</p>").html
        }
        if robot.reviewDue < today {
            parts += Notice(.warning, "棚卸の期限を過ぎています", "<p>台帳の内容が今のとおりか確かめて、「棚卸をした」を押してください。それまで動かせません。</p>").html
        }
        return parts
    }

    private var matterList: HTML {
        guard !matters.isEmpty else { return .empty }
        return """
            <h2>人を待っていること（\(matters.count)件）</h2>
            \(LinkList(matters.map { .init($0.title, $0.path, note: "\($0.kind.tag)　\($0.openedAt.date.japanese)から") }))
            """
    }

    private func ownerWords(_ owner: RobotOwner?) -> HTML {
        owner.map { "\($0.personName)（\($0.until.japanese)まで）" } ?? "いません"
    }

    // MARK: what can be done

    private var ownership: HTML {
        let path = "\(robot.path)/owners"
        let form = FormView(
            path, state, submit: "担当に決める",
            fields: [
                RobotFields.seat((owners.main == nil ? .main : .deputy)), RobotFields.person(candidates)(),
                RobotFields.until(FiscalYear(containing: today).end),
            ])
        let isOpen = owners.standing.count < RobotOwner.Seat.allCases.count || state.concerns(path)
        return Details("担当を決める", isOpen: isOpen, form.html).html
    }

    private var running: HTML {
        let review: HTML = "\(ButtonForm("棚卸をした", "\(robot.path)/review", state))"
        switch robot.state {
        case .draft, .halted:
            return """
                <div class="actions">\(ButtonForm("稼働を始める", "\(robot.path)/live", state, style: .primary))\(review)</div>
                \(retiring)
                """
        case .live:
            let path = "\(robot.path)/halt"
            return """
                <div class="actions">\(review)</div>
                \(Details("止める", for: [path], state, FormView(path, state, submit: "止める", fields: [RobotFields.haltReason()]).html))
                \(retiring)
                """
        case .retired: return .empty
        }
    }

    private var retiring: HTML {
        let path = "\(robot.path)/retire"
        return Details(
            "廃止する", for: [path], state,
            FormView(path, state, submit: "廃止する", fields: [RobotFields.retireReason()]).html
        ).html
    }

    private var working: HTML {
        let (effort, baseline) = ("\(robot.path)/efforts", "\(robot.path)/baselines")
        return Details(
            "手間を記録する（修理・確認・例外）", for: [effort], state,
            FormView(
                effort, state, submit: "記録する",
                fields: [
                    EffortFields.kind(.repair), EffortFields.minutes(), EffortFields.day(today), EffortFields.note(),
                ]
            ).html
        ).html
            + Details(
                "手作業の時間を計る", for: [baseline], state,
                FormView(baseline, state, submit: "計測のページを作る", fields: BaselineFields.drawn(today: today)).html
            ).html
    }

    private var describing: HTML {
        Details(
            "台帳の内容を直す", for: [robot.path], state,
            FormView(
                robot.path, state, submit: "保存する", revision: robot.revision,
                fields: RobotFields.drawn(robot.told, units: units)
            ).html
        ).html
    }

    private var effortTable: HTML {
        guard !efforts.isEmpty else { return .empty }
        let rows = efforts.reversed().map { effort -> [HTML] in
            let what: HTML =
                effort.matter.map { "<a href=\"/automation/matters/\($0)\">例外・承認の処理</a>" } ?? "\(effort.note)"
            let voided: HTML = effort.voided.map { "<br>取り消しました（\($0.reason)。\($0.by)）" } ?? .empty
            let minutes: HTML = effort.voided == nil ? "\(effort.minutes)" : "<del>\(effort.minutes)</del>"
            return [
                "\(effort.spentOn.japanese)", "\(effort.kind.title)", minutes, "\(what)\(voided)", "\(effort.madeBy)",
            ]
        }
        let columns: [TableView.Column] = [.rowHeader("日"), .name("区分"), .number("分"), .text("内容"), .text("記録した人")]
        let table = TableView(caption: "かけた手間", columns: columns, rows: rows, isCaptionHidden: true)
        return "<h2 id=\"efforts\">かけた手間</h2>\n\(table)\(mayEdit ? voiding : .empty)"
    }

    private var voiding: HTML {
        guard efforts.contains(where: { $0.voided == nil }) else { return .empty }
        let path = "\(robot.path)/efforts/void"
        let form = FormView(
            path, state, submit: "取り消す", fields: [EffortFields.effort(efforts)(), EffortFields.reason()])
        return Details("誤って記録した手間を取り消す", for: [path], state, form.html).html
    }
}
