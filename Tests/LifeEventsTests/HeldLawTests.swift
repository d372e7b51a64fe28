import Japanese
import Testing

@testable import LifeEvents

@Suite("Events before the law that is held")
struct HeldLawTests {
    private static let today = CivilDate(dayNumber: 20_785)

    private static func base() throws -> KnowledgeBase { try #require(KnowledgeBase.embedded("bereavement").base) }

    private static func day(_ text: String) throws -> FactAnswer { .known(.day(try #require(CivilDate(iso: text)))) }

    @Test("A death before the rules that are held is told, with what could not be judged and which limits still run")
    func uncovered() throws {
        let base = try Self.base()
        let facts = CaseFacts([
            "age": .known(.number(60)), "insured": .known(.truth(true)), "death": try Self.day("2024-03-20"),
            "know": try Self.day("2024-03-20"),
        ])
        let result = base.evaluate(facts, today: Self.today)
        #expect(result.results.count + result.uncovered.count == base.procedures.count)
        #expect(result.uncovered.contains { $0.id == "A01" })
        let running = result.running(on: Self.today).map(\.id)
        #expect(running.contains("E23"))
        #expect(running.contains("B24"))
        // Two years after the death are over.
        #expect(!running.contains("B28"))
        let words = try #require(Sentences(base).uncovered(result, facts))
        #expect(words.contains("令和6年4月1日"))
    }

    @Test("A death on the first day that is held leaves nothing uncovered")
    func covered() throws {
        let base = try Self.base()
        let facts = CaseFacts(["death": try Self.day("2024-04-01")])
        let result = base.evaluate(facts, today: Self.today)
        #expect(result.uncovered.isEmpty)
        #expect(Sentences(base).uncovered(result, facts) == nil)
    }

    @Test("The duty to register an inheritance reaches back: old ones end on 2027-03-31, later ones after three years")
    func registration() throws {
        let base = try Self.base()
        func last(_ death: String, _ known: String) throws -> String? {
            let facts = CaseFacts([
                "realestate": .known(.truth(true)), "death": try Self.day(death), "know_owner": try Self.day(known),
            ])
            return base.evaluate(facts, today: Self.today)["E11"]?.deadline?.day?.description
        }
        #expect(try last("2019-05-01", "2019-05-01") == "2027-03-31")
        #expect(try last("2019-05-01", "2025-06-03") == "2028-06-03")
        #expect(try last("2025-06-03", "2025-06-03") == "2028-06-03")
        // Nobody knows yet since when the heir knows: no day that has passed is told.
        let waiting = base.evaluate(
            CaseFacts(["realestate": .known(.truth(true)), "death": try Self.day("2019-05-01")]), today: Self.today
        )["E11"]?.deadline
        let floor = try #require(CivilDate(iso: "2027-03-31"))
        #expect(waiting?.outcome == .waiting(anchor: "know_owner", notBefore: floor))
        #expect(base[procedure: "E11"]?.deadlines.count == 1)
    }

    @Test("A package that does not say from when its law is held says nothing of the time before its rules")
    func unsaid() throws {
        let files = [
            ("package.yaml", "title: 見本\neverybody: すべての人\nevent_day: death\n"),
            ("facts.yaml", "- {code: death, label: 亡くなった日, kind: day}\n"),
            ("sections.yaml", "- {code: kumin, name: 区民課}\n"), ("questions.yaml", "[]\n"),
            (
                "procedures/X01.yaml",
                """
                id: X01
                title: {ja: 見本, easy: みほん, en: Sample}
                kind: duty
                valid: {from: 2026-06-14}
                when: always
                deadline: [{term: soon}]
                section: kumin
                desk: {mode: receive}
                law: [民法]
                source: {title: 見本, evidence: O}
                """
            ),
        ]
        let facts = CaseFacts(["death": try Self.day("2026-01-01")])
        let silent = try #require(KnowledgeBase.read(name: "x", files: files).base)
        #expect(silent.evaluate(facts, today: Self.today).uncovered.map(\.id) == ["X01"])
        let held = files.map { ($0.0, $0.0 == "package.yaml" ? $0.1 + "held_from: 2024-04-01\n" : $0.1) }
        let knowing = try #require(KnowledgeBase.read(name: "x", files: held).base)
        // The law began later: on that day there was no such procedure.
        #expect(knowing.evaluate(facts, today: Self.today).uncovered.isEmpty)
    }
}
