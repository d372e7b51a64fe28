import Japanese
import Scenarios
import Site
import Storage
import Ward

enum RunFields {
    static let file = Field<Form.File>.file("file", "入力のファイル", accept: ".csv,.txt,.xlsx,.json", hint: "5MBまで。")

    static func order(_ kinds: [(kind: String, title: String, count: Int)]) -> Field<String> {
        .select("order", "引き渡された仕事", kinds.map { Choice($0.kind, "\($0.title)（\($0.count)件）") })
    }

    /// From what only looks to what registers.
    static let level = Field<String>.radios(
        "level", "どこまで行うか",
        [
            Choice("2", "画面を開いて、約束と同じか確かめる", hint: "何も入力しません。"),
            Choice("3", "最後の登録の手前まで行う", hint: "入力しますが、登録は押しません。"),
            Choice("4", "はじめの\(DryRunLevel.firstRecordsMax)件だけ登録する", hint: "続けるかは、結果を見て決めます。"),
            Choice("\(Run.submitting)", "すべて登録する"),
        ])
}

/// 実行する: a file and how far to go, and files that wait for the schedule.
struct RunStartPage: PageView {
    let robot: Robot
    let problem: String?
    let waiting: [Arrival]
    /// Work that waits for the section.
    let orders: [(kind: String, title: String, count: Int)]
    let schedules: [Schedule]
    let kinds: [(kind: String, title: String)]
    let blackouts: [Blackout]
    /// Its input is what an AI-OCR read.
    let isRecognised: Bool
    let mayRun: Bool
    let today: CivilDate
    let state: PageState

    static func path(_ robot: Robot) -> String { "\(robot.path)/run" }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RunStartPage {
        let robot = try Robot.load(request, on: connection)
        var problem: String?
        do {
            _ = try RunStarting.ready(robot, on: request.today, connection)
        } catch let refusal as any Refusal {
            problem = refusal.words
        }
        return RunStartPage(
            robot: robot, problem: problem,
            waiting: try Arrival.list(
                "WHERE robot = \(robot.id) AND run IS NULL ORDER BY arrived_at, id", on: connection),
            orders: try WorkOrder.kinds(for: robot.unit, on: connection),
            schedules: try Schedule.of(robot.id, on: connection),
            kinds: try WorkOrder.knownKinds(for: robot.unit, on: connection),
            blackouts: try Blackout.entered(robot.system, from: request.today, on: connection),
            isRecognised: try ScenarioVersion.published(robot.id, on: connection)?.scenario?.input.kind == .ocr,
            mayRun: try request.person.may(.runRobots, unit: robot.unit), today: request.today, state: request.state)
    }

    var page: Page {
        let path = Self.path(robot)
        let blocked: HTML = problem.map { Notice(.warning, "いまは動かせません", Prose($0).html).html } ?? .empty
        let sure = isRecognised ? [ReadingFields.confidence(ReadingFields.usual)] : []
        let form = FormView(path, state, submit: "実行する", fields: [RunFields.file(), RunFields.level("3")] + sure)
        let arriving = FormView("\(path)/arrivals", state, submit: "置く", fields: [RunFields.file()])
        let rows = waiting.map { arrival -> [HTML] in ["\(arrival.filename)", "\(arrival.arrivedAt.japanese)"] }
        let table = TableView(
            caption: "予定の時刻を待っているファイル", columns: [.rowHeader("ファイル"), .text("いつ届いたか")], rows: rows, empty: "ありません。")
        let ordered = FormView(
            "\(path)/orders", state, submit: "引き渡された仕事を行う", fields: [RunFields.order(orders)(), RunFields.level("3")])
        let taking: HTML =
            orders.isEmpty
            ? .empty : Details("ほかの窓口から引き渡された仕事を行う", for: ["\(path)/orders"], state, ordered.html).html
        let now: HTML = mayRun && problem == nil ? form.html + taking : .empty
        let later: HTML =
            mayRun ? Details("予定の時刻に使うファイルを置く", for: ["\(path)/arrivals"], state, arriving.html).html : .empty
        return Page(
            "実行する", trail: [RobotListPage.link, Link(robot.name, robot.path)], section: RobotListPage.path,
            body: """
                \(blocked)\(now)
                <h2>予定</h2>
                \(ScheduleSection(
                    robot: robot, schedules: schedules, kinds: kinds, blackouts: blackouts,
                    isRecognised: isRecognised, mayRun: mayRun, today: today, state: state))
                \(table)\(later)
                """)
    }
}

enum RunStartRoutes {
    static let all: [Route] =
        [
            .page("automation/robots/:robot/run", needs: .readRobots, RunStartPage.load),
            .submission(
                "automation/robots/:robot/run", needs: .runRobots, summary: "ファイルからロボットを動かす",
                fields: [RunFields.file, RunFields.level, ReadingFields.confidence], page: RunStartPage.load
            ) { request, form in
                let (file, level, confidence) = try form.values(
                    RunFields.file, RunFields.level, ReadingFields.confidence)
                let ready = try await request.ward.database.read { connection in
                    let robot = try StartedRobot.load(request, on: connection).robot
                    return try RunStarting.ready(robot, on: request.today, connection)
                }
                let records = try await form.blaming(RunFields.file) {
                    try await SentFile.read {
                        try RunStarting.records(in: file.bytes, named: file.filename, ready.scenario)
                    }
                }
                let stamp = try request.stamp
                let run = try await request.ward.database.write { connection in
                    try RunStarting.start(
                        ready, records, level: Int(level) ?? 2, trigger: "hand", confidencePercent: confidence,
                        in: request.ward, by: stamp, on: connection)
                }
                let asked = run.counts.total ?? 0
                let left = records.count - asked
                let words = left > 0 ? "ほかの実行で登録したか扱っている\(left)件は、除きました。" : ""
                return .done("\(asked)件の実行を依頼しました。\(words)", at: run.path)
            },
            .action(
                "automation/robots/:robot/run/orders", on: StartedRobot.self, needs: .runRobots,
                summary: "引き渡された仕事を行う", page: RunStartPage.load
            ) { subject, form, change in
                let kinds = try WorkOrder.kinds(for: subject.robot.unit, on: change.connection)
                let (kind, level) = try form.values(RunFields.order(kinds), RunFields.level)
                let ready = try RunStarting.ready(subject.robot, on: change.today, change.connection)
                let run = try form.blaming(RunFields.order(kinds)) {
                    try RunStarting.startOrders(
                        ready, kind: kind, level: Int(level) ?? 2, in: change.request.ward, by: change.stamp,
                        on: change.connection)
                }
                return .done("\(run.counts.total ?? 0)件の実行を依頼しました。", at: run.path)
            },
            .action(
                "automation/robots/:robot/run/arrivals", on: StartedRobot.self, needs: .runRobots,
                summary: "予定の時刻に使うファイルを置く", fields: [RunFields.file], page: RunStartPage.load
            ) { subject, form, change in
                let (file) = try form.values(RunFields.file)
                try form.blaming(RunFields.file) {
                    _ = try Arrival.keep(
                        file.bytes, named: file.filename, for: subject.robot, in: change.request.ward,
                        by: change.stamp, on: change.connection)
                }
                return .done("置きました。予定の時刻に使います。")
            },
        ] + ScheduleRoutes.all
}

/// A robot that somebody may run: of their section.
struct StartedRobot: RouteSubject {
    let robot: Robot

    var path: String { RunStartPage.path(robot) }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> StartedRobot {
        let robot = try Robot.load(request, on: connection)
        try robot.check(.runRobots, request.person)
        return StartedRobot(robot: robot)
    }
}
