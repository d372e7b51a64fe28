import Japanese
import SampleSystem
import Scenarios
import Site
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Automation

@Suite("Scenarios of robots of the platform")
struct ScenarioVersionTests {
    /// A robot of the platform with both owners, at work, and the screens of the invented system.
    static func robot(_ sample: SampleRobots) async throws {
        try await sample.write { robot, stamp, connection in
            var told = robot.told
            told.product = .namiki
            told.system = "見本システム"
            try robot.rewrite(told, by: stamp, on: connection)
            _ = try ContractVersion.write(ScreenContract.sampleText, by: stamp, on: connection)
        }
        try await sample.live()
    }

    private static func author(_ sample: SampleRobots) -> Stamp {
        sample.ward.stamp(by: Actor(person: sample.main, name: "主 花子"))
    }

    @Test(
        "A text is kept without fault only, version by version, and the same text is none", arguments: TestDatabases.all
    )
    func versions(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            await #expect(throws: ScenarioRefusal.otherProduct) {
                try await sample.write { robot, stamp, connection in
                    _ = try ScenarioVersion.write(Scenario.sampleText, for: robot, by: stamp, on: connection)
                }
            }
            try await Self.robot(sample)
            let first = try await sample.write { robot, stamp, connection in
                try ScenarioVersion.write(Scenario.sampleText, for: robot, by: stamp, on: connection)
            }
            #expect(first.number == 1)
            #expect(first.state == .draft)
            await #expect(throws: ScenarioRefusal.unchanged) {
                try await sample.write { robot, stamp, connection in
                    _ = try ScenarioVersion.write(Scenario.sampleText, for: robot, by: stamp, on: connection)
                }
            }
            // Two faults are told at once, each with its line.
            let broken = Scenario.sampleText.replacing("変更入力.口座番号", with: "変更入力.ない部品")
                .replacing("until: 受付完了", with: "until: ない画面")
            do {
                _ = try await sample.write { robot, stamp, connection in
                    try ScenarioVersion.write(broken, for: robot, by: stamp, on: connection)
                }
                Issue.record("a text with faults was kept")
            } catch ScenarioRefusal.findings(let lines) {
                #expect(lines.contains { $0.contains("ない部品") })
                #expect(lines.contains { $0.contains("ない画面") })
                #expect(lines.allSatisfy { $0.hasPrefix("シナリオ") })
            }
            #expect(try await database.read { try ScenarioVersion.list("", on: $0) }.count == 1)
        }
    }

    @Test("Who wrote it does not publish it; another person does, and the version before is replaced")
    func publishing() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            try await Self.robot(sample)
            let author = Self.author(sample)
            let first = try await sample.write { robot, _, connection in
                try ScenarioVersion.write(Scenario.sampleText, for: robot, by: author, on: connection)
            }
            await #expect(throws: ScenarioRefusal.samePerson) {
                try await sample.write { _, _, connection in try first.publish(by: author, on: connection) }
            }
            let second = sample.ward.stamp(by: Actor(person: sample.deputy, name: "副 太郎"))
            let states = try await sample.write { robot, _, connection in
                try first.publish(by: second, on: connection)
                let next = try ScenarioVersion.write(
                    Scenario.sampleText.replacing("retry: 2", with: "retry: 1"), for: robot, by: author,
                    on: connection)
                try next.publish(by: second, on: connection)
                return try ScenarioVersion.of(robot.id, on: connection).map(\.state)
            }
            #expect(states == [.published, .replaced])
            await #expect(throws: ScenarioRefusal.notDraft) {
                try await sample.write { _, _, connection in
                    try ScenarioVersion.known(first.id, on: connection).publish(by: second, on: connection)
                }
            }
        }
    }

    @Test("The address of a system holds no password and nothing but a server")
    func targets() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            for bad in [
                "kosodate", "ftp://kosodate.example", "https://robot:pass@kosodate.example", "https://",
                "https://a.example/?x=1",
            ] {
                await #expect(throws: ScenarioRefusal.badTarget(bad)) {
                    try await sample.write { robot, stamp, connection in
                        try RunTarget(base: bad, hosts: []).set(for: robot, by: stamp, on: connection)
                    }
                }
            }
            let kept = try await sample.write { robot, stamp, connection in
                try RunTarget(
                    base: "https://kosodate.example/app", hosts: RunTarget.hosts(in: "a.example、b.example:8443")
                )
                .set(for: robot, by: stamp, on: connection)
                return try RunTarget.of(robot.id, on: connection)
            }
            #expect(kept?.hosts == ["a.example", "b.example:8443"])
        }
    }

    @Test("Work that another module ordered is taken by a run, sealed, and finished with it; a trial takes nothing")
    func orders() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let ward = sample.ward
            let ready = try await EngineRunTests.ready(sample, port: 9)
            let unit = sample.unit
            try await sample.write { _, stamp, connection in
                for number in ["10000001", "10000002"] {
                    try WorkOrder.place(
                        WorkOrder.Content(
                            module: "counter", kind: "B07", title: "届出", unit: unit, key: number,
                            facts: [
                                "受付番号": number, "氏名": "仕込み花子", "郵便番号": "1660001", "口座番号": "7000001", "変更区分": "住所",
                            ], origin: "cases/1"), by: stamp, on: connection)
                }
            }
            func start(_ level: Int) async throws -> (Run, Int) {
                try await sample.write { _, stamp, connection in
                    let run = try RunStarting.startOrders(
                        ready, kind: "B07", level: level, in: ward, by: stamp, on: connection)
                    return (run, try WorkOrder.waiting("B07", for: unit, on: connection).count)
                }
            }
            #expect(try await start(3).1 == 2)
            let (run, left) = try await start(Run.submitting)
            #expect(left == 0)
            let (facts, states, sealed) = try await sample.write { _, stamp, connection in
                let facts = try WorkOrder.list("", on: connection).map(\.content.facts)
                let sealed: String? = try connection.value(
                    "SELECT sealed FROM automation_record WHERE run = \(run.id) AND record_key = '10000001'")
                for key in ["10000001", "10000002"] {
                    try run.note(key, "commit", state: .done, receipt: "R", by: stamp, on: connection)
                }
                try run.end(.done, by: stamp, on: connection)
                return (facts, try WorkOrder.list("", on: connection).map(\.state), sealed)
            }
            #expect(facts == [[:], [:]])
            #expect(states == [.done, .done])
            let record = try SealedRecords.open(try #require(sealed), key: "10000001", in: ward)
            #expect(record.rows.first?.values["氏名"]?.text == "仕込み花子")
            // What was registered is not kept.
            let kept = try await database.read {
                try $0.value(
                    "SELECT COUNT(*) FROM automation_record WHERE run = \(run.id) AND sealed IS NOT NULL", as: Int.self)
            }
            #expect(kept == 0)
        }
    }

    @Test("The pages show the text with its faults, what was typed, the difference and whom to ask")
    func pages() async throws {
        try await RobotPageTests.site { site, sample in
            try await Self.robot(sample)
            let officer = TestPerson(.automationOfficer)
            let path = "/automation/robots/\(sample.robot)/scenario"
            let refused = try await site.client.post(path, as: officer, ["text": "scenario: x\n書きかけの行"])
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("書きかけの行"))
            let made = try await site.client.post(path, as: officer, ["text": Scenario.sampleText])
            #expect(made.status == .seeOther)
            let version = try #require(made.headers[.location])
            let page = try await site.client.get(version, as: officer)
            #expect(page.text.contains("公開できるほかの人がいません"))
            #expect(try await site.client.post("\(version)/publish", as: officer).status == .conflict)
            for address in [path, "/automation/contracts", "/automation/robots/\(sample.robot)/run"] {
                #expect(try await site.client.get(address, as: officer).status == .ok, "\(address)")
            }
        }
    }

    @Test("Where a text is written the page leads to its schema, which editors read without signing in")
    func schemas() async throws {
        try await RobotPageTests.site { site, sample in
            try await Self.robot(sample)
            for (schema, path) in [
                (TextSchema.scenario, "/automation/robots/\(sample.robot)/scenario"),
                (.contract, "/automation/contracts"),
            ] {
                let page = try await site.client.get(path, as: TestPerson(.automationOfficer))
                #expect(page.text.contains("href=\"\(schema.path)\""))
                let answer = try await site.client.get(schema.path, as: nil)
                #expect(answer.status == .ok)
                #expect(answer.headers[.contentType] == "application/schema+json")
                #expect(answer.text == schema.text)
            }
        }
    }
}
