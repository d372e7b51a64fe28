import Japanese
import Site
import Storage
import Ward

/// Figures of the desk by month, without names; too few visits are not told.
struct FiguresPage: PageView {
    static let path = "/desk/figures"
    static let link = Link("おくやみコーナーの集計", path)

    let months: [(month: String, figures: DeskFigures)]
    let effects: [Effect]

    private static let monthsShown = 24

    static func load(_ request: PageRequest, on connection: any Connection) throws -> FiguresPage {
        let today = request.today
        let from = CivilDate(year: today.year - 2, month: today.month, day: 1) ?? today
        let visits = try DeskStatistic.list(from: from, to: today, on: connection)
        let months = Dictionary(grouping: visits, by: \.month).sorted { $0.key > $1.key }.prefix(monthsShown)
        return FiguresPage(
            months: try months.map { month, visits in
                let first = CivilDate(iso: month + "-01") ?? today
                let deaths = try DeskStatistic.deaths(from: first, to: first, on: connection)
                return (month, DeskFigures(visits: visits, deaths: deaths))
            }, effects: try EffectLedger.standing(DeskEffect.module, on: connection))
    }

    var page: Page {
        let rows = months.map { month, figures -> [HTML] in
            let title: HTML = "\(Self.title(month))"
            if figures.isSuppressed {
                return [title, "\(DeskStatistic.visitsMin)件未満"] + Array(repeating: "―", count: 6)
            }
            return [
                title, "\(figures.visits.count)", "\(figures.minutes?.plain ?? "―")", "\(figures.items?.plain ?? "―")",
                "\(figures.sections?.plain ?? "―")", "\(figures.sectionsSaved)",
                "\(figures.useRate.map { "\($0.plain)%" } ?? "―")", "\(figures.late)",
            ]
        }
        let saved = effects.map { effect -> [HTML] in
            let interval = effect.interval.map { "\($0.lowerBound.plain)から\($0.upperBound.plain)" } ?? "―"
            return [
                "\(Self.title(effect.from.monthText))", "\(effect.value.plain)", "\(interval)", "\(effect.grade.title)",
                "\(effect.method)",
            ]
        }
        return Page(
            Self.link.title, trail: [],
            body: """
                <p>来庁を終えた案件を、月ごとに数えています。\(DeskStatistic.visitsMin)件未満の月は、個人が分かるおそれがあるため表示しません。</p>
                \(TableView(
                    caption: "月ごとの集計",
                    columns: [
                        .rowHeader("月"), .number("来庁（件）"), .number("時間（平均、分）"), .number("手続き（平均）"), .number("窓口（平均）"),
                        .number("回らずに済んだ窓口"), .number("利用率"), .number("遅れた事前確認"),
                    ], rows: rows, empty: "まだ来庁がありません。", narrow: .scrolling))
                \(TableView(
                    caption: "ご家族の時間の効果（時間）",
                    columns: [.rowHeader("月"), .number("効果"), .text("幅"), .text("計り方の等級"), .text("計り方")], rows: saved,
                    empty: "まだ書かれていません。設定で、コーナーができる前にかかっていた時間を入れると、翌月から書きます。"))
                """)
    }

    /// 令和8年11月
    fileprivate static func title(_ month: String) -> String {
        CivilDate(iso: month + "-01")?.japaneseMonth ?? month
    }

    static let routes: [Route] = [
        .page("desk/figures", needs: .readDeskFigures, load),
        .page("desk/figures/:statistic", needs: .readDeskFigures, StatisticPage.load),
    ]
}

/// What one figure was counted from: a visit without a name.
struct StatisticPage: PageView {
    let statistic: DeskStatistic

    static func load(_ request: PageRequest, on connection: any Connection) throws -> StatisticPage {
        StatisticPage(statistic: try DeskStatistic.known(try request.id("statistic"), on: connection))
    }

    var page: Page {
        Page(
            "集計の記録", trail: [FiguresPage.link],
            body: """
                <p>来庁1件の記録です。氏名、住所、日付は、この記録にはありません。</p>
                \(SummaryList([
                    ("月", "\(FiguresPage.title(statistic.month))"), ("受付", "\(statistic.source.title)"),
                    ("予定の時間", "\(statistic.slotMinutes)分"), ("実際の時間", "\(statistic.actualMinutes)分"),
                    ("受付から来庁まで", "\(statistic.leadDays)日"), ("窓口", "\(statistic.sections)か所"),
                    ("手続き", "\(statistic.items)件"), ("確認が残った手続き", "\(statistic.unknownItems)件"),
                    ("事前確認", "\(statistic.checks)件（期限内 \(statistic.checksInTime)件）"),
                    ("90日以内の再来庁", statistic.isRepeat ? "はい" : "いいえ"),
                ]))
                """)
    }
}
