import Japanese
import Site
import Storage
import Ward

/// 指標の名簿: the indicators of the plan in force with their targets. Ending one is done on its page.
struct IndicatorRoster: Roster {
    struct Step: Sendable {
        let lineage: ID<Lineage>
        /// `nil`: a new one.
        let existing: PlanIndicator?
        /// `nil`: only targets change.
        let draft: PlanIndicatorStore.Draft?
        /// `nil` as a value takes a target away.
        let targets: [(period: IndicatorTarget.Period, value: ExactNumber?)]
    }

    let initiatives: [Initiative]
    /// Those that go on.
    let indicators: [ID<Lineage>: [PlanIndicator]]
    let targets: [ID<PlanIndicator>: [IndicatorTarget]]
    let reported: Set<ID<PlanIndicator>>
    let registry: IndicatorRegistry
    let today: CivilDate
    let finder: InitiativeFinder

    static func load(_ request: PageRequest, on connection: any Connection) throws -> IndicatorRoster {
        let version = try PlanStore.current(on: connection)?.id
        return IndicatorRoster(
            initiatives: try version.map { try InitiativeStore.list(version: $0, on: connection) } ?? [],
            indicators: try version.map { try PlanIndicatorStore.byLineage(version: $0, on: connection) } ?? [:],
            targets: try version.map { try PlanIndicatorStore.targets(version: $0, on: connection) } ?? [:],
            reported: try PlanIndicatorStore.reported(on: connection), registry: request.indicators,
            today: request.today)
    }

    init(
        initiatives: [Initiative], indicators: [ID<Lineage>: [PlanIndicator]],
        targets: [ID<PlanIndicator>: [IndicatorTarget]], reported: Set<ID<PlanIndicator>>,
        registry: IndicatorRegistry, today: CivilDate
    ) {
        self.initiatives = initiatives
        self.indicators = indicators.mapValues { $0.filter { $0.endedOn == nil } }
        self.targets = targets
        self.reported = reported
        self.registry = registry
        self.today = today
        finder = InitiativeFinder(initiatives)
    }

    // MARK: columns

    static let key = RosterColumn("管理番号", ["指標ID", "ID"], .optional, "並木が付けた番号。変えないでください。新しい指標では空のままにします。")
    static let name = RosterColumn("指標", ["指標名", "指標の名前", "成果指標", "活動指標"], .required, "例: 職員の時間の縮減")
    static let registered = RosterColumn(
        "並木が数える指標", ["計測する指標", "計測"], .optional, "並木が記録から数えるときだけ、その指標の名前を書きます。単位、種類、値の性質は、それに従います。")
    static let unit = RosterColumn("単位", ["単位名"], .optional, "例: 時間、件、%")
    static let kind = RosterColumn("種類", ["指標の種類"], .optional, "「活動指標」か「成果指標」。")
    static let rule = RosterColumn("値の性質", ["性質"], .optional, "「水準」「期間の量」「累計」「割合」のどれか。")
    static let direction = RosterColumn("目指す向き", ["向き", "方向"], .optional, "「多いほど良い」か「少ないほど良い」。")
    static let baselineYear = RosterColumn("比べる年度", ["基準年度"], .optional, "例: 令和3年度")
    static let baselineValue = RosterColumn("比べる年度の値", ["基準値", "現状値"], .optional, "数だけを書きます。")
    static let reason = RosterColumn("選んだ理由", ["選定理由", "理由"], .optional, "新しい指標では必要です。")

    static let form = RosterForm(
        title: "指標", path: "/plan/indicators/list", back: PlanPage.link, filename: "shihyo",
        columns: [
            key, InitiativeFinder.number, InitiativeFinder.title, name, registered, unit, kind, rule, direction,
            baselineYear, baselineValue, reason,
            RosterColumn("最後の基準日", ["終了日"], .setAside("指標の終了は、指標のページで行います。")),
            RosterColumn("主管課", ["担当課"], .setAside("主管課は、主管課の名簿で決めます。")),
        ],
        notes: [
            "目標は、「令和8年度末 目標」や「令和8年度第2四半期 目標」という見出しの列に書きます。列は、いくつでも足せます。",
            "報告した値のある指標の、単位と値の性質は変えられません。その指標をページで終了し、新しい指標を加えてください。",
            "指標の終了は、名簿では行いません。名簿から行を除いても、指標は残ります。",
        ])

    static func column(of heading: String) -> RosterColumn? { TargetColumn.period(heading).map(TargetColumn.column) }

    /// Every period that has a target, and the year that runs with the next one.
    var periods: [IndicatorTarget.Period] {
        let year = FiscalYear(containing: today)
        let own = indicators.values.flatMap(\.self).flatMap { targets[$0.id] ?? [] }.map(\.period)
        return Set(own + [.init(year: year, quarter: nil), .init(year: year.next, quarter: nil)]).sorted {
            ($0.year.year, $0.quarter ?? 5) < ($1.year.year, $1.quarter ?? 5)
        }
    }

    private static let fixed = [
        key, InitiativeFinder.number, InitiativeFinder.title, name, registered, unit, kind, rule, direction,
        baselineYear, baselineValue, reason,
    ]

    var headings: [RosterColumn] { Self.fixed + periods.map(TargetColumn.column) }

    /// An initiative without an indicator has a row as well, to be written on.
    var filled: [[String]] {
        let periods = periods
        return initiatives.filter { $0.repeatOf == nil }.flatMap { initiative -> [[String]] in
            let own = indicators[initiative.lineage] ?? []
            guard !own.isEmpty else {
                return [
                    ["", initiative.number, initiative.title]
                        + Array(repeating: "", count: Self.fixed.count - 3 + periods.count)
                ]
            }
            return own.map { indicator in
                let goals = targets[indicator.id] ?? []
                return [
                    indicator.id.text, initiative.number, initiative.title, indicator.name,
                    indicator.registryID.map { registry[$0]?.name ?? $0 } ?? "", indicator.unitName,
                    indicator.kind.title, Self.short(indicator.rule), indicator.direction.title,
                    indicator.baselineYear?.japanese ?? "", indicator.baselineValue?.plain ?? "", indicator.reason,
                ] + periods.map { period in goals.first { $0.period == period }?.value.plain ?? "" }
            }
        }
    }

    /// 水準、期間の量、累計、割合
    static func short(_ rule: Indicator.Rule) -> String { String(rule.title.prefix { $0 != "（" }) }

    // MARK: writing

    static func apply(_ lines: [RosterLine<Step>], _ prepared: Void, _ change: Change) throws -> RosterResult {
        let (stamp, connection) = (try change.stamp, change.connection)
        for step in lines.map(\.step) {
            let id: ID<PlanIndicator>
            switch (step.existing, step.draft) {
            case (let existing?, let draft?):
                try PlanIndicatorStore.edit(existing, draft, by: stamp, on: connection)
                id = existing.id
            case (let existing?, nil): id = existing.id
            case (nil, let draft?):
                id = try PlanIndicatorStore.create(draft, for: step.lineage, by: stamp, on: connection).id
            case (nil, nil): continue
            }
            for target in step.targets {
                try PlanIndicatorStore.setTarget(target.value, for: target.period, of: id, by: stamp, on: connection)
            }
        }
        return RosterResult()
    }
}
