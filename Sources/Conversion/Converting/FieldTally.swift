/// What became of a value of the source. The largest of what several target items did with it counts.
public enum Outcome: UInt8, CaseIterable, Hashable, Sendable, Comparable {
    /// Nothing stood there.
    case absent
    case discarded
    case carried
    case converted
    case merged
    case rejected

    public static func < (left: Outcome, right: Outcome) -> Bool { left.rawValue < right.rawValue }

    public var japanese: String {
        switch self {
        case .absent: "空"
        case .discarded: "移さない"
        case .carried: "そのまま"
        case .converted: "変換"
        case .merged: "統合"
        case .rejected: "差し止め"
        }
    }
}

/// The conservation ledger of one field: each value that is not empty is in exactly one of five places.
public struct FieldTally: Hashable, Sendable, Codable {
    /// Values that are not empty, counted from the file itself and not from what became of them.
    public var present = 0
    /// By the number of ``Outcome``.
    public var outcomes: [Int] = Array(repeating: 0, count: Outcome.allCases.count)
    /// By the number of ``Reason``.
    public var reasons: [Int] = Array(repeating: 0, count: Reason.allCases.count)

    public subscript(_ outcome: Outcome) -> Int { outcomes[Int(outcome.rawValue)] }
    public subscript(_ reason: Reason) -> Int { reasons[Int(reason.rawValue)] }

    /// present = carried + converted + merged + rejected + discarded.
    public var isConserved: Bool {
        present == self[.carried] + self[.converted] + self[.merged] + self[.rejected] + self[.discarded]
    }

    public mutating func add(_ other: FieldTally) {
        present += other.present
        for position in outcomes.indices { outcomes[position] += other.outcomes[position] }
        for position in reasons.indices { reasons[position] += other.reasons[position] }
    }
}
