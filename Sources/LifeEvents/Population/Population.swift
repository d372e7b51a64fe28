import Japanese

/// Synthetic people for trials: drawn from invented shares by a seed, the same on every machine.
public struct Population: Sendable {
    /// How one fact is drawn.
    struct Rule: Sendable {
        enum Draw: Sendable {
            case percent([(when: Condition, percent: Int)])
            case ranges([(from: Int, to: Int, weight: Int)])
            case choose([(when: Condition, weights: [(code: String, weight: Int)])])
            case people([(when: Condition, sizes: [Int], ages: ClosedRange<Int>)])
            case between(CivilDate, CivilDate)
            case after(String, days: ClosedRange<Int>)
        }

        let fact: String
        let draw: Draw
    }

    let base: KnowledgeBase
    let rules: [Rule]
    private var random: SplitMix64

    init(base: KnowledgeBase, rules: [Rule], seed: UInt64) {
        self.base = base
        // The rule for everything else is spelt out, in the order of the facts.
        let named = Set(rules.map(\.fact))
        self.rules = rules.flatMap { rule -> [Rule] in
            guard rule.fact == "*" else { return [rule] }
            return base.factOrder.filter { code in
                !named.contains(code) && base.facts[code]?.kind == .truth && base.facts[code]?.origin != .derived
            }.map { Rule(fact: $0, draw: rule.draw) }
        }
        random = SplitMix64(seed: seed)
    }

    /// The next person: everything about them is known, and nothing contradicts anything.
    public mutating func next() -> CaseFacts {
        var facts = CaseFacts()
        for rule in rules {
            let evaluation = Evaluation(base: base, facts: facts)
            guard evaluation.resolved(rule.fact) == .unknown else { continue }
            let gates = [base.facts[rule.fact]?.impliedBy, base.facts[rule.fact]?.ruledOutBy].compactMap(\.self)
            // What could settle it is drawn first, by the same rule for everything else or its own.
            if gates.contains(where: { evaluation.truth($0) == .unknown }) { settle(gates, &facts) }
            let settled = Evaluation(base: base, facts: facts)
            guard settled.resolved(rule.fact) == .unknown else { continue }
            facts[rule.fact] = draw(rule.draw, settled).map { .known($0) }
        }
        return facts
    }

    private mutating func settle(_ gates: [Condition], _ facts: inout CaseFacts) {
        for gate in gates {
            for code in Evaluation(base: base, facts: facts).explanation(of: gate).blocking {
                let evaluation = Evaluation(base: base, facts: facts)
                guard evaluation.resolved(code) == .unknown, let rule = rules.first(where: { $0.fact == code }) else {
                    continue
                }
                let inner = [base.facts[code]?.impliedBy, base.facts[code]?.ruledOutBy].compactMap(\.self)
                if inner.contains(where: { evaluation.truth($0) == .unknown }) { settle(inner, &facts) }
                let settled = Evaluation(base: base, facts: facts)
                guard settled.resolved(code) == .unknown else { continue }
                facts[code] = draw(rule.draw, settled).map { .known($0) }
            }
        }
    }

    private mutating func draw(_ draw: Rule.Draw, _ evaluation: Evaluation) -> FactValue? {
        switch draw {
        case .percent(let cases):
            let percent = cases.first { evaluation.truth($0.when) == .yes }?.percent ?? 0
            return .truth(random.next(below: 100) < percent)
        case .ranges(let ranges):
            let range = ranges[pick(ranges.map(\.weight))]
            return .number(range.from + random.next(below: range.to - range.from + 1))
        case .choose(let cases):
            guard let weights = cases.first(where: { evaluation.truth($0.when) == .yes })?.weights else { return nil }
            return .choice(weights[pick(weights.map(\.weight))].code)
        case .people(let cases):
            guard let found = cases.first(where: { evaluation.truth($0.when) == .yes }) else { return nil }
            return .list(
                (0..<pick(found.sizes)).map { _ in
                    ["age": .number(found.ages.lowerBound + random.next(below: found.ages.count))]
                })
        case .between(let first, let last):
            return .day(first.adding(days: random.next(below: first.days(to: last) + 1)))
        case .after(let code, let days):
            return evaluation.day(code).map {
                .day($0.adding(days: days.lowerBound + random.next(below: days.count)))
            }
        }
    }

    private mutating func pick(_ weights: [Int]) -> Int {
        var rest = random.next(below: max(1, weights.reduce(0, +)))
        for (position, weight) in weights.enumerated() {
            if rest < weight { return position }
            rest -= weight
        }
        return 0
    }
}

/// The same numbers for the same seed on every machine (Steele, Lea, Flood 2014).
struct SplitMix64: Sendable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// 0…bound − 1; even to within one part in 2³² for the bounds used here.
    mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return Int((mixed >> 32) % UInt64(max(1, bound)))
    }
}
