import Japanese
import Site
import Storage
import Ward

enum ScheduleFields {
    static let rhythm = Field<Schedule.Rhythm>.radios(
        "rhythm", "いつ", Schedule.Rhythm.allCases.map { Choice($0.rawValue, $0.title) }, isInline: true)
    static let day = Field.integer(
        "day", "曜日か日", in: 1...31, hint: "毎週は1（月曜日）から7（日曜日）、毎月は1から31（31は末日）。毎日と、届いたときは空けます。"
    ).optional
    static let from = clock("from", "何時から", hint: "例: 18:00")
    static let to = clock("to", "何時まで", hint: "例: 23:00。この時刻より後には始めません。")
    static let officeDays = Field.checkbox("officeDays", "開庁日だけ")
    static let begins = Field.date("begins", "最初の日")
    static let ends = Field.date("ends", "最後の日")
    static let reason = Field.text("reason", "理由", max: 100, hint: "例: 月次処理、システムの更新")

    static let last = Field.date("last", "新しい最後の日", hint: "空けると、今日から止めません。始まる前のものは、取り消します。").optional
    static let lifted = Field.text("lifted", "終える理由", max: 100, hint: "例: 更新が早く終わった、日を誤って登録した")

    /// Files that arrived, or work that was ever ordered of the section.
    static func source(_ kinds: [(kind: String, title: String)]) -> Field<Schedule.Orders?> {
        let orders = kinds.map { Schedule.Orders(kind: $0.kind, title: $0.title) }
        return Field<String>.select(
            "source", "何を行うか",
            [Choice("file", "届いたファイル")]
                + orders.map { Choice("order:\($0.kind)", "引き渡された仕事「\($0.title)」") }
        ).mapped(
            to: { text in text == "file" ? .some(nil) : orders.first { "order:\($0.kind)" == text }.map { .some($0) } },
            from: { $0.map { "order:\($0.kind)" } ?? "file" }, problem: { _ in "「何を行うか」を選び直してください。" })
    }

    static func blackout(_ blackouts: [Blackout]) -> Field<ID<Blackout>> {
        .record("blackout", "終える停止期間", blackouts.map { Choice($0.id.text, $0.words) })
    }

    static func schedule(_ schedules: [Schedule]) -> Field<ID<Schedule>> {
        .record("schedule", "やめる予定", schedules.map { Choice($0.id.text, $0.words) })
    }

    private static func clock(_ name: String, _ label: String, hint: String) -> Field<Int> {
        Field.text(name, label, max: 5, hint: hint).mapped(
            to: { text in
                let parts = Width.narrowingDigitsAndLatin(text).replacing("：", with: ":").split(separator: ":")
                guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<24).contains(hour),
                    (0..<60).contains(minute)
                else { return nil }
                return hour * 60 + minute
            }, from: Schedule.clock, problem: { _ in "「\(label)」は、18:00のように書いてください。" })
    }
}

/// When a robot runs by itself, and when nothing runs on its system.
struct ScheduleSection: Component {
    let robot: Robot
    let schedules: [Schedule]
    /// Kinds of work that were ever ordered of the section.
    let kinds: [(kind: String, title: String)]
    /// Also those that were ended before their last day.
    let blackouts: [Blackout]
    let isRecognised: Bool
    let mayRun: Bool
    let today: CivilDate
    let state: PageState

    var html: HTML {
        let path = RunStartPage.path(robot)
        let rows = schedules.map { schedule -> [HTML] in
            ["\(schedule.words)", "\(schedule.lastOn?.japanese ?? "―")", "\(schedule.lastNote ?? "―")"]
        }
        let table = TableView(
            caption: "実行の予定", columns: [.rowHeader("いつ"), .text("最後に始めた日"), .text("そのときのこと")], rows: rows,
            empty: "予定はありません。", isCaptionHidden: true)
        let items: [HTML] = blackouts.map { "<li>\($0.words)\(Self.lifting($0))</li>" }
        let closed: HTML = items.isEmpty ? .empty : "<h3>停止期間</h3><ul>\(items)</ul>"
        return table.html + closed + (mayRun ? forms(path) : .empty)
    }

    private static func lifting(_ blackout: Blackout) -> HTML {
        guard let lifting = blackout.lifting else { return .empty }
        let what =
            lifting.from <= blackout.beginsOn ? "取り消しました" : "\(lifting.from.japanese)から、止めていません"
        return "<br>\(what)（\(lifting.reason)。\(lifting.by)、\(lifting.at.japanese)）"
    }

    /// Those that can still be ended.
    private var standing: [Blackout] { blackouts.filter { $0.holds(onOrAfter: today) } }

    private func forms(_ path: String) -> HTML {
        let adding = FormView(
            "\(path)/schedules", state, submit: "予定を加える",
            fields: [
                ScheduleFields.source(kinds)(.some(nil)), ScheduleFields.rhythm(.daily), ScheduleFields.day(),
                ScheduleFields.from(18 * 60),
                ScheduleFields.to(23 * 60), ScheduleFields.officeDays(true),
            ] + (isRecognised ? [ReadingFields.confidence(ReadingFields.usual)] : []))
        let closing = FormView(
            "\(path)/blackouts", state, submit: "停止期間を登録する",
            fields: [ScheduleFields.begins(), ScheduleFields.ends(), ScheduleFields.reason()])
        let ending = FormView(
            "\(path)/schedules/end", state, submit: "やめる", fields: [ScheduleFields.schedule(schedules)()])
        let end: HTML =
            schedules.isEmpty ? .empty : Details("予定をやめる", for: ["\(path)/schedules/end"], state, ending.html).html
        let lifting = FormView(
            "\(path)/blackouts/end", state, submit: "終える",
            fields: [ScheduleFields.blackout(standing)(), ScheduleFields.last(), ScheduleFields.lifted()])
        let lift: HTML =
            standing.isEmpty
            ? .empty : Details("停止期間を終える・取り消す", for: ["\(path)/blackouts/end"], state, lifting.html).html
        return Details("予定を加える", for: ["\(path)/schedules"], state, adding.html).html + end
            + Details("システムの停止期間を登録する", for: ["\(path)/blackouts"], state, closing.html).html + lift
    }
}

enum ScheduleRoutes {
    static let all: [Route] = [
        .action(
            "automation/robots/:robot/run/schedules", on: StartedRobot.self, needs: .runRobots, summary: "実行の予定を加える",
            page: RunStartPage.load
        ) { subject, form, change in
            let kinds = try WorkOrder.knownKinds(for: subject.robot.unit, on: change.connection)
            let (orders, rhythm, day, from, to, office, confidence) = try form.values(
                ScheduleFields.source(kinds), ScheduleFields.rhythm, ScheduleFields.day, ScheduleFields.from,
                ScheduleFields.to, ScheduleFields.officeDays, ReadingFields.confidence)
            let hasDay = rhythm == .weekly || rhythm == .monthly
            if hasDay, day == nil { throw form.refusing(ScheduleFields.day, "「曜日か日」を書いてください。") }
            if rhythm == .weekly, let day, day > 7 {
                throw form.refusing(ScheduleFields.day, "毎週のときは、「曜日か日」を1（月曜日）から7（日曜日）にしてください。")
            }
            guard from != to else { throw form.refusing(ScheduleFields.to, "「何時まで」は、「何時から」と別の時刻にしてください。") }
            try Schedule.write(
                rhythm, day: hasDay ? day : nil, from: from, to: to, officeDaysOnly: office, orders: orders,
                confidencePercent: confidence, for: subject.robot, by: change.stamp, on: change.connection)
            return .done("予定を加えました。")
        },
        .action(
            "automation/robots/:robot/run/schedules/end", on: StartedRobot.self, needs: .runRobots,
            summary: "実行の予定をやめる", page: RunStartPage.load
        ) { subject, form, change in
            let schedules = try Schedule.of(subject.robot.id, on: change.connection)
            let (schedule) = try form.values(ScheduleFields.schedule(schedules))
            try Schedule.known(schedule, on: change.connection).end(by: change.stamp, on: change.connection)
            return .done("予定をやめました。")
        },
        .action(
            "automation/robots/:robot/run/blackouts", on: StartedRobot.self, needs: .runRobots,
            summary: "システムの停止期間を登録する",
            fields: [ScheduleFields.begins, ScheduleFields.ends, ScheduleFields.reason], page: RunStartPage.load
        ) { subject, form, change in
            let (begins, ends, reason) = try form.values(
                ScheduleFields.begins, ScheduleFields.ends, ScheduleFields.reason)
            guard begins <= ends else { throw form.refusing(ScheduleFields.ends, "「最後の日」は、「最初の日」から後にしてください。") }
            try Blackout.write(
                subject.robot.system, from: begins, to: ends, reason, by: change.stamp, on: change.connection)
            return .done("登録しました。この期間は、このシステムのどのロボットも予定では動きません。")
        },
        .action(
            "automation/robots/:robot/run/blackouts/end", on: StartedRobot.self, needs: .runRobots,
            summary: "システムの停止期間を終える", page: RunStartPage.load
        ) { subject, form, change in
            let blackouts = try Blackout.of(subject.robot.system, from: change.today, on: change.connection)
            let (blackout, last, reason) = try form.values(
                ScheduleFields.blackout(blackouts), ScheduleFields.last, ScheduleFields.lifted)
            let known = try Blackout.known(blackout, on: change.connection)
            try form.blaming(ScheduleFields.last) {
                try known.lift(after: last, why: reason, by: change.stamp, on: change.connection)
            }
            return .done("停止期間を終えました。登録した期間は、理由とともに残ります。")
        },
    ]
}
