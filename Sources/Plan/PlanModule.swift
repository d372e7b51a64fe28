import ArgumentParser
import Site
import Storage
import Ward

/// The loop that steers the programme: notice → plan → quarterly check → frozen edition → report.
public struct PlanModule: Module {
    public init() {}

    public let name = "plan"

    public var routes: [Route] {
        InitiativeRoutes.all + IndicatorRoutes.all + ImportRoutes.all + ReviewRoutes.all + RoundRoutes.all
            + EntryRoutes.all
            + StandInRoutes.all
            + ReminderRoutes.all + SignalRoutes.all + MarkRoutes.all + ReportRoutes.all + ReportDraftRoutes.all
            + ReportSheetRoutes.all + MeetingRoutes.all
            + BodyPage.routes
            + TeamRoutes.all + AdHocRoundRoutes.all + CommentRoutes.all + TableRoutes.all + InquiryRoutes.all
            + VersionRoutes.all
            + DraftRoutes.all + DraftStepPage.routes + ProposalRoutes.all + PublishingRoutes.all + EffectListPage.routes
            + ProgressPage.routes
    }

    public var migrations: [Migration] {
        Migration.numbered(
            "plan",
            [
                PackageResources._001_plan_sql, PackageResources._002_rounds_sql, PackageResources._003_reports_sql,
                PackageResources._004_report_corrections_sql, PackageResources._005_reminders_sql,
                PackageResources._006_meetings_sql, PackageResources._007_forms_sql,
                PackageResources._008_revisions_sql, PackageResources._009_publications_sql,
                PackageResources._010_indicator_targets_sql, PackageResources._011_counted_values_sql,
                PackageResources._012_ways_back_sql, PackageResources._020_second_person_sql,
                PackageResources._021_stand_ins_sql, PackageResources._022_evidence_cells_sql,
                PackageResources._023_reviews_sql,
            ])
    }

    /// All tables a command of this module needs.
    static let allMigrations: [Migration] = WardMigrations.all + PlanModule().migrations

    public var grants: Grants { PlanGrants.all }

    public var roles: [Role] { [.groupLeader, .subcommittee] }

    public var bodyKinds: [Body.Kind] { Body.Kind.ofProgramme }

    public var publishedTables: [PublishedTable] { PublicTables.all }

    public var notifications: [NotificationKind] { [.answerAsked, .answerReturned, .answerWaits, .commentWaits] }

    public var help: ModuleHelp? { PlanHelp.all }

    public var area: Area? {
        Area(
            "計画と進捗", order: 10,
            pages: [
                NavigationEntry(Link("取組", PlanPage.link.path), needs: .readPlan),
                NavigationEntry(Link("四半期", RoundListPage.link.path), needs: .readRounds),
                NavigationEntry(SignalPage.link, needs: .readAllEntries),
                NavigationEntry(Link("報告", ReportListPage.link.path), needs: .readEditions),
                NavigationEntry(Link("改定", VersionListPage.link.path), needs: .readPlan),
                NavigationEntry(EffectListPage.link, needs: .readPlan),
                NavigationEntry(GapPage.link, needs: .readPlan),
                NavigationEntry(Link("通知文", ImportListPage.link.path), needs: .importNotice),
                NavigationEntry(Link("会議", MeetingListPage.link.path), needs: .readMeetings),
                NavigationEntry(StandInPage.link, needs: .nameStandIns),
                NavigationEntry(MarkPage.link, needs: .readRounds),
                NavigationEntry(PublishingPage.link, needs: .publishEditions),
            ])
    }

    public var duties: [DutySource] {
        [
            DutySource { person, ward in
                let today = ward.clock.today
                return try await ward.database.read { connection in
                    try PlanDuties.duties(of: person, on: connection)
                        + RoundDuties.duties(of: person, today: today, on: connection)
                        + CommentDuties.duties(of: person, today: today, on: connection)
                        + MeetingDuties.duties(of: person, today: today, on: connection)
                }
            }
        ]
    }

    public var nextSteps: [StepSource] { [PlanSteps.setUp, PlanSteps.afterQuarter] }

    public var glances: [GlanceSource] { [ProgrammeGlance.source] }

    public var residentDoors: [ResidentDoorSource] { [ProgressDoor.source] }

    public var searches: [SearchSource] { PlanSearches.all }

    public var commands: [any AsyncParsableCommand.Type] {
        [
            ImportCommand.self, PlanCommand.self, RoundCommand.self, FormCommand.self, PublishCommand.self,
            ReportCommand.self,
            RemindCommand.self,
            SignalsCommand.self,
            MarksCommand.self, MeetingCommand.self, DemoCommand.self,
            ScaleCommand.self,
        ]
    }

    public var jobHandlers: [JobHandler] { [RecognitionJob.handler] }

    public var indicators: [Indicator] { MeasuredIndicators.all }

    public var auditTitles: [String: String] { PlanActions.titles }

    public var auditSubjects: [AuditSubject] { PlanSubjects.all }

    /// How sealed editions are drawn again to prove them.
    public var renderers: [String: SealRenderer] {
        [
            RoundContent.kind: RoundContent.renderer, ReportContent.kind: ReportContent.renderer,
            MeetingMinutes.kind: MeetingMinutes.renderer, SealedComparison.kind: SealedComparison.renderer,
        ]
    }

    public var trailed: [TrailedTable] {
        [
            EntryTrail.events, EntryTrail.answers, EntryTrail.evidence, MeetingTrail.decisions,
            MeetingTrail.corrections, ImportStore.trailed, StandInTrail.table,
        ] + ReportTrail.tables
    }

    /// Ten minutes after midnight at the latest, what is due that day has happened.
    public var ticks: [Tick] {
        [Tick("plan.calendar", everySeconds: 600) { ward in try await PlanModule.advance(ward) }]
    }

    /// The title of the plan in force.
    public func siteTitle(on connection: any Connection) throws -> String? {
        try PlanStore.current(on: connection)?.planTitle
    }
}
