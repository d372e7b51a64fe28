import Japanese
import Ward

/// One section's answer (進捗記入) for one initiative in one round.
public struct Entry: Hashable, Sendable {
    public let id: ID<Entry>
    public let round: ID<Round>
    public let initiative: ID<Initiative>
    public let lineage: ID<Lineage>
    public let unit: ID<OfficeUnit>
    public let state: EntryState
    public let answer: Answer
    /// What the platform counted for it; sections do not write it.
    public let counted: [ID<PlanIndicator>: CountedValue]
    /// Counts saves; a save that does not know the newest one is refused, so that nothing is overwritten unseen.
    public let revision: Int
    public let updatedAt: Timestamp?
    public let updatedBy: String?
    /// Who handed it in, and who approved it, as printed.
    public let submittedBy: String?
    public let approvedBy: String?
    /// Why it was returned; `nil` unless it waits to be mended.
    public let returnedReason: String?
    /// Under whom it was approved by a stand-in (代決); `nil` when the head approved it.
    let standIn: ID<StandIn>?

    /// The answer, if the section handed it in: a draft is not what the section says.
    public var handedIn: Answer? { state.isHandedIn ? answer : nil }

    /// What is known of an indicator: what was counted, and what the section wrote where nothing was.
    func quantity(of indicator: ID<PlanIndicator>) -> Quantity? {
        counted[indicator].map(\.quantity) ?? answer.values[indicator]
    }

    /// The same, without what the section has not handed in.
    func reported(_ indicator: ID<PlanIndicator>) -> Quantity? {
        counted[indicator].map(\.quantity) ?? handedIn?.values[indicator]
    }

    /// Whether the same name handed it in and approved it: since this was refused, only two people of one name, or a command.
    public var isSelfApproved: Bool {
        approvedBy != nil && approvedBy == submittedBy
    }
}

/// What a section says: a mark, four fixed texts, values.
public struct Answer: Hashable, Sendable {
    /// A symbol of the round's mark set.
    public var mark: String?
    /// 実施したこと
    public var done: String
    /// 今後の予定
    public var plan: String
    /// 課題
    public var problem: String
    /// 対応
    public var response: String
    /// The day of completion, asked for with the mark for done.
    public var doneOn: CivilDate?
    /// By indicator; an indicator without a value is not in here.
    public var values: [ID<PlanIndicator>: Quantity]
    /// Where values were taken from (値のもと), in the section's words; see ``ValueBasis``.
    public var bases: [ID<PlanIndicator>: String]
    /// What the section says of values that the platform counted.
    public var remarks: [ID<PlanIndicator>: ValueRemark]

    public init(
        mark: String? = nil, done: String = "", plan: String = "", problem: String = "", response: String = "",
        doneOn: CivilDate? = nil, values: [ID<PlanIndicator>: Quantity] = [:],
        bases: [ID<PlanIndicator>: String] = [:], remarks: [ID<PlanIndicator>: ValueRemark] = [:]
    ) {
        self.mark = mark
        self.done = done
        self.plan = plan
        self.problem = problem
        self.response = response
        self.doneOn = doneOn
        self.values = values
        self.bases = bases
        self.remarks = remarks
    }

    /// The longest text of each field, in Unicode scalars: what fits on a line of the report.
    public static let textScalarsMax = 800

    public var isEmpty: Bool { self == Answer() }
}
