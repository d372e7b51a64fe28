import Testing

@testable import Japanese

@Suite("Dates of which parts are unknown")
struct PartialDateTests {
    @Test("Known parts are kept, unknown ones stay unknown, and the words with them")
    func reading() {
        let august = PartialDate(reading: "昭和20年8月頃")
        #expect(august.year == 1945)
        #expect(august.month == 8)
        #expect(august.day == nil)
        #expect(august.raw == "昭和20年8月頃")
        #expect(august.period?.to == CivilDate(year: 1945, month: 8, day: 31))
        #expect(august.date == nil)
        let unknown = PartialDate(reading: "年月日不詳")
        #expect(unknown.year == nil)
        #expect(unknown.month == nil)
        #expect(unknown.day == nil)
        #expect(unknown.period == nil)
        #expect(PartialDate(reading: "令和6年9月1日").date == CivilDate(year: 2024, month: 9, day: 1))
    }

    @Test("Parts that cannot belong to one day are refused")
    func impossible() {
        #expect(PartialDate(year: 2024, month: 13, day: nil, raw: "") == nil)
        #expect(PartialDate(year: 2025, month: 2, day: 29, raw: "") == nil)
        #expect(PartialDate(year: nil, month: 2, day: 29, raw: "")?.period == nil)
        #expect(PartialDate(year: nil, month: 2, day: 30, raw: "") == nil)
        #expect(PartialDate(year: nil, month: nil, day: 32, raw: "") == nil)
        #expect(
            PartialDate(year: 1945, month: nil, day: nil, raw: "")?.period?.to
                == CivilDate(year: 1945, month: 12, day: 31))
    }
}
