import Foundation
import Japanese
import Tabular
import Testing

@testable import LifeEvents

@Suite("Legal dates")
struct LegalDateTests {
    private static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(iso: text)) }

    private static func rule(
        _ period: String, counting: LegalPeriod.Counting, rolling: DeadlineRule.Rolling
    ) throws -> DeadlineRule {
        DeadlineRule(
            label: nil, condition: .always,
            term: .period(try #require(LegalPeriod(period)), anchor: "a", counting: counting), rolling: rolling,
            advice: nil, note: nil)
    }

    @Test("The golden table of an oracle that walks day by day agrees in every row")
    func golden() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Golden/dates.csv")
        let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
        #expect(rows.count >= 200)
        for row in rows {
            let cells = row.split(separator: ",").map(String.init)
            let anchor = try Self.day(cells[0])
            let rule = try Self.rule(
                cells[1], counting: try #require(.init(rawValue: cells[2])),
                rolling: try #require(.init(rawValue: cells[3])))
            let date = rule.date(holds: .yes, office: OfficeCalendar(), earliest: { _ in nil }, anchor: { _ in anchor })
            #expect(date.nominal == (try Self.day(cells[4])), "\(row)")
            #expect(date.day == (try Self.day(cells[5])), "\(row)")
        }
    }

    @Test("The dates that naive addition of months gets wrong")
    func monthEnds() throws {
        let cases = [
            ("2025-02-28", "3m", "2025-05-31", "2025-06-02"), ("2025-04-30", "4m", "2025-08-31", "2025-09-01"),
            ("2024-02-29", "1y", "2025-02-28", "2025-02-28"),
        ]
        for (anchor, period, nominal, last) in cases {
            let date = try Self.rule(period, counting: .nextDay, rolling: .filing).date(
                holds: .yes, office: OfficeCalendar(), earliest: { _ in nil }, anchor: { _ in CivilDate(iso: anchor) })
            #expect(date.nominal == CivilDate(iso: nominal), "\(anchor)")
            #expect(date.day == CivilDate(iso: last), "\(anchor)")
        }
    }

    @Test("Without its anchor a date is not computed; the day it cannot come before is said where that is certain")
    func missingAnchor() throws {
        let rule = try Self.rule("2y", counting: .nextDay, rolling: .never)
        let death = try Self.day("2025-06-03")
        let safe = rule.date(holds: .yes, office: OfficeCalendar(), earliest: { _ in death }, anchor: { _ in nil })
        #expect(safe.outcome == .waiting(anchor: "a", notBefore: CivilDate(iso: "2027-06-03")))
        #expect(safe.day == nil)
        let open = rule.date(holds: .yes, office: OfficeCalendar(), earliest: { _ in nil }, anchor: { _ in nil })
        #expect(open.outcome == .waiting(anchor: "a", notBefore: nil))
        #expect(open.advised == nil)
    }

    @Test(
        "青色申告: four months, the end of the year, or 15 February, by when in the year the death fell",
        arguments: [
            ("2025-08-31", "2025-12-31"), ("2025-09-01", "2025-12-31"), ("2025-10-31", "2025-12-31"),
            ("2025-11-01", "2026-02-15"), ("2025-12-31", "2026-02-15"), ("2025-01-01", "2025-05-01"),
        ])
    func brackets(death: String, last: String) throws {
        let base = try #require(KnowledgeBase.embedded("bereavement").base)
        let facts = CaseFacts([
            "sole_prop": .known(.truth(true)), "blue": .known(.truth(true)), "heir_continues": .known(.truth(true)),
            "death": .known(.day(try Self.day(death))),
        ])
        let result = try #require(base.evaluate(facts, today: try Self.day(death))["E08"])
        #expect(result.deadline?.day == CivilDate(iso: last))
    }

    @Test("Years of life are complete on the eve of the birthday, also for 29 February")
    func age() throws {
        func age(_ birth: String, _ day: String) -> Int? {
            guard let birth = CivilDate(iso: birth), let day = CivilDate(iso: day) else { return nil }
            return CivilDate.legalAge(bornOn: birth, on: day)
        }
        #expect(age("1960-06-04", "2025-06-02") == 64)
        #expect(age("1960-06-04", "2025-06-03") == 65)
        #expect(age("1960-02-29", "2025-02-27") == 64)
        #expect(age("1960-02-29", "2025-02-28") == 65)
        #expect(age("2025-06-03", "2025-06-03") == 0)
        #expect(age("2025-06-04", "2025-06-03") == nil)
    }
}
