import ArgumentParser
import Japanese
import Storage
import Ward

/// `namiki plan …`: the versions of the plan and what they say differently.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "計画の版と、版どうしの違いを示します。",
        subcommands: [PlanVersionsCommand.self, PlanCompareCommand.self])
}

struct PlanVersionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "versions", abstract: "計画の版を、新しい順に示します。")
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            try await store.withWard(.reading, PlanModule.allMigrations) { ward in
                let list = try await ward.database.read { try VersionList(on: $0) }
                format.print(
                    json: list.json,
                    text: list.versions.map { version in
                        "第\(version.number)版　\(version.planTitle)　\(version.state.title)　\(version.effectiveOn?.japanese ?? "")"
                            + (version.id == list.current ? "　（今の版）" : "")
                    }.joined(separator: "\n"))
            }
        }
    }
}

struct PlanCompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "compare", abstract: "2つの版の新旧対照表を示します。")
    @Argument(help: ArgumentHelp("旧い版の番号", valueName: "旧"))
    var old: Int
    @Argument(help: ArgumentHelp("新しい版の番号", valueName: "新"))
    var new: Int
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        let (first, second) = (old, new)
        try await answering {
            try await store.withWard(.reading, PlanModule.allMigrations) { ward in
                let comparison = try await ward.database.read { connection in
                    let versions = try PlanStore.versions(on: connection)
                    guard let new = versions.first(where: { $0.number == second }),
                        let old = versions.first(where: { $0.number == first && $0.plan == new.plan })
                    else { throw RevisionRefusal.unknownVersion }
                    return SealedComparison(
                        try RevisionStore.comparison(from: old, to: new, on: connection), decision: "",
                        isSample: try SettingStore.isSample(on: connection))
                }
                let lines = comparison.rows.map { row in
                    "\(row.initiative)　\(row.part)（\(row.kind)）\n  新　\(row.new)\n  旧　\(row.old)\n  理由　\(row.reason)"
                }
                let sealed = try JSON(encoding: comparison)
                format.print(
                    json: sealed,
                    text: (["\(comparison.oldTitle) → \(comparison.newTitle)　\(lines.count)件"] + lines).joined(
                        separator: "\n"))
            }
        }
    }
}
