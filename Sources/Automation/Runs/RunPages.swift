import Japanese
import Scenarios
import Site
import Storage
import Ward

/// 実行の一覧: every run of every robot, the newest first.
struct RunListPage: PageView {
    static let path = "/automation/runs"
    static let link = Link("実行", path)

    struct Row: Sendable {
        let run: Run
        let robot: String
    }

    let list: ListView<Row>

    /// Older ones are reached by their robot, or by the quarter they were counted in.
    private static let runsMax = 5_000

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RunListPage {
        var names: [ID<Robot>: String] = [:]
        for row in try connection.rows("SELECT id, name FROM automation_robot") {
            names[try row["id"]] = try row["name"]
        }
        let rows = try Run.list("ORDER BY asked_at DESC, id DESC LIMIT \(runsMax)", on: connection).map {
            Row(run: $0, robot: names[$0.robot] ?? "")
        }
        return RunListPage(list: ListView(listing(rows), rows, request))
    }

    private static func listing(_ rows: [Row]) -> Listing<Row> {
        Listing(
            "実行", at: path, file: "runs", identity: \.run.id.text,
            columns: [
                .heading("at", "いつ", { .moment($0.run.beganAt) }) {
                    "<a href=\"\($0.run.path)\">\($0.run.beganAt.japanese)</a>"
                },
                ListColumn("robot", "ロボット") { .text($0.robot) },
                ListColumn("state", "状態", { .text($0.run.state.title) }, drawn: { "\($0.run.state.tag)" }).whole,
                ListColumn("source", "だれが報告") { .text($0.run.source.title) }.whole,
                .number("done", "登録済み") { .count($0.run.counts.done) },
                .number("business", "業務の例外") { .count($0.run.counts.business) },
                .number("technical", "技術の例外") { .count($0.run.counts.technical) },
                .number("unknown", "不明") { .count($0.run.counts.unknown) },
                .number("total", "件数", isShown: false) { $0.run.counts.total.map { .count($0) } ?? .none },
                ListColumn("reference", "報告の番号", isShown: false) { .text($0.run.reference) },
            ],
            filters: [
                ListFilter("state", "状態", of: rows) { $0.run.state.title },
                ListFilter("robot", "ロボット", of: rows, \.robot),
                ListFilter("source", "だれが報告", of: rows) { $0.run.source.title },
            ], empty: "<p>まだ実行していません。</p>")
    }

    var export: ListExport? { list.export }
    var page: Page { Page(Self.link.title, body: list.html) }
}

/// A run: how far it is, and where each of its records stands.
struct RunPage: ProgramView {
    let run: Run
    let robot: Robot
    let records: [RunRecord]
    let matters: [Matter]
    let corrections: [ReportCorrection]
    let files: [RunFile]
    /// Work that waits again at once when the run is cancelled.
    let ordersUnsent: Int
    let mayRun: Bool
    let mayReport: Bool
    let maySettle: Bool
    let state: PageState

    /// All of them are in the ledger's file.
    private static let recordsShown = 500

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RunPage {
        let run = try Run.load(request, on: connection)
        let robot = try Robot.known(run.robot, on: connection)
        let person = try request.person
        return RunPage(
            run: run, robot: robot, records: try RunRecord.list(of: run.id, on: connection),
            matters: try Matter.list("WHERE run = \(run.id) ORDER BY opened_at, id", on: connection),
            corrections: try ReportCorrection.of(run.id, on: connection),
            files: try RunFile.of(run.id, on: connection),
            ordersUnsent: run.state.isEnded ? 0 : try RunOrders(of: run, on: connection).unsent,
            mayRun: person.may(.runRobots, unit: robot.unit), mayReport: person.may(.reportRuns, unit: robot.unit),
            maySettle: person.may(.settleMatters, unit: robot.unit),
            state: request.state)
    }

    var page: Page {
        let trial: HTML = run.level < Run.submitting ? Tag("試運転（段階\(run.level)）", .neutral).html : .empty
        let stop: HTML =
            mayRun && !run.state.isEnded
            ? "\(waitingAgain)<div class=\"actions\">\(ButtonForm("中止する", "\(run.path)/cancel", state))</div>" : .empty
        // What nobody has to decide about any more, and was not done.
        let left = records.count { $0.state.isUnsent }
        let again: HTML =
            mayRun && run.state.isEnded && left > 0
            ? "<div class=\"actions\">\(ButtonForm("残りの\(left)件を続ける", "\(run.path)/resume", state))</div>" : .empty
        return Page(
            "\(robot.name)の実行", trail: [RunListPage.link, Link(robot.name, robot.path)], section: RunListPage.path,
            body: """
                <p>\(run.state.tag)\(trial)　\(run.source.title)</p>
                \(progress)\(figures)\(waiting)\(facts)\(stop)\(again)\(correcting)\(recordTable)
                \(RunFileSection(files: files, maySettle: maySettle, state: state))
                """)
    }

    private var waitingAgain: HTML {
        ordersUnsent > 0
            ? """
            <p>中止すると、引き渡された仕事のうち、まだ送っていない\(ordersUnsent)件は、すぐにまた次の実行を待ちます。予定があれば、次の実行がすぐに始まることがあります。</p>
            """ : .empty
    }

    private var correcting: HTML {
        ReportCorrectionSection(run: run, corrections: corrections, mayReport: mayReport, state: state).html
    }

    private var figures: HTML {
        let counts = run.counts
        return Figures([
            .init("登録済み", "\(counts.done)件"), .init("対象外", "\(counts.skipped)件"),
            .init("業務の例外", "\(counts.business)件"), .init("技術の例外", "\(counts.technical)件"),
            .init("不明", "\(counts.unknown)件", note: counts.unknown > 0 ? "照会するまで送り直しません" : nil),
        ]).html
    }

    private var facts: HTML {
        let hash = String(run.ledgerHash.prefix(12))
        let facts: [(name: String, value: HTML)] = [
            ("依頼", "\(run.askedBy)（\(run.askedAt.japanese)）"), ("開始", "\(run.startedAt?.japanese ?? "―")"),
            ("終了", "\(run.endedAt?.japanese ?? "―")"), ("報告の番号", "\(run.reference ?? "―")"),
            ("ブラウザー", "\(run.browser ?? "―")"), ("メモ", "\(run.note ?? "―")"),
            ("台帳", "<a href=\"\(run.path)/ledger\">\(run.ledgerRows)行（要約値 <code>\(hash)</code>）</a>"),
        ]
        return SummaryList(facts).html
    }

    private var progress: HTML {
        guard let total = run.counts.total, total > 0, !run.state.isEnded else { return .empty }
        return """
            <p><label for="progress">\(total)件のうち\(run.counts.settled)件</label>
            <progress id="progress" max="\(total)" value="\(run.counts.settled)"></progress></p>
            """
    }

    private var waiting: HTML {
        let open = matters.filter(\.isOpen)
        guard !open.isEmpty else { return .empty }
        return """
            <h2>人を待っていること（\(open.count)件）</h2>
            \(LinkList(open.map { .init($0.title, $0.path, note: "\($0.kind.tag)") }))
            """
    }

    private var recordTable: HTML {
        guard !records.isEmpty else {
            return run.source == .engine ? .empty : "<p>1件ごとの記録は、ロボットの動く場所にあります。</p>"
        }
        let order: [RecordState] = [
            .unknown, .business, .technical, .submitted, .held, .claimed, .new, .skipped, .done,
        ]
        let sorted = records.sorted {
            (order.firstIndex(of: $0.state) ?? 0, $0.position) < (order.firstIndex(of: $1.state) ?? 0, $1.position)
        }
        let rows = sorted.prefix(Self.recordsShown).map { record -> [HTML] in
            let matter = matters.last { $0.recordKey == record.key }
            let link: HTML = matter.map { "　<a href=\"\($0.path)\">\($0.kind.title)</a>" } ?? .empty
            return [
                "\(record.key)", "\(record.state.tag)\(link)", "\(record.attempts)", "\(record.receipt ?? "―")",
                "\(record.changedAt.japanese)",
            ]
        }
        let columns: [TableView.Column] = [
            .rowHeader("番号"), .name("状態"), .number("回数"), .text("受付番号"), .text("いつ"),
        ]
        let table = TableView(caption: "1件ごとの状態", columns: columns, rows: rows, isCaptionHidden: true)
        let left = records.count - Self.recordsShown
        let more: HTML = left > 0 ? "<p>ほかに\(left)件あります。</p>" : .empty
        return "<h2>1件ごとの状態</h2>\n\(table)\(more)"
    }

    static let program = Route.ProgramSide(
        "ロボットの実行",
        answer: [
            "id": .text, "robot": .text, "state": .text, "source": .text, "level": .integer, "total": .orNull(.integer),
            "done": .integer, "skipped": .integer, "business": .integer, "technical": .integer, "unknown": .integer,
            "ledgerRows": .integer, "ledgerHash": .text, "revision": .integer,
        ])

    var json: JSON { run.json }
}

extension Run {
    /// For programs and commands.
    var json: JSON {
        [
            "id": .string(id.text), "robot": .string(robot.text), "state": .string(state.rawValue),
            "source": .string(source.rawValue), "level": JSON(level), "total": JSON(counts.total),
            "done": JSON(counts.done), "skipped": JSON(counts.skipped), "business": JSON(counts.business),
            "technical": JSON(counts.technical), "unknown": JSON(counts.unknown), "ledgerRows": JSON(ledgerRows),
            "ledgerHash": .string(ledgerHash), "revision": JSON(revision),
        ]
    }
}

/// A run that somebody may stop.
struct StoppableRun: RouteSubject {
    let run: Run

    var path: String { run.path }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> StoppableRun {
        let run = try Run.load(request, on: connection)
        try Robot.known(run.robot, on: connection).check(.runRobots, request.person)
        return StoppableRun(run: run)
    }
}

enum RunRoutes {
    static let all: [Route] =
        RunFileRoutes.all + [
            .page("automation/runs", needs: .readRobots, RunListPage.load),
            .page("automation/runs/:run", needs: .readRobots, RunPage.load),
            .page("automation/runs/:run/ledger", needs: .readRobots, LedgerPage.load),
            .action(
                "automation/runs/:run/resume", on: StoppableRun.self, needs: .runRobots, summary: "実行の残りを続ける",
                fields: [],
                page: RunPage.load
            ) { subject, _, change in
                try subject.run.resume(by: change.stamp, on: change.connection)
                return .done("続きを依頼しました。")
            },
            .action(
                "automation/runs/:run/cancel", on: StoppableRun.self, needs: .runRobots, summary: "実行を中止する", fields: [],
                page: RunPage.load
            ) { subject, _, change in
                try subject.run.cancel(by: change.stamp, on: change.connection)
                return .done("中止を依頼しました。いまの1件が終わると止まります。")
            },
        ]
}
