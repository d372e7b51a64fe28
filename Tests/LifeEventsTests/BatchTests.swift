import Japanese
import RandomTesting
import Testing

@testable import LifeEvents

@Suite("Many cases at once")
struct BatchTests {
    @Test("The same states as one by one, for whole people and for people of whom little is known")
    func agrees() throws {
        for event in ["bereavement", "moving"] {
            let base = try #require(KnowledgeBase.embedded(event).base)
            var random = SeededGenerator(seed: 3)
            var people: [CaseFacts] = [CaseFacts()]
            if var population = base.population(seed: 2) { people += (0..<30).map { _ in population.next() } }
            people += people.flatMap { person in
                [20, 60].map { share in
                    CaseFacts(
                        person.answers.sorted { $0.key < $1.key }.filter { _ in random.next() % 100 < share }
                            .reduce(into: [:]) { answers, item in
                                answers[item.key] = random.next() % 20 == 0 ? .notApplicable : item.value
                            })
                }
            }
            people.append(
                CaseFacts(["household": .known(.list([[:], ["age": .number(40)]])), "head": .known(.truth(true))]))
            let result = BatchProgram(base).run(BatchColumns(people, base))
            #expect(result.count == people.count)
            for (person, facts) in people.enumerated() {
                for single in base.evaluate(facts, today: CivilDate(dayNumber: 20_500)).results {
                    #expect(
                        result.state(of: single.id, person: person) == single.state,
                        "\(single.id) of person \(person): \(facts)")
                }
            }
        }
    }

    @Test("k of n, by counting")
    func atLeast() throws {
        let procedure = """
            id: X01
            title: {ja: 見本, easy: みほん, en: Sample}
            kind: duty
            valid: {from: 2024-04-01}
            when: {at_least: 2, of: [{fact: a}, {fact: b}, {fact: c}]}
            deadline: {term: soon}
            section: kumin
            desk: {mode: receive}
            law: [民法]
            source: {title: 見本, evidence: O}
            """
        let facts = ["a", "b", "c"].map { "- {code: \($0), label: \($0), yes: \($0), no: \($0)}" }.joined(
            separator: "\n")
        let base = try #require(
            KnowledgeBase.read(
                name: "x",
                files: [
                    ("facts.yaml", facts), ("sections.yaml", "- {code: kumin, name: 区民課}"),
                    ("procedures/X01.yaml", procedure),
                ]
            ).base)
        let answers: [FactAnswer] = [.known(.truth(true)), .known(.truth(false)), .notKnown]
        let people = answers.flatMap { a in
            answers.flatMap { b in answers.map { CaseFacts(["a": a, "b": b, "c": $0]) } }
        }
        let result = BatchProgram(base).run(BatchColumns(people, base))
        for (person, facts) in people.enumerated() {
            let sure = facts.answers.values.count { $0 == .known(.truth(true)) }
            let open = facts.answers.values.count { $0 == .notKnown }
            #expect(result.state(of: "X01", person: person) == (sure >= 2 ? .yes : sure + open >= 2 ? .unknown : .no))
        }
    }
}
