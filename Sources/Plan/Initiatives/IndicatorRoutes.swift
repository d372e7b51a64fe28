import Site
import Ward

/// The addresses of the plan's indicators.
enum IndicatorRoutes {
    private typealias Fields = IndicatorFields

    static let all: [Route] = [
        .action(
            "initiatives/:initiative/indicators", on: Initiative.self, needs: .managePlan, summary: "取組に指標を加える",
            page: InitiativePage.load
        ) { initiative, form, change in
            let draft = try Fields.draft(&form, change.request.indicators)
            let indicator = try PlanIndicatorStore.create(
                draft, for: initiative.lineage, by: change.stamp, on: change.connection)
            return .done("指標「\(draft.name)」を加えました。続けて目標値を決めてください。", at: indicator.path)
        },
        .page("plan/indicators/:indicator", needs: .readPlan, PlanIndicatorPage.load),
        .action(
            "plan/indicators/:indicator", on: PlanIndicator.self, needs: .managePlan, summary: "指標を直す",
            page: PlanIndicatorPage.load
        ) { indicator, form, change in
            let draft = try Fields.draft(&form, change.request.indicators)
            try form.checkRevision(of: indicator)
            try PlanIndicatorStore.edit(indicator, draft, by: change.stamp, on: change.connection)
            return .done("指標を直しました。")
        },
        .action(
            "plan/indicators/:indicator/targets", on: PlanIndicator.self, needs: .managePlan, summary: "指標の目標値を決める",
            fields: [Fields.targetYear, Fields.targetQuarter, Fields.targetValue],
            page: PlanIndicatorPage.load
        ) { indicator, form, change in
            let (year, quarter, value) = try form.values(Fields.targetYear, Fields.targetQuarter, Fields.targetValue)
            guard indicator.endedOn == nil else { throw IndicatorRefusal.ended(name: indicator.name) }
            let period = IndicatorTarget.Period(year: year, quarter: quarter)
            try PlanIndicatorStore.setTarget(
                value, for: period, of: indicator.id, by: change.stamp, on: change.connection)
            return .done(value == nil ? "\(period.japanese)の目標値を消しました。" : "\(period.japanese)の目標値を決めました。")
        },
        .action(
            "plan/indicators/:indicator/end", on: PlanIndicator.self, needs: .managePlan, summary: "指標を終了する",
            fields: [Fields.lastDay], page: PlanIndicatorPage.load
        ) { indicator, form, change in
            let day = try form.values(Fields.lastDay)
            try PlanIndicatorStore.end(indicator, lastDay: day, by: change.stamp, on: change.connection)
            return .done("指標を終了しました。報告した値と推移は残ります。")
        },
        .action(
            "plan/indicators/:indicator/resume", on: PlanIndicator.self, needs: .managePlan, summary: "指標の終了を取り消す",
            fields: [],
            page: PlanIndicatorPage.load
        ) { indicator, _, change in
            try PlanIndicatorStore.resume(indicator, by: change.stamp, on: change.connection)
            return .done("終了を取り消しました。")
        },
    ]
}
