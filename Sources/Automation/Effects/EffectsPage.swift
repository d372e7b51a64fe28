import Japanese
import Site
import Storage
import Ward

enum EffectFields {
    static let hourYen = Field.integer(
        "hourYen", "職員1時間当たりの額", in: 1...100_000, unit: "円", hint: "ライセンス料を時間に換算するために使います。決めないときは、換算しません。"
    ).optional

    /// Quarters that are over, the newest first.
    static func quarter(before day: CivilDate) -> Field<Quarter> {
        let quarters = EffectsPage.over(before: day)
        return Field<String>.select(
            "quarter", "四半期", quarters.map { Choice($0.code, $0.japanese) }
        ).mapped(
            to: { text in quarters.first { $0.code == text } }, from: \.code, problem: { _ in "「四半期」を選び直してください。" })
    }
}

/// 自動化の効果: net hours of a quarter, robot by robot, and what of it stands in the ledger.
struct EffectsPage: ProgramView {
    static let path = "/automation/effects"
    static let link = Link("自動化の効果", path)

    let quarter: Quarter
    let rows: [(effect: RobotEffect, settled: Effect?, unit: String)]
    let hourYen: Int?
    let maySettle: Bool
    let today: CivilDate
    let state: PageState

    /// So many quarters back can be chosen.
    private static let quartersMax = 8

    static func over(before day: CivilDate) -> [Quarter] {
        var quarters = [Quarter(containing: day).previous]
        while quarters.count < quartersMax { quarters.append(quarters[quarters.count - 1].previous) }
        return quarters
    }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> EffectsPage {
        let quarter = request.query["quarter"].flatMap { Quarter(code: $0) } ?? Quarter(containing: request.today)
        let units = try UnitStore.names(on: connection)
        let rows = try Robot.list("ORDER BY name, id", on: connection).compactMap {
            robot -> (effect: RobotEffect, settled: Effect?, unit: String)? in
            let effect = try RobotEffect(robot, quarter, until: request.today, on: connection)
            guard robot.state != .retired || effect.saysAnything else { return nil }
            return (effect, try EffectSettling.settled(robot.id, quarter, on: connection), units[robot.unit] ?? "")
        }
        return EffectsPage(
            quarter: quarter, rows: rows, hourYen: try AutomationSettings.hourYen(on: connection),
            maySettle: try request.person.may(.settleEffects), today: request.today, state: request.state)
    }

    private var isOver: Bool { quarter.end < today }

    var page: Page {
        let links: [HTML] = ([Quarter(containing: today)] + Self.over(before: today).prefix(5)).map { shown in
            shown == quarter
                ? "<li><strong aria-current=\"page\">\(shown.japanese)</strong></li>"
                : "<li><a href=\"\(Self.path)?quarter=\(shown.code)\">\(shown.japanese)</a></li>"
        }
        let heading = quarter.japanese + (isOver ? "" : "（途中）")
        let last: HTML = maySettle ? settling : .empty
        return Page(
            Self.link.title,
            body: """
                <p>手作業なら掛かった時間から、確認、例外、修理、作成、ライセンス料を差し引いた正味の時間です。手作業より掛かったロボットも、そのまま示します。</p>
                <nav aria-label="四半期"><ul>\(links)</ul></nav>
                <h2>\(heading)</h2>
                \(sums)\(sections)\(table)\(last)
                """)
    }

    /// By grade: never added together.
    private var sums: HTML {
        let known = rows.compactMap(\.effect.net)
        let grades = Effect.Grade.allCases.filter { grade in known.contains { $0.grade == grade } }
        guard !grades.isEmpty else { return "<p class=\"empty\">正味の時間が分かるロボットは、まだありません。</p>" }
        return Figures(
            grades.map { grade in
                let nets = known.filter { $0.grade == grade }
                return Figures.Figure(
                    "区分\(grade.title)", RetirementAdvice.words(nets.reduce(0) { $0 + $1.netMinutes }),
                    note: "ロボット\(nets.count)台")
            }
        ).html + "<p>確からしさの区分（A～D）が違う値は、合計していません。</p>"
    }

    private var table: HTML {
        let columns: [TableView.Column] = [
            .rowHeader("ロボット"), .name("担当課"), .number("件数"), .number("手作業なら（分）"), .number("差し引く手間（分）"),
            .number("正味（分）"), .text("幅（95%）"), .name("区分"), .text("台帳"),
        ]
        return TableView(
            caption: "ロボットごとの正味の時間", columns: columns, rows: rows.map(cells), empty: "ロボットはまだ登録されていません。",
            narrow: .scrolling
        ).html
    }

    /// Section by section, each grade by itself.
    private var sections: HTML {
        let known = rows.compactMap { row in row.effect.net.map { (unit: row.unit, net: $0) } }
        let groups = Dictionary(grouping: known) { [$0.unit, $0.net.grade.rawValue] }
        let lines = groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, group -> [HTML] in
            let minutes = group.reduce(0) { $0 + $1.net.netMinutes }
            return ["\(key[0])", "\(key[1])", "\(group.count)", "\(RetirementAdvice.words(minutes))"]
        }
        guard !lines.isEmpty else { return .empty }
        let columns: [TableView.Column] = [.rowHeader("担当課"), .name("区分"), .number("ロボット（台）"), .number("正味")]
        return TableView(caption: "課ごとの正味の時間", columns: columns, rows: lines).html
    }

    private func cells(_ row: (effect: RobotEffect, settled: Effect?, unit: String)) -> [HTML] {
        let name: HTML = "<a href=\"\(row.effect.robot.path)\">\(row.effect.robot.name)</a>"
        let ledger: HTML = row.settled.map { "<a href=\"/effects/\($0.id)\">\($0.value.grouped)時間</a>" } ?? "―"
        guard let net = row.effect.net else {
            let done = row.effect.runs.reduce(0) { $0 + $1.counts.done }
            return [name, "\(row.unit)", "\(done)", "不明", "―", "不明", "―", "―", ledger]
        }
        let signed = RobotEffectSection.signed
        return [
            name, "\(row.unit)", "\(net.records)", "\(signed(net.grossMinutes))", "\(signed(net.costMinutes))",
            "<strong>\(signed(net.netMinutes))</strong>", "\(RobotEffectSection.between(net.interval))",
            "\(net.grade.rawValue)", ledger,
        ]
    }

    private var settling: HTML {
        let (settle, setting) = ("\(Self.path)/settle", "\(Self.path)/setting")
        let first = isOver ? quarter : Quarter(containing: today).previous
        let form = FormView(settle, state, submit: "記帳する", fields: [EffectFields.quarter(before: today)(first)])
        let yen = FormView(setting, state, submit: "保存する", fields: [EffectFields.hourYen(hourYen)])
        let told: HTML = """
            <p>終わった四半期の正味の時間を、計画から見える効果の台帳に書きます。前に記帳した値が変わっていれば、訂正の行を加えます（前の行は残ります）。</p>
            \(form)
            """
        return """
            \(Details("効果の台帳に記帳する", for: [settle], state, told))\(Details("職員1時間当たりの額を決める", for: [setting], state, yen.html))
            """
    }

    static let program = Route.ProgramSide(
        "自動化の効果",
        answer: [
            "quarter": .text,
            "robots": .list(["robot": .text, "name": .text, "unit": .text, "net": .orNull(.anyObject)]),
        ])

    var json: JSON {
        [
            "quarter": .string(quarter.code),
            "robots": .array(
                rows.map { row in
                    [
                        "robot": .string(row.effect.robot.id.text), "name": .string(row.effect.robot.name),
                        "unit": .string(row.unit), "net": row.effect.net?.json ?? .null,
                    ]
                }),
        ]
    }
}

enum EffectRoutes {
    static let all: [Route] = [
        .page("automation/effects", needs: .readRobots, EffectsPage.load),
        .action("automation/effects/settle", needs: .settleEffects, summary: "効果の台帳に記帳する", page: EffectsPage.load) {
            form, change in
            let (quarter) = try form.values(EffectFields.quarter(before: change.today))
            let written = try EffectSettling.settle(quarter, by: change.stamp, on: change.connection)
            return .done(
                written.isEmpty ? "記帳するものはありませんでした。" : "\(quarter.japanese)の\(written.count)件を記帳しました。",
                at: "\(EffectsPage.path)?quarter=\(quarter.code)")
        },
        .action(
            "automation/effects/setting", needs: .settleEffects, summary: "職員1時間当たりの額を決める",
            fields: [EffectFields.hourYen], page: EffectsPage.load
        ) { form, change in
            let (yen) = try form.values(EffectFields.hourYen)
            try AutomationSettings.setHourYen(yen, by: change.stamp, on: change.connection)
            return .done("保存しました。", at: EffectsPage.path)
        },
    ]
}
