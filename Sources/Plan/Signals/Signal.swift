/// Something that follows from the record of an initiative and that people should look at (計算上の判定).
///
/// Advisory: it stands beside the section's own mark and never replaces it. Not stored; computed anew from the history,
/// with all that it was computed from.
public struct Signal: Hashable, Sendable {
    /// How strongly it speaks.
    public enum Level: String, CaseIterable, Sendable, Comparable {
        /// May well be right: ask the section.
        case ask
        /// Contradicts the record, or is an omission.
        case warn

        public var title: String {
            switch self {
            case .ask: "確認"
            case .warn: "注意"
            }
        }

        public static func < (left: Level, right: Level) -> Bool { left == .ask && right == .warn }
    }

    /// A fact that the signal was computed from.
    public struct Input: Hashable, Sendable {
        /// The record that a fact is taken from, for links.
        public enum Reference: Hashable, Sendable {
            /// An answer as a sealed edition holds it; edition `nil` while the round is open.
            case entry(InitiativeHistory.Source)
            /// A promise of the initiative, by its words.
            case promise(lineage: String, content: String)
            /// A target or the baseline of an indicator.
            case indicator(String)
            /// The rule itself, such as how many quarters it counts.
            case rule
        }

        public let label: String
        /// As printed.
        public let value: String
        public let reference: Reference

        public init(_ label: String, _ value: String, _ reference: Reference) {
            self.label = label
            self.value = value
            self.reference = reference
        }

        /// 「期限：令和8年3月31日」
        public var japanese: String { "\(label)：\(value)" }
    }

    public let rule: SignalRule
    public let lineage: String
    public let initiative: String
    public let unit: String
    public let level: Level
    public let inputs: [Input]
    /// One sentence: what was found, and what to check.
    public let sentence: String

    init(
        _ rule: SignalRule, of history: InitiativeHistory, inputs: [Input], sentence: String
    ) {
        self.rule = rule
        lineage = history.lineage
        initiative = history.initiative
        unit = history.unit
        level = rule.level
        self.inputs = inputs
        self.sentence = sentence
    }
}

extension InitiativeHistory {
    /// All signals of the newest quarter, in the order of the rules.
    public var signals: [Signal] {
        SignalRule.all.flatMap { $0.signals(of: self) }
    }
}
