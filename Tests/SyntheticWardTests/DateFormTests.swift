import Japanese
import Testing

@testable import SyntheticWard

@Suite("Dates of the synthetic systems")
struct DateFormTests {
    private static let forms: [SyntheticWard.DateForm] = [
        .eraFigures, .figures, .hyphens, .slashes, .eraLetter, .eraLetterPadded, .words,
    ]

    @Test("Every form is read again as the day it was written for", arguments: forms)
    func days(form: SyntheticWard.DateForm) {
        for day in stride(from: SyntheticWard.day(1873, 1, 1), through: SyntheticWard.asOf, by: 37) {
            let read = RecordDate(reading: form.text(day))
            #expect(read == .day(SyntheticWard.date(day), eraIsGhost: false, isLunar: false), "\(form.text(day))")
        }
    }

    @Test("An era that was not in use is told, and the day stays the same")
    func ghosts() {
        for form in Self.forms where form.hasEra {
            for day in SyntheticWard.day(1988, 12, 1)...SyntheticWard.day(1990, 1, 5) {
                guard let era = SyntheticWard.FlawText.wrongEra(of: day) else { continue }
                let read = RecordDate(reading: form.text(day, in: era))
                #expect(
                    read == .day(SyntheticWard.date(day), eraIsGhost: true, isLunar: false),
                    "\(form.text(day, in: era))")
            }
        }
    }

    @Test("Unknown parts, impossible days and sentinels are read as such", arguments: forms)
    func odd(form: SyntheticWard.DateForm) {
        let day = SyntheticWard.day(1945, 8, 9)
        if form != .hyphens {
            for (hidesMonth, wanted) in [(false, 8 as Int?), (true, nil)] {
                guard case .unknown(1945, let month, _) = RecordDate(reading: form.unknown(day, hidesMonth: hidesMonth))
                else {
                    Issue.record("\(form.unknown(day, hidesMonth: hidesMonth))")
                    continue
                }
                #expect(month == wanted)
            }
        }
        #expect(RecordDate(reading: form.impossible(day)) == .impossible)
        for sentinel in form.sentinels { #expect([.openEnd, .sentinel].contains(RecordDate(reading: sentinel))) }
    }

    @Test("Ages are counted by birthdays")
    func ages() {
        let leap = SyntheticWard.day(2008, 2, 29)
        #expect(SyntheticWard.age(leap, on: SyntheticWard.day(2026, 2, 28)) == 17)
        #expect(SyntheticWard.age(leap, on: SyntheticWard.day(2026, 3, 1)) == 18)
        #expect(SyntheticWard.anniversary(of: leap, years: 18) == SyntheticWard.day(2026, 3, 1))
    }
}
