import Japanese
import Ward

/// What is known of one initiative (取組) as one unit answers for it, quarter by quarter: all that signals are computed
/// from.
///
/// A plain value: the same history always gives the same signals.
public struct InitiativeHistory: Hashable, Sendable {
    /// Where a quarter's facts stand, for links.
    public struct Source: Hashable, Sendable {
        public let round: String
        /// The sealed edition; `nil` for a round that is still being answered.
        public let edition: Int?
        public let entry: String

        public init(round: String, edition: Int?, entry: String) {
            self.round = round
            self.edition = edition
            self.entry = entry
        }
    }

    /// The mark that was chosen, with the set it was chosen from.
    public struct SelfMark: Hashable, Sendable {
        public let symbol: String
        public let label: String
        public let canonical: MarkSet.Canonical
        /// Name and version: symbols of different sets are not compared.
        public let setName: String
        public let setVersion: Int

        public init(
            symbol: String, label: String, canonical: MarkSet.Canonical, setName: String = "", setVersion: Int = 1
        ) {
            self.symbol = symbol
            self.label = label
            self.canonical = canonical
            self.setName = setName
            self.setVersion = setVersion
        }

        /// 「B 予定どおり」
        public var title: String { symbol == label ? label : "\(symbol) \(label)" }

        /// Whether both say the same: by symbol within one set, by meaning between two.
        public func says(theSameAs other: SelfMark) -> Bool {
            setName == other.setName && setVersion == other.setVersion
                ? symbol == other.symbol : canonical == other.canonical
        }
    }

    /// A promise (約束) as it stood in that quarter.
    public struct Commitment: Hashable, Sendable {
        public let content: String
        public let deadlines: [PromiseDeadline]
        /// The words of the promise without its own dates, by which it is known again after a date has moved; `nil` when
        /// nothing else is left.
        let key: TextKey?

        public init(content: String, deadlines: [PromiseDeadline]) {
            self.content = content
            self.deadlines = deadlines
            var words = TextKey(content).text
            for deadline in deadlines {
                let raw = TextKey(deadline.raw).text
                guard !raw.isEmpty, let place = words.firstRange(of: raw) else { continue }
                words.removeSubrange(place)
            }
            key = words.isEmpty ? nil : TextKey(words)
        }
    }

    /// A value of an indicator (指標), with the indicator as it was defined in that quarter.
    public struct Figure: Hashable, Sendable {
        public let indicator: String
        public let name: String
        public let unitName: String
        public let rule: Indicator.Rule
        public let direction: PlanIndicator.Direction
        public let baselineYear: FiscalYear?
        public let baselineValue: ExactNumber?
        public let value: Quantity

        public init(
            indicator: String, name: String, unitName: String, rule: Indicator.Rule,
            direction: PlanIndicator.Direction, baselineYear: FiscalYear?, baselineValue: ExactNumber?, value: Quantity
        ) {
            self.indicator = indicator
            self.name = name
            self.unitName = unitName
            self.rule = rule
            self.direction = direction
            self.baselineYear = baselineYear
            self.baselineValue = baselineValue
            self.value = value
        }
    }

    /// What one round says of the initiative.
    public struct QuarterRecord: Hashable, Sendable {
        public let quarter: Quarter
        public let asOf: CivilDate
        public let source: Source
        /// Whether the section handed it in. A sealed record that was not handed in is 未回答; an open one is only not yet
        /// answered.
        public let isAnswered: Bool
        /// Also of a draft in the open round, where the section wants to see what its choice leads to.
        public let mark: SelfMark?
        /// Files that show what was done (根拠資料).
        public let evidenceCount: Int
        public let doneOn: CivilDate?
        public let commitments: [Commitment]
        public let figures: [Figure]

        public init(
            quarter: Quarter, asOf: CivilDate, source: Source, isAnswered: Bool, mark: SelfMark?,
            evidenceCount: Int = 0, doneOn: CivilDate? = nil, commitments: [Commitment] = [], figures: [Figure] = []
        ) {
            self.quarter = quarter
            self.asOf = asOf
            self.source = source
            self.isAnswered = isAnswered
            self.mark = mark
            self.evidenceCount = evidenceCount
            self.doneOn = doneOn
            self.commitments = commitments
            self.figures = figures
        }

        /// 未回答 at the freeze.
        public var isUnanswered: Bool { source.edition != nil && !isAnswered }

        /// The mark says done, and there is something to show for it.
        public var showsDone: Bool { mark?.canonical == .done && evidenceCount > 0 }
    }

    public let lineage: String
    /// As printed in the newest quarter, such as `(1) 行政保有データ等の利活用の推進`.
    public let initiative: String
    /// The unit that answers, as printed in the newest quarter.
    public let unit: String
    /// Oldest first, at most one for each quarter.
    public let quarters: [QuarterRecord]
    /// The targets of each indicator by its identifier.
    public let targets: [String: [IndicatorPath.Anchor]]

    /// - Parameter quarters: in any order; of two records of one quarter, as an ad-hoc round makes, the one with the later
    ///   as-of date stays, or the one that was answered.
    public init(
        lineage: String, initiative: String, unit: String, quarters: [QuarterRecord],
        targets: [String: [IndicatorPath.Anchor]] = [:]
    ) {
        self.lineage = lineage
        self.initiative = initiative
        self.unit = unit
        var kept: [Quarter: QuarterRecord] = [:]
        for record in quarters {
            if let other = kept[record.quarter],
                (other.asOf, other.isAnswered ? 1 : 0) > (record.asOf, record.isAnswered ? 1 : 0)
            {
                continue
            }
            kept[record.quarter] = record
        }
        self.quarters = kept.values.sorted { $0.quarter < $1.quarter }
        self.targets = targets
    }

    /// The quarter that signals speak of.
    public var newest: QuarterRecord? { quarters.last }
}

extension [InitiativeHistory.QuarterRecord] {
    /// The newest records as long as their quarters follow each other without a gap, newest first.
    var unbroken: [InitiativeHistory.QuarterRecord] {
        var run: [InitiativeHistory.QuarterRecord] = []
        for record in reversed() {
            if let later = run.last, record.quarter.next != later.quarter { break }
            run.append(record)
        }
        return run
    }
}
