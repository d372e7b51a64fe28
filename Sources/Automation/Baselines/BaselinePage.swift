import Japanese
import Site
import Storage
import Ward

enum BaselineFields {
    static let method = Field<Baseline.Method>.radios(
        "method", "計り方", Baseline.Method.allCases.map { Choice($0.rawValue, $0.title) })
    static let unitName = Field.text("unitName", "1件は何か", max: 20, hint: "例: 件、通、枚。ロボットの1件と同じものにします。")
    static let source = Field.text("source", "だれが、どのように計るか", max: 200).optional
    static let begins = Field.date("begins", "いつからの実行に使うか")
    static let seconds = Field.textArea(
        "seconds", "1件ごとの時間（秒）", max: 4_000, rows: 4, hint: "1行に1件ずつ、秒で書きます。「5:20」（5分20秒）とも書けます。")
    static let why = Field.text("why", "除く理由", max: 100, hint: "例: 電話で中断した")

    static func sample(_ baseline: Baseline) -> Field<ID<Baseline.Sample>> {
        .record(
            "sample", "除く計測",
            baseline.samples.enumerated().filter { $1.excluded == nil }.map {
                Choice($1.id.text, "\($0 + 1)番　\(Baseline.words($1.seconds))")
            })
    }

    static let back = Field.text("back", "戻す理由", max: 100, hint: "例: 別の件を除くつもりだった")

    static func excluded(_ baseline: Baseline) -> Field<ID<Baseline.Sample>> {
        .record(
            "excluded", "戻す計測",
            baseline.samples.enumerated().filter { $1.excluded != nil }.map {
                Choice($1.id.text, "\($0 + 1)番　\(Baseline.words($1.seconds))　\($1.excluded ?? "")")
            })
    }

    static func drawn(today: CivilDate) -> [FormField] {
        [method(.stopwatch), unitName("件"), source(), begins(today)]
    }

    /// Seconds, or minutes and seconds, one in a line.
    static func read(_ text: String) -> [Int]? {
        let lines = text.split(separator: "\n").map { Width.narrowingDigitsAndLatin(String($0)).trimmingWhitespace }
            .filter { !$0.isEmpty }
        let values = lines.map { line -> Int? in
            let parts = line.replacing("：", with: ":").split(separator: ":", omittingEmptySubsequences: false).map {
                $0.allSatisfy { ("0"..."9").contains($0) } && $0.utf8.count <= 6 ? Int($0) : nil
            }
            return switch parts.count {
            case 1: parts[0]
            case 2: parts[0].flatMap { minutes in parts[1].flatMap { $0 < 60 ? minutes * 60 + $0 : nil } }
            default: nil
            }
        }
        return values.contains(nil) || values.isEmpty ? nil : values.compactMap(\.self)
    }
}

extension Baseline: AddressedRecord {
    static let parameter = "baseline"
    var path: String { "/automation/baselines/\(id)" }

    /// 5分20秒
    static func words(_ seconds: Int) -> String {
        seconds < 60 ? "\(seconds)秒" : "\(seconds / 60)分\(seconds % 60)秒"
    }
}

/// A baseline somebody may add to: of a robot of their section.
struct EditedBaseline: RouteSubject {
    let baseline: Baseline

    var path: String { baseline.path }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> EditedBaseline {
        let baseline = try Baseline.load(request, on: connection)
        try Robot.known(baseline.robot, on: connection).check(.editRobots, request.person)
        return EditedBaseline(baseline: baseline)
    }
}

/// The stopwatch page (手作業の時間を計る): begin, do one record by hand, stop. The clock runs on the server, so that closing the page does
/// not stop it.
struct BaselinePage: PageView {
    let baseline: Baseline
    let robot: Robot
    let since: Timestamp?
    let runsElsewhere: Bool
    let mayEdit: Bool
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> BaselinePage {
        let baseline = try Baseline.load(request, on: connection)
        let robot = try Robot.known(baseline.robot, on: connection)
        let person = try request.person
        let running = try Stopwatch.running(of: person.person, on: connection)
        return BaselinePage(
            baseline: baseline, robot: robot, since: running?.baseline == baseline.id ? running?.since : nil,
            runsElsewhere: running.map { $0.baseline != baseline.id } ?? false,
            mayEdit: person.may(.editRobots, unit: robot.unit), state: request.state)
    }

    var page: Page {
        Page(
            "手作業の時間を計る", trail: [RobotListPage.link, Link(robot.name, robot.path)], section: RobotListPage.path,
            body: """
                <p>\(baseline.method.title)。1\(baseline.unitName)の時間を、\(Baseline.samplesMin)件以上計ります。\(baseline.source ?? "")</p>
                \(Figures([
                    .init("計測", "\(baseline.seconds.count)件"), .init("平均", baseline.mean?.words ?? "―"),
                    .init("平均の幅（95%）", spread, note: baseline.seconds.count < Baseline.samplesMin ? "\(Baseline.samplesMin)件から分かります" : nil),
                ]))
                \(mayEdit ? clock : .empty)
                \(TableView(
                    caption: "計測した時間", columns: [.rowHeader("番号"), .text("時間"), .text("いつ"), .text("除いた理由")],
                    rows: baseline.samples.enumerated().map {
                        ["\($0 + 1)", "\(Baseline.words($1.seconds))", "\($1.takenAt.japanese)", "\($1.excluded ?? "")"]
                    }, empty: "まだ計っていません。"))
                \(mayEdit ? writing : .empty)
                """)
    }

    private var spread: String {
        guard let mean = baseline.mean, let between = mean.interval(of: 1) else { return "―" }
        return "\(Baseline.words(between.lowerBound))～\(Baseline.words(between.upperBound))"
    }

    private var clock: HTML {
        if let since {
            return """
                <p role="status">\(since.japanese)から計っています。1\(baseline.unitName)が終わったら「止めて記録する」を押します。</p>
                <div class="actions">\(ButtonForm("止めて記録する", "\(baseline.path)/stop", state, style: .primary))\
                \(ButtonForm("記録しないでやめる", "\(baseline.path)/drop", state))</div>
                """
        }
        if runsElsewhere { return Notice(.warning, "ほかのロボットの計測が動いています。そちらを止めてください。").html }
        return "<div class=\"actions\">\(ButtonForm("計り始める", "\(baseline.path)/start", state, style: .primary))</div>"
    }

    private var writing: HTML {
        let (add, exclude, include) = (
            "\(baseline.path)/samples", "\(baseline.path)/exclude", "\(baseline.path)/include"
        )
        let back: HTML =
            baseline.samples.contains { $0.excluded != nil }
            ? Details(
                "除いた計測を戻す", for: [include], state,
                FormView(
                    include, state, submit: "戻す",
                    fields: [BaselineFields.excluded(baseline)(), BaselineFields.back()]
                ).html
            ).html : .empty
        return Details(
            "計った時間や、システムの記録を書き込む", for: [add], state,
            FormView(add, state, submit: "記録する", fields: [BaselineFields.seconds()]).html
        ).html
            + (baseline.seconds.isEmpty
                ? .empty
                : Details(
                    "計測を除く", for: [exclude], state,
                    FormView(
                        exclude, state, submit: "除く",
                        fields: [BaselineFields.sample(baseline)(), BaselineFields.why()]
                    ).html
                ).html) + back
    }
}

enum BaselineRoutes {
    static let all: [Route] = [
        .page("automation/baselines/:baseline", needs: .readRobots, BaselinePage.load),
        .action(
            "automation/robots/:robot/baselines", on: EditedRobot.self, needs: .editRobots, summary: "手作業の時間の計測を始める",
            fields: [BaselineFields.method, BaselineFields.unitName, BaselineFields.source, BaselineFields.begins],
            page: RobotPage.load
        ) { subject, form, change in
            let (method, unitName, source, day) = try form.values(
                BaselineFields.method, BaselineFields.unitName, BaselineFields.source, BaselineFields.begins)
            let made = try Baseline.begin(
                method, unitName: unitName, source: source, from: day, of: subject.robot, by: change.stamp,
                on: change.connection)
            return .done("計測のページを作りました。", at: made.path)
        },
        clock("start", "計り始める") { baseline, change in
            try Stopwatch.start(baseline, of: change.person.person, by: change.stamp, on: change.connection)
            return .done("計り始めました。")
        },
        clock("stop", "止めて記録する") { baseline, change in
            let seconds = try Stopwatch.stop(
                baseline, of: change.person.person, by: change.stamp, on: change.connection)
            return .done("\(Baseline.words(seconds))を記録しました。")
        },
        clock("drop", "計測をやめる") { _, change in
            try Stopwatch.drop(of: change.person.person, on: change.connection)
            return .done("記録しないでやめました。")
        },
        .action(
            "automation/baselines/:baseline/samples", on: EditedBaseline.self, needs: .editRobots,
            summary: "計った時間を記録する",
            fields: [BaselineFields.seconds], page: BaselinePage.load
        ) { subject, form, change in
            let (text) = try form.values(BaselineFields.seconds)
            guard let seconds = BaselineFields.read(text) else {
                throw form.refusing(BaselineFields.seconds, "「1件ごとの時間」は、1行に1件ずつ、「320」か「5:20」のように書いてください。")
            }
            try form.blaming(BaselineFields.seconds) {
                try subject.baseline.add(seconds, by: change.stamp, on: change.connection)
            }
            return .done("\(seconds.count)件を記録しました。")
        },
        .action(
            "automation/baselines/:baseline/exclude", on: EditedBaseline.self, needs: .editRobots, summary: "計測を除く",
            page: BaselinePage.load
        ) { subject, form, change in
            let (sample, why) = try form.values(BaselineFields.sample(subject.baseline), BaselineFields.why)
            try subject.baseline.exclude(sample, why, by: change.stamp, on: change.connection)
            return .done("除きました。計測は、理由とともに残ります。")
        },
        .action(
            "automation/baselines/:baseline/include", on: EditedBaseline.self, needs: .editRobots,
            summary: "除いた計測を戻す", page: BaselinePage.load
        ) { subject, form, change in
            let (sample, why) = try form.values(BaselineFields.excluded(subject.baseline), BaselineFields.back)
            try subject.baseline.include(sample, why, by: change.stamp, on: change.connection)
            return .done("戻しました。平均に入れて計算します。")
        },
    ]

    private static func clock(
        _ end: String, _ summary: String, _ change: @escaping @Sendable (Baseline, Change) throws -> Outcome
    ) -> Route {
        .action(
            "automation/baselines/:baseline/\(end)", on: EditedBaseline.self, needs: .editRobots, summary: summary,
            fields: [], page: BaselinePage.load
        ) { subject, _, made in try change(subject.baseline, made) }
    }
}
