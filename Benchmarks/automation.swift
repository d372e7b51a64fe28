import Browsing
import Declaring
import Foundation
import Japanese
import SampleSystem
import Scenarios

#if canImport(Glibc)
    import Glibc
#endif

// automation serve                       the invented system; prints its port
// automation run PORT LEDGER RECORDS     registers records, each row of the ledger on the disk before the next step; goes on where a
//                                        ledger that is there ends; PICTURES=each with a picture of each, WAY=webdriver by that
// automation text PORT                   the same job as Robot Framework text

/// The ledger of the measurement: one line a row, kept when `fsync` says so.
actor LedgerFile {
    private let file: Int32

    init(_ path: String) {
        file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    }

    func write(_ entry: LedgerEntry) throws {
        let line =
            "\(entry.record)\t\(entry.attempt)\t\(entry.phase)\t\(entry.state.rawValue)\t\(entry.milliseconds)\t\(entry.note)\n"
        let bytes = Array(line.utf8)
        guard Glibc.write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else {
            throw RunOutcome.ledgerFailed
        }
    }

    static func states(_ path: String) -> [String: (RecordState, Int)] {
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        var states: [String: (RecordState, Int)] = [:]
        for line in text.split(separator: "\n") {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            // A line that the cut left unfinished was never kept.
            guard cells.count >= 5, let state = RecordState(rawValue: String(cells[3])), let attempt = Int(cells[1])
            else {
                continue
            }
            states[String(cells[0])] = (state, attempt)
        }
        return states
    }
}

let quickScreen = """
      簡易入力:
        title: 簡易入力
        path: /quick
        controls:
          受付番号: {kind: field, candidates: [{id: number}, {name: number}, {label: 受付番号}]}
          氏名: {kind: field, candidates: [{id: name}, {name: name}, {label: 氏名}]}
          郵便番号: {kind: field, candidates: [{id: postcode}, {name: postcode}, {label: 郵便番号}]}
          住所: {kind: field, candidates: [{id: address}, {name: address}, {label: 住所}]}
          口座番号: {kind: field, candidates: [{id: account}, {name: account}, {label: 口座番号}]}
          変更区分: {kind: choice, candidates: [{id: change}, {name: change}, {label: 変更区分}]}
          登録: {kind: button, candidates: [{id: register}, {name: step}, {text: 登録}]}

    """

func job() throws -> (Scenario, ScreenContract) {
    let log = YAMLReader.FindingLog()
    let demo = Scenario.sampleText
    guard let start = demo.firstRange(of: "\nsteps:"), let end = demo.firstRange(of: "\nalreadyDone:") else { exit(2) }
    let steps = """

        steps:
          - {id: entry, do: goto, screen: 簡易入力}
          - {id: at-entry, do: expect, screen: 簡易入力}
          - {id: number, do: fill, control: 簡易入力.受付番号, value: "{受付番号}"}
          - {id: name, do: fill, control: 簡易入力.氏名, value: "{氏名}"}
          - {id: postcode, do: fill, control: 簡易入力.郵便番号, value: "{郵便番号}"}
          - {id: address, do: fill, control: 簡易入力.住所, value: "見本区並木{part(郵便番号, 7, 1)}丁目"}
          - {id: account, do: fill, control: 簡易入力.口座番号, value: "{口座番号}"}
          - {id: change, do: choose, control: 簡易入力.変更区分, value: "{変更区分}"}
          - {id: register, do: submit, control: 簡易入力.登録, effect: irreversible, until: 受付完了}
          - {id: receipt, do: read, control: 受付完了.登録番号, into: receipt}
        """
    let text =
        demo[..<start.lowerBound] + steps
        + demo[end.lowerBound...].replacing("  absent: again", with: "  absent: again\n  when: retries")
    let screens = ScreenContract.sampleText.replacing(
        "screens:\n", with: "screens:\n" + quickScreen, maxReplacements: 1)
    guard let scenario = Scenario.read(String(text), file: "scenario.yaml", log: log),
        let contract = ScreenContract.read(screens, file: "screens.yaml", log: log), log.findings.isEmpty
    else {
        for finding in log.findings { print(finding.japanese) }
        exit(2)
    }
    return (scenario, contract)
}

func records(_ count: Int) -> [InputRecord] {
    (0..<count).map { index in
        let values = [
            "受付番号": String(10_000_001 + index), "氏名": "並木　花子\(index)", "郵便番号": String(1_660_000 + index),
            "口座番号": String(7_000_001 + index), "変更区分": ["住所", "口座", "世帯"][index % 3],
        ]
        return InputRecord(
            key: String(10_000_001 + index), rows: [.init(line: index + 2, values: values.mapValues { .init($0) })])
    }
}

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "serve":
    try await SampleSystem().run { port in
        print("port \(port)")
        fflush(nil)
    }
case "run" where arguments.count == 4:
    let (port, path, count) = (arguments[1], arguments[2], Int(arguments[3]) ?? 200)
    let (scenario, contract) = try job()
    let states = LedgerFile.states(path)
    let ledger = LedgerFile(path)
    let items = records(count).map {
        RunPlan.Item($0, state: states[$0.key]?.0 ?? .new, attempts: states[$0.key]?.1 ?? 0)
    }
    let hands = RunHands(
        write: { try await ledger.write($0) }, secret: { _ in OneUseSecret("sample-password") },
        now: { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }, approve: { _ in .granted },
        keep: { _ in "" })
    let plan = RunPlan(
        scenario: scenario, contract: contract, base: "http://127.0.0.1:\(port)", items: items, folder: path + ".run",
        pictures: ProcessInfo.processInfo.environment["PICTURES"] == "each" ? .eachRecord : .exceptions,
        browser: BrowserOptions(way: ProcessInfo.processInfo.environment["WAY"] == "webdriver" ? .webDriver : .pipe))
    let clock = ContinuousClock()
    let start = clock.now
    let report = try await Runner(plan, hands).run()
    let seconds = start.duration(to: clock.now) / .seconds(1)
    print("\(report.ending) \(report.counts) \(report.browserVersion)")
    print("seconds \(seconds)")
case "text":
    let (scenario, contract) = try job()
    print(RobotFramework.text(scenario, contract), terminator: "")
default:
    print("serve | run PORT LEDGER RECORDS | text")
    exit(2)
}
