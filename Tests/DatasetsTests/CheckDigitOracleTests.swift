import RandomTesting
import Testing

@testable import Datasets

/// The check digits, done slowly and in another way.
@Suite("Check digits beside a slow oracle")
struct CheckDigitOracleTests {
    /// By trial: the one last figure for which the weighted sum of all six leaves nothing, 11 − r read modulo 10.
    private static func isMunicipality(_ text: String) -> Bool {
        let figures = text.compactMap(\.wholeNumberValue)
        guard figures.count == 6, text.count == 6, text.allSatisfy(\.isASCII) else { return false }
        var sum = 0
        for (weight, figure) in zip([6, 5, 4, 3, 2], figures) { for _ in 0..<weight { sum += figure } }
        var digit = 11
        while sum > 0 {
            sum -= 1
            digit -= 1
            if digit == 0 { digit = 11 }
        }
        return digit % 10 == figures[5] && (1...47).contains(figures[0] * 10 + figures[1])
    }

    @Test("Known codes hold: 杉並区, 札幌市, 焼津市, 宇都宮市")
    func knownCodes() {
        for code in ["131156", "011002", "222127", "092011", "131016"] {
            #expect(CodeDigits.isMunicipality(code), "\(code)")
        }
    }

    @Test("All codes of six figures agree with the oracle", arguments: [0, 1, 2, 3, 4])
    func allCodes(slice: Int) {
        for number in stride(from: slice, to: 1_000_000, by: 23) {
            let text = String(1_000_000 + number).dropFirst()
            #expect(CodeDigits.isMunicipality(String(text)) == Self.isMunicipality(String(text)), "\(text)")
        }
    }

    @Test("A code that lost its zero or its check digit is proposed only when one code fits")
    func lostFigures() {
        #expect(CodeDigits.municipality("92011", known: nil) == "092011")
        #expect(CodeDigits.municipality("13115", known: nil) == "131156")
        #expect(CodeDigits.municipality("1100", known: nil) == "011002")
        // Neither with a zero before nor a digit behind does it become a code.
        #expect(CodeDigits.municipality("99999", known: nil) == nil)
        #expect(CodeDigits.municipality("131157", known: nil) == nil)
    }

    @Test("Of two codes that fit, only the publisher's own is proposed")
    func twoCodes() {
        var both: String?
        for number in 10_000..<48_000 where both == nil {
            let figures = String(number)
            let behind = CodeDigits.withCheckDigit(figures)
            if Self.isMunicipality("0" + figures), Self.isMunicipality(behind) { both = figures }
        }
        let figures = both ?? ""
        #expect(CodeDigits.municipality(figures, known: nil) == nil)
        #expect(CodeDigits.municipality(figures, known: "0" + figures) == "0" + figures)
        #expect(CodeDigits.municipality(figures, known: "131156") == nil)
    }

    @Test("法人番号 agree with a sum over places")
    func corporateNumbers() {
        // 国税庁 gives 8700110005901 as its own example.
        #expect(CodeDigits.holds(.corporateNumber, "8700110005901"))
        var random = SeededGenerator(seed: 7)
        for _ in 0..<2_000 {
            let twelve = (0..<12).map { _ in Int.random(in: 0...9, using: &random) }
            var odd = 0
            var even = 0
            for place in 1...12 {
                if place % 2 == 1 { odd += twelve[12 - place] } else { even += twelve[12 - place] }
            }
            let digit = 9 - (odd + 2 * even) % 9
            for candidate in 0...9 {
                let text = ([candidate] + twelve).map(String.init).joined()
                #expect(CodeDigits.holds(.corporateNumber, text) == (candidate == digit), "\(text)")
            }
        }
    }
}
