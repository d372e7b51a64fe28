import Japanese
import Site
import Storage
import Ward

/// One indicator: how it is measured, what it is to reach, and how it is put right or ended.
struct PlanIndicatorPage: PageView {
    let indicator: PlanIndicator
    /// In the newest version of the plan that has it.
    let initiative: Initiative?
    let targets: [IndicatorTarget]
    let registry: IndicatorRegistry
    let today: CivilDate
    let mayManage: Bool
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> PlanIndicatorPage {
        let indicator = try PlanIndicator.load(request, on: connection)
        return PlanIndicatorPage(
            indicator: indicator,
            initiative: try InitiativeStore.newest(of: indicator.lineage, on: connection),
            targets: try PlanIndicatorStore.targets(of: indicator.id, on: connection), registry: request.indicators,
            today: request.today, mayManage: try request.person.may(.managePlan), state: request.state)
    }

    private var path: String { indicator.path }

    var page: Page {
        Page(
            indicator.name, trail: [PlanPage.link] + (initiative.map { [Link($0.heading, $0.path)] } ?? []),
            section: PlanPage.link.path,
            body: """
                \(SummaryList([
                    ("単位", "\(indicator.unitName)"), ("種類", "\(indicator.kind.title)"),
                    ("値の性質", "\(indicator.rule.title)"), ("目指す向き", "\(indicator.direction.title)"),
                    ("比べる年度", "\(indicator.baselineText)"), ("値の出どころ", "\(indicator.source(in: registry))"),
                    ("選んだ理由", Prose(indicator.reason).html), ("状態", indicator.tag),
                ]))
                <h2>目標値</h2>
                \(TableView(
                    caption: "目標値", columns: [.rowHeader("時期"), .number("目標値")],
                    rows: targets.map { ["\($0.period.japanese)", "\($0.value.grouped)\(indicator.unitName)"] },
                    empty: "目標値は、まだ決めていません。", isCaptionHidden: true))
                \(mayManage ? managing : .empty)
                """)
    }

    private var managing: HTML {
        guard indicator.endedOn == nil else {
            return """
                <h2>変更</h2>
                \(ButtonForm("終了を取り消す", "\(path)/resume", state))
                """
        }
        let target = FormView(
            "\(path)/targets", state, submit: "目標値を決める",
            fields: [
                IndicatorFields.targetYear(FiscalYear(containing: today)), IndicatorFields.targetQuarter(),
                IndicatorFields.targetValue(),
            ])
        let edit = FormView(
            path, state, submit: "直す", revision: indicator.revision,
            fields: IndicatorFields.fields(registry, of: indicator))
        let end = FormView("\(path)/end", state, submit: "終了する", fields: [IndicatorFields.lastDay(today)])
        return """
            \(Details("目標値を決める", for: ["\(path)/targets"], state, target.html))
            <h2>変更</h2>
            \(Details("指標を直す", for: [path], state, edit.html))
            \(Details("この指標を終了する", for: ["\(path)/end"], state, end.html))
            """
    }
}

extension PlanIndicator: AddressedRecord {
    public static let parameter = "indicator"
    public var path: String { "/plan/indicators/\(id)" }

    /// 令和3年度（0時間）, or that there is none.
    var baselineText: String {
        guard let baselineYear else { return "なし" }
        return baselineYear.japanese + (baselineValue.map { "（\($0.grouped)\(unitName)）" } ?? "")
    }

    /// Who counts it, in words.
    func source(in registry: IndicatorRegistry) -> String {
        guard let registryID else { return "\(IndicatorReading.Origin.selfDeclared.title)（課が値を書く）" }
        return "並木が数える「\(registry[registryID]?.name ?? registryID)」"
    }

    var tag: HTML {
        endedOn.map { "\(Tag("終了", .neutral))　\($0.japanese)まで" } ?? Tag("尋ねる", .active).html
    }
}
