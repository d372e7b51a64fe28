import ArgumentParser
import Foundation
import Japanese
import Site
import Storage
import Ward

/// `namiki automation …`
struct AutomationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "automation", abstract: "ロボットの台帳、実行、効果を扱います。",
        subcommands: [
            AutomationRegisterCommand.self, AutomationCheckCommand.self, AutomationSchemaCommand.self,
            AutomationDryRunCommand.self, AutomationRunCommand.self, AutomationStatusCommand.self,
            AutomationVerifyCommand.self,
            AutomationRewrapCommand.self, AutomationDemoCommand.self,
        ])
}

/// `namiki automation status`: the robots, what waits, and the net hours of the quarter.
struct AutomationStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "ロボットの状態と、人を待っていることを示します。担当のいない稼働中のロボットがあると2で終わります。")

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            try await store.withWard(.reading, AutomationModule.allMigrations) { ward in
                let today = ward.clock.today
                let (rows, effects) = try await ward.database.read { connection in
                    let rows = try RobotListPage.rows(today, on: connection)
                    return (
                        rows,
                        try rows.map {
                            try RobotEffect($0.robot, Quarter(containing: today), until: today, on: connection).net
                        }
                    )
                }
                let unowned = rows.filter { !$0.owners.isOwned && $0.robot.state != .retired }
                format.print(
                    json: [
                        "robots": .array(
                            zip(rows, effects).map { row, net in
                                [
                                    "id": .string(row.robot.id.text), "name": .string(row.robot.name),
                                    "product": .string(row.robot.product.rawValue), "unit": .string(row.unit),
                                    "state": .string(row.robot.state.rawValue),
                                    "main": JSON(row.owners.main?.personName),
                                    "deputy": JSON(row.owners.deputy?.personName),
                                    "isOwned": .bool(row.owners.isOwned), "waiting": JSON(row.waiting),
                                    "net": net?.json ?? .null,
                                ]
                            }),
                        "unowned": JSON(unowned.count),
                    ],
                    text: zip(rows, effects).map { row, net in
                        let hours =
                            net.map { "　正味 \(RetirementAdvice.words($0.netMinutes))（区分\($0.grade.rawValue)）" } ?? ""
                        let owner = row.owners.isOwned ? "" : "　担当なし"
                        return
                            "\(row.robot.name)　\(row.unit)　\(row.robot.state.title)\(owner)　待ち\(row.waiting)件\(hours)"
                    }.joined(separator: "\n"))
                if unowned.contains(where: { $0.robot.state == .live }) { throw ExitCode.findings }
            }
        }
    }
}

/// `namiki automation verify`: the ledgers of runs, in the store or in a file that somebody was given.
struct AutomationVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "実行の台帳が書き換えられていないかを確かめます。違いがあると2で終わります。")

    @Option(help: ArgumentHelp("台帳のファイル（JSON）。データベースは使いません", valueName: "ファイル"))
    var file: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    private static let bytesMax = 200_000_000

    func run() async throws {
        try await answering {
            var found: [(run: String, rows: Int, broken: RunLedger.Break?)] = []
            if let file {
                let bytes = try FileReading.bytes(of: file, max: Self.bytesMax)
                guard let json = try? JSON(parsing: String(decoding: bytes, as: UTF8.self)),
                    let ledger = RunLedger(json)
                else { throw CommandInputRefusal("「\(file)」は、実行の台帳のファイルではありません。実行の台帳のページから保存したファイルを指定してください。") }
                found = [(ledger.run, ledger.steps.count, ledger.firstBreak())]
            } else {
                found = try await store.withWard(.reading, AutomationModule.allMigrations) { ward in
                    try await ward.database.read { connection in
                        try Run.list("ORDER BY id", on: connection).map { run in
                            let ledger = try RunLedger(run, on: connection)
                            let sealed = try RunLedger.sealed(run.id, on: connection)
                            return (run.id.text, ledger.steps.count, ledger.firstBreak(sealed: sealed))
                        }
                    }
                }
            }
            let broken = found.filter { $0.broken != nil }
            format.print(
                json: [
                    "runs": JSON(found.count), "rows": JSON(found.reduce(0) { $0 + $1.rows }),
                    "isWhole": .bool(broken.isEmpty),
                    "breaks": .array(
                        broken.map {
                            [
                                "run": .string($0.run), "row": JSON($0.broken?.sequence),
                                "what": JSON($0.broken?.what),
                            ]
                        }),
                ],
                text: broken.isEmpty
                    ? "\(found.count)件の実行の台帳（\(found.reduce(0) { $0 + $1.rows })行）は、記録した時のままです。"
                    : broken.map { "実行\($0.run)　\($0.broken?.words ?? "")" }.joined(separator: "\n"))
            if !broken.isEmpty { throw ExitCode.findings }
        }
    }
}
