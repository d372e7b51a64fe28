import Japanese
import Scenarios
import Site
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Automation

@Suite("When a robot runs by itself")
struct ScheduleTests {
    private static let office = OfficeCalendar()

    private static func schedule(
        _ rhythm: Schedule.Rhythm, day: Int? = nil, from: Int = 18 * 60, to: Int = 23 * 60, office: Bool = true,
        in database: any Database
    ) async throws -> Schedule {
        let sample = try await SampleRobots(database)
        try await sample.live()
        return try await sample.write { robot, stamp, connection in
            try Schedule.write(
                rhythm, day: day, from: from, to: to, officeDaysOnly: office, for: robot, by: stamp, on: connection)
        }
    }

    @Test("Every office day within the window, once a day", arguments: TestDatabases.all)
    func daily(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let daily = try await Self.schedule(.daily, in: database)
            // 2026-04-10 is a Friday.
            let friday = SampleRobots.day("2026-04-10")
            #expect(!daily.isDue(at: Timestamp(friday, hour: 17, minute: 59), Self.office))
            #expect(daily.isDue(at: Timestamp(friday, hour: 18), Self.office))
            #expect(!daily.isDue(at: Timestamp(friday, hour: 23), Self.office))
            #expect(!daily.isDue(at: Timestamp(friday.adding(days: 1), hour: 18), Self.office))
            try await database.write { try $0.execute("UPDATE automation_schedule SET last_on = \(friday)") }
            let again = try await database.read { try Schedule.known(daily.id, on: $0) }
            #expect(!again.isDue(at: Timestamp(friday, hour: 19), Self.office))
            #expect(again.isDue(at: Timestamp(friday.adding(days: 3), hour: 19), Self.office))
            #expect(again.words == "毎日 18:00～23:00（開庁日だけ）")
        }
    }

    @Test("A window past midnight belongs to the day on which it opened")
    func night() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let night = try await Self.schedule(.daily, from: 22 * 60, to: 5 * 60, in: database)
            let friday = SampleRobots.day("2026-04-10")
            #expect(night.isDue(at: Timestamp(friday, hour: 22), Self.office))
            // Saturday at two is still the night of Friday; Sunday at two is that of a closed day.
            #expect(night.isDue(at: Timestamp(friday.adding(days: 1), hour: 2), Self.office))
            #expect(!night.isDue(at: Timestamp(friday.adding(days: 2), hour: 2), Self.office))
            #expect(!night.isDue(at: Timestamp(friday, hour: 12), Self.office))
            #expect(night.window(at: Timestamp(friday.adding(days: 1), hour: 2)) == friday)
            #expect(night.window(at: Timestamp(friday, hour: 12)) == nil)
        }
    }

    @Test("Weekly on its weekday; monthly moves to the next office day, also into the next month")
    func weeklyAndMonthly() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            try await sample.live()
            let (weekly, monthly, end) = try await sample.write { robot, stamp, connection in
                func make(_ rhythm: Schedule.Rhythm, _ day: Int) throws -> Schedule {
                    try Schedule.write(
                        rhythm, day: day, from: 0, to: 1_439, officeDaysOnly: true, for: robot, by: stamp,
                        on: connection)
                }
                return (try make(.weekly, 5), try make(.monthly, 10), try make(.monthly, 31))
            }
            func days(_ schedule: Schedule, _ month: String) -> [Int] {
                let first = SampleRobots.day("\(month)-01")
                return (0..<first.endOfMonth.day).map { first.adding(days: $0) }
                    .filter { schedule.falls(on: $0, Self.office) }.map(\.day)
            }
            #expect(days(weekly, "2026-04") == [3, 10, 17, 24])
            // 2026-05-10 is a Sunday.
            #expect(days(monthly, "2026-05") == [11])
            #expect(days(monthly, "2026-04") == [10])
            // 2026-05-31 is a Sunday: the run of its end is on Monday, June 1.
            #expect(days(end, "2026-05") == [])
            #expect(days(end, "2026-06") == [1, 30])
        }
    }

    @Test("A robot that nobody owns cannot be scheduled, and what keeps a due one from running is told")
    func refused() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            await #expect(throws: AutomationRefusal.unowned([])) {
                try await sample.write { robot, stamp, connection in
                    _ = try Schedule.write(
                        .daily, day: nil, from: 0, to: 1_439, officeDaysOnly: false, for: robot, by: stamp,
                        on: connection)
                }
            }
            try await sample.live()
            let id = try await sample.write { robot, stamp, connection in
                try Schedule.write(
                    .daily, day: nil, from: 0, to: 1_439, officeDaysOnly: false, for: robot, by: stamp, on: connection
                ).id
            }
            try await Scheduling.look(in: sample.ward)
            let before = try await database.read { try Schedule.known(id, on: $0) }
            #expect(before.lastNote == ScenarioRefusal.nothingPublished.words)
            #expect(before.lastOn == nil)
            try await sample.write { robot, stamp, connection in
                try Blackout.write(
                    robot.system, from: stamp.today, to: stamp.today.adding(days: 2), "月次処理", by: stamp, on: connection)
            }
            try await Scheduling.look(in: sample.ward)
            let after = try await database.read { try Schedule.known(id, on: $0) }
            #expect(after.lastNote == "停止期間です（月次処理、令和8年4月8日まで）。")
        }
    }

    @Test(
        "A period without robots is shortened or taken back with a reason, once it is over nothing of it changes",
        arguments: TestDatabases.all)
    func lifted(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let today = sample.stamp.today
            let (now, later) = try await sample.write { robot, stamp, connection in
                try Blackout.write(
                    robot.system, from: today.adding(days: -1), to: today.adding(days: 5), "更新", by: stamp,
                    on: connection)
                try Blackout.write(
                    robot.system, from: today.adding(days: 10), to: today.adding(days: 12), "月次処理", by: stamp,
                    on: connection)
                let both = try Blackout.of(robot.system, from: today, on: connection)
                return (both[0], both[1])
            }
            func lasts() async throws -> [CivilDate] {
                try await sample.write { robot, _, connection in
                    try Blackout.of(robot.system, from: today, on: connection).map(\.lastOn)
                }
            }
            await #expect(throws: AutomationRefusal.self) {
                try await sample.write { _, stamp, connection in
                    try now.lift(after: today.adding(days: 5), why: "同じ日", by: stamp, on: connection)
                }
            }
            try await sample.write { _, stamp, connection in
                try now.lift(after: today.adding(days: 1), why: "早く終わった", by: stamp, on: connection)
            }
            let shortened = try await lasts()
            #expect(shortened == [today.adding(days: 1), today.adding(days: 12)])
            try await sample.write { _, stamp, connection in
                try Blackout.known(now.id, on: connection).lift(after: nil, why: "終わった", by: stamp, on: connection)
                try later.lift(after: nil, why: "日の誤り", by: stamp, on: connection)
            }
            let none = try await lasts()
            #expect(none == [])
            await #expect(throws: AutomationRefusal.self) {
                try await sample.write { _, stamp, connection in
                    try Blackout.known(later.id, on: connection).lift(
                        after: nil, why: "もう一度", by: stamp, on: connection)
                }
            }
            let kept = try await sample.write { robot, _, connection in
                try Blackout.entered(robot.system, from: today, on: connection)
            }
            #expect(kept.map(\.endsOn) == [today.adding(days: 5), today.adding(days: 12)])
            #expect(kept.map(\.lifting?.reason) == ["終わった", "日の誤り"])
        }
    }

    @Test("The page ends a period with its reason, and says both afterwards")
    func liftingPage() async throws {
        try await RobotPageTests.site { site, sample in
            let officer = TestPerson(.automationOfficer)
            let today = sample.stamp.today
            let id = try await sample.write { robot, stamp, connection in
                try Blackout.write(
                    robot.system, from: today, to: today.adding(days: 2), "更新", by: stamp, on: connection)
                return try #require(try Blackout.of(robot.system, from: today, on: connection).first).id
            }
            let path = "/automation/robots/\(sample.robot)/run"
            let unsaid = try await site.client.post("\(path)/blackouts/end", as: officer, ["blackout": id.text])
            #expect(unsaid.status == .unprocessableContent)
            let ended = try await site.client.post(
                "\(path)/blackouts/end", as: officer, ["blackout": id.text, "lifted": "早く終わった"])
            #expect(ended.status == .seeOther)
            let page = try await site.client.get(path, as: officer)
            #expect(page.text.contains("早く終わった"))
            #expect(!page.text.contains("停止期間を終える・取り消す"))
        }
    }

    @Test(
        "A file that no run can use is laid before a person with everything that is wrong, and the next one is not held up"
    )
    func unusable() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let ward = sample.ward
            _ = try await EngineRunTests.ready(sample, port: 9)
            try await sample.write { robot, stamp, connection in
                try Schedule.write(
                    .daily, day: nil, from: 0, to: 1_439, officeDaysOnly: false, for: robot, by: stamp, on: connection)
                _ = try Arrival.keep(
                    Array("受付番号,氏名\n1,見本\n".utf8), named: "broken.csv", for: robot, in: ward, by: stamp, on: connection)
            }
            try await Scheduling.look(in: ward)
            let matters = try await database.read { try Matter.open(on: $0) }
            #expect(matters.map(\.title) == ["届いたファイルを使えない（broken.csv）"])
            #expect(matters.first?.detail.contains("口座番号") == true)
            sample.clock.advance(seconds: 60)
            try await sample.write { robot, stamp, connection in
                _ = try Arrival.keep(
                    EngineRunTests.file(3), named: "good.csv", for: robot, in: ward, by: stamp, on: connection)
            }
            try await Scheduling.look(in: ward)
            let runs = try await database.read { try Run.list("", on: $0) }
            #expect(runs.map(\.counts.total) == [3])
            // Once a day.
            try await Scheduling.look(in: ward)
            #expect(try await database.read { try Run.list("", on: $0).count } == 1)
        }
    }

    @Test("The same records begin no second run while the first is not over, and a file is used by one run alone")
    func twice() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let ward = sample.ward
            let ready = try await EngineRunTests.ready(sample, port: 9)
            let records = try RunStarting.records(in: EngineRunTests.file(2), named: "a.csv", ready.scenario)
            let more = try RunStarting.records(in: EngineRunTests.file(3), named: "b.csv", ready.scenario)
            let arrival = try await sample.write { robot, stamp, connection in
                try Arrival.keep(
                    EngineRunTests.file(3), named: "b.csv", for: robot, in: ward, by: stamp, on: connection)
            }
            try await sample.write { _, stamp, connection in
                _ = try RunStarting.start(
                    ready, records, level: Run.submitting, trigger: "hand", in: ward, by: stamp, on: connection)
            }
            await #expect(throws: ArrivalRefusal.doneBefore(2)) {
                try await sample.write { _, stamp, connection in
                    _ = try RunStarting.start(
                        ready, records, level: Run.submitting, trigger: "hand", in: ward, by: stamp, on: connection)
                }
            }
            // Only the third is new.
            let total = try await sample.write { _, stamp, connection in
                let run = try RunStarting.start(
                    ready, more, level: Run.submitting, trigger: "schedule", arrival: arrival.id, in: ward, by: stamp,
                    on: connection)
                try run.end(.cancelled, by: stamp, on: connection)
                return run.counts.total
            }
            #expect(total == 1)
            await #expect(throws: AutomationRefusal.self) {
                try await sample.write { _, stamp, connection in
                    _ = try RunStarting.start(
                        ready, more, level: Run.submitting, trigger: "schedule", arrival: arrival.id, in: ward,
                        by: stamp, on: connection)
                }
            }
            // Another server that found it unusable comes too late, too.
            try await sample.write { _, stamp, connection in
                try arrival.setAside("読めない", by: stamp, on: connection)
            }
            let open = try await database.read { try Matter.open(on: $0).count }
            #expect(open == 0)
        }
    }

    @Test("A robot that was halted begins no run that registers, also one that was asked for before")
    func halted() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let ward = sample.ward
            let ready = try await EngineRunTests.ready(sample, port: 9)
            let records = try RunStarting.records(in: EngineRunTests.file(2), named: "a.csv", ready.scenario)
            let run = try await sample.write { robot, stamp, connection in
                let run = try RunStarting.start(
                    ready, records, level: Run.submitting, trigger: "hand", isQueued: false, in: ward, by: stamp,
                    on: connection)
                try robot.halt("制度の確認", by: stamp, on: connection)
                return run
            }
            try await RunWork.perform(run.id, in: ward, by: .system) { false }
            let ended = try await database.read { try Run.known(run.id, on: $0) }
            #expect(ended.state == .stopped)
            #expect(ended.note?.contains("停止中") == true)
            await #expect(throws: AutomationRefusal.self) {
                try await sample.write { _, stamp, connection in try ended.resume(by: stamp, on: connection) }
            }
        }
    }

    @Test("What a scenario says of hours and days holds for runs by hand, too")
    func limits() {
        let friday = SampleRobots.day("2026-04-10")
        func isRefused(_ limits: RunLimits, _ day: CivilDate, _ hour: Int) -> Bool {
            do throws(AutomationRefusal) {
                try limits.check(at: Timestamp(day, hour: hour), Self.office)
                return false
            } catch {
                return true
            }
        }
        let night = RunLimits(window: .init(minuteFrom: 22 * 60, minuteTo: 5 * 60))
        #expect(isRefused(night, friday, 21))
        #expect(!isRefused(night, friday, 22))
        // Saturday at two is still the night of Friday; Sunday at two is that of a closed day.
        #expect(!isRefused(night, friday.adding(days: 1), 2))
        #expect(isRefused(night, friday.adding(days: 2), 2))
        let always = RunLimits(days: .every)
        #expect(!isRefused(always, friday.adding(days: 1), 12))
        #expect(isRefused(RunLimits(), friday.adding(days: 1), 12))
    }

    @Test("A file that arrives twice is taken once, and its bytes stand in no table", arguments: TestDatabases.all)
    func arrivals(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let (ward, bytes) = (sample.ward, Array("番号,氏名\n1,仕込み 花子\n".utf8))
            let arrival = try await sample.write { robot, stamp, connection in
                try Arrival.keep(bytes, named: "a.csv", for: robot, in: ward, by: stamp, on: connection)
            }
            #expect(try arrival.bytes(in: ward) == bytes)
            await #expect(throws: ArrivalRefusal.known("b.csv")) {
                try await sample.write { robot, stamp, connection in
                    _ = try Arrival.keep(bytes, named: "b.csv", for: robot, in: ward, by: stamp, on: connection)
                }
            }
            let stored = try await database.read {
                try $0.value("SELECT sealed_value FROM automation_arrival", as: String.self) ?? ""
            }
            #expect(!stored.isEmpty)
            #expect(!stored.contains("仕込み"))
        }
    }
}
