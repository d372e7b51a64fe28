import ArgumentParser
import Site
import Storage
import Ward

/// The bereavement desk (おくやみコーナー) and the life-event engine behind it.
public struct CounterModule: Module {
    public init() {}

    public let name = "counter"

    public var routes: [Route] {
        GuideRoutes.all + FamilyBookingRoutes.all + HandbookRoutes.all + CaseRoutes.all + CaseRoutes.work
            + BookingPage.routes + WebBookingsPage.routes + InterviewRoutes.all + DeskPaper.routes + CheckRoutes.all
            + DeathListPage.routes
            + FollowUpRoutes.all + DeskSettingsPage.routes + FiguresPage.routes + RuleRoutes.all + FormRoutes.all
    }

    public var migrations: [Migration] {
        Migration.numbered(
            "counter",
            [
                PackageResources._001_guides_sql, PackageResources._002_desk_sql, PackageResources._003_rules_sql,
                PackageResources._004_forms_sql, PackageResources._005_endings_sql,
                PackageResources._006_revisions_sql, PackageResources._007_origins_sql,
                PackageResources._020_second_person_sql,
            ])
    }

    /// All tables a command of this module needs.
    static let allMigrations: [Migration] = WardMigrations.all + CounterModule().migrations

    public var grants: Grants { CounterGrants.all }

    public var roles: [Role] { [.deskClerk] }

    public var demoPeople: [DemoPerson] {
        [
            DemoPerson(
                key: "deskClerk", loginName: "madoguchi", name: "見本 窓口", duties: [.init(.deskClerk)],
                note: "おくやみコーナーで予約を受け、ご家族をご案内します")
        ]
    }

    public var notifications: [NotificationKind] { [.checkAsked] }

    public var help: ModuleHelp? { CounterHelp.all }

    public var area: Area? {
        Area(
            "窓口", order: 20,
            pages: [
                NavigationEntry(Link("今日の来庁", DeskPage.path), needs: .runDesk),
                NavigationEntry(WebBookingsPage.link, needs: .runDesk),
                NavigationEntry(Link("電話をかける", CallListPage.path), needs: .runDesk),
                NavigationEntry(Link("期限のお知らせ", ReminderListPage.path), needs: .runDesk),
                NavigationEntry(Link("事前確認", CheckListPage.path), needs: .readChecks),
                NavigationEntry(Link("死亡一覧の取込み", DeathListPage.path), needs: .runDesk),
                NavigationEntry(RuleListPage.link, needs: .readRules),
                NavigationEntry(FormListPage.link, needs: .readRules),
                NavigationEntry(Link("集計", FiguresPage.path), needs: .readDeskFigures),
                NavigationEntry(Link("窓口の設定", DeskSettingsPage.path), needs: .manageDesk),
            ])
    }

    public var duties: [DutySource] { [DeskDuties.source] }

    public var glances: [GlanceSource] { [DayGlance.source] }

    public var residentDoors: [ResidentDoorSource] { GuideDoor.all }

    public var searches: [SearchSource] { CounterSearches.all }

    /// Lists that nobody looked at go within the hour after their day, and readings are compared in today's form.
    public var ticks: [Tick] {
        [
            Tick("counter.deaths", everySeconds: 3600) { ward in
                let today = ward.clock.today
                try await ward.database.write { try DeathFileStore.purge(today: today, on: $0) }
                try await ReadingKey.renew(in: ward)
            }
        ]
    }

    public var indicators: [Indicator] { DeskIndicators.all }

    public var publishedTables: [PublishedTable] { [PublicFigures.table] }

    public var trailed: [TrailedTable] { [RuleTrail.table] + DeskTrail.tables }

    public var auditTitles: [String: String] { CounterActions.titles }

    public var commands: [any AsyncParsableCommand.Type] { [CounterCommand.self] }
}
