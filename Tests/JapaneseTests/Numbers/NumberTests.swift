import Foundation
import RandomTesting
import Testing

@testable import Japanese

@Suite("Exact numbers")
struct ExactNumberTests {
    @Test("Plain text is read and written back without change of value")
    func text() {
        let pairs = [
            ("0", "0"), ("-0", "0"), ("6500.50", "6500.5"), ("-12.05", "-12.05"), ("+3", "3"), ("0.001", "0.001"),
            ("-0.5", "-0.5"), ("100", "100"), ("999999999999999999", "999999999999999999"), ("00012", "12"),
        ]
        for (text, plain) in pairs { #expect(ExactNumber(text)?.plain == plain, "\(text)") }
        for text in [
            "", "-", "+", ".5", "5.", "1e3", "1,000", " 1", "１", "--1", "1.2.3", "1234567890123456789", "0.1234567890",
            "abc",
        ] {
            #expect(ExactNumber(text) == nil, "\(text)")
        }
        #expect(ExactNumber("-1234567.8")?.grouped == "-1,234,567.8")
        #expect(ExactNumber("-1234567.8")?.japanese == "▲1,234,567.8")
        #expect(ExactNumber("123")?.grouped == "123")
        #expect(ExactNumber("70")?.fixed(1) == "70.0")
        #expect(ExactNumber("68.35")?.fixed(1) == "68.4")
        #expect(ExactNumber("-0.05")?.fixed(1) == "-0.1")
    }

    @Test("Arithmetic agrees with whole numbers of the smallest unit")
    func arithmetic() throws {
        let seed: UInt64 = 3
        var random = SeededGenerator(seed: seed)
        for _ in 0..<20_000 {
            let (a, b) = (
                Int.random(in: -999_999...999_999, using: &random), Int.random(in: -999_999...999_999, using: &random)
            )
            let (left, right) = (ExactNumber(mantissa: a, scale: 3), ExactNumber(mantissa: b, scale: 3))
            #expect(left + right == ExactNumber(mantissa: a + b, scale: 3))
            #expect(left - right == ExactNumber(mantissa: a - b, scale: 3))
            #expect(left * right == ExactNumber(mantissa: a * b, scale: 6))
            #expect((left < right) == (a < b))
            #expect(ExactNumber(left.plain) == left)
            #expect(left.hashValue == ExactNumber(mantissa: a * 1000, scale: 6).hashValue)
            if b != 0 {
                let exact = abs(Double(a) / Double(b))
                let quotient = try #require(left.divided(by: right, scale: 6))
                let found = try #require(Double(quotient.magnitude.plain))
                #expect(abs(found - exact) <= 0.000_000_51 + exact * 1e-12, "seed \(seed): \(a) / \(b)")
            }
        }
    }

    @Test("Published percentages are recomputed, half away from zero")
    func percentages() {
        func percent(_ part: Int, _ whole: Int) -> String? {
            ExactNumber(part * 100).divided(by: ExactNumber(whole), scale: 1)?.plain
        }
        #expect(percent(54, 79) == "68.4")
        #expect(percent(53, 79) == "67.1")
        #expect(percent(3770, 34_592) == "10.9")
        #expect(percent(643, 1788) == "36")
        #expect(percent(743, 1788) == "41.6")
        #expect(percent(1, 0) == nil)
        #expect(ExactNumber("-2.5")?.rounded(toScale: 0) == -3)
        #expect(ExactNumber("0.125")?.rounded(toScale: 2).plain == "0.13")
        #expect(ExactNumber(-1).divided(by: 3, scale: 2)?.plain == "-0.33")
    }

    @Test("The widest values that can be read add up and multiply without loss")
    func wide() throws {
        let largest = try #require(ExactNumber("999999999999999999"))
        let smallest = try #require(ExactNumber("0.000000001"))
        var sum = smallest
        for _ in 0..<10_000 { sum += largest }
        #expect(sum.plain == "9999999999999999990000.000000001")
        #expect((largest * largest).plain == "999999999999999998000000000000000001")
    }
}

@Suite("Quantities")
struct QuantityTests {
    @Test("Numbers are read as people write them, and their words are kept")
    func reads() {
        let cases: [(String, String, String)] = [
            ("約6,500時間", "6500", "約6,500時間"), ("約6，500時間", "6500", "約6,500時間"), ("６５００", "6500", "6,500"),
            ("およそ 100 件", "100", "約100件"), ("100件程度", "100", "100件程度"), ("100人以上", "100", "100人以上"),
            ("二千五百人以上", "2500", "2,500人以上"), ("壱百弐拾円", "120", "120円"), ("二〇二四年", "2024", "2,024年"),
            ("▲1.5ポイント", "-1.5", "▲1.5ポイント"), ("△3", "-3", "▲3"), ("−3", "-3", "▲3"), ("-3", "-3", "▲3"),
            ("6,500千円", "6500000", "6,500,000円"), ("120万円", "1200000", "1,200,000円"),
            ("1億2,000万円", "120000000", "120,000,000円"),
            ("35百万円", "35000000", "35,000,000円"), ("1.5億円", "150000000", "150,000,000円"), ("3千件", "3000", "3,000件"),
            ("延べ1,200人", "1200", "延べ1,200人"), ("延べ約1,200人", "1200", "延べ約1,200人"), ("実質3%", "3", "実質3%"),
            ("100余名", "100", "100余名"), ("100件弱", "100", "100件弱"), ("100件強", "100", "100件強"), ("50件超", "50", "50件超"),
            ("50％未満", "50", "50%未満"), ("¥1,000", "1000", "1,000円"), ("98.50%", "98.5", "98.5%"), ("0", "0", "0"),
            ("三人", "3", "3人"),
        ]
        for (text, value, japanese) in cases {
            let read = QuantityReader.read(text)
            #expect(read?.value.plain == value, "\(text)")
            #expect(read?.japanese == japanese, "\(text)")
            #expect(read?.raw == text)
        }
    }

    @Test("A column's unit applies when the text names none")
    func columnUnit() {
        #expect(QuantityReader.read("120", unit: "千円")?.japanese == "120,000円")
        #expect(QuantityReader.read("120円", unit: "千円")?.japanese == "120円")
        #expect(QuantityReader.read("▲120", unit: "件")?.japanese == "▲120件")
        #expect(QuantityReader.scale(of: "千円").factor == 1000)
        #expect(QuantityReader.scale(of: "千").unit == "千")
    }

    @Test(
        "What is not one number is refused and never zero",
        arguments: [
            "", "－", "-", "―", "なし", "未定", "1,23", "12,34,567", "1,2345", "100~200", "3件5件", "約", "円",
            "1234567890123456789", "1.2.3",
            "999999兆9999999億", "二三十", "千代田区", "一般会計", "三鷹市", "十分に", "十弱億", "1万2億", "99999999999999999万", "５０　６０",
        ])
    func refuses(text: String) {
        #expect(QuantityReader.read(text) == nil)
    }

    @Test("Kanji numerals are read by unit, by position, and in formal figures")
    func kanji() {
        let cases = [
            ("十", 10), ("二十", 20), ("百五", 105), ("二千二十四", 2024), ("二〇二四", 2024), ("一万", 10_000),
            ("三億二千万五百", 320_000_500),
            ("壱萬弐千", 12_000), ("〇", 0),
        ]
        for (text, value) in cases { #expect(KanjiNumeral.value(of: text) == value, "\(text)") }
        for text in ["", "二三十", "十百", "万", "百人", "億万"] { #expect(KanjiNumeral.value(of: text) == nil, "\(text)") }
    }

    @Test("No text crashes the reader, and what it writes it reads back")
    func fuzz() {
        let pieces = [
            "約", "▲", "-", "1", "23", "456", ",", "，", ".", "千", "万", "億", "兆", "百", "二", "十", "〇", "円", "件", "％", "以上",
            "余", "弱",
            " ", "延べ", "９", "999999999999", "￥", "й", "\u{E000}",
        ]
        let seed: UInt64 = 5
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100_000 {
            var text = ""
            for _ in 0..<Int.random(in: 0...8, using: &random) { text += pieces.randomElement(using: &random) ?? "" }
            guard let read = QuantityReader.read(text) else { continue }
            let again = QuantityReader.read(read.japanese)
            guard again?.value == read.value, again?.qualifiers.count == read.qualifiers.count else {
                Issue.record("seed \(seed): \(text) → \(read.japanese) → \(again?.japanese ?? "nil")")
                return
            }
        }
    }
}
