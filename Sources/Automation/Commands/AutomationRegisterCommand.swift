import ArgumentParser
import Foundation
import Japanese
import Site
import Storage
import Ward

/// `namiki automation register FILE`: the register of a spreadsheet, as on the page.
struct AutomationRegisterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register", abstract: "ロボットの名簿（Excel、CSV）を台帳に登録します。指摘があると、何も登録せず2で終わります。")

    @Argument(help: ArgumentHelp("名簿のファイル", valueName: "ファイル"))
    var file: String
    @Flag(name: .customLong("dry-run"), help: "何が変わるかを示すだけで、登録しません。")
    var isDry = false
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    private static let bytesMax = 5_000_000

    func run() async throws {
        try await answering {
            let bytes = try FileReading.bytes(of: file, max: Self.bytesMax)
            let isDry = isDry
            try await store.withWard(isDry ? .reading : .writing, AutomationModule.allMigrations) { ward in
                let stamp = ward.stamp(by: .commandLine)
                let read = RobotRoster.read(bytes)
                let taking: @Sendable (any Connection) throws -> Taken = { connection in
                    let list = try RobotRoster(units: nil, today: stamp.today, on: connection)
                    var findings = read.findings
                    let lines = list.judge(read.rows, &findings).filter(\.isEffective)
                    if findings.isEmpty, !isDry { try RobotRoster.write(lines, by: stamp, on: connection) }
                    return Taken(lines: lines, findings: findings)
                }
                let taken =
                    isDry ? try await ward.database.read(taking) : try await ward.database.write(taking)
                format.print(json: taken.json, text: taken.human)
                if !taken.findings.isEmpty { throw ExitCode.findings }
            }
        }
    }

    struct Taken: Sendable {
        let lines: [RosterLine<RobotRoster.Step>]
        let findings: RosterFindings

        var json: JSON {
            [
                "new": JSON(lines.count(where: \.isNew)), "changed": JSON(lines.count { !$0.isNew }),
                "findings": .array(
                    findings.all.map {
                        [
                            "row": JSON($0.row), "column": JSON($0.column), "value": .string($0.value),
                            "what": .string($0.what), "how": .string($0.how),
                        ]
                    }),
            ]
        }

        var human: String {
            if !findings.isEmpty { return findings.all.map(\.words).joined(separator: "\n") }
            return "新しく登録\(lines.count(where: \.isNew))件、変更\(lines.count { !$0.isNew })件。"
        }
    }
}

/// `namiki automation rewrap --earlier KEY`: secrets of robots, and what waits sealed, under the signing key of today, when it was replaced.
struct AutomationRewrapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rewrap", abstract: "署名の鍵を替えたときに、秘密の値、待っている件、ファイルと引き渡された仕事を新しい鍵で包み直します。値は変わりません。")

    @Option(help: ArgumentHelp("前の鍵のファイル", valueName: "鍵"))
    var earlier: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let key = try SigningKey(reading: earlier)
            try await store.withWard(.writing, AutomationModule.allMigrations) { ward in
                let stamp = ward.stamp(by: .commandLine)
                let counts = try await ward.database.write {
                    try Rewrapping.all(from: key, in: ward, by: stamp, on: $0)
                }
                format.print(
                    json: counts.json,
                    text:
                        "秘密の値\(counts.secrets)件、待っている件\(counts.records)件、届いたファイル\(counts.arrivals)件、受け取ったファイル\(counts.files)件、引き渡された仕事\(counts.orders)件を、新しい鍵で包み直しました。"
                )
            }
        }
    }
}

/// `namiki automation demo`: robots of the demonstration, each marked as made up.
struct AutomationDemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "demo", abstract: "見本のデータベースに、見本のロボットを入れます。")

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            try await store.withWard(.extending, AutomationModule.allMigrations) { ward in
                let count = try await AutomationDemo.load(ward)
                format.print(json: ["robots": JSON(count)], text: "見本のロボットを\(count)台入れました。")
            }
        }
    }
}
