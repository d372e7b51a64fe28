import Japanese
import RandomTesting
import Testing

@testable import Plan

@Suite("Percentages and totals as published")
struct PrintedFiguresTests {
    @Test(
        "Published percentages that their counts give pass",
        arguments: [
            ("94.2", 65, 69), ("5.8", 4, 69), ("30.4", 21, 69), ("66.7", 46, 69), ("2.9", 2, 69),
            ("10.9", 3770, 34592), ("36.0", 643, 1788), ("41.6", 743, 1788), ("68.4", 54, 79), ("36", 643, 1788),
            ("0.0", 0, 5), ("100.0", 5, 5),
        ])
    func passing(printed: String, part: Int, whole: Int) {
        let share = PrintedShare(label: "割合", part: part, whole: whole, printed: printed)
        #expect(share.finding == nil, "\(share)")
    }

    @Test("淳昌郡's 54 of 79 is 68.4 %, not the printed 67.1 %")
    func sunchang() throws {
        let share = PrintedShare(label: "公約の完了率", part: 54, whole: 79, printed: "67.1")
        guard case .differs(_, let computed, let points) = try #require(share.finding) else {
            Issue.record("\(String(describing: share.finding))")
            return
        }
        #expect(computed.percent == "68.4")
        #expect(points == ExactNumber("1.25"))
        let words = try #require(share.finding).japanese
        #expect(words.contains("54/79（68.4%）"))
        #expect(words.contains("67.1%"))
        #expect(words.contains("1.25ポイント"))
        #expect(PrintedShare(label: "", part: 53, whole: 79, printed: "67.1").finding == nil)
    }

    @Test("The limit is 0.05 points to the digit: at it passes, beyond it does not")
    func limit() {
        // 1/2000 is exactly 0.05 %.
        func isFound(_ part: Int, _ whole: Int, _ printed: String) -> Bool {
            PrintedShare(label: "x", part: part, whole: whole, printed: printed).finding != nil
        }
        #expect(!isFound(1, 2000, "0.1"))
        #expect(!isFound(1, 2000, "0.0"))
        #expect(isFound(1, 2000, "0.2"))
        #expect(isFound(1, 2000, "0.100000001"))
        #expect(!isFound(1, 8, "12.5"))
        #expect(isFound(1, 8, "12.4"))
        // Without decimals only half a point is explained by rounding.
        #expect(!isFound(1, 8, "13"))
        #expect(!isFound(1, 8, "12"))
        #expect(isFound(1, 8, "14"))
        #expect(isFound(1, 8, "11"))
    }

    @Test("What is no number or no share is said, not passed over")
    func unreadable() {
        let word = PrintedShare(label: "x", part: 1, whole: 2, printed: "約5割")
        let zero = PrintedShare(label: "x", part: 0, whole: 0, printed: "0.0")
        let more = PrintedShare(label: "x", part: 3, whole: 2, printed: "150.0")
        #expect(word.finding == .unreadable(word))
        #expect(zero.finding == .noShare(zero))
        #expect(more.finding == .noShare(more))
    }

    @Test("Rounding is half up from the counts, as slow whole-number arithmetic gives", arguments: [1, 42, 2026])
    func rounding(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2000 {
            let whole = Int.random(in: 1...40_000, using: &random)
            let part = Int.random(in: 0...whole, using: &random)
            // Tenths of a percent by counting up: the largest n with (n − ½)·whole ≤ 1000·part.
            let tenths = (2000 * part + whole) / (2 * whole)
            let share = Share(part, of: whole)
            #expect(
                share?.percent == ExactNumber(mantissa: tenths, scale: 1).fixed(1), "seed \(seed): \(part)/\(whole)")
            let printed = PrintedShare(label: "x", part: part, whole: whole, printed: share?.percent ?? "")
            #expect(printed.finding == nil, "seed \(seed): \(part)/\(whole)")
            let off = ExactNumber(mantissa: tenths + 1, scale: 1).fixed(1)
            let isTie = (1000 * part) * 2 == (2 * tenths + 1) * whole
            #expect(
                (PrintedShare(label: "x", part: part, whole: whole, printed: off).finding == nil) == isTie,
                "seed \(seed): \(part)/\(whole)")
        }
        #expect(Share(1, of: 0) == nil)
        #expect(Share(-1, of: 2) == nil)
        #expect(Share(3, of: 2) == nil)
    }

    @Test("68, 89, 44 and 26 make the 227 projects of the 2023-24 report; any other total is found")
    func total() {
        let parts = [68, 89, 44, 26]
        #expect(PrintedTotal(label: "計画", parts: parts, printed: 227).finding == nil)
        let wrong = PrintedTotal(label: "計画", parts: parts, printed: 228).finding
        #expect(wrong?.contains("68＋89＋44＋26＝227") == true)
        #expect(wrong?.contains("228") == true)
    }
}
