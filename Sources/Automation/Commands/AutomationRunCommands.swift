import ArgumentParser
import Declaring
import Foundation
import Japanese
import Scenarios
import Storage
import Ward

/// `namiki automation check SCENARIO`: what is wrong with the text of a scenario, without a store.
struct AutomationCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "シナリオの書き方を点検します。指摘があると2で終わります。データベースは使いません。")

    @Argument(help: ArgumentHelp("シナリオのファイル（YAMLかJSON）", valueName: "シナリオ"))
    var scenario: String
    @Option(help: ArgumentHelp("画面の約束のファイル", valueName: "ファイル"))
    var contract: String?
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let log = YAMLReader.FindingLog()
            let read = Scenario.read(try Self.text(scenario), file: scenario, log: log)
            let screens = try contract.flatMap { path in
                ScreenContract.read(try Self.text(path), file: path, log: log)
            }
            var findings = log.findings
            if let read {
                findings += ScenarioCheck.findings(read, contract: screens, file: scenario, hasOwners: true)
            }
            format.print(
                json: [
                    "findings": .array(
                        findings.map {
                            [
                                "check": .string($0.check), "file": .string($0.file), "line": JSON($0.line),
                                "message": .string($0.message),
                            ]
                        })
                ],
                text: findings.isEmpty ? "指摘はありません。" : findings.map(\.japanese).joined(separator: "\n"))
            if !findings.isEmpty { throw ExitCode.findings }
        }
    }

    private static func text(_ path: String) throws -> String {
        String(decoding: try FileReading.bytes(of: path, max: ScenarioVersion.textMax * 4), as: UTF8.self)
    }
}

/// What a command that moves a robot is told.
struct RunArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("ロボットの名前", valueName: "ロボット"))
    var robot: String
    @Argument(help: ArgumentHelp("入力のファイル（CSV、Excel、AI-OCRの結果のJSON）", valueName: "ファイル"))
    var file: String
    @Option(help: ArgumentHelp("AI-OCRの確信度の下限（0から100）。下回る件は、人が確かめるまで登録しません", valueName: "百分率"))
    var confidence: Int?
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func validate() throws {
        guard confidence.map({ (0...100).contains($0) }) ?? true else {
            throw ValidationError("確信度の下限は、0から100までの数で指定してください。")
        }
    }

    /// Does the run here, and tells what became of it.
    func perform(level: Int) async throws {
        let percent = confidence
        try await answering {
            let bytes = try FileReading.bytes(of: file, max: Arrival.bytesMax)
            let name = robot
            try await store.withWard(.writing, AutomationModule.allMigrations) { ward in
                let stamp = ward.stamp(by: .commandLine)
                let ready = try await ward.database.read { connection in
                    guard let robot = try Robot.named(name, on: connection) else { throw UnknownRecord(Robot.self) }
                    return try RunStarting.ready(robot, on: stamp.today, connection)
                }
                let records = try RunStarting.records(
                    in: bytes, named: URL(fileURLWithPath: file).lastPathComponent, ready.scenario)
                let run = try await ward.database.write { connection in
                    try RunStarting.start(
                        ready, records, level: level, trigger: "command", confidencePercent: percent, isQueued: false,
                        in: ward, by: stamp,
                        on: connection)
                }
                try await RunWork.perform(run.id, in: ward, by: .commandLine) { false }
                let ended = try await ward.database.read { try Run.known(run.id, on: $0) }
                let counts = ended.counts
                format.print(
                    json: ended.json,
                    text: """
                        \(ended.state.title)\(ended.note.map { "（\($0)）" } ?? "")　登録済み\(counts.done)件、対象外\(counts.skipped)件、\
                        業務の例外\(counts.business)件、技術の例外\(counts.technical)件、不明\(counts.unknown)件
                        """)
                if ended.state != .done || counts.exceptions > 0 { throw ExitCode.findings }
            }
        }
    }
}

/// `namiki automation dry-run ROBOT FILE`.
struct AutomationDryRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dry-run", abstract: "公開中のシナリオを試します。段階2は画面を確かめるだけ、3は登録の手前まで、4は最初の数件だけ登録します。")

    @OptionGroup var arguments: RunArguments
    @Option(help: ArgumentHelp("段階（2、3、4）", valueName: "段階"))
    var level = 3

    func validate() throws {
        guard (2...4).contains(level) else { throw ValidationError("段階は、2、3、4のどれかを指定してください。") }
    }

    func run() async throws { try await arguments.perform(level: level) }
}

/// `namiki automation run ROBOT FILE`.
struct AutomationRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "公開中のシナリオで、ファイルの件をすべて登録します。人を待つ件があると2で終わります。")

    @OptionGroup var arguments: RunArguments

    func run() async throws { try await arguments.perform(level: Run.submitting) }
}
