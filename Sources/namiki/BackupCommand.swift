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
            // A store of an older edition is copied as it is: before an update is when a copy is needed most.
            let older = try await store.withWard(.reading, []) { ward in
                let older = try await Self.olderEdition(of: ward.database)
                try await ward.database.backup(to: file)
                return older
            }
            format.print(
                json: ["backup": .string(file), "isOlderEdition": JSON(older != nil)], text: "控えを \(file) に取りました。")
            if let older { printError("控えは取れています。\(older.japanese)") }
        }
    }

    /// - Returns: `nil` when the store has the tables of this program.
    /// - Throws: when it is no store of this program at all.
    private static func olderEdition(of database: any Database) async throws -> StorageError? {
        do {
            try await Migrator.check(database, WardMigrations.all)
            return nil
        } catch let error as StorageError {
            guard case .olderSchema(_, _, let found) = error, found > 0 else { throw error }
            return error
        }
    }
}
