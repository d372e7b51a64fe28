import Browsing
import Foundation
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

@Suite("What was planted is found nowhere", .enabled(if: EngineRunTests.hasBrowser), .serialized)
struct PlantedTests {
    /// Fifty values: names and accounts of 25 people, beside the secret of the robot's account.
    private static let people = 25
    private static let planted =
        [EngineRunTests.password] + (0..<people).flatMap { [name($0), account($0)] } + ["98765O1", "仕込控"]

    private static func name(_ index: Int) -> String { "仕込\(["ア", "イ", "ウ", "エ", "オ"][index % 5])子\(1_000 + index)" }
    private static func account(_ index: Int) -> String { String(9_876_500 + index) }

    private static func file(_ range: Range<Int>, sure: String = "0.99") -> [UInt8] {
        let rows = range.map { index in
            "\(10_000_001 + index),\(name(index)),1660001,\(account(index)),\(sure),住所"
        }
        return Array((["受付番号,氏名,郵便番号,口座番号,口座番号_確信度,変更区分"] + rows).joined(separator: "\n").utf8)
    }

    private static func start(
        _ file: [UInt8], _ sample: SampleRobots, _ ready: RunStarting.Ready, level: Int = Run.submitting
    ) async throws -> Run {
        let records = try RunStarting.records(in: file, named: "a.csv", ready.scenario)
        let ward = sample.ward
        let run = try await sample.write { _, stamp, connection in
            try RunStarting.start(
                ready, records, level: level, trigger: "hand", confidencePercent: 90, isQueued: false, in: ward,
                by: stamp, on: connection)
        }
        return try await EngineRunTests.perform(run, sample)
    }

    /// Runs of every kind that keep something: a trial, refusals, a reading that a person mends, a changed screen.
    private static func work(_ sample: SampleRobots) async throws -> [Run] {
        let ward = sample.ward
        let options = SampleOptions(
            password: EngineRunTests.password, refused: ["10000003", "10000004", "10000005"])
        let system = SampleSystem(options)
        let changed = SampleSystem(SampleOptions(edition: .second, password: EngineRunTests.password))
        let steady = try await system.serving { port in
            let ready = try await EngineRunTests.ready(
                sample, port: port, text: Scenario.sampleText.replacing("kind: csv", with: "kind: ocr"))
            let trial = try await start(file(0..<2), sample, ready, level: 3)
            let refusing = try await start(file(0..<20), sample, ready)
            let misread = Array(
                String(decoding: file(20..<22, sure: "0.4"), as: UTF8.self).replacing("9876520", with: "98765O1").utf8)
            let held = try await start(misread, sample, ready)
            let matters = try await ward.database.read { try Matter.open(on: $0).filter { $0.kind == .reading } }
            try await sample.write { _, stamp, connection in
                for (index, matter) in matters.enumerated() {
                    let reading = try Reading(matter, in: ward, on: connection)
                    try reading.look(by: stamp, on: connection)
                    try reading.confirm(
                        [account(20 + index)], minutes: 1, remark: nil, in: ward, by: stamp, on: connection)
                }
            }
            let read = try await EngineRunTests.perform(held, sample)
            // What the system sent is kept, too.
            let hands = RunHands.live(held, ready.robot, ready.scenario, turn: 1, in: ward, by: .system)
            _ = try await hands.keep(
                .init(
                    kind: .download, record: "10000021", step: "控え", name: "仕込控.csv",
                    bytes: Array("\(name(20)),仕込控".utf8)))
            return [trial, refusing, read]
        }
        let stopped = try await changed.serving { port in
            let ready = try await sample.write { robot, stamp, connection in
                try RunTarget(base: "http://127.0.0.1:\(port)", hosts: []).set(for: robot, by: stamp, on: connection)
                // A file that waits for the schedule.
                _ = try Arrival.keep(file(23..<25), named: "待つ.csv", for: robot, in: ward, by: stamp, on: connection)
                return try RunStarting.ready(robot, on: stamp.today, connection)
            }
            return try await start(file(22..<23), sample, ready)
        }
        let runs = steady + [stopped]
        #expect(runs.map(\.state) == [.done, .done, .done, .held])
        #expect(runs[1].counts.business == 3)
        return runs
    }

    /// A figure between other figures and letters of a hash is no account.
    private static func holds(_ bytes: Data, _ text: String) -> Bool {
        let wanted = Data(text.utf8)
        let isFigures = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        func isHash(_ position: Int) -> Bool {
            guard bytes.indices.contains(position) else { return false }
            return (0x30...0x39).contains(bytes[position]) || (0x61...0x66).contains(bytes[position])
        }
        var start = bytes.startIndex
        while let found = bytes.range(of: wanted, in: start..<bytes.endIndex) {
            if !isFigures || !isHash(found.lowerBound - 1) && !isHash(found.upperBound) { return true }
            start = found.lowerBound + 1
        }
        return false
    }

    private static func expectNone(in bytes: Data, _ place: String) {
        #expect(!bytes.isEmpty, "\(place)")
        for text in planted { #expect(!holds(bytes, text), "\(text) in \(place)") }
    }

    @Test(
        "Of fifty names, accounts and a secret none stands in any table, index or freed page of the file, nor in its log"
    )
    func file() async throws {
        try await TestDatabases.sqlite.useLocation { location in
            let database = try await openDatabase(at: location)
            try await Migrator.migrate(database, SampleRobots.migrations)
            let sample = try await SampleRobots(database)
            let runs = try await Self.work(sample)
            // While it is open its log stands beside it.
            for path in [location, "\(location)-wal"] where FileManager.default.fileExists(atPath: path) {
                Self.expectNone(in: try Data(contentsOf: URL(fileURLWithPath: path)), path)
            }
            // Pictures of the same screen with other people's values are the same picture: nothing of a person is in one.
            let pictures = try await database.read { connection in
                try connection.rows("SELECT hash, filename FROM evidence ORDER BY filename").map {
                    try $0["filename"] as String
                }
            }
            #expect(pictures == ["change.png", "exception.png", "hold.png"])
            for run in runs {
                let folder = FileManager.default.temporaryDirectory.appendingPathComponent("namiki-run-\(run.id)").path
                #expect(!FileManager.default.fileExists(atPath: folder))
            }
            try await database.close()
        }
    }

    @Test("Nor in any column of the tables on PostgreSQL")
    func tables() async throws {
        try await TestDatabases.postgresql.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            _ = try await Self.work(sample)
            // Every table of the schema; bytes come as Base64, where a value that was kept as it is would stand in one of three forms.
            let text = try await database.read { connection in
                try connection.value("SELECT CAST(schema_to_xml('public', true, false, '') AS TEXT)", as: String.self)
            }
            let whole = try #require(text)
            #expect(whole.contains("automation_record"))
            Self.expectNone(in: Data(whole.utf8), "tables")
            for planted in Self.planted {
                for shift in 0..<3 {
                    let bytes = Array(repeating: UInt8(0), count: shift) + Array(planted.utf8)
                    let middle = Data(bytes).base64EncodedString().dropFirst(4).dropLast(4)
                    #expect(middle.count < 6 || !whole.contains(middle), "\(planted)")
                }
            }
        }
    }

    @Test("Nor on any page, in any list that is saved, or in a ledger's file")
    func pages() async throws {
        try await RobotPageTests.site { site, sample in
            let runs = try await Self.work(sample)
            let matters = try await sample.ward.database.read { try Matter.list("ORDER BY id", on: $0) }
            let robot = "/automation/robots/\(sample.robot)"
            var addresses = [
                "/automation", robot, "\(robot)/run", "\(robot)/scenario", "/automation/secrets", "/audit",
            ]
            addresses += runs.flatMap { [$0.path, "\($0.path)/ledger", "\($0.path)/ledger.json"] }
            addresses += matters.map(\.path)
            for list in ["/automation/robots", "/automation/runs", "/automation/matters"] {
                addresses += [list, "\(list)?format=csv"]
            }
            for address in addresses {
                let answer = try await site.client.get(address, as: TestPerson(.automationOfficer))
                #expect([.ok, .forbidden].contains(answer.status), "\(address)")
                Self.expectNone(in: Data(answer.text.utf8), address)
            }
            #expect(matters.count > 4)
        }
    }
}
