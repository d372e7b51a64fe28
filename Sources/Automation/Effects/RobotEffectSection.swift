import Japanese
import Site
import Ward

/// What a robot saved, quarter by quarter, with the arithmetic and the advice that comes of it.
struct RobotEffectSection: Component {
    let robot: Robot
    /// The oldest first; the last one runs.
    let effects: [(quarter: Quarter, net: NetEffect?)]
    let baselines: [Baseline]
    let today: CivilDate

    var html: HTML {
        """
        <h2>正味の時間</h2>
        \(known.isEmpty ? nothing : "\(chart)\(arithmetic)\(advice)")\(sources)
        """
    }

    private var known: [(quarter: Quarter, net: NetEffect)] {
        effects.compactMap { effect in effect.net.map { (effect.quarter, $0) } }
    }

    private var nothing: HTML {
        """
        <p class="empty">手作業の時間がまだ計られていないため、減った時間は分かりません。「手作業の時間を計る」で、\(Baseline.samplesMin)件以上を計ってください。</p>
        """
    }

    private var chart: HTML {
        LineChart(
            title: "\(robot.name)の正味の時間", unit: "時間", quarters: effects.map(\.quarter),
            series: [
                .init("正味", effects.map { effect in effect.net.map { Self.value($0.netMinutes, $0.grade) } }),
                .init("手作業なら", effects.map { effect in effect.net.map { Self.value($0.grossMinutes, $0.grade) } }),
            ], unknown: "不明", today: today
        ).html
    }

    /// Minutes of a grade, in hours.
    static func value(_ minutes: Int, _ grade: Effect.Grade) -> ChartValue {
        let hours = ExactNumber(minutes).divided(by: 60, scale: 1) ?? .zero
        return ChartValue(hours, text: "\(hours.grouped)時間", origin: grade == .declared ? .declared : .counted)
    }

    /// Line by line in minutes, so that anybody can follow it.
    private var arithmetic: HTML {
        let shown = known.suffix(4)
        var rows: [[HTML]] = []
        for line in 0..<6 {
            let title = line == 0 ? "手作業なら" : shown.first.map { $0.net.lines[line].what } ?? ""
            let cells: [HTML] = shown.map { "\(Self.signed($0.net.lines[line].minutes))" }
            rows.append(["\(title)"] + cells)
        }
        let nets: [HTML] = shown.map { "<strong>\(Self.signed($0.net.netMinutes))</strong>" }
        let intervals: [HTML] = shown.map { "\(Self.between($0.net.interval))" }
        let grades: [HTML] = shown.map { "\($0.net.grade.title)" }
        let records: [HTML] = shown.map { "\($0.net.records)" }
        rows += [["正味（分）"] + nets, ["幅（95%）"] + intervals, ["区分"] + grades, ["件数"] + records]
        let remarks: [HTML] = (shown.last?.net.remarks ?? []).map { "<p>\($0)</p>" }
        let columns: [TableView.Column] = shown.map { .number($0.quarter.japanese) }
        let table = TableView(
            caption: "計算（分）", columns: [.rowHeader("項目")] + columns, rows: rows, narrow: .scrolling)
        return "\(table)\(remarks)"
    }

    private var advice: HTML {
        // The running quarter says little.
        let advice = RetirementAdvice(effects.dropLast().map(\.net))
        let kind: Notice.Kind = advice.verdict == .stop || advice.verdict == .replace ? .warning : .information
        let reasons: [HTML] = advice.reasons.map { "<p>\($0)</p>" }
        return Notice(kind, "続けるかどうかの助言: \(advice.verdict.title)", "\(reasons)").html
    }

    private var sources: HTML {
        guard !baselines.isEmpty else { return .empty }
        return """
            <h3>手作業の時間の計測</h3>
            \(TableView(
                caption: "手作業の時間の計測",
                columns: [.rowHeader("いつからの実行に使うか"), .text("計り方"), .number("計測（件）"), .text("1件の平均")],
                rows: baselines.map {
                    [
                        "<a href=\"\($0.path)\">\($0.beginsOn.japanese)</a>", "\($0.method.title)",
                        "\($0.seconds.count)", "\($0.mean?.words ?? "―")",
                    ]
                }, isCaptionHidden: true))
            """
    }

    /// 120～180
    static func between(_ interval: ClosedRange<Int>?) -> String {
        interval.map { "\(signed($0.lowerBound))～\(signed($0.upperBound))" } ?? "言えない"
    }

    static func signed(_ minutes: Int) -> String {
        minutes < 0 ? "−\(ExactNumber(-minutes).grouped)" : ExactNumber(minutes).grouped
    }
}
