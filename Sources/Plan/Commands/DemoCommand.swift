import ArgumentParser
import Foundation
import Notices
import Storage
import Ward

/// `namiki demo`: the demonstration of the plan.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "空のデータベースに、見本データを入れます。",
        subcommands: [DemoPlanCommand.self, DemoQuartersCommand.self], defaultSubcommand: DemoPlanCommand.self)
}

/// `namiki demo quarters`: earlier quarters with what was counted, after the demonstrations of the other modules.
struct DemoQuartersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarters", abstract: "見本データに、前の四半期を加えます。ほかの見本データを入れてから実行します。")

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            try await store.withWard(.writing, PlanModule.allMigrations) { ward in
                let count = try await DemoQuarters.load(ward)
                format.print(json: ["quarters": JSON(count)], text: "前の四半期を\(count)つ確定しました。")
            }
        }
    }
}

/// `namiki demo plan`: fills an empty store with the notice and sample answers, and prints the sign-ins.
struct DemoPlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "通知文を取り込み、照会中の四半期を作ります。")

    @Option(help: ArgumentHelp("通知文のファイル", valueName: "ファイル"))
    var notice = "Samples/令和6年度の区のデジタル化に関する取組について.txt"

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let bytes = try FileReading.bytes(of: notice, max: NoticeReader.bytesMax)
            let name = notice.split(separator: "/").last.map(String.init) ?? notice
            try await store.withWard(.migrating, PlanModule.allMigrations) { ward in
                let people = try await DemoProgramme.load(notice: bytes, name: name, into: ward)
                format.print(
                    json: [
                        "people": .array(
                            people.map {
                                [
                                    "key": .string($0.key), "loginName": .string($0.loginName),
                                    "name": .string($0.name),
                                    "password": .string($0.password), "note": .string($0.note),
                                ]
                            })
                    ], text: text(people))
            }
        }
    }

    private func text(_ people: [DemoProgramme.SignInNote]) -> String {
        "サインインに使う名前（見本）\n"
            + people.map { "  利用者名 \($0.loginName)　パスワード \($0.password)　\($0.name)：\($0.note)" }
            .joined(separator: "\n")
    }
}
