import Japanese
import Storage

/// Something the platform counts from its own records (指標), offered to the plan by a module.
///
///     Indicator(id: "plan.rounds.answered", name: "期限内に回答した取組", unitName: "件", kind: .activity, rule: .flow) { day, connection in … }
public struct Indicator: Sendable {
    /// Whether it shows what was done or what came of it.
    public enum Kind: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
        /// 活動指標
        case activity
        /// 成果指標
        case outcome

        public var title: String {
            switch self {
            case .activity: "活動指標"
            case .outcome: "成果指標"
            }
        }
    }

    /// How values of several periods belong together.
    public enum Rule: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
        /// The state at a moment: never summed.
        case level
        /// What happened in a period: may be summed.
        case flow
        /// The sum since a beginning: the latest value is the total.
        case cumulative
        /// A share or an average: neither summed nor averaged without its parts.
        case rate

        public var title: String {
            switch self {
            case .level: "水準（その時点の状態）"
            case .flow: "期間の量"
            case .cumulative: "累計"
            case .rate: "割合"
            }
        }
    }

    public let id: String
    public let name: String
    public let unitName: String
    public let kind: Kind
    public let rule: Rule
    public let measure: @Sendable (_ asOf: CivilDate, _ connection: any Connection) throws -> IndicatorReading

    public init(
        id: String, name: String, unitName: String, kind: Kind, rule: Rule,
        measure: @escaping @Sendable (_ asOf: CivilDate, _ connection: any Connection) throws -> IndicatorReading
    ) {
        self.id = id
        self.name = name
        self.unitName = unitName
        self.kind = kind
        self.rule = rule
        self.measure = measure
    }
}
