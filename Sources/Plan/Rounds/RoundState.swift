import Storage
import Ward

/// Where a quarterly check (進捗確認) stands.
///
///     planned ─open→ open ─due passed→ chasing ─close→ reviewing ─freeze→ frozen ─report→ reported ─publish→ published
///     reviewing ─reopen→ chasing          frozen | reported | published ─amend→ reviewing ─freeze→ frozen, next edition
///     open | chasing ─extend→ open        a correction that is cancelled goes back to where it began
public enum RoundState: String, CaseIterable, Sendable, SQLBindable, SQLDecodable {
    case planned, open, chasing, reviewing, frozen, reported, published

    public var title: String {
        switch self {
        case .planned: "準備中"
        case .open: "照会中"
        case .chasing: "督促中"
        case .reviewing: "事務局確認中"
        case .frozen: "確定"
        case .reported: "部会報告済み"
        case .published: "公表済み"
        }
    }

    /// Whether an edition stands that nobody may change.
    public var isSealed: Bool {
        switch self {
        case .frozen, .reported, .published: true
        case .planned, .open, .chasing, .reviewing: false
        }
    }

    /// Whether sections may write without having been asked back.
    public var takesAnswers: Bool { self == .open || self == .chasing }
}

/// What can happen to a round.
public enum RoundEvent: String, CaseIterable, Sendable {
    case open, dueDatePassed, extend, close, reopen, freeze, report, publish, amend

    public var title: String {
        switch self {
        case .open: "照会を始める"
        case .dueDatePassed: "期限が過ぎた"
        case .extend: "回答期限を延ばす"
        case .close: "締め切る"
        case .reopen: "再び照会する"
        case .freeze: "確定する"
        case .report: "部会へ報告する"
        case .publish: "公表する"
        case .amend: "訂正する"
        }
    }
}

extension RoundState {
    /// The state after an event. Total: every pair has an answer, and what is not foreseen is refused.
    public func applying(_ event: RoundEvent) throws(RoundRefusal) -> RoundState {
        switch (self, event) {
        case (.planned, .open): .open
        case (.open, .dueDatePassed): .chasing
        case (.open, .extend), (.chasing, .extend): .open
        case (.open, .close), (.chasing, .close): .reviewing
        case (.reviewing, .reopen): .chasing
        case (.reviewing, .freeze): .frozen
        case (.frozen, .report): .reported
        case (.reported, .publish): .published
        case (.frozen, .amend), (.reported, .amend), (.published, .amend): .reviewing
        default: throw RoundRefusal.notPossible(event, in: self)
        }
    }
}
