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
    var navigation: [NavigationEntry] { get }
    /// What waits for a person on their first page today.
    var duties: [DutySource] { get }
    var commands: [any AsyncParsableCommand.Type] { get }
    /// What the module counts from its own records.
    var indicators: [Indicator] { get }
    /// How the module's long work is done; run beside the site.
    var jobHandlers: [JobHandler] { get }
    /// What the module's codes in the audit trail mean, in words.
    var auditTitles: [String: String] { get }
}

extension Module {
    public var indicators: [Indicator] { [] }
    public var jobHandlers: [JobHandler] { [] }
    public var auditTitles: [String: String] { [:] }
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
