import Japanese
import Site
import Storage
import Ward

/// 自動化の状況: what waits first, then how the robots are.
struct AutomationHomePage: PageView {
    static let path = "/automation"
    static let link = Link("自動化の状況", path)

    let rows: [RobotListPage.Row]
    let matters: [Matter]
    let secrets: [Credential]
    let runs: [(run: Run, robot: String)]
    /// Net minutes by grade, of the last quarters, the oldest first.
    let hours: [(quarter: Quarter, byGrade: [Effect.Grade: Int])]
    let today: CivilDate

    private static let shown = 10
    private static let troubleDays = 14

    static func load(_ request: PageRequest, on connection: any Connection) throws -> AutomationHomePage {
        let today = request.today
        let rows = try RobotListPage.rows(today, on: connection)
        let names = Dictionary(rows.map { ($0.robot.id, $0.robot.name) }, uniquingKeysWith: { first, _ in first })
        let earliest = Timestamp(today.adding(days: -troubleDays))
        let troubled = try Run.list(
            """
            WHERE asked_at >= \(earliest) AND state <> 'withdrawn' AND (state IN ('stopped', 'interrupted', 'held') OR technical > 0 OR unknown > 0)
            ORDER BY asked_at DESC LIMIT \(shown)
            """, on: connection)
        let hours = try RobotPage.quarters(until: today).map { quarter in
            let nets = try rows.compactMap {
                try RobotEffect($0.robot, quarter, until: today, on: connection).net
            }
            return (
                quarter,
                Dictionary(grouping: nets, by: \.grade).mapValues { $0.reduce(0) { $0 + $1.netMinutes } }
            )
        }
        return AutomationHomePage(
            rows: rows, matters: try Matter.open(on: connection),
            secrets: try request.person.may(.keepSecrets)
                ? Credential.standing(on: connection).filter { $0.standing(on: today) != .valid } : [],
            runs: troubled.map { ($0, names[$0.robot] ?? "") }, hours: hours, today: today)
    }

    private var standing: [RobotListPage.Row] { rows.filter { $0.robot.state != .retired } }
    private var unowned: [RobotListPage.Row] { standing.filter { !$0.owners.isOwned } }

    var page: Page {
        Page(
            Self.link.title,
            body: """
                \(waiting)
                <h2>ロボット</h2>
                \(Figures([
                    .init("稼働中", "\(count(.live))台", at: "\(RobotListPage.path)?state=\(RobotState.live.title)"),
                    .init("停止中", "\(count(.halted))台", at: "\(RobotListPage.path)?state=\(RobotState.halted.title)"),
                    .init("担当がいない", "\(unowned.count)台", at: "\(RobotListPage.path)?unowned=yes"),
                    .init("棚卸の期限を過ぎた", "\(standing.count(where: \.isReviewLate))台", at: "\(RobotListPage.path)?review=yes"),
                ]))
                \(troubles)
                <h2>正味の時間</h2>
                \(chart)
                <p><a href="\(EffectsPage.path)">ロボットごとの正味の時間</a></p>
                """)
    }

    private func count(_ state: RobotState) -> Int { rows.count { $0.robot.state == state } }

    private var waiting: HTML {
        var items: [LinkList.Item] = []
        let order: [Matter.Kind] = [
            .unknown, .screen, .approval, .reading, .declined, .business, .technical, .unfinished, .handover,
        ]
        let sorted = matters.sorted {
            (order.firstIndex(of: $0.kind) ?? 0, $0.openedAt) < (order.firstIndex(of: $1.kind) ?? 0, $1.openedAt)
        }
        items += sorted.prefix(Self.shown).map {
            .init($0.title, $0.path, note: "\($0.kind.tag)　\($0.openedAt.date.japanese)から")
        }
        // A robot whose owner left before the calendar was looked at has no task yet.
        let handed = Set(matters.filter { $0.kind == .handover }.map(\.robot))
        items += unowned.filter { !handed.contains($0.robot.id) }.prefix(Self.shown).map {
            .init("\($0.robot.name)の担当を決める", $0.robot.path, note: "\(Tag("担当がいない", .danger))　\($0.unit)")
        }
        items += secrets.prefix(Self.shown).map {
            .init("\($0.name)を新しくする", $0.path, note: "\($0.standing(on: today).tag)　\($0.expiresOn.japanese)")
        }
        let more: HTML =
            matters.count > Self.shown
            ? "<p><a href=\"\(MatterListPage.path)?open=yes\">例外・承認のすべて（\(matters.count)件）</a></p>" : .empty
        return """
            <h2>人を待っていること</h2>
            \(LinkList(items, empty: "人を待っていることはありません。"))
            \(more)
            """
    }

    private var troubles: HTML {
        guard !runs.isEmpty else { return .empty }
        return """
            <h2>うまくいかなかった実行（直近\(Self.troubleDays)日）</h2>
            \(LinkList(runs.map {
                .init(
                    "\($0.robot)（\($0.run.beganAt.japanese)）", $0.run.path,
                    note: "\($0.run.state.tag)　技術の例外\($0.run.counts.technical)件、不明\($0.run.counts.unknown)件")
            }))
            """
    }

    private var chart: HTML {
        let grades = Effect.Grade.allCases.filter { grade in hours.contains { $0.byGrade[grade] != nil } }
        guard !grades.isEmpty else { return "<p class=\"empty\">手作業の時間を計ると、正味の時間が分かります。</p>" }
        return LineChart(
            title: "自動化の正味の時間", unit: "時間", quarters: hours.map(\.quarter),
            series: grades.map { grade in
                .init(
                    "区分\(grade.title)",
                    hours.map { entry in entry.byGrade[grade].map { RobotEffectSection.value($0, grade) } })
            }, unknown: "不明", today: today
        ).html
    }
}
