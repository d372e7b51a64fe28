import Japanese
import Storage
import Ward

/// An indicator (指標) that an initiative is measured by. It belongs to the lineage, so that its series goes on through
/// revisions of the plan.
public struct PlanIndicator: Hashable, Sendable {
    /// Which way is better.
    public enum Direction: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
        case up, down
    }

    public let id: ID<PlanIndicator>
    public let lineage: ID<Lineage>
    public let position: Int
    public let name: String
    /// Unit of measure, such as 時間 or 件.
    public let unitName: String
    public let kind: Indicator.Kind
    public let rule: Indicator.Rule
    public let direction: Direction
    /// The year that values are compared with, where they are.
    public let baselineYear: FiscalYear?
    public let baselineValue: ExactNumber?
    /// Why this indicator was chosen (選定理由).
    public let reason: String
    /// The indicator of the registry it is measured by; `nil` for numbers that a section declares itself.
    public let registryID: String?

    public init(
        id: ID<PlanIndicator>, lineage: ID<Lineage>, position: Int, name: String, unitName: String,
        kind: Indicator.Kind, rule: Indicator.Rule, direction: Direction, baselineYear: FiscalYear?,
        baselineValue: ExactNumber?, reason: String, registryID: String?
    ) {
        self.id = id
        self.lineage = lineage
        self.position = position
        self.name = name
        self.unitName = unitName
        self.kind = kind
        self.rule = rule
        self.direction = direction
        self.baselineYear = baselineYear
        self.baselineValue = baselineValue
        self.reason = reason
        self.registryID = registryID
    }
}
