import HTTPTypes
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

@Suite("What an AI-OCR is not sure of is seen by a person before it is typed", .serialized)
struct ReadingTests {
    private static let text = Scenario.sampleText.replacing("kind: csv", with: "kind: ocr")

    /// Sure of the first record; of the second the account is doubtful and no number; of the third its own number.
    private static let file = """
        受付番号,受付番号_確信度,氏名,氏名_確信度,郵便番号,口座番号,口座番号_確信度,変更区分
        10000001,0.99,仕込み花子1,0.97,1660001,7000001,0.99,住所
        10000002,0.99,仕込み花子2,0.97,1660001,70O0002,0.61,住所
        10000008,0.52,仕込み花子3,0.97,1660001,7000003,0.99,口座

        """

    private static func start(
        _ sample: SampleRobots, port: Int, percent: Int? = 95, file: String = file
    ) async throws -> Run {
        try await start(sample, EngineRunTests.ready(sample, port: port, text: text), percent: percent, file: file)
    }

    private static func start(
        _ sample: SampleRobots, _ ready: RunStarting.Ready, percent: Int?, level: Int = Run.submitting,
        file: String = file
    ) async throws -> Run {
        let records = try RunStarting.records(in: Array(file.utf8), named: "a.csv", ready.scenario)
        let ward = sample.ward
        return try await sample.write { _, stamp, connection in
            try RunStarting.start(
                ready, records, level: level, trigger: "hand", confidencePercent: percent, isQueued: false, in: ward,
                by: stamp, on: connection)
        }
    }

    private static func readings(_ sample: SampleRobots) async throws -> [Matter] {
        try await sample.ward.database.read { try Matter.open(on: $0).filter { $0.kind == .reading } }
    }

    private static func confirm(_ matter: Matter, _ texts: [String], _ sample: SampleRobots) async throws {
        let ward = sample.ward
        try await sample.write { _, stamp, connection in
            try Reading(matter, in: ward, on: connection).confirm(
                texts, minutes: 2, remark: nil, in: ward, by: stamp, on: connection)
        }
    }

    @Test(
        "Records that were read for sure are registered, the others when somebody read them; each once, under its right number",
        .enabled(if: EngineRunTests.hasBrowser), arguments: TestDatabases.all)
    func whole(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let system = SampleSystem(SampleOptions(password: EngineRunTests.password))
            let sample = try await SampleRobots(database)
            let (held, ended) = try await system.serving { port in
                let held = try await EngineRunTests.perform(Self.start(sample, port: port), sample)
                #expect(system.registrations.map { $0.values["number"] } == ["10000001"])
                for matter in try await Self.readings(sample) {
                    try await Self.confirm(
                        matter, [matter.recordKey == "10000002" ? "7000002" : "10000003"], sample)
                }
                return (held, try await EngineRunTests.perform(held, sample))
            }
            #expect(held.state == .held)
            #expect(held.note == "2件が読み取りの確認を待っています。")
            #expect(ended.state == .done)
            #expect(ended.counts == Run.Counts(total: 3, done: 3))
            #expect(system.registrations.map { $0.values["number"] } == ["10000001", "10000002", "10000003"])
            #expect(system.registrations.map { $0.values["account"] } == ["7000001", "7000002", "7000003"])
            let (ledger, texts, checking) = try await database.read { connection in
                (
                    try RunLedger(ended, on: connection), try EngineRunTests.everything(on: connection),
                    try connection.value(
                        "SELECT SUM(minutes) FROM automation_effort WHERE kind = 'checking'", as: Int.self)
                )
            }
            #expect(ledger.firstBreak() == nil)
            #expect(ledger.steps.filter { $0.step == "reading" }.map(\.recordKey).sorted() == ["10000002", "10000008"])
            #expect(checking == 4)
            for planted in ["70O0002", "7000002", "仕込み花子2"] {
                #expect(!texts.contains { $0.contains(planted) }, "\(planted)")
            }
        }
    }

    @Test("A run that was cancelled asks nobody; when its rest goes on what is doubtful is asked anew, and never typed")
    func cancelled() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            // Nothing is to be done before somebody read them: no browser is needed.
            let run = try await EngineRunTests.perform(Self.start(sample, port: 9, percent: 100), sample)
            #expect(run.state == .held)
            var waiting = try await Self.readings(sample)
            #expect(waiting.count == 3)
            try await sample.write { _, stamp, connection in try run.cancel(by: stamp, on: connection) }
            waiting = try await Self.readings(sample)
            #expect(waiting.isEmpty)
            try await sample.write { _, stamp, connection in
                try Run.known(run.id, on: connection).resume(by: stamp, on: connection)
            }
            let again = try await EngineRunTests.perform(run, sample)
            #expect(again.state == .held)
            waiting = try await Self.readings(sample)
            #expect(waiting.count == 3)
        }
    }

    @Test("A number that another record of the run has, or that is registered, is refused, and nothing is changed")
    func doubled() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let run = try await EngineRunTests.perform(Self.start(sample, port: 9, percent: 100), sample)
            let matter = try #require(try await Self.readings(sample).first { $0.recordKey == "10000008" })
            await #expect(throws: AutomationRefusal.self) {
                try await Self.confirm(matter, ["10000002", "仕込み花子3", "7000003"], sample)
            }
            let (state, open) = try await database.read { connection in
                (
                    try RunRecord.state(of: "10000008", in: run.id, on: connection),
                    try Matter.known(matter.id, on: connection).isOpen
                )
            }
            #expect(state == .held)
            #expect(open)
        }
    }

    @Test("Without a bound of the run those of the scenario hold, and a value that cannot be right is asked about, too")
    func bounds() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let ready = try await EngineRunTests.ready(sample, port: 9, text: Self.text)
            let run = try await Self.start(sample, ready, percent: nil)
            let ward = sample.ward
            let told = try await sample.write { _, stamp, connection in
                try Reading.hold(run, in: ward, by: stamp, on: connection)
                return try Matter.open(on: connection).map(\.detail)
            }
            #expect(told.count == 1)
            #expect(told.first?.contains("3行目の「口座番号」") == true)
            #expect(told.first?.contains("半角の数字だけ") == true)
            let trial = try await Self.start(
                sample, ready, percent: 95, level: 3, file: Self.file.replacing("100000", with: "200000"))
            let asked = try await sample.write { _, stamp, connection in
                try Reading.hold(trial, in: ward, by: stamp, on: connection)
                return try Matter.open(on: connection).count
            }
            #expect(asked == 1)
        }
    }

    @Test(
        "Who decides in the section sees the values and types the right one; the trail names them and the columns, no value"
    )
    func pages() async throws {
        try await RobotPageTests.site { site, sample in
            let run = try await EngineRunTests.perform(
                Self.start(sample, port: 9, file: Self.file.replacing("0.99,仕込み花子1", with: "0.1,仕込み花子1")), sample)
            let editor = TestPerson(.editor, units: [sample.unit])
            let matter = try #require(try await Self.readings(sample).first { $0.recordKey == "10000002" })
            let page = try await site.client.get(matter.path, as: editor)
            #expect(page.text.contains("読み取った値を見て確かめる"))
            #expect(!page.text.contains("70O0002"))
            let auditor = try await site.client.post("\(matter.path)/reading", as: TestPerson(.auditor))
            #expect(auditor.status == .forbidden)
            let seen = try await site.client.post("\(matter.path)/reading", as: editor)
            #expect(seen.status == .ok)
            #expect(seen.text.contains("70O0002"))
            #expect(!seen.text.contains("仕込み花子2"))
            let wrong = try await site.client.post(
                "\(matter.path)/reading/confirm", as: editor, ["value0": "70x0002", "minutes": "1"])
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("70x0002"))
            let right = try await site.client.post(
                "\(matter.path)/reading/confirm", as: editor, ["value0": "7000002", "minutes": "1"])
            #expect(right.status == .seeOther)
            let again = try await site.client.post(
                "\(matter.path)/reading/confirm", as: editor, ["value0": "7000002", "minutes": "1"])
            #expect(again.status == .conflict)
            let (trail, state) = try await sample.ward.database.read { connection in
                (
                    try connection.rows(
                        "SELECT action, details FROM audit WHERE action LIKE 'automation.reading.%' ORDER BY sequence"
                    ).map { (try $0["action"] as String, try $0["details"] as String) },
                    try RunRecord.state(of: "10000002", in: run.id, on: connection)
                )
            }
            #expect(trail.map(\.0) == ["automation.reading.look", "automation.reading.confirm"])
            #expect(trail.last?.1.contains("\"corrected\":[\"口座番号\"]") == true)
            #expect(!trail.contains { $0.1.contains("7000002") || $0.1.contains("70O0002") })
            #expect(state == .new)
            let robot = "/automation/robots/\(sample.robot)/run"
            let start = try await site.client.get(robot, as: editor)
            #expect(start.text.contains("確信度の下限"))
        }
    }
}
