import Japanese
import RandomTesting
import Testing

@testable import Datasets

@Suite("Rules for one value")
struct ValueRulesTests {
    private static let rules = ValueRules(options: CheckOptions())

    static func column(_ kind: ColumnKind) -> ColumnPlan {
        ColumnPlan(position: 0, heading: "列", kind: kind, isRequired: false, isStandard: true, isKey: false)
    }

    private static func mended(_ value: String, _ kind: ColumnKind) -> String {
        rules.repaired(value, in: column(kind)) { $0.proposal != nil }.value
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let kind: ColumnKind
        let value: String
        let rules: [DataRule]
        let mended: String
        init(_ kind: ColumnKind, _ value: String, _ rules: [DataRule], _ mended: String? = nil) {
            self.kind = kind
            self.value = value
            self.rules = rules
            self.mended = mended ?? value
        }
        var testDescription: String { "\(kind.rawValue) \(value)" }
    }

    static let cases: [Case] = [
        Case(.count, "1,234", [.numbersAreNumbers], "1234"),
        Case(.count, "１２３", [.fullWidth], "123"),
        Case(.count, "500円", [.units], "500"),
        Case(.number, "▲5", [.numbersAreNumbers], "-5"),
        Case(.number, "34.5 ", [.layoutBySpaces], "34.5"),
        Case(.number, "約100", [.numbersAreNumbers]),
        Case(.number, "100※", [.numbersAreNumbers]),
        Case(.number, "3/5", [.oneValuePerCell]),
        Case(.number, "…", [.symbolsInNumbers]),
        Case(.number, "x", [.symbolsInNumbers]),
        Case(.number, "3,5", [.oneValuePerCell]),
        Case(.count, "007", []),
        Case(.text, "２階正面入口", []),
        Case(.text, "焼　津", []),
        Case(.text, " 杉並 ", [.layoutBySpaces], "杉並"),
        Case(.text, "杉並\n区", [.layoutBySpaces], "杉並 区"),
        Case(.text, "㈱並木", [.vendorCharacters], "(株)並木"),
        Case(.text, "①②", [.vendorCharacters], "(1)(2)"),
        Case(.text, "ﾎｲｸ", [.vendorCharacters], "ホイク"),
        Case(.text, "⻑野", [.vendorCharacters], "長野"),
        Case(.text, "髙﨑", []),
        Case(.text, "\u{E000}田", [.vendorCharacters]),
        Case(.text, "文\u{FFFD}", [.brokenCharacters]),
        Case(.municipalityCode, "13115", [.municipalityCode], "131156"),
        Case(.municipalityCode, "92011", [.municipalityCode], "092011"),
        Case(.municipalityCode, "131157", [.municipalityCode]),
        Case(.municipalityCode, "１３１１５６", [.fullWidth], "131156"),
        Case(.townID, "0008-001", []),
        Case(.townID, "0008001", []),
        Case(.townID, "8001", [.townID]),
        Case(.corporateNumber, "8700110005901", []),
        Case(.corporateNumber, "8700110005902", [.corporateNumber]),
        Case(.corporateNumber, "8-7001-1000-5901", [.corporateNumber], "8700110005901"),
        Case(.latitude, "35.699", []),
        Case(.latitude, "35°41′22″", [.coordinates], "35.689444"),
        Case(.latitude, "0", [.coordinates]),
        Case(.longitude, "あ", [.coordinates]),
        Case(.time, "9:00", [.time], "09:00"),
        Case(.time, "９：００", [.fullWidth, .time], "09:00"),
        Case(.time, "午後5時30分", [.time], "17:30"),
        Case(.time, "09:00:00", [.time], "09:00"),
        Case(.time, "9時〜17時", [.time]),
        Case(.time, "25:00", []),
        Case(.time, "09:60", [.time]),
        Case(.date, "2026-02-28", []),
        Case(.date, "2026-02-30", [.date]),
        Case(.date, "2026/4/1", [.date], "2026-04-01"),
        Case(.date, "令和8年4月1日", [.westernYears], "2026-04-01"),
        Case(.date, "昭32. 7. 1", [.westernYears], "1957-07-01"),
        Case(.date, "2020-02-19 00:00:00", [.date], "2020-02-19"),
        Case(.date, "2020-02-19 12:30:00", [.date]),
        Case(.phone, "(054)626-1139", [.phone], "054-626-1139"),
        Case(.phone, "03-3312-2111", []),
        Case(.phone, "3-3312-2111", [.phone], "03-3312-2111"),
        Case(.phone, "ー", [.phone]),
        Case(.phone, "119", []),
        Case(.phone, "090-1234-5678", [.mobilePhone]),
        Case(.postalCode, "1680001", []),
        Case(.postalCode, "〒168-0001", [.postalCode], "168-0001"),
        Case(.postalCode, "68-0001", [.postalCode]),
        Case(.presence, "あり", [.presence], "有"),
        Case(.presence, "不明", [.presence]),
        Case(.flag, "○", [.flag], "1"),
        Case(.flag, "×", [.flag], ""),
        Case(.list, "一区、二区", [.listSeparator], "一区;二区"),
        Case(.list, "一区;二区", []),
        Case(.url, "https://www.city.suginami.tokyo.jp/", []),
        Case(.url, "www.city.suginami.tokyo.jp", [.url]),
        Case(.text, "連絡は taro@example.com", [.mailAddress]),
        Case(.text, "chiiki@city.suginami.lg.jp", []),
        Case(.text, "=HYPERLINK(\"http://a\")", [.formulaText]),
        Case(.text, "-1", []),
    ]

    @Test("Each value has its findings and its repair", arguments: cases)
    func value(_ expected: Case) {
        let found = Self.rules.findings(expected.value, in: Self.column(expected.kind))
        #expect(found.map(\.rule) == expected.rules)
        #expect(Self.mended(expected.value, expected.kind) == expected.mended)
    }

    @Test("A mended value needs no mending", arguments: cases)
    func settled(_ expected: Case) {
        let again = Self.rules.findings(Self.mended(expected.value, expected.kind), in: Self.column(expected.kind))
        #expect(again.allSatisfy { $0.proposal == nil })
    }

    @Test("個人番号 are told by their check digit, in full width and inside a text too")
    func individualNumbers() {
        let number = (0..<10).map { "12345678901\($0)" }.first { CodeDigits.holds(.individualNumber, $0) } ?? ""
        let wide = String(
            String.UnicodeScalarView(number.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
        for value in [number, wide, "番号\(number)です"] {
            let found = Self.rules.findings(value, in: Self.column(.text))
            #expect(found.map(\.rule) == [.individualNumber], "\(value)")
        }
        let other = number.dropLast() + String((number.last?.wholeNumberValue ?? 0) == 9 ? 8 : 9)
        #expect(Self.rules.findings(String(other), in: Self.column(.text)).isEmpty)
    }

    @Test("What stands there already is proposed by nobody", arguments: ColumnKind.allCases)
    func unchanged(_ kind: ColumnKind) {
        let seed = TestSeed.fresh
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let value = RandomValue.make(&random)
            for finding in Self.rules.findings(value, in: Self.column(kind)) {
                let isSame = finding.proposal?.utf8.elementsEqual(value.utf8) ?? false
                #expect(!isSame, "NAMIKI_SEED=\(seed) \(value.debugDescription)")
            }
        }
    }

    @Test("What passes at a glance has no findings", arguments: ColumnKind.allCases)
    func glance(_ kind: ColumnKind) {
        let seed = TestSeed.fresh
        var random = SeededGenerator(seed: seed)
        let column = Self.column(kind)
        var glance = ValueGlance([column])
        let decoder = TextDecoder(.utf8)
        var fine = 0
        for _ in 0..<6_000 {
            var value = RandomValue.make(&random)
            let notes = decoder.text(Array(value.utf8)).notes
            let passes = value.withUTF8 { glance.isFine($0, notes, at: 0) }
            guard passes else { continue }
            fine += 1
            #expect(Self.rules.findings(value, in: column).isEmpty, "seed \(seed): \(value.debugDescription)")
        }
        #expect(fine > 0, "seed \(seed)")
    }
}

/// Values made of pieces that the rules look at.
enum RandomValue {
    private static let pieces: [String] = [
        "0", "1", "9", "03", "-", "-", ".", ":", "/", ",", " ", "　", "131156", "011002", "09:00", "17:30", "2026-04-01",
        "有", "無",
        "03-3312-2111", "090-1234-5678", "35.699", "139.63", "168-0001", "8700110005901", "0008001", "https://",
        "a.jp/", "@", "=", "+",
        "(", ")", "（", "）", "－", "ー", "１", "９", "：", "杉並区", "阿佐谷南", "一丁目", "ﾎｲｸ", "①", "㈱", "髙", "⻑", "、", ";", "\n",
        "\t", "\u{FFFD}", "\u{E000}", "\u{A0}", "\u{200B}", "\u{FEFF}", "\u{3164}", "1234", "・", "5678", "9018", "円",
        "▲", "123456789018", "1234567890", "㎡", "＝", "＠", "é", "😀", "―",
    ]

    static func make(_ random: inout SeededGenerator) -> String {
        if random.chance(1, in: 3) { return pieces.randomElement(using: &random) ?? "" }
        let count = Int.random(in: 0...6, using: &random)
        return (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }
}
