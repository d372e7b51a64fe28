import Japanese
import Testing

@testable import LifeEvents

@Suite("Days that cannot be right")
struct DayOrderTests {
    private static let today = CivilDate(dayNumber: 20_785)

    private static func problems(_ days: [String: String]) throws -> [String] {
        let base = try #require(KnowledgeBase.embedded("bereavement").base)
        var facts = CaseFacts()
        for (code, text) in days { facts[code] = .known(.day(try #require(CivilDate(iso: text)))) }
        return base.dayProblems(facts, today: today).map(\.code)
    }

    @Test(
        "Knowledge, funeral and burial before the death, a death before the birth, and a death tomorrow are told",
        arguments: [
            (["death": "2026-11-20", "know": "2026-11-19"], "know"),
            (["death": "2026-11-20", "funeral": "2026-11-19"], "funeral"),
            (["death": "2026-11-20", "burial": "2025-11-19"], "burial"),
            (["death": "2026-11-20", "birth": "2026-11-21"], "death"), (["death": "2026-11-29"], "death"),
            (["birth": "2026-11-29"], "birth"), (["know": "2026-11-29"], "know"),
        ])
    func wrong(days: [String: String], code: String) throws {
        #expect(try Self.problems(days) == [code])
    }

    @Test("The same day is in order, and a funeral may lie ahead")
    func right() throws {
        let days = ["death": "2026-11-28", "know": "2026-11-28", "birth": "2026-11-28", "funeral": "2026-12-05"]
        #expect(try Self.problems(days).isEmpty)
    }

    @Test("What is due before a funeral nobody has set tells no day, and never one before the death")
    func beforeTheFuneral() throws {
        let base = try #require(KnowledgeBase.embedded("bereavement").base)
        let death = try #require(CivilDate(iso: "2026-11-27"))
        var facts = CaseFacts([
            "organiser_cannot_pay": .known(.truth(true)), "resident": .known(.truth(true)),
            "death": .known(.day(death)),
        ])
        for id in ["A03", "C15"] {
            let date = try #require(base.evaluate(facts, today: Self.today)[id]?.deadline)
            #expect(date.outcome == .waiting(anchor: "funeral", notBefore: nil))
        }
        facts["funeral"] = .known(.day(death))
        for id in ["A03", "C15"] {
            #expect(base.evaluate(facts, today: Self.today)[id]?.deadline?.day == death)
        }
    }
}
