import Browsing
import Declaring
import Foundation
import Japanese
import SampleSystem
import Scenarios
import Synchronization
import Testing

/// Tests with a browser, one after the other: several browsers at once would only wait for each other.
@Suite(.serialized)
enum BrowserSuite {}

/// A run against the invented system, with everything that it handed out kept.
final class SampleRun: Sendable {
    static let program = BrowserOptions.installedProgram()
    static let hasBrowser = FileManager.default.isExecutableFile(atPath: program)
    static let driver = "/usr/bin/chromedriver"

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
    let way: BrowserOptions.Way
    /// Called after each row is kept; may throw as a full disk does.
    let afterWriting: @Sendable (LedgerEntry) async throws -> Void

    init(
        password: String = "sample-password", answer: ApprovalAnswer = .granted, by way: BrowserOptions.Way = .pipe,
        afterWriting: @escaping @Sendable (LedgerEntry) async throws -> Void = { _ in }
    ) {
        self.password = password
        self.answer = answer
        self.way = way
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

    static func scenario(_ text: String = Scenario.sampleText) throws -> Scenario {
        let log = YAMLReader.FindingLog()
        let scenario = Scenario.read(text, file: "scenario.yaml", log: log)
        #expect(log.findings.map(\.japanese) == [])
        return try #require(scenario)
    }

    static func contract(_ text: String = ScreenContract.sampleText) throws -> ScreenContract {
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

    /// One page that misbehaves, and what a robot would do there: fill a number, send it, read the receipt.
    static func trap(_ path: String, wait: Int = 5, steps: String = "", retry: Int = 0) throws -> (
        Scenario, ScreenContract
    ) {
        let own =
            steps.isEmpty
            ? """
              - {id: number, do: fill, control: わな.受付番号, value: "{受付番号}"}
              - {id: send, do: submit, control: わな.登録, effect: irreversible, until: 受付完了}
              - {id: receipt, do: read, control: 受付完了.登録番号, into: receipt}
            """ : steps
        let scenario = try scenario(
            """
            scenario: trap
            purpose: わなの画面を試す
            system: 見本システム
            input: {kind: csv, key: [受付番号], columns: {受付番号: {}, 氏名: {personal: name}, 口座番号: {personal: account}}}
            steps:
              - {id: open, do: goto, screen: わな}
              - {id: guard, do: expect, screen: わな}
            \(own)
            onError: {retry: \(retry), first: 1, then: next}
            limits: {wait: \(wait), download: 2000000, downloadSeconds: 5, days: every}
            """)
        let contract = try contract(
            """
            system: 見本システム
            release: 第1版
            screens:
              わな:
                title: わな
                path: \(path)
                controls:
                  受付番号: {kind: field, candidates: [{id: number}, {name: number}, {label: 受付番号}, {section: 届出}]}
                  登録: {kind: button, candidates: [{id: register}, {name: step}, {text: 登録}]}
                  小さい帳票: {kind: link, candidates: [{id: small}, {text: 小さい帳票}, {section: 帳票}]}
                  終わらない帳票: {kind: link, candidates: [{id: endless}, {text: 終わらない帳票}, {section: 帳票}]}
                  途中で止まる帳票: {kind: link, candidates: [{id: stalled}, {text: 途中で止まる帳票}, {section: 帳票}]}
              帳票:
                title: わな
                path: /trap/files
                controls:
                  終わらない帳票: {kind: link, candidates: [{id: endless}, {text: 終わらない帳票}, {section: 帳票}]}
              受付完了:
                title: 受付完了
                controls:
                  登録番号: {kind: text, candidates: [{testid: receipt}, {id: receipt}, {heading: 登録番号}]}
            """)
        return (scenario, contract)
    }

    func plan(
        _ port: Int, scenario: Scenario, contract: ScreenContract, items: [RunPlan.Item], trial: DryRunLevel? = nil,
        hosts: [String] = [], pictures: RunPlan.Pictures = .exceptions, fileBytesMax: Int = .max
    ) -> RunPlan {
        RunPlan(
            scenario: scenario, contract: contract, base: "http://127.0.0.1:\(port)", hosts: hosts, items: items,
            trial: trial, folder: folder, pictures: pictures, browser: BrowserOptions(way: way),
            fileBytesMax: fileBytesMax)
    }
}

extension SampleRun {
    /// Runs the demo's robot, or another, with some records in some state.
    func registering(
        _ count: Int, on system: SampleSystem, scenario: Scenario? = nil, contract: ScreenContract? = nil,
        state: RecordState = .new, trial: DryRunLevel? = nil, pictures: RunPlan.Pictures = .exceptions,
        fileBytesMax: Int = .max
    ) async throws -> RunReport {
        let scenario = try scenario ?? Self.scenario()
        let contract = try contract ?? Self.contract()
        let items = Self.records(count).map { RunPlan.Item($0, state: state) }
        return try await system.serving { [self] port in
            try await Runner(
                plan(
                    port, scenario: scenario, contract: contract, items: items, trial: trial, pictures: pictures,
                    fileBytesMax: fileBytesMax),
                hands
            ).run()
        }
    }
}
