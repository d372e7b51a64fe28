import Japanese

/// The told facts of many people, a column for each fact that rules test.
public struct BatchColumns: Sendable {
    public let count: Int
    /// What was told of a truth; not told is unknown.
    var truths: [String: Planes] = [:]
    /// Places in the fact's choices; `unknown` where not told.
    var choices: [String: [UInt8]] = [:]
    /// Bounds of a number: both ends equal when it is known; the lower above the higher for 該当しない.
    var lows: [String: [Int32]] = [:]
    var highs: [String: [Int32]] = [:]
    /// Tests of lists and days, which are decided person by person when the columns are made.
    var leaves: [Condition: Planes] = [:]

    static let unknownChoice = UInt8.max
    static let notApplicableChoice = UInt8.max - 1

    public init(_ people: [CaseFacts], _ base: KnowledgeBase) {
        count = people.count
        let words = (people.count + 63) / 64
        let program = BatchProgram(base)
        for code in program.truths { truths[code] = Planes(words: words) }
        for code in program.choices { choices[code] = Array(repeating: Self.unknownChoice, count: people.count) }
        for code in program.numbers {
            lows[code] = Array(repeating: .min, count: people.count)
            highs[code] = Array(repeating: .max, count: people.count)
        }
        for leaf in program.leaves { leaves[leaf] = Planes(words: words) }
        for (person, facts) in people.enumerated() {
            let evaluation = Evaluation(base: base, facts: facts)
            for code in program.truths {
                switch facts[code] {
                case .known(.truth(let truth)): truths[code]?[person] = Truth(truth)
                case .notApplicable: truths[code]?[person] = .no
                default: truths[code]?[person] = .unknown
                }
            }
            for code in program.choices {
                switch evaluation.resolved(code) {
                case .choice(let choice):
                    if case .choice(let known) = base.facts[code]?.kind,
                        let place = known.firstIndex(where: { $0.code == choice })
                    {
                        choices[code]?[person] = UInt8(place)
                    }
                case .notApplicable: choices[code]?[person] = Self.notApplicableChoice
                default: break
                }
            }
            for code in program.numbers {
                switch evaluation.resolved(code) {
                case .number(let range):
                    lows[code]?[person] = Int32(clamping: range.lowerBound)
                    highs[code]?[person] = Int32(clamping: range.upperBound)
                case .notApplicable:
                    lows[code]?[person] = .max
                    highs[code]?[person] = .min
                default: break
                }
            }
            for leaf in program.leaves { leaves[leaf]?[person] = evaluation.truth(leaf) }
        }
    }
}
