import ArgumentParser
import Conversion
import Site
import Storage
import Ward

/// The standardization workbench: reads the files of old systems, converts, checks and proves what became of every value.
public struct StandardizationModule: Module {
    public init() {}

    public let name = "standardization"

    public var routes: [Route] { ReviewRoutes.all + FindingRoutes.all }

    public var migrations: [Migration] {
        [PackageResources._001_rehearsals_sql, PackageResources._002_workbenches_sql].enumerated().map {
            position, bytes in
            Migration(
                component: "standardization", version: position + 1, script: String(decoding: bytes, as: UTF8.self))
        }
    }

    /// All tables a command of this module needs.
    static let allMigrations: [Migration] = WardMigrations.all + StandardizationModule().migrations

    public var grants: Grants { StandardizationGrants.all }
    public var navigation: [NavigationEntry] { [NavigationEntry(Review.listLink, needs: .readRehearsals)] }
    public var duties: [DutySource] { [RehearsalDuties.source] }
    public var indicators: [Indicator] { RehearsalIndicators.all }
    public var jobHandlers: [JobHandler] { [RehearsalJob.handler] }
    public var auditTitles: [String: String] { StandardizationActions.titles }
    /// None of its own: the executable puts ``subcommands`` under `standardize`, beside the command that invents data.
    public var commands: [any AsyncParsableCommand.Type] { [] }

    /// The commands under `standardize`.
    public static let subcommands: [any ParsableCommand.Type] = [
        StandardizeDraftCommand.self, StandardizeLayoutCommand.self, StandardizeDiffLayoutCommand.self,
        StandardizeCheckCommand.self, StandardizeRehearseCommand.self, StandardizeReportCommand.self,
        StandardizeCodesCommand.self, StandardizeMeasureCommand.self,
    ]

    /// Draws sealed reports again, for `namiki verify`.
    public static let renderers: [String: SealRenderer] = [RehearsalRecord.sealKind: RehearsalDocument.renderer]
}
