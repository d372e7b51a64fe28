import ArgumentParser
import Storage
import Ward

/// `namiki backup FILE`: a consistent copy of the store while it is in use.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "backup", abstract: "動いているデータベースの控えを取ります。")

    @Argument(help: ArgumentHelp("控えのファイル（まだないもの）", valueName: "ファイル"))
    var file: String

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let ward = try await Ward.open(store, migrations: Platform.migrations)
            try await ward.database.backup(to: file)
            format.print(json: ["backup": .string(file)], text: "控えを \(file) に取りました。")
            try await ward.database.close()
        }
    }
}
