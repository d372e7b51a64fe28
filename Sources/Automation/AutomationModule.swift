import ArgumentParser
import Site
import Storage
import Ward

/// Automation (自動化): a register of robots of any product, who owns them, what they did, and what they really saved.
public struct AutomationModule: Module {
    public init() {}

    public let name = "automation"

    public var routes: [Route] {
        [.page("automation", needs: .readRobots, AutomationHomePage.load)] + RobotRoutes.all + BaselineRoutes.all
            + RunRoutes.all + MatterRoutes.all + ReadingRoutes.all + ReportRoutes.all + EffectRoutes.all
            + CredentialRoutes.all
            + ScenarioRoutes.all + RunStartRoutes.all + UpgradeRoutes.all
    }

    public var migrations: [Migration] {
        Migration.numbered(
            "automation",
            [
                PackageResources._001_robots_sql, PackageResources._002_runs_sql, PackageResources._003_vault_sql,
                PackageResources._004_scenarios_sql, PackageResources._005_upgrades_sql,
                PackageResources._006_corrections_sql, PackageResources._007_blackouts_sql,
                PackageResources._008_lost_runs_sql, PackageResources._009_run_files_sql,
                PackageResources._010_order_schedules_sql, PackageResources._011_voided_efforts_sql,
                PackageResources._012_readings_sql, PackageResources._013_run_jobs_sql,
                PackageResources._014_run_orders_sql, PackageResources._015_told_orders_sql,
            ])
    }

    /// All tables a command of this module needs.
    static let allMigrations: [Migration] = WardMigrations.all + AutomationModule().migrations

    public var roles: [Role] { [.automationOfficer] }
    public var grants: Grants { AutomationGrants.all }
    public var notifications: [NotificationKind] { [.handoverWaits] }
    public var help: ModuleHelp? { AutomationHelp.all }
    public var area: Area? {
        Area(
            "自動化", order: 50,
            pages: [
                NavigationEntry(AutomationHomePage.link, needs: .readRobots),
                NavigationEntry(RobotListPage.link, needs: .readRobots),
                NavigationEntry(MatterListPage.link, needs: .readRobots),
                NavigationEntry(RunListPage.link, needs: .readRobots),
                NavigationEntry(ReportPage.link, needs: .reportRuns),
                NavigationEntry(EffectsPage.link, needs: .readRobots),
                NavigationEntry(ContractListPage.link, needs: .readRobots),
                NavigationEntry(CredentialListPage.link, needs: .keepSecrets),
            ])
    }
    public var duties: [DutySource] { [AutomationDuties.source] }
    public var searches: [SearchSource] { [AutomationSearch.source] }
    public var indicators: [Indicator] { AutomationIndicators.all }
    public var ticks: [Tick] {
        [
            Tick("automation.owners", everySeconds: 600) { ward in
                let stamp = ward.stamp(by: .system)
                _ = try await ward.database.write { try Handover.look(by: stamp, on: $0) }
            }, Tick("automation.schedules", everySeconds: 60) { try await Scheduling.look(in: $0) },
            Tick("automation.runs", everySeconds: 60) { try await LostRuns.look(in: $0) },
        ]
    }
    public var jobHandlers: [JobHandler] { RunWork.handlers }
    public var trailed: [TrailedTable] { AutomationTrail.tables }
    public var commands: [any AsyncParsableCommand.Type] { [AutomationCommand.self] }
    public var auditTitles: [String: String] { AutomationActions.titles }
    public var auditSubjects: [AuditSubject] {
        [
            AuditSubject("robot", "ロボット", "SELECT id, name FROM automation_robot", needs: .readRobots) {
                "/automation/robots/\($0)"
            },
            AuditSubject("run", "ロボットの実行", needs: .readRobots) { "/automation/runs/\($0)" },
            AuditSubject("matter", "例外・承認", "SELECT id, title AS name FROM automation_matter", needs: .readRobots) {
                "/automation/matters/\($0)"
            },
            AuditSubject("contract", "画面の約束", "SELECT id, system AS name FROM automation_contract", needs: .readRobots)
            {
                "/automation/contracts/\($0)"
            },
            AuditSubject("credential", "秘密の値", "SELECT id, name FROM automation_credential", needs: .keepSecrets) {
                "/automation/secrets/\($0)"
            },
        ]
    }
}
