import Japanese

/// The rules by which signals are computed (each says in ``criterion`` when it speaks).
///
/// Printable: every page that shows signals prints the criteria of the rules beside them.
public enum SignalRule: String, CaseIterable, Hashable, Sendable {
    case dueSoon = "S1"
    case externalEarlier = "S2"
    case behindLine = "S3"
    case unansweredTwice = "S4"
    case unchangedForYear = "S5"
    case movedTwice = "S6"
    case pastDue = "V12"

    /// In the order in which they are printed.
    public static let all: [SignalRule] = [
        .pastDue, .dueSoon, .externalEarlier, .behindLine, .unansweredTwice, .unchangedForYear, .movedTwice,
    ]

    /// Quarters without an answer that make the signal.
    static let unansweredQuarters = 2
    /// Quarters with the same mark that make the signal.
    static let unchangedQuarters = 4
    /// Moves of a date that make the signal.
    static let movesMin = 2
    /// How far a date is looked ahead for.
    static let dueSoonPeriod = LegalPeriod.quarter

    public var title: String {
        switch self {
        case .pastDue: "期限が来ています"
        case .dueSoon: "期限が近いか、来ています"
        case .externalEarlier: "国などの期限が先に来ます"
        case .behindLine: "指標が目標までの直線に届いていません"
        case .unansweredTwice: "未回答が続いています"
        case .unchangedForYear: "進捗区分が変わっていません"
        case .movedTwice: "時期が繰り返し変わっています"
        }
    }

    public var level: Signal.Level {
        switch self {
        case .pastDue, .externalEarlier, .behindLine, .unansweredTwice: .warn
        case .dueSoon, .unchangedForYear, .movedTwice: .ask
        }
    }

    /// When the rule speaks, in plain words.
    public var criterion: String {
        switch self {
        case .pastDue:
            "区の期限が基準日までに来ているのに、進捗区分が予定どおり又は未着手にあたるとき。"
        case .dueSoon:
            "区の期限が基準日から\(Self.dueSoonPeriod.japanese)以内に来るのに、完了の区分と根拠資料がそろっていないとき。期限が過ぎ、回答がないか判定できないときも含みます。中止した取組は除きます。"
        case .externalEarlier:
            "国など区以外の期限が、区の期限より早いとき。完了又は中止した取組は除きます。"
        case .behindLine:
            "指標の値が、基準値から目標値まで日割りで結んだ直線に届かないとき。期間ごとに数える指標は、4つの四半期の値がそろった年度末だけ、その合計で比べます。"
        case .unansweredTwice:
            "確定した四半期で、未回答が\(Self.unansweredQuarters)回以上続いているとき。"
        case .unchangedForYear:
            "\(Self.unchangedQuarters)つの四半期続けて同じ進捗区分のとき。完了と中止は除きます。"
        case .movedTwice:
            "同じ約束の区の期限が、\(Self.movesMin)回以上変わったとき。期限の文言を除いて同じ文の約束を、同じ約束とみなします。"
        }
    }

    /// What the rule finds in the newest quarter of a history.
    public func signals(of history: InitiativeHistory) -> [Signal] {
        switch self {
        case .pastDue: Self.pastDue(in: history)
        case .dueSoon: Self.dueSoon(in: history)
        case .externalEarlier: Self.externalEarlier(in: history)
        case .behindLine: Self.behindLine(in: history)
        case .unansweredTwice: Self.unansweredTwice(in: history)
        case .unchangedForYear: Self.unchangedForYear(in: history)
        case .movedTwice: Self.movedTwice(in: history)
        }
    }
}
