import Browsing
import Foundation
import Japanese
import SampleSystem
import Scenarios
import Storage
import StorageTesting
import Testing
import Ward

@testable import Automation

@Suite("A robot of the platform works off a file", .serialized)
struct EngineRunTests {
    static let hasBrowser = FileManager.default.isExecutableFile(atPath: BrowserOptions.installedProgram())
    static let password = "planted-暗証-5519"

    /// A CP932 file would be read as well; invented people, whose numbers count up.
    static func file(_ count: Int) -> [UInt8] {
        let rows = (0..<count).map { index in
            "\(10_000_001 + index),仕込み花子\(index),\(1_660_000 + index),\(7_000_001 + index),住所"
        }
        return Array((["受付番号,氏名,郵便番号,口座番号,変更区分"] + rows).joined(separator: "\n").utf8)
    }

    /// Published, with its secret and the place of its system.
    static func ready(
        _ sample: SampleRobots, port: Int, text: String = Scenario.sampleText
    ) async throws -> RunStarting.Ready {
        try await ScenarioVersionTests.robot(sample)
        let ward = sample.ward
        return try await sample.write { robot, stamp, connection in
            try ScenarioVersion.write(text, for: robot, by: stamp, on: connection)
                .publish(by: stamp, on: connection)
            try RunTarget(base: "http://127.0.0.1:\(port)", hosts: []).set(for: robot, by: stamp, on: connection)
            _ = try Credential.keep(
                "見本システムの暗証", system: "見本システム", account: SampleOptions.user, unit: nil, value: password,
                expiresOn: SampleRobots.day("2026-09-30"), in: ward, by: stamp, on: connection)
            return try RunStarting.ready(robot, on: stamp.today, connection)
        }
    }

    private static func start(
        _ sample: SampleRobots, _ ready: RunStarting.Ready, _ count: Int, level: Int = Run.submitting
    ) async throws -> Run {
        let ward = sample.ward
        let records = try RunStarting.records(in: file(count), named: "a.csv", ready.scenario)
        return try await sample.write { _, stamp, connection in
            try RunStarting.start(
                ready, records, level: level, trigger: "hand", isQueued: false, in: ward, by: stamp, on: connection)
        }
    }

    static func perform(_ run: Run, _ sample: SampleRobots) async throws -> Run {
        let job = try await sample.ward.database.read { try Run.known(run.id, on: $0).job }
        try await RunWork.perform(run.id, for: job, in: sample.ward, by: .system) { false }
        return try await sample.ward.database.read { try Run.known(run.id, on: $0) }
    }

    @Test(
        "Every record is registered once; what was planted stands in no table; the same file again begins nothing",
        .enabled(if: hasBrowser), arguments: TestDatabases.all)
    func whole(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let system = SampleSystem(SampleOptions(password: Self.password, refused: ["10000003"]))
            let sample = try await SampleRobots(database)
            let run = try await system.serving { port in
                let ready = try await Self.ready(sample, port: port)
                let run = try await Self.perform(Self.start(sample, ready, 5), sample)
                await #expect(throws: ArrivalRefusal.doneBefore(2)) { _ = try await Self.start(sample, ready, 2) }
                return run
            }
            #expect(run.state == .done)
            #expect(run.counts == Run.Counts(total: 5, done: 4, business: 1))
            #expect(Set(system.registrations.compactMap { $0.values["number"] }).count == 4)
            #expect(system.registrations.count == 4)
            let (ledger, sealed, matters, texts) = try await database.read { connection in
                (
                    try RunLedger(run, on: connection), try RunLedger.sealed(run.id, on: connection),
                    try Matter.open(on: connection), try Self.everything(on: connection)
                )
            }
            #expect(ledger.firstBreak(sealed: sealed) == nil)
            #expect(matters.map(\.kind) == [.business])
            #expect(matters.map(\.recordKey) == ["10000003"])
            for planted in [Self.password, "仕込み花子", "7000002"] {
                #expect(!texts.contains { $0.contains(planted) }, "\(planted)")
            }
        }
    }

    @Test("Trials change nothing in the system, and count for no effect", .enabled(if: hasBrowser), arguments: [2, 3])
    func trials(_ level: Int) async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let system = SampleSystem(SampleOptions(password: Self.password))
            let sample = try await SampleRobots(database)
            let run = try await system.serving { port in
                let ready = try await Self.ready(sample, port: port)
                return try await Self.perform(Self.start(sample, ready, 2, level: level), sample)
            }
            #expect(system.registrations.isEmpty)
            #expect(run.counts.done == 0)
            #expect(run.state.isEnded)
            let counted = try await database.read { connection in
                try Run.ended(of: run.robot, from: sample.stamp.today, to: sample.stamp.today, on: connection).count
            }
            #expect(counted == 0)
        }
    }

    @Test(
        "A changed screen holds the run before anything is registered; once a person accepts, the next version of the contract lets it go on",
        .enabled(if: hasBrowser))
    func changed() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let system = SampleSystem(SampleOptions(edition: .second, password: Self.password))
            let sample = try await SampleRobots(database)
            let (held, before, ended) = try await system.serving { port in
                let ready = try await Self.ready(sample, port: port)
                var run = try await Self.perform(Self.start(sample, ready, 2), sample)
                let (held, before) = (run, system.registrations.count)
                // Each screen that changed is asked about once.
                for _ in 0..<6 where run.state == .held {
                    let open = try await database.read { try Matter.open(on: $0).filter { $0.kind == .screen } }
                    try await sample.write { _, stamp, connection in
                        for matter in open {
                            try matter.settle(.accept, remark: nil, minutes: 3, by: stamp, on: connection)
                        }
                    }
                    run = try await Self.perform(run, sample)
                }
                return (held, before, run)
            }
            #expect(held.state == .held)
            #expect(before == 0)
            #expect(ended.state == .done)
            #expect(ended.counts.done == 2)
            #expect(system.registrations.count == 2)
        }
    }

    /// All texts of this module's tables and of the trail.
    static func everything(on connection: any Connection) throws -> [String] {
        let columns: [SQL] = [
            "SELECT detail FROM automation_step", "SELECT COALESCE(sealed, '') FROM automation_record",
            "SELECT COALESCE(receipt, '') FROM automation_record", "SELECT title FROM automation_matter",
            "SELECT detail FROM automation_matter", "SELECT COALESCE(note, '') FROM automation_run",
            "SELECT sealed_value FROM automation_credential", "SELECT sealed_key FROM automation_credential",
            "SELECT details FROM audit",
        ]
        return try columns.flatMap { try connection.column($0, as: String.self) }
    }
}
