import Browsing
import HTTPTypes
import Site
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Automation

@Suite("Files that a run received")
struct RunFileTests {
    private static let bytes = Array("氏名,仕込み 花子".utf8)

    /// A run that received a file, kept as the runner has it kept.
    private static func received(_ sample: SampleRobots) async throws -> (run: Run, reference: String) {
        let ready = try await EngineRunTests.ready(sample, port: 9)
        let records = try RunStarting.records(in: EngineRunTests.file(1), named: "a.csv", ready.scenario)
        let ward = sample.ward
        let run = try await sample.write { _, stamp, connection in
            try RunStarting.start(
                ready, records, level: Run.submitting, trigger: "hand", isQueued: false, in: ward, by: stamp,
                on: connection)
        }
        let hands = RunHands.live(run, ready.robot, ready.scenario, turn: 1, in: ward, by: .system)
        let reference = try await hands.keep(
            RunEvidence(
                kind: .download, record: "10000001", step: "通知書", name: "仕込み花子の通知.csv", bytes: bytes))
        return (run, reference)
    }

    @Test("They stand sealed, name and all, and open as they came", arguments: TestDatabases.all)
    func sealed(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let (run, reference) = try await Self.received(sample)
            let ward = sample.ward
            let (files, texts, evidence) = try await database.read { connection in
                (
                    try RunFile.of(run.id, on: connection),
                    try connection.column("SELECT sealed_value FROM automation_file", as: String.self)
                        + connection.column("SELECT details FROM audit", as: String.self),
                    try connection.value("SELECT COUNT(*) FROM evidence", as: Int.self)
                )
            }
            #expect(files.map(\.reference) == [reference])
            #expect(evidence == 0)
            #expect(!texts.contains { $0.contains("仕込み") })
            let file = try #require(files.first)
            let opened = try await sample.write { _, stamp, connection in
                try file.open(in: ward, by: stamp, on: connection)
            }
            #expect(opened.name == "仕込み花子の通知.csv")
            #expect(opened.bytes == Self.bytes)
        }
    }

    @Test("One that is too large to be kept is an outcome of its own, which names the limit, and nothing of it is kept")
    func tooLarge() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let (run, _) = try await Self.received(sample)
            let ready = try await sample.write { robot, stamp, connection in
                try RunStarting.ready(robot, on: stamp.today, connection)
            }
            let hands = RunHands.live(run, ready.robot, ready.scenario, turn: 1, in: sample.ward, by: .system)
            let outcome = RunOutcome.downloadTooLarge(bytesMax: RunFile.bytesMax)
            #expect(outcome.japanese.contains("上限は20MB"))
            await #expect(throws: outcome) {
                _ = try await hands.keep(
                    RunEvidence(
                        kind: .download, record: "10000001", step: "通知書", name: "大きい.csv",
                        bytes: [UInt8](repeating: 0x41, count: RunFile.bytesMax + 1)))
            }
            let files = try await database.read { try RunFile.of(run.id, on: $0).count }
            #expect(files == 1)
        }
    }

    @Test("Who decides in the section takes one out, and the trail says so; nobody else does")
    func taken() async throws {
        try await RobotPageTests.site { site, sample in
            let (run, _) = try await Self.received(sample)
            let file = try #require(try await sample.ward.database.read { try RunFile.of(run.id, on: $0).first })
            let editor = TestPerson(.editor, units: [sample.unit])
            let other = try await sample.write { _, stamp, connection in
                try UnitStore.create(code: "0300", name: "税務課", by: stamp, on: connection).id
            }
            let page = try await site.client.get(run.path, as: editor)
            #expect(page.text.contains(file.path))
            #expect(!page.text.contains("仕込み"))
            let stranger = try await site.client.post(file.path, as: TestPerson(.editor, units: [other]))
            #expect(stranger.status == .forbidden)
            let auditor = try await site.client.post(file.path, as: TestPerson(.auditor))
            #expect(auditor.status == .forbidden)
            let taken = try await site.client.post(file.path, as: editor)
            #expect(taken.status == .ok)
            #expect(taken.text == "氏名,仕込み 花子")
            let reads = try await sample.ward.database.read {
                try $0.value("SELECT COUNT(*) FROM audit WHERE action = 'automation.file.read'", as: Int.self)
            }
            #expect(reads == 1)
        }
    }

    @Test("After a new signing key, records that wait and files open as before", arguments: TestDatabases.all)
    func rewrapped(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let (run, _) = try await Self.received(sample)
            let (ward, clock) = (sample.ward, sample.clock.clock)
            try await sample.write { robot, stamp, connection in
                _ = try Arrival.keep(Self.bytes, named: "b.csv", for: robot, in: ward, by: stamp, on: connection)
            }
            let moved = Ward.tested(database, clock: clock, seed: 5, signingKey: .fresh())
            let earlier = try #require(ward.signingKey)
            let counts = try await sample.write { _, stamp, connection in
                try Rewrapping.all(from: earlier, in: moved, by: stamp, on: connection)
            }
            #expect(counts == Rewrapping.Counts(secrets: 1, records: 1, arrivals: 1, files: 1))
            let (sealed, arrival, file) = try await database.read { connection in
                (
                    try #require(
                        try connection.value(
                            "SELECT sealed FROM automation_record WHERE run = \(run.id)", as: String.self)),
                    try #require(try Arrival.next(of: run.robot, on: connection)),
                    try #require(try RunFile.of(run.id, on: connection).first)
                )
            }
            let record = try SealedRecords.open(sealed, key: "10000001", in: moved)
            #expect(record.rows.first?.values["氏名"]?.text == "仕込み花子0")
            #expect(throws: EnvelopeRefusal.doesNotOpen) {
                try SealedRecords.open(sealed, key: "10000001", in: ward)
            }
            #expect(try arrival.bytes(in: moved) == Self.bytes)
            let opened = try await sample.write { _, stamp, connection in
                try file.open(in: moved, by: stamp, on: connection).bytes
            }
            #expect(opened == Self.bytes)
        }
    }
}
