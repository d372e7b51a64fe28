import ArgumentParser
import Automation
import Counter
import OpenData
import Plan
import Site
import Standardization
import Storage
import Ward

/// The executable: puts the modules together and runs one command.
@main
struct Namiki: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "namiki",
        abstract: "区のデジタル化の取組を、計画から四半期の確認、報告まで進めます。", version: ProgramVersion.text,
        subcommands: [
            ServeCommand.self, VerifyCommand.self, UserCommand.self, BackupCommand.self, SigningKeyCommand.self,
            HeadCommand.self, WitnessCommand.self, NotifyCommand.self, OpenAPICommand.self,
        ]
            + Platform.modules.flatMap(\.commands) + [StandardizeCommand.self])

    /// Commands of one module count what the others offer, and know the people of their demonstrations.
    static func main() async {
        do {
            let registry = try IndicatorRegistry(Platform.modules.flatMap(\.indicators))
            await IndicatorRegistry.$offered.withValue(registry) {
                await DemoPerson.$offered.withValue(Platform.modules.flatMap(\.demoPeople)) { await main(nil) }
            }
        } catch {
            exit(withError: error)
        }
    }
}

/// Which modules make up this platform.
enum Platform {
    static let modules: [any Module] = publishing + [OpenDataModule(publishing: publishing.flatMap(\.publishedTables))]

    /// Those whose public figures the catalogue of open data releases.
    private static let publishing: [any Module] = [
        PlanModule(), CounterModule(), StandardizationModule(), AutomationModule(),
    ]

    static let migrations: [Migration] = WardMigrations.all + modules.flatMap(\.migrations)

    /// Draws sealed editions again, by kind.
    static let renderers: [String: SealRenderer] = modules.reduce(into: [:]) { all, module in
        all.merge(module.renderers) { first, _ in first }
    }

    /// What can be proven beside the seals of the store.
    static let proofs: [Proof] = modules.flatMap(\.proofs)

    /// The tables that the audit trail tells of, as far as the store has them.
    static func trailed(of ward: Ward) async throws -> (tables: [TrailedTable], missing: [String]) {
        var (tables, missing): ([TrailedTable], [String]) = ([], [])
        for module in modules where !module.trailed.isEmpty {
            do {
                try await Migrator.check(ward.database, module.migrations)
                tables += module.trailed
            } catch StorageError.olderSchema {
                missing.append(module.name)
            }
        }
        return (tables, missing)
    }

    /// Those that can be given to people.
    static let roles: [Role] = Declared(modules).roles
}
