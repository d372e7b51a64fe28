import ArgumentParser
import Foundation
import Storage
import Ward

/// `namiki marks list|load`: the sets of marks, as data.
struct MarksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "marks", abstract: "進捗区分の組を示し、データとして読み込みます。",
        subcommands: [MarksListCommand.self, MarksLoadCommand.self])
}

struct MarksListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "進捗区分の組を、新しい順に示します。")
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            try await store.withWard(.reading, PlanModule.allMigrations) { ward in
                let stored = try await ward.database.read { try MarkSetStore.list(on: $0) }
                let sets = stored.isEmpty ? [.standard] : stored
                let lines = sets.map { set in
                    "\(set.name)（第\(set.version)版）　\(set.marks.map(\.title).joined(separator: "、"))"
                }
                format.print(json: ["markSets": .array(sets.map(\.json))], text: lines.joined(separator: "\n"))
            }
        }
    }
}

struct MarksLoadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "進捗区分の組をファイルから読み込み、次に始める四半期から使います。")

    @Argument(help: ArgumentHelp("JSONのファイル（例: Samples/marks）", valueName: "ファイル"))
    var file: String

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            guard let data = FileManager.default.contents(atPath: file) else {
                throw CommandInputRefusal("\(file) を読めません。ファイルの場所と名前を確かめてください。")
            }
            try await store.withWard(.migrating, PlanModule.allMigrations) { ward in
                let name: String
                do {
                    name = try await MarkLoading.load(Array(data), into: ward, by: ward.stamp(by: .commandLine))
                } catch let refusal as MarkLoading.Unfit {
                    throw CommandInputRefusal("\(file):\n\(refusal.words)")
                }
                format.print(json: ["name": .string(name)], text: "「\(name)」を、次に始める四半期から使います。")
            }
        }
    }
}
