import Japanese
import Ward

/// The ward's plan (計画) through all its versions.
public struct Plan: Hashable, Sendable {
    public let id: ID<Plan>
    public let title: String

    public init(id: ID<Plan>, title: String) {
        self.id = id
        self.title = title
    }
}

/// One version of the plan (版): what a round points to, and keeps pointing to after a revision.
public struct PlanVersion: Hashable, Sendable {
    public let id: ID<PlanVersion>
    public let plan: ID<Plan>
    public let planTitle: String
    /// 1, 2, 3 …
    public let number: Int
    /// The fiscal year the notice speaks of.
    public let fiscalYear: FiscalYear
    /// The notice's own title.
    public let subject: String
    /// What the notice says it rests on, in its own words.
    public let basis: String
    public let effectiveOn: CivilDate?
    public let state: VersionState
    /// The version it was drafted from; `nil` for versions from notices.
    public let basedOn: ID<PlanVersion>?

    public init(
        id: ID<PlanVersion>, plan: ID<Plan>, planTitle: String, number: Int, fiscalYear: FiscalYear, subject: String,
        basis: String, effectiveOn: CivilDate?, state: VersionState = .inForce, basedOn: ID<PlanVersion>? = nil
    ) {
        self.id = id
        self.plan = plan
        self.planTitle = planTitle
        self.number = number
        self.fiscalYear = fiscalYear
        self.subject = subject
        self.basis = basis
        self.effectiveOn = effectiveOn
        self.state = state
        self.basedOn = basedOn
    }
}

/// What stays the same when an initiative is renumbered, continued, merged or divided.
public enum Lineage {}
