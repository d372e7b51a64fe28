import Japanese
import Site
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Automation

@Suite("A wrong report of a robot elsewhere is corrected or taken back, and what stood before stays")
struct ReportCorrectionTests {
    /// 120 records of 300 seconds by hand, reported on 2026-05-31 and settled in July: 10 hours less 5 of building.
    private static func settled(_ sample: SampleRobots) async throws -> (run: ID<Run>, effect: Effect) {
        try await sample.live()
        sample.clock.move(to: SampleRobots.day("2026-05-31"), hour: 18)
        let run = try await sample.write { robot, stamp, connection in
            try Baseline.begin(
                .stopwatch, unitName: "件", source: nil, from: SampleRobots.day("2026-04-01"), of: robot, by: stamp,
                on: connection
            ).add([280, 300, 320, 290, 310], by: stamp, on: connection)
            return try Self.report(at: stamp.at).enter(for: robot, source: .http, by: stamp, on: connection).run.id
        }
        sample.clock.move(to: SampleRobots.day("2026-07-02"))
        let written = try await sample.write { _, stamp, connection in
            try EffectSettling.settle(
                Quarter(containing: SampleRobots.day("2026-05-01")), by: stamp, on: connection)
        }
        return (run, try #require(written.first))
    }

    private static func report(at end: Timestamp) -> ReportedRun {
        ReportedRun(
            reference: "1", facts: .init(startedAt: end.adding(seconds: -3_600), endedAt: end, done: 120, business: 2))
    }

    @Test(
        "A correction counts from then on; the row of a settled quarter stays, and one in its place says what is right",
        arguments: TestDatabases.all)
    func corrected(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let (id, first) = try await Self.settled(sample)
            #expect(first.value == 5)
            try await sample.write { _, stamp, connection in
                let run = try Run.known(id, on: connection)
                var facts = run.facts
                facts.done = 72
                try run.correct(facts, why: "試験の実行を数えていた", by: stamp, on: connection)
            }
            let (run, corrections, standing, before, broken) = try await database.read { connection in
                let run = try Run.known(id, on: connection)
                return (
                    run, try ReportCorrection.of(id, on: connection),
                    try EffectLedger.standing("automation", on: connection),
                    try Effect.known(first.id, on: connection), try RunLedger(run, on: connection).firstBreak()
                )
            }
            #expect(run.counts == Run.Counts(total: 74, done: 72, business: 2))
            #expect(corrections.map(\.before.done) == [120])
            #expect(corrections.map(\.after.done) == [72])
            #expect(corrections.map(\.reason) == ["試験の実行を数えていた"])
            // 72 × 300 s = 6 h, less 5.
            #expect(standing.map(\.value) == [1])
            #expect(standing.first?.replaces == first.id)
            #expect(before.value == 5)
            #expect(broken == nil)
        }
    }

    @Test(
        "What was taken back counts nowhere, the robot that sends it again changes nothing, and a correction makes it count again",
        arguments: TestDatabases.all)
    func withdrawn(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let (id, _) = try await Self.settled(sample)
            let first = try await sample.write { robot, stamp, connection in
                let run = try Run.known(id, on: connection)
                try run.withdraw(why: "二重の報告", by: stamp, on: connection)
                return run
            }
            let (gone, again, hours) = try await sample.write { robot, stamp, connection in
                let again = try Self.report(at: first.facts.endedAt).enter(
                    for: robot, source: .http, by: stamp, on: connection)
                let (from, to) = (SampleRobots.day("2026-04-01"), SampleRobots.day("2026-06-30"))
                return (
                    try Run.ended(of: robot.id, from: from, to: to, on: connection), again,
                    try EffectLedger.standing("automation", on: connection)
                )
            }
            #expect(gone.isEmpty)
            #expect(!again.isNew)
            #expect(again.run.state == .withdrawn)
            // Building is still spread over the quarter.
            #expect(hours.map(\.value) == [-5])
            await #expect(throws: ReportRefusal.alreadyWithdrawn) {
                try await sample.write { _, stamp, connection in
                    try Run.known(id, on: connection).withdraw(why: "もう一度", by: stamp, on: connection)
                }
            }
            let back = try await sample.write { _, stamp, connection in
                try Run.known(id, on: connection).correct(first.facts, why: "取消の誤り", by: stamp, on: connection)
                return try EffectLedger.standing("automation", on: connection)
            }
            #expect(back.map(\.value) == [5])
        }
    }

    @Test(
        "A report that was corrected is the same report when the robot sends what it sent; runs of the engine are not corrected"
    )
    func known() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let (id, _) = try await Self.settled(sample)
            let run = try await sample.write { robot, stamp, connection in
                let run = try Run.known(id, on: connection)
                var facts = run.facts
                facts.technical = 4
                try run.correct(facts, why: "数え漏れ", by: stamp, on: connection)
                return run
            }
            let again = try await sample.write { robot, stamp, connection in
                try Self.report(at: run.facts.endedAt).enter(for: robot, source: .http, by: stamp, on: connection)
            }
            #expect(!again.isNew)
            #expect(again.run.counts.technical == 4)
            await #expect(throws: ReportRefusal.nothingChanged) {
                try await sample.write { _, stamp, connection in
                    try again.run.correct(again.run.facts, why: "同じ", by: stamp, on: connection)
                }
            }
            await #expect(throws: ReportRefusal.ownRun) {
                try await sample.write { robot, stamp, connection in
                    try Run.ask(
                        for: robot, trigger: "hand", records: [(key: "a", sealed: nil)], by: stamp, on: connection
                    ).withdraw(why: "自分の実行", by: stamp, on: connection)
                }
            }
        }
    }

    @Test("A list of runs is held against the reports of its own robots alone", arguments: TestDatabases.all)
    func own(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let (id, _) = try await Self.settled(sample)
            let unit = sample.unit
            let (own, other, none) = try await sample.write { robot, stamp, connection in
                let run = try Run.known(id, on: connection)
                var facts = run.facts
                facts.done = 72
                try run.correct(facts, why: "数え誤り", by: stamp, on: connection)
                let other = try Robot.create(
                    SampleRobots.told(unit, name: "税の入力"), by: stamp, on: connection)
                func roster(_ robots: [Robot]) throws -> ReportRoster {
                    try ReportRoster.of(robots, at: stamp.at, on: connection)
                }
                return (try roster([robot]), try roster([other]), try roster([]))
            }
            #expect(own.known.count == 1)
            #expect(own.corrections[id]?.count == 1)
            #expect(other.known.isEmpty)
            #expect(other.corrections.isEmpty)
            #expect(none.corrections.isEmpty)
        }
    }

    @Test("A robot of the platform does not report: its runs would count twice")
    func ownRobot() async throws {
        try await RobotPageTests.site { site, sample in
            try await sample.write { robot, stamp, connection in
                var told = robot.told
                told.product = .namiki
                try robot.rewrite(told, by: stamp, on: connection)
            }
            let answer = try await site.client.ask(
                .post, "/automation/reports/run", asProgramOf: TestPerson(.automationOfficer),
                json: [
                    "robot": "保育の入力", "reference": "1", "startedAt": "2026-04-05T18:00:00+09:00",
                    "endedAt": "2026-04-05T18:25:00+09:00", "done": "137",
                ])
            #expect(answer.status == .conflict)
            await #expect(throws: ReportRefusal.ownRobot("保育の入力")) {
                try await sample.write { robot, stamp, connection in
                    _ = try Self.report(at: stamp.at).enter(for: robot, source: .http, by: stamp, on: connection)
                }
            }
            let runs = try await sample.ward.database.read { try Run.list("", on: $0) }
            #expect(runs.isEmpty)
        }
    }

    @Test("Minutes that were written down wrongly count no more, and a settled quarter says so in a row of its own")
    func voided() async throws {
        try await RobotPageTests.site { site, sample in
            let officer = TestPerson(.automationOfficer)
            _ = try await Self.settled(sample)
            let day = SampleRobots.day("2026-06-10")
            let hours = try await sample.write { robot, stamp, connection in
                try Effort.write(.repair, minutes: 600, on: day, "時間の誤り", of: robot.id, by: stamp, connection)
                _ = try EffectSettling.settle(Quarter(containing: day), by: stamp, on: connection)
                return try EffectLedger.standing("automation", on: connection).map(\.value)
            }
            #expect(hours == [-5])
            let effort = try #require(
                try await sample.ward.database.read { try Effort.list("WHERE minutes = 600", on: $0).first })
            let path = "/automation/robots/\(sample.robot)"
            let fields = ["effort": effort.id.text, "reason": "分を時間で書いた"]
            let answer = try await site.client.post("\(path)/efforts/void", as: officer, fields)
            #expect(answer.status == .seeOther)
            let standing = try await sample.ward.database.read {
                try EffectLedger.standing("automation", on: $0).map(\.value)
            }
            #expect(standing == [5])
            let page = try await site.client.get(path, as: officer)
            #expect(page.text.contains("<del>600</del>"))
            #expect(page.text.contains("分を時間で書いた"))
            // It is not among those that can be taken back any more.
            let again = try await site.client.post("\(path)/efforts/void", as: officer, fields)
            #expect(again.status == .unprocessableContent)
        }
    }

    @Test("A sample that was left out by mistake counts again")
    func included() async throws {
        try await RobotPageTests.site { site, sample in
            let officer = TestPerson(.automationOfficer)
            _ = try await Self.settled(sample)
            let baseline = try #require(
                try await sample.ward.database.read { try Baseline.of(sample.robot, on: $0).first })
            let id = baseline.samples[0].id.text
            let left = try await site.client.post(
                "\(baseline.path)/exclude", as: officer, ["sample": id, "why": "電話で中断した"])
            #expect(left.status == .seeOther)
            let back = try await site.client.post(
                "\(baseline.path)/include", as: officer, ["excluded": id, "back": "別の件だった"])
            #expect(back.status == .seeOther)
            let count = try await sample.ward.database.read { try Baseline.known(baseline.id, on: $0).seconds.count }
            #expect(count == 5)
        }
    }

    @Test(
        "The pages list reports, correct with a reason, refuse what somebody else changed, and let no other section in")
    func pages() async throws {
        try await RobotPageTests.site { site, sample in
            let officer = TestPerson(.automationOfficer)
            let (id, _) = try await Self.settled(sample)
            let list = try await site.client.get("/automation/robots/\(sample.robot)/reports", as: officer)
            #expect(list.text.contains("/automation/runs/\(id)"))
            let other = try await sample.write { _, stamp, connection in
                try UnitStore.create(code: "0300", name: "税務課", by: stamp, on: connection).id
            }
            let fields = [
                "startedAt": "2026-05-31 17:00", "endedAt": "2026-05-31 18:00", "done": "110", "business": "2",
                "reason": "件数の誤り", "revision": "1",
            ]
            let path = "/automation/runs/\(id)"
            let stranger = try await site.client.post(
                "\(path)/correct", as: TestPerson(.editor, units: [other]), fields)
            #expect(stranger.status == .forbidden)
            let unsaid = try await site.client.post(
                "\(path)/correct", as: officer, fields.merging(["reason": ""]) { $1 })
            #expect(unsaid.status == .unprocessableContent)
            #expect(unsaid.text.contains("「訂正する理由」を入力してください。"))
            let changed = try await site.client.post("\(path)/correct", as: officer, fields)
            #expect(changed.status == .seeOther)
            let stale = try await site.client.post("\(path)/withdraw", as: officer, ["reason": "誤り", "revision": "1"])
            #expect(stale.status == .conflict)
            let page = try await site.client.get(path, as: officer)
            #expect(page.text.contains("件数の誤り"))
            #expect(page.text.contains("登録120件"))
            #expect(page.text.contains("登録110件"))
        }
    }
}
