import ArgumentParser
import Storage
import Ward

/// A module's front door: what it adds to the platform. Modules are put together by the executable and never import
/// each other.
public protocol Module: Sendable {
    /// Short name in English, such as `plan`: the prefix of its tables and migrations.
    var name: String { get }
    var routes: [Route] { get }
    var migrations: [Migration] { get }
    var grants: Grants { get }
    /// The roles that only this module knows; those of everybody are ``Ward/Role/general``.
    var roles: [Role] { get }
    /// Who signs in to the demonstration with its roles.
    var demoPeople: [DemoPerson] { get }
    /// The kinds of bodies that this module's people meet in.
    var bodyKinds: [Body.Kind] { get }
    /// What its verbs tell people by mail.
    var notifications: [NotificationKind] { get }
    /// How its pages are used, role by role.
    var help: ModuleHelp? { get }
    /// The area in which its pages stand; `nil` for a module whose pages stand in none.
    var area: Area? { get }
    /// What waits for a person on their first page today.
    var duties: [DutySource] { get }
    /// What comes next for a person, also when nothing waits.
    var nextSteps: [StepSource] { get }
    /// What the first page of staff shows at a glance, below what waits.
    var glances: [GlanceSource] { get }
    /// What residents come to do here without an account.
    var residentDoors: [ResidentDoorSource] { get }
    /// What of its records can be found by words.
    var searches: [SearchSource] { get }
    var commands: [any AsyncParsableCommand.Type] { get }
    /// What the module counts from its own records.
    var indicators: [Indicator] { get }
    /// The tables that it makes public by itself, for the catalogue of open data.
    var publishedTables: [PublishedTable] { get }
    /// How the module's long work is done; run beside the site.
    var jobHandlers: [JobHandler] { get }
    /// What is done by the calendar while the site runs.
    var ticks: [Tick] { get }
    /// How what the module seals is drawn again to prove it, by the kind of the seal.
    var renderers: [String: SealRenderer] { get }
    /// What `namiki verify` can prove beside the seals of the store.
    var proofs: [Proof] { get }
    /// The tables that the audit trail tells of, for `namiki verify` to compare.
    var trailed: [TrailedTable] { get }
    /// What the header of every page calls this ward's work, such as the title of the plan in force.
    func siteTitle(on connection: any Connection) throws -> String?
    /// What the module's codes in the audit trail mean, in words.
    var auditTitles: [String: String] { get }
    /// What its records are called there, and where they are shown.
    var auditSubjects: [AuditSubject] { get }
}

extension Module {
    public var roles: [Role] { [] }
    public var demoPeople: [DemoPerson] { [] }
    public var bodyKinds: [Body.Kind] { [] }
    public var notifications: [NotificationKind] { [] }
    public var help: ModuleHelp? { nil }
    public var area: Area? { nil }
    public var duties: [DutySource] { [] }
    public var nextSteps: [StepSource] { [] }
    public var glances: [GlanceSource] { [] }
    public var residentDoors: [ResidentDoorSource] { [] }
    public var searches: [SearchSource] { [] }
    public var ticks: [Tick] { [] }
    public var renderers: [String: SealRenderer] { [:] }
    public var proofs: [Proof] { [] }
    public var trailed: [TrailedTable] { [] }
    public func siteTitle(on connection: any Connection) throws -> String? { nil }
    public var indicators: [Indicator] { [] }
    public var publishedTables: [PublishedTable] { [] }
    public var jobHandlers: [JobHandler] { [] }
    public var auditTitles: [String: String] { [:] }
    public var auditSubjects: [AuditSubject] { [] }
}
