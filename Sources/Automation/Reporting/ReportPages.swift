import Japanese
import Site
import Storage
import Ward

enum ReportFields {
    static let name = Field.text("robot", "ロボットの名前", max: 80)
    static let reference = Field.text("reference", "実行の番号", max: 80, hint: "送る側が付ける番号。同じ番号の報告は、1回と数えます。")
    static let started = moment("startedAt", "始めた時刻")
    static let ended = moment("endedAt", "終わった時刻")
    static let done = Field.integer("done", "登録した件数", in: 0...ReportedRun.recordsMax, unit: "件")
    static let skipped = optionalCount("skipped", "対象外の件数")
    static let business = optionalCount("business", "業務の例外の件数")
    static let technical = optionalCount("technical", "技術の例外の件数")
    static let exceptions = Field.integer("exceptions", "人が処理した件数", in: 0...ReportedRun.recordsMax, unit: "件")
    static let note = Field.text("note", "メモ", max: 200).optional

    static func robot(_ robots: [Robot]) -> Field<ID<Robot>> {
        .record("robot", "ロボット", robots.map { Choice($0.id.text, $0.name) })
    }

    /// Months that are over, the newest first.
    static func month(before day: CivilDate) -> Field<CivilDate> {
        let months = months(before: day)
        return Field<String>.select(
            "month", "月", months.map { Choice(Self.code($0), $0.japaneseMonth) }
        ).mapped(
            to: { text in months.first { Self.code($0) == text } }, from: { Self.code($0) },
            problem: { _ in "「月」を選び直してください。" })
    }

    private static func code(_ day: CivilDate) -> String { String(day.description.prefix(7)) }

    private static func months(before day: CivilDate) -> [CivilDate] {
        var months: [CivilDate] = []
        var end = day.adding(days: -day.day)
        while months.count < 12 {
            months.append(end.adding(days: 1 - end.day))
            end = end.adding(days: -end.day)
        }
        return months
    }

    private static func optionalCount(_ name: String, _ label: String) -> Field<Int?> {
        Field.integer(name, label, in: 0...ReportedRun.recordsMax, unit: "件").optional
    }

    private static func moment(_ name: String, _ label: String) -> Field<Timestamp> {
        Field.text(name, label, max: 25, hint: "例: 2026-04-01T18:00:00+09:00").mapped(
            to: { Timestamp(reading: $0) }, from: { $0.description },
            problem: { _ in "「\(label)」を時刻として読めません。2026-04-01T18:00:00+09:00か2026-04-01 18:00のように書いてください。" })
    }
}

extension Timestamp {
    /// `2026-04-01T18:00:00+09:00` or `2026-04-01 18:00`, with or without seconds; always Japan's time.
    init?(reading text: String) {
        var plain = text.trimmingWhitespace
        if plain.hasSuffix("+09:00") { plain = String(plain.dropLast(6)) }
        let parts = plain.replacing("/", with: "-").split { $0 == "T" || $0 == " " }
        guard parts.count == 2, let day = CivilDate(iso: parts[0]) else { return nil }
        let clock = parts[1].split(separator: ":", omittingEmptySubsequences: false)
        guard clock.count == 2 || clock.count == 3 else { return nil }
        let numbers = clock.map { part in
            (1...2).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
        }
        guard let hour = numbers[0], let minute = numbers[1], hour < 24, minute < 60 else { return nil }
        var second = 0
        if numbers.count == 3 {
            guard let found = numbers[2], found < 60 else { return nil }
            second = found
        }
        self = Timestamp(day, hour: hour, minute: minute).adding(seconds: second)
    }
}

/// ほかの製品のロボットの報告: how their runs come in, and the month as a person tells it.
struct ReportPage: PageView {
    static let path = "/automation/reports"
    static let link = Link("実行の報告", path)

    let robots: [Robot]
    let today: CivilDate
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ReportPage {
        ReportPage(robots: try own(request, on: connection), today: request.today, state: request.state)
    }

    /// Those of other products of which somebody may report.
    static func own(_ request: PageRequest, on connection: any Connection) throws -> [Robot] {
        let person = try request.person
        return try Robot.standing(on: connection).filter {
            $0.product != .namiki && person.may(.reportRuns, unit: $0.unit)
        }
    }

    var page: Page {
        Page(
            Self.link.title,
            body: """
                <p>WinActorなど、ほかの製品のロボットの実行を、同じ台帳に入れます。上の方法ほど、確からしい記録になります。</p>
                <h2>1. ロボットが自分で報告する</h2>
                <p>シナリオの最後に、次の呼出しを加えます。アクセストークンは<a href="/account">アカウント</a>のページで作ります（「ほかの製品のロボットの実行を報告する」だけを許します）。</p>
                <pre tabindex="0"><code>POST /automation/reports/run
                Authorization: Bearer namiki_…
                Content-Type: application/json

                {"robot": "\(robots.first?.name ?? "ロボットの名前")", "reference": "20260401-1", "startedAt": "2026-04-01T18:00:00+09:00",
                 "endedAt": "2026-04-01T18:25:00+09:00", "done": 137, "business": 3}</code></pre>
                <h2>2. 記録のファイルを取り込む</h2>
                <p>\(ButtonLink("実行の記録を取り込む", ReportRoster.form.path))</p>
                <h2>3. 月ごとに申告する</h2>
                <p>記録が取れないときだけ使います。「自己申告」と表示され、効果の区分はDになります。</p>
                \(monthly)
                <h2>誤った報告を直す</h2>
                <p>ロボットごとの報告から実行を開き、訂正するか取り消します。前の内容は、理由とともに残ります。</p>
                \(LinkList(robots.map { .init($0.name, RobotReportsPage.path($0)) }))
                """)
    }

    private var monthly: HTML {
        guard !robots.isEmpty else { return "<p class=\"empty\">申告できるロボットがありません。先に台帳に登録してください。</p>" }
        return FormView(
            Self.path, state, submit: "申告する",
            fields: [
                ReportFields.robot(robots)(), ReportFields.month(before: today)(), ReportFields.done(),
                ReportFields.exceptions(0), ReportFields.note(),
            ]
        ).html
    }
}

enum ReportRoutes {
    static let all: [Route] =
        ReportRoster.routes(needs: .reportRuns) + CorrectionRoutes.all + [
            .page("automation/reports", needs: .reportRuns, ReportPage.load),
            .action("automation/reports", needs: .reportRuns, summary: "月ごとの実行を申告する", page: ReportPage.load) {
                form, change in
                let robots = try ReportPage.own(change.request, on: change.connection)
                let (robot, month, done, exceptions, note) = try form.values(
                    ReportFields.robot(robots), ReportFields.month(before: change.today), ReportFields.done,
                    ReportFields.exceptions, ReportFields.note)
                let known = try Robot.known(robot, on: change.connection)
                let entered = try ReportedRun.month(
                    month, done: done, exceptions: exceptions, note: note, for: known, by: change.stamp,
                    on: change.connection)
                return .done(
                    entered.isNew ? "申告を記録しました（自己申告）。" : ReportedRun.knownWords(entered.run), at: entered.run.path)
            },
            .action(
                "automation/reports/run", needs: .reportRuns, summary: "ロボットの実行を報告する",
                fields: [
                    ReportFields.name, ReportFields.reference, ReportFields.started, ReportFields.ended,
                    ReportFields.done, ReportFields.skipped, ReportFields.business, ReportFields.technical,
                    ReportFields.note,
                ], page: ReportPage.load
            ) { form, change in
                let (name, reference, started, ended, done, skipped, business, technical, note) = try form.values(
                    ReportFields.name, ReportFields.reference, ReportFields.started, ReportFields.ended,
                    ReportFields.done, ReportFields.skipped, ReportFields.business, ReportFields.technical,
                    ReportFields.note)
                let robot = try Robot.named(name, on: change.connection)
                guard let robot, try change.person.may(.reportRuns, unit: robot.unit) else {
                    throw form.refusing(ReportFields.name, "「\(name)」というロボットは、あなたの課の台帳にありません。台帳の名前と同じに書いてください。")
                }
                let entered = try ReportedRun(
                    reference: reference,
                    facts: .init(
                        startedAt: started, endedAt: ended, done: done, skipped: skipped ?? 0, business: business ?? 0,
                        technical: technical ?? 0), note: note
                ).enter(for: robot, source: .http, by: change.stamp, on: change.connection)
                return .done(
                    entered.isNew ? "報告を記録しました。" : ReportedRun.knownWords(entered.run), at: entered.run.path)
            },
        ]
}
