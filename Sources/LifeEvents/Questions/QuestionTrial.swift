import Japanese

/// People of a synthetic population led through the questions.
public struct QuestionTrial: Sendable {
    public enum Manner: String, CaseIterable, Sendable {
        /// What ward sections know is filled in first.
        case withRegistry
        case withoutRegistry
        /// Nobody knows anything.
        case allUnknown

        public var japanese: String {
            switch self {
            case .withRegistry: "区の記録を先に使うとき"
            case .withoutRegistry: "区の記録を使わないとき"
            case .allUnknown: "すべて「わからない」と答えるとき"
            }
        }
    }

    public let manner: Manner
    /// Screens of each person.
    public private(set) var screens: [Int] = []
    /// Questions of each person.
    public private(set) var questions: [Int] = []
    /// Procedures that stayed undecided, of all people together.
    public private(set) var undecided = 0

    /// - Parameter today: on which rules must be valid for people whose day is not known.
    public init(_ people: [CaseFacts], _ base: KnowledgeBase, manner: Manner, today: CivilDate) {
        self.manner = manner
        for person in people {
            // What is true of the person, also where it follows from something else.
            let truth = Evaluation(base: base, facts: person)
            var facts = CaseFacts()
            if manner == .withRegistry {
                for code in base.factOrder {
                    if case .section = base.facts[code]?.origin { facts[code] = person[code] ?? truth.answer(code) }
                }
            }
            var count = 0
            var asked = 0
            while let screen = QuestionPlan(base, facts: facts, today: today).next {
                count += 1
                asked += screen.facts.count
                for code in screen.facts {
                    facts[code] = manner == .allUnknown ? .notKnown : person[code] ?? truth.answer(code) ?? .notKnown
                }
            }
            screens.append(count)
            questions.append(asked)
            undecided += base.evaluate(facts, today: today).results.count { $0.state == .unknown }
        }
    }

    /// To two places.
    public static func mean(_ counts: [Int]) -> ExactNumber {
        ExactNumber(counts.reduce(0, +)).divided(by: ExactNumber(max(1, counts.count)), scale: 2) ?? .zero
    }
}

extension Evaluation {
    /// The one value of a fact, as somebody would tell it; `nil` when it is not known entirely.
    func answer(_ code: String) -> FactAnswer? {
        switch resolved(code) {
        case .unknown: nil
        case .notApplicable: .notApplicable
        case .truth(let truth): .known(.truth(truth))
        case .choice(let choice): .known(.choice(choice))
        case .number(let range): range.count == 1 ? .known(.number(range.lowerBound)) : nil
        case .day(let day): .known(.day(day))
        case .list(let items): .known(.list(items))
        }
    }
}
