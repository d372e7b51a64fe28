import Japanese

/// Until when, as a law says it.
public struct DeadlineRule: Hashable, Sendable {
    public enum Term: Hashable, Sendable {
        /// A period from an anchor: `14d` from the death.
        case period(LegalPeriod, anchor: String, counting: LegalPeriod.Counting)
        /// Before something happens, such as the funeral.
        case before(anchor: String)
        /// A fixed day.
        case day(CivilDate)
        /// A day that depends on when in the year the anchor lies: the first bracket it falls in decides.
        case brackets([Bracket], anchor: String)
        /// なるべく早く: no day is set.
        case soon
        /// Nothing to do: it happens by itself, or a notice comes.
        case automatic
        case none
        /// Together with another procedure.
        case with(procedure: String)
        /// As a contract or another body says.
        case elsewhere
    }

    /// 死亡が1月1日から8月31日まで: four months. 9月1日から10月31日まで: 12月31日.
    public struct Bracket: Hashable, Sendable {
        public enum End: Hashable, Sendable {
            case period(LegalPeriod)
            /// A month and a day of the anchor's year, or so many years later.
            case day(month: Int, day: Int, yearsLater: Int)
        }

        /// The last month and day of the bracket.
        public let untilMonth: Int
        public let untilDay: Int
        public let end: End
    }

    /// Whether a last day on which offices are closed moves to the next day they are open.
    public enum Rolling: String, Hashable, Sendable {
        /// Filings with offices, courts and tax offices (地方自治法4条の2, 行政機関の休日に関する法律2条, 国税通則法10条2項, 民法142条).
        case filing
        /// Limitation periods: the nominal day is the last safe one.
        case never
    }

    /// For which case it holds, such as 廃車 or 外国で亡くなったとき; `nil` when there is one deadline only.
    public let label: String?
    public let condition: Condition
    public let term: Term
    public let rolling: Rolling
    /// A day earlier than the legal one that people do well to keep, from its own anchor.
    public let advice: Advice?
    /// What else to say, such as a fine.
    public let note: String?
    /// It holds beside the others and shuts none of them out.
    public let isAlso: Bool
    /// Of a tax year: so many years from that of the event, 0 or -1.
    public let yearsFrom: Int?
    /// A last day that the law lets nobody fall short of, such as 2027-03-31 for inheritances that began before a duty came into force
    /// (民法等の一部を改正する法律（令和3年法律第24号）附則5条6項).
    public let floor: CivilDate?

    init(
        label: String?, condition: Condition, term: Term, rolling: Rolling, advice: Advice?, note: String?,
        isAlso: Bool = false, yearsFrom: Int? = nil, floor: CivilDate? = nil
    ) {
        self.label = label
        self.condition = condition
        self.term = term
        self.rolling = rolling
        self.advice = advice
        self.note = note
        self.isAlso = isAlso
        self.yearsFrom = yearsFrom
        self.floor = floor
    }

    public struct Advice: Hashable, Sendable {
        public let period: LegalPeriod
        public let anchor: String
        public let reason: String?
    }
}
