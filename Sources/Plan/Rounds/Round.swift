import Japanese
import Ward

/// One quarterly check of one version of the plan.
public struct Round: Hashable, Sendable {
    public let id: ID<Round>
    public let version: ID<PlanVersion>
    public let quarter: Quarter
    public let calendar: RoundCalendar
    public let state: RoundState
    /// Editions sealed so far; 0 before the first freeze.
    public let edition: Int
    public let markSet: MarkSet
    /// An ad-hoc round asks only about this body's initiatives.
    public let limitedTo: ID<Body>?
    /// Why and by which decision the round is being amended.
    public let amendment: Amendment?
    /// Where the round stood before the amendment that is being made.
    var beforeAmendment: BeforeAmendment?
    /// The last time that the due day was put off.
    public var extended: Extension?

    public struct Amendment: Codable, Hashable, Sendable {
        public let reason: String
        /// The meeting or decision it rests on.
        public let decision: String
    }

    struct BeforeAmendment: Hashable, Sendable {
        let state: RoundState
        /// When the amendment began.
        let at: Timestamp
    }

    /// That the due day (回答期限) was put off (延長).
    public struct Extension: Hashable, Sendable {
        /// The due day before.
        public let from: CivilDate
        public let reason: String
    }

    /// Whether a sealed edition is being corrected: edition n stands, and n+1 is being made.
    public var isAmending: Bool { edition > 0 && !state.isSealed }

    /// Whether an answer of this round may be changed so, as the round stands.
    public func allows(_ event: EntryEvent, wasReturned: Bool) -> Bool {
        EntryState.isAllowed(event, in: state, wasReturned: wasReturned, isAmending: isAmending)
    }

    /// 令和8年度第2四半期
    public var title: String { quarter.japanese }
}
