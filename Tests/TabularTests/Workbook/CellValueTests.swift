import Japanese
import Testing

@testable import Tabular

@Suite("Numbers, days and formats of cells")
struct CellValueTests {
    @Test(
        "The decimal that was typed comes back from the binary value",
        arguments: [
            ("0.1", "0.1"), ("0.30000000000000004", "0.3"), ("1E3", "1000"), ("-1.5e-2", "-0.015"), ("0", "0"),
            ("-0", "0"), ("123456789012345", "123456789012345"), ("4.3499999999999996", "4.35"),
            ("1e17", "100000000000000000"),
            ("0.000000001", "0.000000001"), ("999999999999999.9", "1000000000000000"), ("+7", "7"), ("5.", "5"),
        ])
    func exact(text: String, expected: String) throws {
        #expect(try #require(StoredNumber(text)).exact == ExactNumber(expected))
    }

    @Test("A number with more digits than can be kept is only given rounded")
    func rounded() throws {
        let third = try #require(StoredNumber("0.33333333333333331"))
        #expect(third.exact == nil)
        #expect(third.exact(scale: 2) == ExactNumber("0.33"))
        #expect(StoredNumber("2.5")?.exact(scale: 0) == 3)
        #expect(StoredNumber("-2.5")?.exact(scale: 0) == -3)
        #expect(StoredNumber("0.04")?.exact(scale: 1) == 0)
        #expect(StoredNumber("0.06")?.exact(scale: 0) == 0)
        #expect(StoredNumber("1E300")?.exact == nil)
        #expect(StoredNumber("1E-300")?.exact(scale: 9) == 0)
    }

    @Test(
        "What is no decimal number is none",
        arguments: ["", "nan", "inf", "0x10", "1e999", "1,000", "１", "--1", "1 2", "e5", "."])
    func noNumber(text: String) {
        #expect(StoredNumber(text) == nil)
    }

    @Test("Days agree with a slow count, on both sides of the day that never was")
    func serials() throws {
        var date = try #require(CivilDate(year: 1900, month: 1, day: 1))
        for serial in 1...80_000 where serial != 60 {
            #expect(try DateSystem.from1900.date(StoredNumber(serial)) == date)
            #expect(DateSystem.from1900.serial(date) == serial)
            if serial >= 1463 { #expect(DateSystem.from1904.serial(date) == serial - 1462) }
            date = date.adding(days: 1)
        }
        #expect(throws: SerialDateRefusal.falseLeapDay) { try DateSystem.from1900.date(StoredNumber(60)) }
        #expect(throws: SerialDateRefusal.falseLeapDay) {
            try DateSystem.from1900.date(try #require(StoredNumber("60.5")))
        }
        #expect(throws: SerialDateRefusal.beforeFirstDay(StoredNumber(0))) {
            try DateSystem.from1900.date(StoredNumber(0))
        }
        #expect(try DateSystem.from1904.date(StoredNumber(0)) == CivilDate(year: 1904, month: 1, day: 1))
        #expect(try DateSystem.from1900.date(StoredNumber(2_958_465)) == CivilDate(year: 9999, month: 12, day: 31))
        #expect(throws: SerialDateRefusal.afterLastDay(StoredNumber(2_958_466))) {
            try DateSystem.from1900.date(StoredNumber(2_958_466))
        }
        #expect(throws: SerialDateRefusal.afterLastDay(StoredNumber(2_957_004))) {
            try DateSystem.from1904.date(StoredNumber(2_957_004))
        }
    }

    @Test(
        "Format codes are told apart",
        arguments: [
            ("General", NumberFormatKind.number), ("G/標準", .number), ("#,##0", .number), ("0.00E+00", .number),
            (#"0"日""#, .number), (#"0\d"#, .number), ("[Red]#,##0;[Blue]-#,##0", .number), ("0_d", .number),
            ("0.0%", .percentage), ("yyyy/m/d", .date), ("m\"月\"", .date), (#"[$-411]ggge"年"m"月"d"日""#, .date),
            ("[$-F800]dddd, mmmm dd", .date), ("aaa", .date), ("h:mm AM/PM", .time), ("[h]:mm", .time),
            ("[mm]:ss", .time),
            ("mm:ss.0", .time), ("yyyy/m/d h:mm", .dateTime), ("@", .text), ("[>=1000]0,\"千\";0", .number),
            ("", .number),
            ("\"", .number), ("[", .number), ("\\", .number),
        ])
    func formats(code: String, expected: NumberFormatKind) {
        #expect(NumberFormatKind(code: code) == expected)
    }

    @Test("Only places, numbers and quoted texts get into a formula")
    func formulas() throws {
        let range = try #require(CellRange("B2:B9"))
        let answer = #"遅れ" & HYPERLINK("x"#
        let formula: Formula = "=COUNTIF(\(sheet: "入力's")\(absolute: range),\(text: answer))+\(3)"
        #expect(formula.text == #"COUNTIF('入力''s'!$B$2:$B$9,"遅れ"" & HYPERLINK(""x")+3"#)
    }

    @Test("Escapes of characters that XML cannot hold lead back to the text")
    func escapes() {
        for text in [
            "", "a_x000D_b", "\r\n", "_x005F_", "_x", "\u{FFFF}\u{FFFE}", "\u{0}_\u{1F}", "表_x0041", "𠮟_xD83D_",
        ] {
            let escaped = XMLText.escaped(text)
            #expect(XMLText.unescaped(Array(escaped.utf8)) == text)
            #expect(!escaped.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" })
        }
        #expect(XMLText.unescaped(Array("_xD83D__xDE00_".utf8)) == "😀")
        #expect(XMLText.unescaped(Array("_xD83D_x".utf8)) == "\u{FFFD}x")
    }
}
