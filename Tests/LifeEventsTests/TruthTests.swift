import Foundation
import Japanese
import RandomTesting
import Testing

@testable import LifeEvents

@Suite("Three-valued evaluation")
struct TruthTests {
    private static func base() throws -> KnowledgeBase { try #require(KnowledgeBase.embedded("bereavement").base) }

    @Test("The tables of strong Kleene logic")
    func tables() {
        for left in Truth.allCases {
            for right in Truth.allCases {
                // The oracle: what every way of knowing the unknown agrees on.
                func worlds(_ truth: Truth) -> [Bool] { truth == .unknown ? [false, true] : [truth == .yes] }
                func agreed(_ operation: (Bool, Bool) -> Bool) -> Truth {
                    let values = Set(worlds(left).flatMap { one in worlds(right).map { operation(one, $0) } })
                    return values.count == 1 ? Truth(values.first == true) : .unknown
                }
                #expect((left && right) == agreed { $0 && $1 })
                #expect((left || right) == agreed { $0 || $1 })
            }
        }
        #expect(Truth.allCases.map(\.negated) == [.yes, .unknown, .no])
        #expect(Evaluation.atLeast(2, [.yes, .unknown, .no]) == .unknown)
        #expect(Evaluation.atLeast(2, [.yes, .no, .no]) == .no)
        #expect(Evaluation.atLeast(1, [.yes, .unknown]) == .yes)
    }

    /// A million parts in the soak run; a few hundred otherwise.
    private static let parts = ProcessInfo.processInfo.environment["NAMIKI_SOAK"] == nil ? 300 : 1_000_000

    @Test(
        "What is decided stays decided, whatever is learned later: random cases over the whole catalogue",
        arguments: ["bereavement", "moving"], [1, 2] as [UInt64])
    func monotonic(event: String, seed: UInt64) throws {
        let base = try #require(KnowledgeBase.embedded(event).base)
        let decided = try Completion.check(base: base, cases: Self.parts / 4, seed: seed)
        #expect(decided > Self.parts / 4)
    }

    @Test("わからない, 答えたくない and あとで decide nothing; 該当しない decides")
    func answers() throws {
        let base = try Self.base()
        let day = try #require(CivilDate(iso: "2025-06-03"))
        for answer in [FactAnswer.notKnown, .withheld, .later] {
            let result = base.evaluate(CaseFacts(["moped": answer]), today: day)["D03"]
            #expect(result?.state == .unknown)
            #expect(result?.blocking == ["moped"])
        }
        #expect(base.evaluate(CaseFacts(["moped": .notApplicable]), today: day)["D03"]?.state == .no)
        #expect(base.evaluate(CaseFacts(), today: day)["D03"]?.state == .unknown)
    }

    @Test(
        "Household of wife and children of 14 and 9: no change of head; with a child of 16 there is one; an unknown age decides nothing"
    )
    func counting() throws {
        let base = try Self.base()
        let day = try #require(CivilDate(iso: "2025-11-15"))
        func state(_ ages: [Int?]) -> Truth? {
            let people = ages.map { age in age.map { ["age": FactValue.number($0)] } ?? [:] }
            let facts = CaseFacts(["head": .known(.truth(true)), "household": .known(.list(people))])
            return base.evaluate(facts, today: day)["A04"]?.state
        }
        #expect(state([43, 14, 9]) == .no)
        #expect(state([43, 16, 9]) == .yes)
        #expect(state([43, nil, 9]) == .unknown)
        #expect(state([]) == .no)
        #expect(state([43, 14]) == .no)
    }

    @Test("A fact told one way that follows another way is shown, not merged")
    func contradiction() throws {
        let base = try Self.base()
        let day = try #require(CivilDate(iso: "2025-06-03"))
        let facts = CaseFacts([
            "birth": .known(.day(try #require(CivilDate(iso: "1943-01-01")))), "death": .known(.day(day)),
            "age": .known(.number(45)),
        ])
        #expect(base.evaluate(facts, today: day).contradictions == ["age"])
    }
}

/// Random whole cases, and parts of them: what the part decides must be what the whole says.
enum Completion {
    /// - Returns: how many states the parts decided, so that a test can see that it tested something.
    @discardableResult
    static func check(base: KnowledgeBase, cases: Int, seed: UInt64) throws -> Int {
        var random = SeededGenerator(seed: seed)
        let day = try #require(CivilDate(iso: "2025-06-03"))
        let order = inOrder(base)
        var decided = 0
        for _ in 0..<cases {
            // A whole case without contradictions: each fact as it follows from those before it, else any value.
            var told = CaseFacts()
            var all = CaseFacts()
            for fact in order {
                let evaluation = Evaluation(base: base, facts: told)
                if let value = evaluation.value(fact.code) {
                    all[fact.code] = .known(value)
                } else if evaluation.resolved(fact.code) == .notApplicable {
                    all[fact.code] = .notApplicable
                } else if fact.origin != .derived {
                    told[fact.code] = .known(value(of: fact, base, &random))
                    all[fact.code] = told[fact.code]
                }
            }
            let whole = base.evaluate(all, today: day)
            #expect(whole.contradictions.isEmpty)
            let density = random.next() % 100
            var part = CaseFacts()
            for (code, answer) in all.answers.sorted(by: { $0.key < $1.key }) where random.next() % 100 < density {
                part[code] = answer
            }
            part[base.eventDay] = all[base.eventDay]
            for result in base.evaluate(part, today: day).results where result.state != .unknown {
                decided += 1
                if whole[result.id]?.state != result.state {
                    Issue.record("seed \(seed): \(result.id) is \(result.state) of a part of \(all)")
                    return decided
                }
            }
        }
        return decided
    }

    /// Facts after those they follow from.
    private static func inOrder(_ base: KnowledgeBase) -> [Fact] {
        var found: [Fact] = []
        var seen: Set<String> = []
        func add(_ code: String) {
            guard seen.insert(code).inserted, let fact = base.facts[code] else { return }
            switch fact.definition {
            case .condition(let condition): visit(condition)
            case .count(let list, _): add(list)
            case .age(let from, let on): [from, on].forEach(add)
            case .day(let after, _): add(after)
            case .isKnown(let day): add(day)
            case nil: break
            }
            fact.impliedBy.map(visit)
            fact.ruledOutBy.map(visit)
            found.append(fact)
        }
        func visit(_ condition: Condition) {
            switch condition {
            case .always, .procedure: break
            case .all(let parts), .any(let parts), .atLeast(_, let parts): parts.forEach(visit)
            case .not(let part): visit(part)
            case .exists(let list, _, _): add(list)
            case .test(let code, let test):
                add(code)
                if case .exceeds(_, _, let other) = test { add(other) }
            }
        }
        base.factOrder.forEach(add)
        return found
    }

    private static func value(of fact: Fact, _ base: KnowledgeBase, _ random: inout SeededGenerator) -> FactValue {
        func pick<Element>(_ elements: [Element]) -> Element { elements[Int(random.next() % UInt64(elements.count))] }
        switch fact.kind {
        case .truth: return .truth(random.next() % 2 == 0)
        case .choice(let choices): return .choice(pick(choices).code)
        case .number: return .number(pick(base.bounds(of: fact.code)))
        case .day: return .day(CivilDate(dayNumber: 19_000 + Int(random.next() % 2_000)))
        case .list(let items):
            return .list(
                (0..<(random.next() % 4)).map { _ in
                    items.reduce(into: [:]) { thing, item in
                        // Ages may be unknown within a list.
                        if random.next() % 4 > 0 { thing[item.code] = value(of: item, base, &random) }
                    }
                })
        }
    }
}

extension Evaluation {
    /// What is known of a fact, when it is known entirely.
    fileprivate func value(_ code: String) -> FactValue? {
        switch resolved(code) {
        case .unknown, .notApplicable: nil
        case .truth(let truth): .truth(truth)
        case .choice(let choice): .choice(choice)
        // Any number of the range would do; the whole case says this one.
        case .number(let range): .number(range.lowerBound)
        case .day(let day): .day(day)
        case .list(let items): .list(items)
        }
    }
}
