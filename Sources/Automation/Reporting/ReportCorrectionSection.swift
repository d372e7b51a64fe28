import Japanese
import Site
import Storage
import Ward

/// On the page of a reported run: what was corrected, and the forms that correct it or take it back.
struct ReportCorrectionSection: Component {
    let run: Run
    let corrections: [ReportCorrection]
    let mayReport: Bool
    let state: PageState

    var html: HTML {
        guard run.source != .engine else { return .empty }
        return "\(notice)\(history)\(mayReport ? forms : .empty)"
    }

    private var notice: HTML {
        guard run.state == .withdrawn else { return .empty }
        return Notice(.warning, "この報告は取り消されています", "<p>件数も、正味の時間も、数えていません。</p>").html
    }

    private var history: HTML {
        guard !corrections.isEmpty else { return .empty }
        let rows = corrections.map { correction -> [HTML] in
            let after: HTML = correction.kind == .withdrawn ? "数えない" : Self.words(correction.after)
            return [
                "\(correction.madeAt.japanese)", "\(correction.kind.title)", Self.words(correction.before), after,
                Prose(correction.reason).html, "\(correction.madeBy)",
            ]
        }
        let columns: [TableView.Column] = [
            .rowHeader("いつ"), .name("区分"), .text("前の内容"), .text("後の内容"), .text("理由"), .name("だれが"),
        ]
        return "<h2>訂正の記録</h2>\n\(TableView(caption: "訂正の記録", columns: columns, rows: rows, isCaptionHidden: true))"
    }

    private static func words(_ facts: ReportedRun.Facts) -> HTML {
        "\(facts.words)（\(facts.startedAt.japanese)～\(facts.endedAt.japanese)）"
    }

    private var forms: HTML {
        let (correct, withdraw) = ("\(run.path)/correct", "\(run.path)/withdraw")
        let correcting = FormView(
            correct, state, submit: "訂正する", revision: run.revision, fields: CorrectionFields.drawn(run.facts))
        let back: HTML = run.state == .withdrawn ? "<p>訂正すると、取り消した報告を、その内容で数え直します。</p>" : .empty
        let first = Details("この報告を訂正する", for: [correct], state, "\(back)\(correcting)").html
        guard run.state != .withdrawn else { return first }
        let withdrawing = FormView(
            withdraw, state, submit: "取り消す", revision: run.revision, fields: [CorrectionFields.withdrawing()])
        return first + Details("この報告を取り消す", for: [withdraw], state, withdrawing.html).html
    }
}

enum CorrectionFields {
    static let reason = Field.text("reason", "訂正する理由", max: 200, hint: "例: 試験の実行を数えていた。個人の名前は書きません。")
    static let withdrawing = Field.text("reason", "取り消す理由", max: 200, hint: "例: 同じ実行を2回報告した。個人の名前は書きません。")

    static func drawn(_ facts: ReportedRun.Facts) -> [FormField] {
        [
            ReportFields.started(facts.startedAt), ReportFields.ended(facts.endedAt), ReportFields.done(facts.done),
            ReportFields.skipped(facts.skipped), ReportFields.business(facts.business),
            ReportFields.technical(facts.technical), reason(),
        ]
    }

    static func read(_ form: inout FormReader) throws -> (facts: ReportedRun.Facts, reason: String) {
        let (started, ended, done, skipped, business, technical, reason) = try form.values(
            ReportFields.started, ReportFields.ended, ReportFields.done, ReportFields.skipped, ReportFields.business,
            ReportFields.technical, reason)
        let facts = ReportedRun.Facts(
            startedAt: started, endedAt: ended, done: done, skipped: skipped ?? 0, business: business ?? 0,
            technical: technical ?? 0)
        return (facts, reason)
    }
}

/// A report that somebody may correct: of a robot of their section.
struct CorrectedRun: RouteSubject {
    let run: Run

    var path: String { run.path }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> CorrectedRun {
        let run = try Run.load(request, on: connection)
        try Robot.known(run.robot, on: connection).check(.reportRuns, request.person)
        return CorrectedRun(run: run)
    }
}

enum CorrectionRoutes {
    static let all: [Route] = [
        .page("automation/robots/:robot/reports", needs: .readRobots, RobotReportsPage.load),
        .action(
            "automation/runs/:run/correct", on: CorrectedRun.self, needs: .reportRuns, summary: "実行の報告を訂正する",
            fields: [
                ReportFields.started, ReportFields.ended, ReportFields.done, ReportFields.skipped,
                ReportFields.business, ReportFields.technical, CorrectionFields.reason, FormReader.declaredRevision,
            ], page: RunPage.load
        ) { subject, form, change in
            let (facts, reason) = try CorrectionFields.read(&form)
            try form.checkRevision(of: subject.run)
            try subject.run.correct(facts, why: reason, by: change.stamp, on: change.connection)
            return .done("訂正しました。前の内容は、理由とともに残ります。")
        },
        .action(
            "automation/runs/:run/withdraw", on: CorrectedRun.self, needs: .reportRuns, summary: "実行の報告を取り消す",
            fields: [CorrectionFields.withdrawing, FormReader.declaredRevision], page: RunPage.load
        ) { subject, form, change in
            let (reason) = try form.values(CorrectionFields.withdrawing)
            try form.checkRevision(of: subject.run)
            try subject.run.withdraw(why: reason, by: change.stamp, on: change.connection)
            return .done("取り消しました。報告は、理由とともに残ります。")
        },
    ]
}

/// 報告の一覧: what was reported of one robot; each is corrected or taken back on its own page.
struct RobotReportsPage: PageView {
    struct Row: Sendable {
        let run: Run
        let corrections: Int
    }

    let robot: Robot
    let list: ListView<Row>

    static func path(_ robot: Robot) -> String { "\(robot.path)/reports" }

    /// Older ones are reached by the quarter they were counted in.
    private static let reportsMax = 5_000

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RobotReportsPage {
        let robot = try Robot.load(request, on: connection)
        let counts = try ReportCorrection.counts(of: robot.id, on: connection)
        let rows = try Run.list(
            "WHERE robot = \(robot.id) AND source <> 'engine' ORDER BY started_at DESC, id DESC LIMIT \(reportsMax)",
            on: connection
        ).map { Row(run: $0, corrections: counts[$0.id] ?? 0) }
        return RobotReportsPage(robot: robot, list: ListView(listing(robot, rows), rows, request))
    }

    private static func listing(_ robot: Robot, _ rows: [Row]) -> Listing<Row> {
        Listing(
            "実行の報告", at: path(robot), file: "reports", identity: \.run.id.text,
            columns: [
                .heading("at", "いつ", { .moment($0.run.beganAt) }) {
                    "<a href=\"\($0.run.path)\">\($0.run.beganAt.japanese)</a>"
                },
                ListColumn("state", "状態", { .text($0.run.state.title) }, drawn: { "\($0.run.state.tag)" }).whole,
                ListColumn("source", "だれが報告") { .text($0.run.source.title) }.whole,
                ListColumn("reference", "報告の番号") { .text($0.run.reference) },
                .number("done", "登録済み") { .count($0.run.counts.done) },
                .number("exceptions", "例外") { .count($0.run.counts.exceptions) },
                .number("corrections", "訂正・取消（回）") { .count($0.corrections) },
            ],
            filters: [
                ListFilter("state", "状態", of: rows) { $0.run.state.title },
                ListFilter("source", "だれが報告", of: rows) { $0.run.source.title },
                ListFilter("corrected", "訂正・取消", yes: "したもの") { $0.corrections > 0 },
            ], empty: "<p>このロボットの実行は、まだ報告されていません。</p>")
    }

    var export: ListExport? { list.export }

    var page: Page {
        Page(
            "実行の報告", trail: [RobotListPage.link, Link(robot.name, robot.path)], section: RobotListPage.path,
            body: """
                <p>誤った報告は、その実行を開いて、訂正するか取り消します。前の内容は、だれがなぜ直したかとともに残ります。</p>
                \(list.html)
                """)
    }
}
