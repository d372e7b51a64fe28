import Foundation
import Japanese
import RandomTesting
import Tabular
import Testing

@testable import Conversion

@Suite("Check digits and forms of values")
struct CheckDigitTests {
    private static func holds(_ scheme: CheckDigit, _ text: String) -> Bool {
        Array(text.utf8).withUnsafeBufferPointer { scheme.holds($0) }
    }

    @Test("A published example of 個人番号 holds, and any one figure more or less breaks it")
    func individualNumber() {
        // 9 8 3 2 0 5 6 7 3 2 1 with the weights 6 5 4 3 2 7 6 5 4 3 2: 238, 7 left over, 4.
        #expect(Self.holds(.individualNumber, "983205673214"))
        for figure in 0..<10 where figure != 4 { #expect(!Self.holds(.individualNumber, "98320567321\(figure)")) }
        #expect(!Self.holds(.individualNumber, "98320567321"))
        #expect(!Self.holds(.individualNumber, "98320567321X"))
        // The remainders 0 and 1 give 0.
        #expect(Self.holds(.individualNumber, "000000000000"))
    }

    @Test("The sum is that of the ministerial order, for many numbers", arguments: [UInt64(11), 12])
    func oracle(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let figures = (0..<12).map { _ in Int.random(in: 0...9, using: &random) }
            // Pₙ is the n-th figure from the right of the eleven; Qₙ is n+1 up to the sixth, then n−5.
            let eleven = Array(figures.dropLast().reversed())
            var sum = 0
            for place in 1...11 {
                let weight = place <= 6 ? place + 1 : place - 5
                sum += eleven[place - 1] * weight
            }
            let expected = sum % 11 <= 1 ? 0 : 11 - sum % 11
            #expect(
                Self.holds(.individualNumber, figures.map(String.init).joined()) == (expected == figures[11]),
                "\(figures)")
        }
    }

    @Test("All codes of municipalities hold", .enabled(if: TestData.exists))
    func municipalities() throws {
        let table = try CSVReader.read(try TestData.bytes("standardization/mt_city_all.csv"))
        let column = try #require(
            table.records.first?.fields.firstIndex { $0.text == "lg_code" || $0.text == "全国地方公共団体コード" })
        let codes = table.records.dropFirst().filter { !$0.isBlank }.map { $0.fields[column].text }
        #expect(codes.count > 1_900)
        #expect(codes.contains("131156"))
        #expect(codes.filter { !Self.holds(.localGovernment, $0) } == [])
    }

    @Test("Forms look at every byte")
    func forms() {
        func holds(_ form: ValueForm, _ text: String) -> Bool {
            Array(text.utf8).withUnsafeBufferPointer { form.holds($0) }
        }
        #expect(holds(.digits(3), "123"))
        #expect(!holds(.digits(3), "12a"))
        #expect(!holds(.digits(3), "1234"))
        #expect(holds(.integer, "-12"))
        #expect(!holds(.integer, "-"))
        #expect(!holds(.integer, "1-2"))
        #expect(holds(.date8, "19890107"))
        #expect(!holds(.date8, "19891307"))
        #expect(!holds(.date8, "1989010"))
        #expect(holds(.halfWidthKana, "ﾐﾎﾝ ﾀﾛｳ"))
        #expect(!holds(.halfWidthKana, "ミホン"))
        #expect(!holds(.notEmpty, ""))
        #expect(holds(.digits(3), ""))
        #expect(holds(.oneOf([Array("1".utf8), Array("2".utf8)]), "2"))
    }
}
