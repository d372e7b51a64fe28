import Japanese

/// Something about the deceased, the household or the family that rules ask about.
///
/// A class, though it never changes: evaluation looks facts up a thousand times for one case, and copies of a value with so
/// many parts were half of its time. Two facts are the same when they have the same code.
public final class Fact: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case truth
        case choice([Choice])
        /// A whole number with its unit.
        case number(unit: String)
        case day
        /// Things with facts of their own, by code.
        case list([Fact])
    }

    public struct Choice: Hashable, Sendable {
        public let code: String
        /// 「国民健康保険に加入していた」
        public let yes: String
        public let no: String
        /// As the answer reads.
        public let say: Wording?
    }

    /// Who can tell.
    public enum Origin: Hashable, Sendable {
        /// A ward section's own records.
        case section(String)
        case family
        /// Computed from other facts.
        case derived
    }

    public let code: String
    public let label: String
    /// The question that families are asked.
    public let ask: Wording?
    /// 該当しない in words, where the question may not fit: 「葬儀は行わない」
    public let notApplicable: Wording?
    /// What holds when it is true: 「印鑑登録をしていた」; for numbers and days the label serves.
    public let yes: String
    public let no: String
    public let kind: Kind
    public let origin: Origin
    public let isSensitive: Bool
    /// For a day: the other day that it cannot precede.
    public let notBefore: String?
    /// For a day: it lies in the past, today at the latest.
    public let isPast: Bool
    /// What it follows from entirely.
    public let definition: Definition?
    /// True whenever this holds.
    public let impliedBy: Condition?
    /// False whenever this holds; of a list, a number, a day or a choice: it does not fit, so that no test of it holds.
    public let ruledOutBy: Condition?
    /// Families are not asked while this holds, though it may be true: it stays open until somebody tells it.
    public let unaskedWhen: Condition?

    init(
        code: String, label: String, ask: Wording?, notApplicable: Wording?, yes: String, no: String, kind: Kind,
        origin: Origin, isSensitive: Bool, notBefore: String?, isPast: Bool, definition: Definition?,
        impliedBy: Condition?, ruledOutBy: Condition?, unaskedWhen: Condition?
    ) {
        self.code = code
        self.label = label
        self.ask = ask
        self.notApplicable = notApplicable
        self.yes = yes
        self.no = no
        self.kind = kind
        self.origin = origin
        self.isSensitive = isSensitive
        self.notBefore = notBefore
        self.isPast = isPast
        self.unaskedWhen = unaskedWhen
        self.definition = definition
        self.impliedBy = impliedBy
        self.ruledOutBy = ruledOutBy
    }

    public static func == (left: Fact, right: Fact) -> Bool { left.code == right.code }

    public func hash(into hasher: inout Hasher) { hasher.combine(code) }

    public enum Definition: Hashable, Sendable {
        case condition(Condition)
        case count(list: String, where: Condition)
        /// Full years from one day to another (年齢計算ニ関スル法律).
        case age(from: String, on: String)
        /// So many days after another day.
        case day(after: String, days: Int)
        /// Whether a day is known.
        case isKnown(day: String)
    }
}

/// When a rule applies: small, total, without loops, so that it can be read as a sentence and analysed.
public indirect enum Condition: Hashable, Sendable {
    case always
    case all([Condition])
    case any([Condition])
    case not(Condition)
    case atLeast(Int, [Condition])
    case test(String, Test)
    /// Some thing of a list for which a condition holds, in words that say so.
    case exists(list: String, where: Condition, label: String)
    /// Whether another procedure applies.
    case procedure(String)

    public enum Test: Hashable, Sendable {
        case isTrue
        case isIn([String])
        /// From `low` to `high`; either may be open.
        case isBetween(low: Int?, high: Int?)
        /// More than `base` and `each` for each of another fact.
        case exceeds(base: Int, each: Int, of: String)
        /// Up to or after a day.
        case isDay(from: CivilDate?, to: CivilDate?)
        /// In a part of any year. A last day on which offices are closed moves to the next on which they are open.
        case isInYear(from: MonthDay, to: MonthDay)
    }

    /// A day of no certain year: 3月15日.
    public struct MonthDay: Hashable, Sendable, Comparable {
        public let month: Int
        public let day: Int

        public static func < (left: MonthDay, right: MonthDay) -> Bool {
            (left.month, left.day) < (right.month, right.day)
        }
    }
}
