import Japanese
import Testing

@testable import LifeEvents

@Suite("Few questions")
struct QuestionTests {
    private static let today = CivilDate(dayNumber: 20_500)

    private static func people(_ count: Int) throws -> (base: KnowledgeBase, people: [CaseFacts]) {
        let base = try #require(KnowledgeBase.embedded("bereavement").base)
        var population = try #require(base.population(seed: 1))
        return (base, (0..<count).map { _ in population.next() })
    }

    @Test("People of the synthetic population are whole, without contradictions, and the same for the same seed")
    func population() throws {
        let (base, people) = try Self.people(20)
        for person in people {
            let result = base.evaluate(person, today: Self.today)
            #expect(result.contradictions.isEmpty)
            #expect(
                result.results.allSatisfy { $0.state != .unknown },
                "\(result.results.filter { $0.state == .unknown }.map(\.id))")
        }
        #expect(try Self.people(20).people == people)
        #expect(Set(people).count == 20)
    }

    @Test("Everything is decided within nine screens with the ward's records, fifteen without, and わからない ends too")
    func screens() throws {
        let (base, people) = try Self.people(12)
        let trials = QuestionTrial.Manner.allCases.map { QuestionTrial(people, base, manner: $0, today: Self.today) }
        #expect(trials[0].undecided == 0)
        #expect(trials[1].undecided == 0)
        #expect(QuestionTrial.mean(trials[0].screens) <= ExactNumber(9))
        #expect(QuestionTrial.mean(trials[1].screens) <= ExactNumber(15))
        // Nobody is asked the same twice, so that whoever knows nothing comes to the end as well.
        #expect(trials[2].questions.allSatisfy { $0 <= base.questions.flatMap(\.facts).count })
        #expect(trials[2].undecided > 0)
    }

    @Test("The same answers give the same screens; what could rule a question out is asked before it")
    func order() throws {
        let (base, people) = try Self.people(1)
        func walk() -> [[String]] {
            var facts = CaseFacts()
            var screens: [[String]] = []
            while let screen = QuestionPlan(base, facts: facts, today: Self.today).next {
                screens.append(screen.facts)
                for code in screen.facts { facts[code] = people[0][code] ?? .notKnown }
            }
            return screens
        }
        let first = walk()
        #expect(first == walk())
        #expect(first.first?.first == "death")
        var facts = CaseFacts()
        #expect(!QuestionPlan(base, facts: facts, today: Self.today).pending.contains("techo_s"))
        facts["disability_any"] = .known(.truth(true))
        #expect(QuestionPlan(base, facts: facts, today: Self.today).pending.contains("techo_s"))
        // Who does not know the gate is asked what lies behind it.
        facts["disability_any"] = .notKnown
        #expect(QuestionPlan(base, facts: facts, today: Self.today).pending.contains("techo_s"))
        facts["disability_any"] = .known(.truth(false))
        #expect(!QuestionPlan(base, facts: facts, today: Self.today).pending.contains("techo_s"))
    }
}
