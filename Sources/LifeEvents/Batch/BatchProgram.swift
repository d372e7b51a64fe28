/// The rules of a base as steps over planes: each step fills one slot from earlier ones, for all people at once.
///
/// The same answers as ``KnowledgeBase/evaluate(_:today:office:)``, without reasons: for statistics over many cases.
public struct BatchProgram: Sendable {
    enum Step: Sendable {
        case constant(Truth)
        /// What was told of a truth.
        case told(String)
        /// One choice of a fact, by its place.
        case choice(String, Int)
        case number(String, low: Int32, high: Int32)
        case exceeds(String, base: Int64, each: Int64, of: String)
        case leaf(Condition)
        case and([Int])
        case or([Int])
        case not(Int)
        case atLeast(Int, [Int])
        /// What was told; else the definition; else what implies it or rules it out.
        case follows(told: Int, definition: Int?, implied: Int?, ruledOut: Int?)
    }

    private(set) var steps: [Step] = []
    /// The slot of each procedure's condition.
    private(set) var results: [(id: String, slot: Int)] = []
    private(set) var truths: [String] = []
    private(set) var choices: [String] = []
    private(set) var numbers: [String] = []
    private(set) var leaves: [Condition] = []

    public init(_ base: KnowledgeBase) {
        var compiler = Compiler(base: base)
        for procedure in base.procedures { results.append((procedure.id, compiler.slot(of: procedure))) }
        steps = compiler.steps
        truths = compiler.truths
        choices = compiler.choices
        numbers = compiler.numbers
        leaves = compiler.leaves
    }

    private struct Compiler {
        let base: KnowledgeBase
        var steps: [Step] = []
        var known: [Condition: Int] = [:]
        var facts: [String: Int] = [:]
        var truths: [String] = []
        var choices: [String] = []
        var numbers: [String] = []
        var leaves: [Condition] = []

        mutating func add(_ step: Step) -> Int {
            steps.append(step)
            return steps.count - 1
        }

        mutating func slot(of procedure: Procedure) -> Int { slot(of: procedure.condition) }

        mutating func slot(of condition: Condition) -> Int {
            if let slot = known[condition] { return slot }
            let slot: Int
            switch condition {
            case .always: slot = add(.constant(.yes))
            case .all(let parts):
                let slots = parts.map { self.slot(of: $0) }
                slot = add(.and(slots))
            case .any(let parts):
                let slots = parts.map { self.slot(of: $0) }
                slot = add(.or(slots))
            case .not(let part):
                let inner = self.slot(of: part)
                slot = add(.not(inner))
            case .atLeast(let count, let parts):
                let slots = parts.map { self.slot(of: $0) }
                slot = add(.atLeast(count, slots))
            case .procedure(let id):
                slot = base[procedure: id].map { self.slot(of: $0) } ?? add(.constant(.unknown))
            case .test(let code, .isTrue): slot = self.slot(ofTruth: code)
            case .test(let code, .isIn(let codes)):
                if !choices.contains(code) { choices.append(code) }
                var places: [Int] = []
                if case .choice(let all) = base.facts[code]?.kind {
                    places = codes.compactMap { code in all.firstIndex { $0.code == code } }
                }
                let slots = places.map { add(.choice(code, $0)) }
                slot = slots.count == 1 ? slots[0] : add(.or(slots))
            case .test(let code, .isBetween(let low, let high)):
                use(number: code)
                slot = add(
                    .number(
                        code, low: low.map { Int32(clamping: $0) } ?? .min,
                        high: high.map { Int32(clamping: $0) } ?? .max))
            case .test(let code, .exceeds(let floor, let each, let other)):
                use(number: code)
                use(number: other)
                slot = add(.exceeds(code, base: Int64(floor), each: Int64(each), of: other))
            case .exists, .test(_, .isDay), .test(_, .isInYear):
                leaves.append(condition)
                slot = add(.leaf(condition))
            }
            known[condition] = slot
            return slot
        }

        mutating func use(number code: String) {
            if !numbers.contains(code) { numbers.append(code) }
        }

        private mutating func slot(ofTruth code: String) -> Int {
            if let slot = facts[code] { return slot }
            truths.append(code)
            let told = add(.told(code))
            facts[code] = told
            guard let fact = base.facts[code], fact.definition != nil || fact.impliedBy != nil || fact.ruledOutBy != nil
            else { return told }
            var definition: Int?
            switch fact.definition {
            case .condition(let condition): definition = self.slot(of: condition)
            case .isKnown:
                // Decided person by person: whether a day is told is no plane.
                let leaf = Condition.test(code, .isTrue)
                leaves.append(leaf)
                definition = add(.leaf(leaf))
            case .count, .age, .day, nil: break
            }
            let implied = fact.impliedBy.map { self.slot(of: $0) }
            let ruledOut = fact.ruledOutBy.map { self.slot(of: $0) }
            let slot = add(.follows(told: told, definition: definition, implied: implied, ruledOut: ruledOut))
            facts[code] = slot
            return slot
        }
    }
}
