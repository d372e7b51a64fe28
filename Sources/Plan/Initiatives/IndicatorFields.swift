import Japanese
import Site
import Ward

/// What is asked about an indicator of the plan.
enum IndicatorFields {
    /// 並木が数える指標: one of all modules, or none.
    static func registry(_ registry: IndicatorRegistry) -> Field<String?> {
        Field<String>.select(
            "registry", "並木が数える指標",
            registry.indicators.map {
                Choice($0.id, "\($0.name)（\($0.unitName)、\($0.kind.title)、\($0.rule.title)）")
            }, empty: "なし（課が値を書く）", hint: "選ぶと、単位、種類、値の性質は、その指標のものになります。"
        ).optional
    }
    static let name = Field.text(
        "name", "指標の名前", max: 80, hint: "並木が数える指標を選んだときは、空のままでも構いません。"
    ).optional
    static let unitName = Field.text("unitName", "単位", max: 10, hint: "例: 時間、件、%").optional
    static let kind = Field<Indicator.Kind>.radios(
        "kind", "種類",
        [
            Choice("activity", "活動指標", hint: "どれだけ行ったかを表します。"),
            Choice("outcome", "成果指標", hint: "その結果どうなったかを表します。"),
        ]
    ).optional
    static let rule = Field<Indicator.Rule>.radios(
        "rule", "値の性質",
        [
            Choice("level", "水準", hint: "その時点の状態です。合計しません。"),
            Choice("flow", "期間の量", hint: "四半期ごとの量です。合計できます。"),
            Choice("cumulative", "累計", hint: "初めからの合計です。"), Choice("rate", "割合", hint: "合計も平均もしません。"),
        ]
    ).optional
    static let direction = Field<PlanIndicator.Direction>.radios(
        "direction", "目指す向き", PlanIndicator.Direction.allCases.map { Choice($0.rawValue, $0.title) })
    static let baselineYear = Field.fiscalYear(
        "baselineYear", "比べる年度", hint: "「令和3年度比」のように比べるときだけ書きます。例: 令和3年度"
    ).optional
    static let baselineValue = Field.number("baselineValue", "比べる年度の値").optional
    static let reason = Field.textArea("reason", "選んだ理由", max: 300, rows: 3)

    static let targetYear = Field.fiscalYear("year", "年度", hint: "例: 令和8年度")
    static let targetQuarter = Field.select(
        "quarter", "四半期", (1...4).map { Choice("\($0)", "第\($0)四半期") }, empty: "年度末",
        hint: "年度全体の目標のときは、選びません。"
    ).mapped(to: { Int($0) }, from: { "\($0)" }, problem: { _ in "" }).optional
    static let targetValue = Field.number("value", "目標値", hint: "空にすると、その年度または四半期の目標値を消します。").optional
    static let lastDay = Field.date("lastDay", "最後の基準日", hint: "この日までを基準日とする四半期では、値を尋ねます。報告した値は残ります。")

    static func fields(_ registry: IndicatorRegistry, of indicator: PlanIndicator? = nil) -> [FormField] {
        [
            self.registry(registry)(indicator?.registryID), name(indicator?.name), unitName(indicator?.unitName),
            kind(indicator?.kind), rule(indicator?.rule), direction(indicator?.direction ?? .up),
            baselineYear(indicator?.baselineYear), baselineValue(indicator?.baselineValue), reason(indicator?.reason),
        ]
    }

    /// What was said about an indicator; of a counted one, the registry says the unit, the kind and the rule.
    static func draft(
        _ form: inout FormReader, _ registry: IndicatorRegistry
    ) throws(FormRefused) -> PlanIndicatorStore.Draft {
        let counted = form.value(self.registry(registry)).flatMap(\.self).flatMap { registry[$0] }
        let said = (
            name: form.value(name) ?? nil, unit: form.value(unitName) ?? nil, kind: form.value(kind) ?? nil,
            rule: form.value(rule) ?? nil
        )
        if counted == nil {
            let missing = [
                (name.name, name.label, said.name == nil), (unitName.name, unitName.label, said.unit == nil),
                (kind.name, kind.label, said.kind == nil), (rule.name, rule.label, said.rule == nil),
            ]
            for (field, label, isMissing) in missing where isMissing && form.errors[field].isEmpty {
                form.errors.add(field, "並木が数える指標を選ばないときは、「\(label)」が要ります。")
            }
        }
        let year = form.value(baselineYear) ?? nil
        let baseline = form.value(baselineValue) ?? nil
        if baseline != nil, year == nil, form.errors[baselineYear.name].isEmpty {
            form.errors.add(baselineYear.name, "値を比べる年度を書いてください。")
        }
        let (direction, reason) = try form.values(Self.direction, Self.reason)
        guard let name = said.name ?? counted?.name, let unit = counted?.unitName ?? said.unit,
            let kind = counted?.kind ?? said.kind, let rule = counted?.rule ?? said.rule
        else { throw FormRefused(form.errors) }
        return PlanIndicatorStore.Draft(
            name: name, unitName: unit, kind: kind, rule: rule, direction: direction, baselineYear: year,
            baselineValue: baseline, reason: reason, registryID: counted?.id)
    }
}
