import Japanese
import Storage
import Ward

/// An indicator (指標) that an initiative is measured by. It belongs to the lineage, so that its series goes on through
/// revisions of the plan.
public struct PlanIndicator: Hashable, Sendable, Revised {
    /// Which way is better.
    public enum Direction: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
        case up, down

        var title: String {
            switch self {
            case .up: "多いほど良い"
            case .down: "少ないほど良い"
            }
        }
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
    /// The last day as of which it is asked for; `nil` while it goes on. What was reported stays.
    public let endedOn: CivilDate?
    public let revision: Int

    public init(
        id: ID<PlanIndicator>, lineage: ID<Lineage>, position: Int, name: String, unitName: String,
        kind: Indicator.Kind, rule: Indicator.Rule, direction: Direction, baselineYear: FiscalYear?,
        baselineValue: ExactNumber?, reason: String, registryID: String?, endedOn: CivilDate? = nil, revision: Int = 0
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
        self.endedOn = endedOn
        self.revision = revision
    }

    /// Whether a round with this as-of day (基準日) asks for it.
    func isAsked(asOf day: CivilDate) -> Bool {
        endedOn.map { day <= $0 } ?? true
    }
}

/// What an indicator is to reach by the end of a fiscal year or of a quarter (目標値).
struct IndicatorTarget: Hashable, Sendable {
    /// A fiscal year as a whole, or one of its quarters.
    struct Period: Hashable, Sendable {
        let year: FiscalYear
        /// 1 to 4; `nil` for the year as a whole.
        let quarter: Int?

        /// 令和6年度末, 令和6年度第2四半期
        var japanese: String {
            quarter.flatMap { Quarter(year, $0) }?.japanese ?? "\(year.japanese)末"
        }
    }

    let period: Period
    let value: ExactNumber
}

extension [IndicatorTarget] {
    /// What is to be reached by the end of a quarter or, where nothing is set for it, of its year.
    func standing(in quarter: Quarter) -> IndicatorTarget? {
        let own = filter { $0.period.year == quarter.fiscalYear }
        return own.first { $0.period.quarter == quarter.number } ?? own.first { $0.period.quarter == nil }
    }
}

/// Why an indicator cannot be changed as asked.
enum IndicatorRefusal: Refusal, Hashable {
    /// Its values would no longer mean the same.
    case reported(name: String)
    case ended(name: String)
    case notEnded(name: String)
    /// A round with a later as-of day has a value.
    case reportedAfter(name: String, CivilDate)

    var words: String {
        switch self {
        case .reported(let name):
            "「\(name)」には報告した値があるため、単位と値の性質は変えられません。この指標を終了し、新しい指標を加えてください。"
        case .ended(let name): "「\(name)」は終了しています。直すときは、先に終了を取り消してください。"
        case .notEnded(let name): "「\(name)」は終了していません。"
        case .reportedAfter(let name, let day):
            "「\(name)」には、\(day.japanese)より後の基準日で報告した値があります。「最後の基準日」を、その基準日以後の日にしてください。"
        }
    }
}

extension PlanIndicator: Record {
    public static let selection: SQL = """
        SELECT id, lineage, position, name, unit_name, kind, rule, direction, baseline_year, baseline_value, reason,
            registry_id, ended_on, revision
        FROM plan_indicator
        """
    public static let key: SQL = "plan_indicator.id"
    public static let title = "指標"

    public init(_ row: SQLRow, on _: any Connection) throws {
        self.init(
            id: try row["id"], lineage: try row["lineage"], position: try row["position"], name: try row["name"],
            unitName: try row["unit_name"], kind: try row["kind"], rule: try row["rule"],
            direction: try row["direction"], baselineYear: try row["baseline_year"],
            baselineValue: try row["baseline_value"], reason: try row["reason"], registryID: try row["registry_id"],
            endedOn: try row["ended_on"], revision: try row["revision"])
    }
}

/// Exact numbers are TEXT in plain decimal form, which both databases keep digit for digit.
extension ExactNumber: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .text(plain) }

    public init?(sqlValue: SQLValue) {
        guard case .text(let text) = sqlValue else { return nil }
        self.init(text)
    }
}
