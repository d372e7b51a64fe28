import Japanese
import Testing

@testable import LifeEvents

@Suite("Procedures that read differently for some")
struct VariantTests {
    private static let today = CivilDate(dayNumber: 20_785)
    private static let yes = FactAnswer.known(.truth(true))
    private static let no = FactAnswer.known(.truth(false))

    private static func base() throws -> KnowledgeBase { try #require(KnowledgeBase.embedded("bereavement").base) }

    private static func day(_ text: String) throws -> FactAnswer { .known(.day(try #require(CivilDate(iso: text)))) }

    @Test("Members of a 国保組合 are sent to it, and no sum of the ward is promised")
    func union() throws {
        let base = try Self.base()
        var facts = CaseFacts([
            "ins": .known(.choice("NHI_UNION")), "paid_by_employee_insurer": Self.no, "third_party": Self.no,
            "high_cost": Self.yes, "death": try Self.day("2026-11-10"), "funeral": try Self.day("2026-11-14"),
        ])
        let union = base.evaluate(facts, today: Self.today)
        for id in ["B01", "B03", "B04", "B05"] {
            #expect(union[id]?.state == .yes)
            #expect(union[id]?.procedure.section == "kokuho_kumiai")
        }
        #expect(union["B03"]?.procedure.yen == nil)
        facts["ins"] = .known(.choice("NHI"))
        let ward = base.evaluate(facts, today: Self.today)["B03"]
        #expect(ward?.procedure.section == "kokuho_kyufu")
        #expect(ward?.procedure.yen == 70_000)
    }

    @Test("No 戸籍 is asked of a foreign national, and papers of the home country of nobody else")
    func koseki() throws {
        let base = try Self.base()
        for (foreign, isKoseki) in [(Self.yes, false), (Self.no, true)] {
            let facts = CaseFacts([
                "foreign": foreign, "bank": Self.yes, "pension": Self.yes, "same_livelihood": Self.yes,
                "death": try Self.day("2026-08-14"),
            ])
            let result = base.evaluate(facts, today: Self.today)
            #expect(result["A12"]?.state == Truth(isKoseki))
            for item in result.results where item.state != .no {
                let names = item.procedure.documents.map(\.name)
                if !isKoseki { #expect(!names.contains { $0.contains("戸籍") }, "\(item.id)") }
                if isKoseki { #expect(!names.contains { $0.contains("本国の書類") }, "\(item.id)") }
            }
            let bank = try #require(result["E22"]).procedure.documents.map(\.name)
            #expect(bank.contains { $0.contains(isKoseki ? "戸籍謄本" : "本国の書類") })
        }
    }

    @Test("Who died before filing the year before leaves two returns, and is asked about from 1 January to 15 March")
    func priorYear() throws {
        let base = try Self.base()
        func facts(_ death: String) throws -> CaseFacts {
            CaseFacts([
                "income_to_file": Self.yes, "age": .known(.number(60)), "death": try Self.day(death),
                "know": try Self.day(death),
            ])
        }
        let dates = try #require(base.evaluate(try facts("2026-02-28"), today: Self.today)["E06"]).deadlines
        #expect(dates.map(\.year) == [2025, 2026])
        #expect(dates.allSatisfy { $0.day?.description == "2026-06-30" })
        #expect(Sentences(base).sentence(dates[0]).contains("令和7年分"))
        func asks(_ death: String) throws -> Bool {
            QuestionPlan(base, facts: try facts(death), today: Self.today, for: ["E06"]).pending.contains(
                "prior_return")
        }
        for death in ["2026-01-01", "2026-03-15", "2026-03-16"] { #expect(try asks(death), "\(death)") }
        // 15 March 2026 is a Sunday: the time to file ends on the 16th.
        for death in ["2026-03-17", "2025-12-31", "2026-11-20"] { #expect(try !asks(death), "\(death)") }
    }

    @Test("死亡届 and 火葬許可 are done for a death in the register and after the funeral, but not after one abroad")
    func done() throws {
        let base = try Self.base()
        func isDone(_ told: [String: FactAnswer]) throws -> [Bool] {
            var facts = CaseFacts(told)
            facts["death"] = try Self.day("2026-11-10")
            let result = base.evaluate(facts, today: Self.today)
            return try ["A01", "A02"].map { try #require(result[$0]).isDone }
        }
        #expect(try isDone([:]) == [false, false])
        #expect(try isDone(["registered": Self.yes]) == [true, true])
        #expect(try isDone(["funeral": try Self.day("2026-11-14")]) == [true, true])
        #expect(try isDone(["funeral": try Self.day("2026-12-01")]) == [false, false])
        #expect(try isDone(["funeral": try Self.day("2026-11-14"), "died_abroad": Self.yes]) == [false, true])
    }

    @Test("The family of a child is not asked what no child can have", arguments: [0, 7, 13])
    func child(age: Int) throws {
        let base = try Self.base()
        let shown = Set(base.procedures.filter { !$0.isDraft }.map(\.id))
        let told: [String: FactAnswer] = [
            "death": try Self.day("2026-11-20"), "age": .known(.number(age)), "ins": .known(.choice("EMP_DEP")),
            "household": .known(.list([["age": .number(35)], ["age": .number(33)]])), "children": .known(.list([])),
        ]
        var facts = CaseFacts()
        var asked: Set<String> = []
        while let screen = QuestionPlan(base, facts: facts, today: Self.today, for: shown).next {
            for code in screen.facts {
                asked.insert(code)
                facts[code] = told[code] ?? .notKnown
            }
        }
        let absurd: Set = [
            "pension", "ward_pension", "payment_rule", "no1_36m", "no1_10y", "wife_married_10y", "never_drew",
            "children", "single_parent", "jifu_recv", "hitorioya_recv", "employed", "business_licence", "license",
            "silver", "juminzei", "care_cert", "seal_reg", "head",
        ]
        #expect(asked.isDisjoint(with: absurd), "\(asked.intersection(absurd).sorted())")
        #expect(asked.contains("deceased_child"))
        // Not asked is not ruled out: an orphan may have had a pension.
        #expect(base.evaluate(facts, today: Self.today)["B23"]?.state == .unknown)
    }
}
