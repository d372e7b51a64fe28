import Scenarios
import Site
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Automation

@Suite("A robot begins when work is there")
struct OrderScheduleTests {
    private static let orders = Schedule.Orders(kind: "B07", title: "届出")

    private static func place(_ number: String, account: String = "7000001", _ sample: SampleRobots) async throws {
        let unit = sample.unit
        try await sample.write { _, stamp, connection in
            try WorkOrder.place(
                WorkOrder.Content(
                    module: "counter", kind: "B07", title: "届出", unit: unit, key: number,
                    facts: [
                        "受付番号": number, "氏名": "仕込み花子", "郵便番号": "1660001", "口座番号": account, "変更区分": "住所",
                    ], origin: "cases/1"), by: stamp, on: connection)
        }
    }

    private static func scheduled(_ sample: SampleRobots, orders: Schedule.Orders?) async throws -> Schedule {
        _ = try await EngineRunTests.ready(sample, port: 9)
        return try await sample.write { robot, stamp, connection in
            try Schedule.write(
                .arrival, day: nil, from: 0, to: 1_439, officeDaysOnly: false, orders: orders, for: robot, by: stamp,
                on: connection)
        }
    }

    private static func looked(_ sample: SampleRobots) async throws -> [Int?] {
        sample.clock.advance(seconds: 60)
        try await Scheduling.look(in: sample.ward)
        return try await sample.ward.database.read {
            try Run.list("ORDER BY asked_at, id", on: $0).map(\.counts.total)
        }
    }

    @Test(
        "Work that was ordered begins a run each time it is there, one after the other, without anybody's hand",
        arguments: TestDatabases.all)
    func ordered(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let schedule = try await Self.scheduled(sample, orders: Self.orders)
            #expect(schedule.words == "届いたとき 0:00～23:59　引き渡された仕事「届出」")
            let none = try await Self.looked(sample)
            #expect(none == [])
            try await Self.place("10000001", sample)
            try await Self.place("10000002", sample)
            let first = try await Self.looked(sample)
            #expect(first == [2])
            // The robot is busy: what comes meanwhile waits.
            try await Self.place("10000003", sample)
            let busy = try await Self.looked(sample)
            #expect(busy == [2])
            try await sample.write { _, stamp, connection in
                for run in try Run.list("", on: connection) {
                    for record in try RunRecord.list(of: run.id, on: connection) {
                        try run.note(record.key, "commit", state: .done, by: stamp, on: connection)
                    }
                    try run.end(.done, by: stamp, on: connection)
                }
            }
            let second = try await Self.looked(sample)
            #expect(second == [2, 1])
            let left = try await database.read { try WorkOrder.waiting("B07", for: sample.unit, on: $0).count }
            #expect(left == 0)
        }
    }

    @Test("Work that cannot be used is laid before a person once, and waits until it is mended")
    func unusable() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            _ = try await Self.scheduled(sample, orders: Self.orders)
            try await Self.place("10000001", account: "7", sample)
            for _ in 0..<2 {
                let runs = try await Self.looked(sample)
                #expect(runs == [])
            }
            let matters = try await database.read { try Matter.open(on: $0).map(\.title) }
            #expect(matters == ["引き渡された仕事を使えない（届出）"])
            try await Self.place("10000001", sample)
            let mended = try await Self.looked(sample)
            #expect(mended == [1])
        }
    }

    @Test(
        "What a person was told is not told again in other words or after something else was in the way, and what is new is told"
    )
    func told() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let schedule = try await Self.scheduled(sample, orders: Self.orders)
            func matters() async throws -> Int {
                _ = try await Self.looked(sample)
                return try await database.read { try Matter.open(on: $0).count }
            }
            try await Self.place("10000001", account: "7", sample)
            let first = try await matters()
            #expect(first == 1)
            // The words on the page are others meanwhile, as after a new release or a day without robots.
            try await sample.write { _, _, connection in try schedule.mark(nil, "別の言い方", on: connection) }
            let reworded = try await matters()
            #expect(reworded == 1)
            // The same fault in the same line, in another order: the words are those that stand on the page.
            try await sample.write { _, stamp, connection in
                try WorkOrder.withdraw(from: "cases/1", by: stamp, on: connection)
            }
            try await Self.place("10000002", account: "7", sample)
            let other = try await matters()
            #expect(other == 2)
            // Placed anew, and still wrong.
            try await Self.place("10000002", account: "8", sample)
            let anew = try await matters()
            #expect(anew == 3)
        }
    }

    @Test("After a run that stopped, its work is not tried each minute: somebody lets it go on, or the next day does")
    func stopped() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let schedule = try await Self.scheduled(sample, orders: Self.orders)
            try await Self.place("10000001", sample)
            let first = try await Self.looked(sample)
            #expect(first == [1])
            try await sample.write { _, stamp, connection in
                let run = try #require(try Run.list("", on: connection).first)
                try RunWork.finish(run, .stopped, note: "サインインできません。", by: stamp, on: connection)
            }
            let same = try await Self.looked(sample)
            #expect(same == [1])
            let note = try await database.read { try Schedule.known(schedule.id, on: $0).lastNote }
            #expect(note?.contains("前の実行が途中で止まりました") == true)
            sample.clock.advance(seconds: 86_400)
            let next = try await Self.looked(sample)
            #expect(next == [1, 1])
        }
    }

    @Test("A run that the hours of its scenario would stop at once is not begun")
    func hours() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let text = Scenario.sampleText.replacing("days: every}", with: "days: every, window: 18:00-23:00}")
            #expect(text != Scenario.sampleText)
            _ = try await EngineRunTests.ready(sample, port: 9, text: text)
            _ = try await sample.write { robot, stamp, connection in
                try Schedule.write(
                    .arrival, day: nil, from: 0, to: 1_439, officeDaysOnly: false, orders: Self.orders, for: robot,
                    by: stamp, on: connection)
            }
            try await Self.place("10000001", sample)
            let morning = try await Self.looked(sample)
            #expect(morning == [])
            sample.clock.move(to: SampleRobots.day("2026-04-06"), hour: 18)
            let evening = try await Self.looked(sample)
            #expect(evening == [1])
        }
    }

    @Test("Files begin a run each time they arrive, too")
    func files() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let ward = sample.ward
            _ = try await Self.scheduled(sample, orders: nil)
            for count in [1, 3] {
                try await sample.write { robot, stamp, connection in
                    for run in try Run.list("", on: connection) where !run.state.isEnded {
                        try run.end(.done, by: stamp, on: connection)
                    }
                    _ = try Arrival.keep(
                        EngineRunTests.file(count), named: "\(count).csv", for: robot, in: ward, by: stamp,
                        on: connection)
                }
                _ = try await Self.looked(sample)
            }
            let totals = try await Self.looked(sample)
            // The second file holds the record of the first again, of which nothing was registered.
            #expect(totals == [1, 3])
        }
    }

    @Test("The page offers work that was ever ordered of the section, and takes no other")
    func page() async throws {
        try await RobotPageTests.site { site, sample in
            _ = try await EngineRunTests.ready(sample, port: 9)
            try await Self.place("10000001", sample)
            let officer = TestPerson(.automationOfficer)
            let path = "/automation/robots/\(sample.robot)/run"
            let page = try await site.client.get(path, as: officer)
            #expect(page.text.contains("引き渡された仕事「届出」"))
            let fields = ["rhythm": "arrival", "from": "8:00", "to": "17:00", "source": "order:B07"]
            let made = try await site.client.post("\(path)/schedules", as: officer, fields)
            #expect(made.status == .seeOther)
            let wrong = try await site.client.post(
                "\(path)/schedules", as: officer, fields.merging(["source": "order:ない"]) { $1 })
            #expect(wrong.status == .unprocessableContent)
            let schedules = try await sample.ward.database.read { try Schedule.of(sample.robot, on: $0) }
            #expect(schedules.map(\.orders) == [Self.orders])
        }
    }
}
