import Japanese
import Storage

/// Hours or yen that a change of work saved in a period, net of what it cost; negative when it cost more.
public struct Effect: Hashable, Sendable {
    public enum Unit: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
        case hours, yen

        public var title: String {
            switch self {
            case .hours: "時間"
            case .yen: "円"
            }
        }
    }

    /// How the value was found (research note on automation, §7): a weaker grade is never added to a stronger one without
    /// saying so.
    public enum Grade: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
        case randomised = "A"
        case beforeAndAfter = "B"
        case estimated = "C"
        case declared = "D"

        public var title: String {
            switch self {
            case .randomised: "A　無作為に分けた比較"
            case .beforeAndAfter: "B　前後を計った比較"
            case .estimated: "C　記録に基づく推計"
            case .declared: "D　自己申告"
            }
        }
    }

    public let id: ID<Effect>
    /// Who counted: `counter`, `automation`.
    public let module: String
    public let subject: String
    public let unit: Unit
    public let from: CivilDate
    public let to: CivilDate
    public let value: ExactNumber
    /// Between these it lies; `nil` when nobody can say.
    public let interval: ClosedRange<ExactNumber>?
    public let grade: Grade
    /// How it was computed, in words.
    public let method: String
    /// What it was counted from, as addresses below the site's.
    public let records: [String]
    /// The row this one corrects.
    public let replaces: ID<Effect>?

    public init(
        id: ID<Effect>, module: String, subject: String, unit: Unit, from: CivilDate, to: CivilDate,
        value: ExactNumber, interval: ClosedRange<ExactNumber>?, grade: Grade, method: String, records: [String],
        replaces: ID<Effect>? = nil
    ) {
        self.id = id
        self.module = module
        self.subject = subject
        self.unit = unit
        self.from = from
        self.to = to
        self.value = value
        self.interval = interval
        self.grade = grade
        self.method = method
        self.records = records
        self.replaces = replaces
    }
}
