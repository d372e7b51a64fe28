import Japanese
import Site

/// The promises of the plan over the years, as arrows whose ends tell what the words bind.
struct PlanTimeline {
    let initiatives: [Initiative]
    /// The fiscal year the plan begins to be shown with.
    let start: FiscalYear
    let today: CivilDate

    /// Years shown at most, so that one distant date does not make the chart unreadable.
    private static let yearsMax = 6

    var html: HTML {
        QuarterArrows(
            title: "取組ごとの時期", fiscalYears: years,
            rows: initiatives.map { initiative in
                .init(
                    initiative.heading,
                    initiative.promises.flatMap(\.deadlines).map { deadline in
                        .init(deadline.asDeadline, text: deadline.isExternal ? "\(deadline.raw)（国など）" : deadline.raw)
                    })
            }, today: today
        ).html
    }

    private var years: [FiscalYear] {
        let last =
            initiatives.flatMap(\.promises).flatMap(\.deadlines)
            .compactMap { ($0.to ?? $0.from).map(FiscalYear.init(containing:)) }.max() ?? start
        let end = min(max(last.year, start.year + 1), start.year + Self.yearsMax - 1)
        return (start.year...end).map(FiscalYear.init)
    }
}

extension PromiseDeadline {
    var asDeadline: Deadline {
        Deadline(
            deadlineClass: deadlineClass, from: from, to: to, raw: raw, needsAnchor: from == nil && to == nil)
    }
}
