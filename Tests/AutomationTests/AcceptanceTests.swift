import Foundation
import Japanese
import SampleSystem
import Scenarios
import Storage
import StorageTesting
import Testing
import Ward

@testable import Automation

@Suite("A whole job", .enabled(if: EngineRunTests.hasBrowser), .serialized)
struct AcceptanceTests {
    /// Two hundred, and fifty of them again, in the soak.
    private static let (count, again) =
        ProcessInfo.processInfo.environment["NAMIKI_SOAK"] == nil ? (30, 10) : (200, 50)
    private static let refused: Set<String> = ["10000007", "10000021", "10000030"]

    private static func values(_ index: Int) -> [String] {
        [
            String(10_000_001 + index), "髙橋　﨑子\(index)", String(1_660_000 + index % 9), String(7_000_001 + index),
            ["住所", "口座", "世帯"][index % 3],
        ]
    }

    /// As an office's own program writes it: CP932, with letters beyond JIS.
    private static func file(_ count: Int) throws -> [UInt8] {
        let rows = [["受付番号", "氏名", "郵便番号", "口座番号", "変更区分"]] + (0..<count).map(values)
        return try #require(
            WindowsCharacterSet.encoded(rows.map { $0.joined(separator: ",") }.joined(separator: "\r\n")))
    }

    private static func run(_ database: any Database, port: Int, _ count: Int) async throws -> Run {
        let sample = try await SampleRobots(database)
        let ready = try await EngineRunTests.ready(sample, port: port)
        let records = try RunStarting.records(in: try file(count), named: "変更届.csv", ready.scenario)
        let ward = sample.ward
        let run = try await sample.write { _, stamp, connection in
            try RunStarting.start(
                ready, records, level: Run.submitting, trigger: "hand", isQueued: false, in: ward, by: stamp,
                on: connection)
        }
        return try await EngineRunTests.perform(run, sample)
    }

    @Test(
        "The records of a file in CP932 end with their receipts, as they were given; three wait for a person, and a ward that knows nothing of it adds none"
    )
    func whole() async throws {
        let system = SampleSystem(SampleOptions(password: EngineRunTests.password, refused: Self.refused))
        try await system.serving { port in
            try await TestDatabases.sqlite.use(SampleRobots.migrations) { database in
                let run = try await Self.run(database, port: port, Self.count)
                #expect(run.state == .done)
                #expect(run.counts == Run.Counts(total: Self.count, done: Self.count - 3, business: 3))
                let (records, matters, ledger) = try await database.read { connection in
                    (
                        try RunRecord.list(of: run.id, on: connection), try Matter.open(on: connection),
                        try RunLedger(run, on: connection)
                    )
                }
                #expect(Set(matters.compactMap(\.recordKey)) == Self.refused)
                #expect(Set(records.compactMap(\.receipt)) == Set(system.registrations.map(\.receipt)))
                #expect(ledger.firstBreak() == nil)
            }
            let expected = (0..<Self.count).map(Self.values).filter { !Self.refused.contains($0[0]) }
            let registered = system.registrations.map { row in
                ["number", "name", "postcode", "account"].map { row.values[$0] ?? "" }
            }
            #expect(registered == expected.map { Array($0.prefix(4)) })
            try await TestDatabases.memory.use(SampleRobots.migrations) { database in
                // Each of them is looked for in the system.
                let again = try await Self.run(database, port: port, Self.again)
                let refused = (0..<Self.again).map(Self.values).count { Self.refused.contains($0[0]) }
                #expect(
                    again.counts == Run.Counts(total: Self.again, skipped: Self.again - refused, business: refused))
            }
            #expect(system.registrations.count == Self.count - 3)
        }
    }
}
