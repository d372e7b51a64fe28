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
    /// The kinds of bodies that this module's people meet in.
    var bodyKinds: [Body.Kind] { get }
    /// What its verbs tell people by mail.
    var notifications: [NotificationKind] { get }
    /// How its pages are used, role by role.
    var help: ModuleHelp? { get }
    var navigation: [NavigationEntry] { get }
    /// What waits for a person on their first page today.
    var duties: [DutySource] { get }
    var commands: [any AsyncParsableCommand.Type] { get }
    /// What the module counts from its own records.
    var indicators: [Indicator] { get }
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
}

extension Module {
    public var roles: [Role] { [] }
    public var bodyKinds: [Body.Kind] { [] }
    public var notifications: [NotificationKind] { [] }
    public var help: ModuleHelp? { nil }
    public var ticks: [Tick] { [] }
    public var renderers: [String: SealRenderer] { [:] }
    public var proofs: [Proof] { [] }
    public var trailed: [TrailedTable] { [] }
    public func siteTitle(on connection: any Connection) throws -> String? { nil }
    public var indicators: [Indicator] { [] }
    public var jobHandlers: [JobHandler] { [] }
    public var auditTitles: [String: String] { [:] }
}

/// How a module is used: its part of 使い方.
public struct ModuleHelp: Sendable {
    /// What somebody with a role does here, step by step.
    public struct Steps: Sendable {
        public let role: Role
        public let sentences: [String]

        public init(_ role: Role, _ sentences: [String]) {
            self.role = role
            self.sentences = sentences
        }
    }

    /// What the module is for, in one sentence.
    public let purpose: String
    public let steps: [Steps]

    public init(purpose: String, steps: [Steps]) {
        self.purpose = purpose
        self.steps = steps
    }
}

/// An entry of the navigation, shown to those who may use it.
public struct NavigationEntry: Hashable, Sendable {
    public let link: Link
    public let permission: Permission

    public init(_ link: Link, needs permission: Permission) {
        self.link = link
        self.permission = permission
    }
}

/// Finds what waits for a person: asked on their first page.
public struct DutySource: Sendable {
    public let duties: @Sendable (SignedIn, Ward) async throws -> [Duty]

    public init(duties: @escaping @Sendable (SignedIn, Ward) async throws -> [Duty]) {
        self.duties = duties
    }
}

/// One thing that waits for a person, with the page where it is done.
public struct Duty: Hashable, Sendable {
    public let link: Link
    /// Why it waits, and until when, in one short sentence.
    public let note: String
    /// Shown before others.
    public let isOverdue: Bool

    public init(link: Link, note: String, isOverdue: Bool = false) {
        self.link = link
        self.note = note
        self.isOverdue = isOverdue
    }
}
