import Browsing
import Declaring
import Foundation
import Japanese
import SampleSystem
import Scenarios
import Synchronization
import Testing

/// A run against the invented system, with everything that it handed out kept.
final class SampleRun: Sendable {
    static let program = "/usr/bin/chromium"
    static let hasBrowser = FileManager.default.isExecutableFile(atPath: program)

    private struct Kept {
        var entries: [LedgerEntry] = []
        var pictures: [RunEvidence] = []
        var approvals: [ApprovalRequest] = []
        var secrets = 0
    }

    private let kept = Mutex(Kept())
    let folder: String
    let password: String
    let answer: ApprovalAnswer
    /// Called after each row is kept; may throw as a full disk does.
    let afterWriting: @Sendable (LedgerEntry) async throws -> Void

    init(
        password: String = "sample-password", answer: ApprovalAnswer = .granted,
        afterWriting: @escaping @Sendable (LedgerEntry) async throws -> Void = { _ in }
    ) {
        self.password = password
        self.answer = answer
        self.afterWriting = afterWriting
        folder = NSTemporaryDirectory() + "/namiki-run-" + UUID().uuidString
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var entries: [LedgerEntry] { kept.withLock { $0.entries } }
    var pictures: [RunEvidence] { kept.withLock { $0.pictures } }
    var approvals: [ApprovalRequest] { kept.withLock { $0.approvals } }
    var secretsTaken: Int { kept.withLock { $0.secrets } }

    func entries(of record: String) -> [LedgerEntry] { entries.filter { $0.record == record } }

    /// Where each record stands by the ledger alone, as a caller resumes.
    var states: [String: RecordState] {
        entries.reduce(into: [:]) { $0[$1.record] = $1.state }
    }

    var hands: RunHands {
        RunHands(
            write: { [self] entry in
                kept.withLock { $0.entries.append(entry) }
                try await afterWriting(entry)
            },
            secret: { [self] _ in
                kept.withLock { $0.secrets += 1 }
                return OneUseSecret(password)
            },
            now: { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) },
            approve: { [self] request in
                kept.withLock { $0.approvals.append(request) }
                return answer
            },
            keep: { [self] evidence in
                kept.withLock {
                    $0.pictures.append(evidence)
                    return "evidence/\($0.pictures.count)"
                }
            })
    }

    static func scenario(_ text: String = SampleSystem.scenarioText) throws -> Scenario {
        let log = YAMLReader.FindingLog()
        let scenario = Scenario.read(text, file: "scenario.yaml", log: log)
        #expect(log.findings.map(\.japanese) == [])
        return try #require(scenario)
    }

    static func contract(_ text: String = SampleSystem.screensText) throws -> ScreenContract {
        let log = YAMLReader.FindingLog()
        let contract = ScreenContract.read(text, file: "screens.yaml", log: log)
        #expect(log.findings.map(\.japanese) == [])
        return try #require(contract)
    }

    /// Invented people; the numbers count up.
    static func records(_ count: Int) -> [InputRecord] {
        (0..<count).map { index in
            let number = String(10_000_001 + index)
            let values = [
                "受付番号": number, "氏名": "並木　花子\(index)", "郵便番号": String(1_660_000 + index),
                "口座番号": String(7_000_001 + index), "変更区分": ["住所", "口座", "世帯"][index % 3],
            ]
            return InputRecord(
                key: number, rows: [.init(line: index + 2, values: values.mapValues { .init($0) })])
        }
    }

    func plan(
        _ port: Int, scenario: Scenario, contract: ScreenContract, items: [RunPlan.Item], trial: DryRunLevel? = nil,
        hosts: [String] = [], pictures: RunPlan.Pictures = .exceptions
    ) -> RunPlan {
        RunPlan(
            scenario: scenario, contract: contract, base: "http://127.0.0.1:\(port)", hosts: hosts, items: items,
            trial: trial, folder: folder, pictures: pictures)
    }
}
