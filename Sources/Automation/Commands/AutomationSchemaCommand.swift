import ArgumentParser
import Scenarios
import Ward

/// `namiki automation schema scenario|contract`: the JSON Schema that readers of the texts follow, for editors.
struct AutomationSchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "シナリオと画面の約束の書き方を、JSON Schema（2020-12）で示します。編集の道具が読みます。データベースは使いません。")

    @Argument(help: ArgumentHelp("どちらの書き方か（scenario、contract）", valueName: "種類"))
    var kind: TextSchema

    func run() async throws { print(kind.text, terminator: "") }
}

extension TextSchema: ExpressibleByArgument {}
