import Japanese
import Testing

@testable import LifeEvents

/// The worked cases of the research note (§11.1), list by list and date by date.
@Suite("Worked cases")
struct CaseTests {
    private static func evaluate(_ facts: [String: FactAnswer]) throws -> CaseResult {
        let base = try #require(KnowledgeBase.embedded("bereavement").base)
        return base.evaluate(CaseFacts(facts), today: try #require(CivilDate(iso: "2026-04-01")))
    }

    private static func day(_ text: String) throws -> FactAnswer { .known(.day(try #require(CivilDate(iso: text)))) }
    private static let yes = FactAnswer.known(.truth(true))
    private static let no = FactAnswer.known(.truth(false))

    private static func expect(_ result: CaseResult, _ ids: String, _ state: Truth) {
        for id in ids.split(separator: " ").map(String.init) {
            #expect(result[id]?.state == state, "\(id): \(result[id].map { "\($0.state)" } ?? "missing")")
        }
    }

    private static func expect(_ result: CaseResult, dates: [String: String]) {
        for (id, date) in dates {
            #expect(result[id]?.deadline?.day?.description == date, "\(id)")
        }
    }

    @Test("A: 82, head, elderly medical care and care level, wife of 79, employees' pension, funeral")
    func caseA() throws {
        let result = try Self.evaluate([
            "age": .known(.number(82)), "head": Self.yes, "ins": .known(.choice("LATE")), "care_cert": Self.yes,
            "care_used": Self.yes, "over_limit": Self.yes, "household": .known(.list([["age": .number(79)]])),
            "children": .known(.list([])), "pension": Self.yes, "kosei": Self.yes, "same_livelihood": Self.yes,
            "eligible_survivor": Self.yes, "seal_reg": Self.yes, "myna_card": Self.yes, "water_name": Self.yes,
            "death": try Self.day("2025-06-03"), "know": try Self.day("2025-06-03"),
            "funeral": try Self.day("2025-06-08"),
        ])
        Self.expect(result, "A01 A06 A07 B07 B08 B11 B12 B13 B23 B24 B26 D17", .yes)
        Self.expect(result, "A04 B01 B03 B16 B17 B19 C17 C19", .no)
        Self.expect(result, "E11 E06 E10 D03", .unknown)
        #expect(result["E11"]?.blocking.contains("realestate") == true)
        Self.expect(
            result,
            dates: [
                "A01": "2025-06-09", "B07": "2025-06-17", "B11": "2025-06-17", "B23": "2025-06-13", "E03": "2025-09-03",
                "E06": "2025-10-03", "E10": "2026-04-03", "B08": "2027-06-08",
            ])
    }

    @Test("B: 45, employee, wife of 43 and children of 14 and 9, car and mortgage")
    func caseB() throws {
        let result = try Self.evaluate([
            "age": .known(.number(45)), "head": Self.yes, "ins": .known(.choice("EMP_SELF")), "care_cert": Self.no,
            "household": .known(.list([["age": .number(43)], ["age": .number(14)], ["age": .number(9)]])),
            "children": .known(.list([["age": .number(14)], ["age": .number(9)]])), "pension": Self.no,
            "dependant_spouse": Self.yes, "spouse_age": .known(.number(43)), "payment_rule": Self.yes,
            "kosei_history": Self.yes, "eligible_survivor": Self.yes, "jido_recv": Self.yes, "jido_unpaid": Self.yes,
            "single_parent": Self.yes, "child_med": Self.yes, "minor_heir": Self.yes, "loan": Self.yes, "car": Self.yes,
            "realestate": Self.yes, "no1_36m": Self.yes, "death": try Self.day("2025-11-15"),
            "know": try Self.day("2025-11-15"), "funeral": try Self.day("2025-11-20"),
        ])
        Self.expect(result, "B16 B17 B21 B22 B25 B26 C17 C18 C20 C21 C23 C24 D06 E03 E11 E20 E24 E25", .yes)
        Self.expect(result, "A04 B01 B03 B07 B11 B18 B23 B28", .no)
        Self.expect(result, "E06", .unknown)
        Self.expect(
            result,
            dates: [
                "A01": "2025-11-21", "B16": "2025-11-20", "C17": "2025-12-01", "B21": "2025-12-01", "B22": "2025-12-01",
                "E03": "2026-02-16", "E06": "2026-03-16", "E10": "2026-09-15",
            ])
    }

    @Test("C: 63, National Health Insurance, self-employed with blue return and invoice, moped and kei van")
    func caseC() throws {
        let result = try Self.evaluate([
            "age": .known(.number(63)), "head": Self.yes, "ins": .known(.choice("NHI")), "other_nhi": Self.yes,
            "household": .known(.list([["age": .number(60)], ["age": .number(30)]])), "children": .known(.list([])),
            "paid_by_employee_insurer": Self.no, "third_party": Self.no, "pension": Self.no, "care_cert": Self.no,
            "no1_36m": Self.yes, "never_drew": Self.yes, "no1_10y": Self.yes, "payment_rule": Self.yes,
            "disabled_child": Self.no, "wife_married_10y": Self.yes, "sole_prop": Self.yes, "blue": Self.yes,
            "heir_continues": Self.yes, "invoice": Self.yes, "moped": Self.yes, "kei": Self.yes,
            "income_to_file": Self.yes, "juminzei": Self.yes, "death": try Self.day("2025-10-31"),
            "know": try Self.day("2025-10-31"), "funeral": try Self.day("2025-11-05"),
        ])
        Self.expect(result, "A04 B01 B02 B03 B27 B28 D01 D03 D04 E06 E07 E08 E09", .yes)
        Self.expect(result, "B07 B11 B16 B22 B25", .no)
        Self.expect(result, "E31", .unknown)
        #expect(result["B27"]?.conflicts == ["B28": .choice])
        #expect(result["B28"]?.conflicts == ["B27": .choice])
        Self.expect(
            result,
            dates: [
                "B01": "2025-11-14", "A04": "2025-11-14", "E03": "2026-02-02", "E06": "2026-03-02", "E09": "2026-03-02",
                "E08": "2025-12-31", "B03": "2027-11-05",
            ])
    }

    @Test("G: 77, disabled, metropolitan housing with a son, moped with exemption, died after the tax date")
    func caseG() throws {
        let result = try Self.evaluate([
            "age": .known(.number(77)), "ins": .known(.choice("LATE")), "seal_reg": Self.yes, "techo_s": Self.yes,
            "marusho": Self.yes, "toei": Self.yes, "moped": Self.yes, "tax_exempt_disabled": Self.yes,
            "juminzei": Self.yes, "pension": Self.yes, "same_livelihood": Self.yes, "realestate_23": Self.no,
            "death": try Self.day("2026-04-22"), "know": try Self.day("2026-04-22"),
            "funeral": try Self.day("2026-04-28"),
        ])
        Self.expect(result, "A06 B07 B08 B11 C01 C06 D01 D03 D07 D15 B23 B24", .yes)
        Self.expect(result, "C07 C08", .unknown)
        Self.expect(result, "D08", .no)
        Self.expect(result, dates: ["B07": "2026-05-07", "B11": "2026-05-07", "B08": "2028-04-28"])
    }
}
