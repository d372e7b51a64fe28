import ArgumentParser
import Conversion
import Foundation
import Site
import Storage
import Ward

/// The standardization workbench: reads the files of old systems, converts, checks and proves what became of every value.
public struct StandardizationModule: Module {
    public init() {}

    public let name = "standardization"

    public var routes: [Route] { ReviewRoutes.all + FindingRoutes.all }

    public var migrations: [Migration] {
        Migration.numbered(
            "standardization", [PackageResources._001_rehearsals_sql, PackageResources._002_workbenches_sql])
    }

    /// All tables a command of this module needs.
    static let allMigrations: [Migration] = WardMigrations.all + StandardizationModule().migrations

    public var grants: Grants { StandardizationGrants.all }
    public var help: ModuleHelp? { StandardizationHelp.all }
    public var searches: [SearchSource] { FindingSearch.all }
    public var area: Area? {
        Area("標準化", order: 30, pages: [NavigationEntry(Review.listLink, needs: .readRehearsals)])
    }
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
    public var renderers: [String: SealRenderer] { [RehearsalRecord.sealKind: RehearsalDocument.renderer] }

    public var trailed: [TrailedTable] { [DecisionTrail.table] }

    public var proofs: [Proof] {
        [
            Proof(
                option: "rehearsal", valueName: "フォルダー", help: "データ移行の試行のフォルダー。そのファイルが報告したときのままかを調べます",
                compare: RehearsalStore.compareFolders
            ) { folder, publicKey in
                let proof = try RehearsalProof(of: URL(fileURLWithPath: folder), signedBy: publicKey)
                return Proof.Outcome(json: proof.json, text: proof.text, isWhole: proof.isWhole)
            }
        ]
    }
}
