/// Where a record of a run stands. What was sent without a receipt is unknown, and an unknown record can only be looked for.
public enum RecordState: String, Hashable, Sendable, CaseIterable, Codable {
    case new
    /// A run works on it.
    case claimed
    /// Waits for a person's agreement, before anything was sent.
    case held
    /// The irreversible step was begun.
    case submitted
    case done
    /// Was registered already.
    case skipped
    /// The system or the input says no: a person decides (業務例外).
    case business
    /// Something broke before anything was sent (技術例外).
    case technical
    /// Was sent, and nobody knows whether it arrived.
    case unknown

    public var japanese: String {
        switch self {
        case .new: "未着手"
        case .claimed: "処理中"
        case .held: "承認待ち"
        case .submitted: "送信"
        case .done: "完了"
        case .skipped: "登録済み"
        case .business: "業務例外"
        case .technical: "技術例外"
        case .unknown: "結果不明"
        }
    }

    /// Nothing more happens to it by itself.
    public var isFinal: Bool { self == .done || self == .skipped }
}

/// What happens to a record.
public enum RecordEvent: String, Hashable, Sendable, CaseIterable, Codable {
    /// A run takes it.
    case claim
    /// It must be agreed to first.
    case hold
    /// The irreversible step begins; told before it does.
    case submit
    /// The system showed its receipt.
    case receive
    /// Everything was done, and nothing had to be sent.
    case finish
    /// The query found it before anything was sent.
    case foundBefore
    case refuse
    case fail
    /// The run ended, or its process died, while the record was in its hands.
    case lose
    /// The query found it after all.
    case foundAfter
    /// The query did not find it, and the scenario lets it be sent.
    case absent
    /// The query did not find it, and a person shall decide.
    case absentToDesk
    /// A person gives it back to the robot.
    case release
    /// A person dealt with it by hand.
    case settle
}

extension RecordState {
    /// The state after an event.
    /// - Returns: `nil` when it cannot happen in this state: never a guess.
    public func after(_ event: RecordEvent) -> RecordState? {
        switch (self, event) {
        case (.new, .claim), (.technical, .claim), (.held, .claim): .claimed
        // Before a run takes it: a person is to see what a machine read.
        case (.claimed, .hold), (.new, .hold): .held
        case (.claimed, .submit): .submitted
        case (.claimed, .finish): .done
        case (.claimed, .foundBefore): .skipped
        case (.claimed, .refuse): .business
        case (.claimed, .fail): .technical
        // Nothing was sent: it is as if nothing had happened.
        case (.claimed, .lose): .new
        case (.submitted, .receive): .done
        // The system's own words that it refused are a receipt of a kind.
        case (.submitted, .refuse): .business
        case (.submitted, .fail), (.submitted, .lose): .unknown
        case (.unknown, .foundAfter): .done
        case (.unknown, .absent): .new
        case (.unknown, .absentToDesk): .business
        case (.business, .release), (.technical, .release): .new
        case (.business, .settle), (.technical, .settle), (.held, .settle): .done
        case (.held, .refuse): .business
        default: nil
        }
    }
}
