import Japanese
import Site
import Storage
import Ward

/// ロボットの台帳: every robot of every product, and whose it is.
struct RobotListPage: PageView {
    static let path = "/automation/robots"
    static let link = Link("ロボットの台帳", path)

    struct Row: Sendable {
        let robot: Robot
        let unit: String
        let owners: RobotOwners
        /// Things that wait for a person.
        let waiting: Int
        let lastRun: Timestamp?
        let today: CivilDate

        var isReviewLate: Bool { robot.reviewDue < today && robot.state != .retired }
    }

    let list: ListView<Row>
    let mayEdit: Bool

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RobotListPage {
        let rows = try rows(request.today, on: connection)
        return RobotListPage(
            list: ListView(listing(rows), rows, request), mayEdit: request.mayReach(NewRobotPage.path))
    }

    static func rows(_ today: CivilDate, on connection: any Connection) throws -> [Row] {
        let units = try UnitStore.names(on: connection)
        let people = try EligiblePeople(on: today, connection)
        let waiting = Dictionary(grouping: try Matter.open(on: connection), by: \.robot)
        var ended: [ID<Robot>: Timestamp] = [:]
        for row in try connection.rows("SELECT robot, MAX(ended_at) AS at FROM automation_run GROUP BY robot") {
            ended[try row["robot"]] = try row["at"]
        }
        return try Robot.list("ORDER BY name, id", on: connection).map { robot in
            Row(
                robot: robot, unit: units[robot.unit] ?? "",
                owners: try RobotOwners(of: robot, on: today, connection, among: people),
                waiting: waiting[robot.id]?.count ?? 0, lastRun: ended[robot.id], today: today)
        }
    }

    private static func listing(_ rows: [Row]) -> Listing<Row> {
        Listing(
            "ロボット", at: path, file: "robots", identity: \.robot.id.text,
            columns: [
                .heading("name", "名前", { .text($0.robot.name) }) { row in
                    let mark: HTML = row.robot.isSample ? SampleMark().html : .empty
                    return "<a href=\"\(row.robot.path)\">\(row.robot.name)</a>\(mark)"
                },
                ListColumn("unit", "担当課") { .text($0.unit) }.whole,
                ListColumn("state", "状態", { .text($0.robot.state.title) }, drawn: { "\($0.robot.state.tag)" }).whole,
                ListColumn("main", "主担当") { .text($0.owners.main?.personName) }.whole,
                ListColumn("deputy", "副担当") { .text($0.owners.deputy?.personName) }.whole,
                .number("waiting", "待ち（件）") { .count($0.waiting) },
                ListColumn("run", "最後の実行") { .day($0.lastRun?.date) },
                ListColumn("product", "製品", isShown: false) { .text($0.robot.product.title) },
                ListColumn("system", "操作するシステム", isShown: false) { .text($0.robot.system) },
                ListColumn("risk", "影響", isShown: false) { .text($0.robot.risk.word) },
                ListColumn("place", "動く場所", isShown: false) { .text($0.robot.place) },
                ListColumn("review", "棚卸の期限", isShown: false) { .day($0.robot.reviewDue) },
                ListColumn("task", "業務", isShown: false) { .text($0.robot.task) }.beneath,
            ],
            filters: [
                ListFilter("state", "状態", of: rows) { $0.robot.state.title },
                ListFilter("unit", "担当課", of: rows, \.unit),
                ListFilter("product", "製品", of: rows) { $0.robot.product.title },
                ListFilter("unowned", "担当", yes: "いない") { !$0.owners.isOwned && $0.robot.state != .retired },
                ListFilter("review", "棚卸", yes: "期限を過ぎた") { $0.isReviewLate },
                ListFilter("waiting", "待ち", yes: "あり") { $0.waiting > 0 },
            ],
            empty: "<p>ロボットはまだ登録されていません。製品を問わず、課で使っているものを登録します。台帳がExcelにあるときは「名簿で登録する」を使えます。</p>")
    }

    var export: ListExport? { list.export }

    var page: Page {
        let actions: HTML = """
            <div class="actions">\(ButtonLink("ロボットを登録する", NewRobotPage.path, style: .primary))\
            \(ButtonLink("名簿で登録する", RobotRoster.form.path))</div>
            """
        return Page(Self.link.title, body: (mayEdit ? actions : .empty) + list.html)
    }
}

/// A new entry of the register.
struct NewRobotPage: PageView {
    static let path = "/automation/robots/new"

    let units: [OfficeUnit]
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> NewRobotPage {
        NewRobotPage(units: try EditedRobot.units(request, on: connection), state: request.state)
    }

    var page: Page {
        Page(
            "ロボットを登録する", trail: [RobotListPage.link], section: RobotListPage.path,
            body: FormView(
                Self.path, state, submit: "登録する", cancel: Link("やめる", RobotListPage.path), isLong: true,
                fields: RobotFields.drawn(nil, units: units)
            ).html)
    }
}
