import Foundation
import Japanese
import RandomTesting
import Testing

@testable import Tabular

@Suite("Figures as their format shows them")
struct FigureMaskTests {
    private static let postal = "[<=999]000;[<=9999]000-00;000-0000"
    private static let phone = #"[<=99999999]####-####;\(00\)\ ####-####"#

    @Test(
        "Codes keep their zeros, telephone numbers and postal codes their parts",
        arguments: [
            ("000000", 11_011, "011011"), ("00", 4, "04"), ("000000", 1_234_567, "1234567"),
            ("000-0000", 1_680_063, "168-0063"), (postal, 1_680_063, "168-0063"), (postal, 168, "168"),
            (postal, 1_680, "016-80"), (postal, 16_800, "001-6800"),
            (phone, 33_122_111, "3312-2111"), (phone, 333_122_111, "(03) 3312-2111"),
            (#""A"0000"#, 12, "A0012"), (#"0000"年""#, 2_026, "2026"), (#"0000"年"00"月""#, 202_604, "2026年04月"),
            ("[Red]000", 7, "007"), ("000;-000;@", 7, "007"), ("000_ ", 7, "007"), (#""第"00"号""#, 1, "第01号"),
            (#""令和"00"年度""#, 5, "令和05年度"),
            ("00 00", 12, "00 12"), ("[$-411]000", 7, "007"),
        ])
    func masks(_ code: String, _ number: Int, _ expected: String) {
        #expect(FigureMask(code: code)?.text(number) == expected)
    }

    @Test(
        "Amounts, shares, days and units are no masks",
        arguments: [
            "General", "G/標準", "0", "#,##0", "0.00", "00.0", "0%", "0.00E+00", #"0"人""#, #"#,##0"円""#, "¥00",
            "[$¥-411]#,##0",
            "yyyy/m/d", "[hh]:mm", "@", "", "\"", "[", "\\", "[<x]000", "# ##0", "#\" \"##0", ";;",
        ])
    func others(_ code: String) {
        let mask = FigureMask(code: code)
        #expect(mask?.text(5) == nil, "\(code)")
        #expect(mask?.hidesAll != true)
    }

    @Test("A format that shows nothing says so")
    func nothing() {
        #expect(FigureMask(code: ";;;")?.hidesAll == true)
        #expect(FigureMask(code: ";;;")?.text(5) == nil)
    }

    @Test("Negative numbers and fractions are written plain: nothing of them is lost")
    func plain() {
        func cell(_ text: String) -> ReadCell {
            let number = StoredNumber(text).map(ReadCell.Value.number) ?? .empty
            return ReadCell(number, format: ReadFormat(mask: FigureMask(code: "000")), source: nil, reading: nil)
        }
        #expect(cell("7").plainNumber == "007")
        #expect(cell("-7").plainNumber == "-7")
        #expect(cell("7.5").plainNumber == "7.5")
        #expect(cell("1E30").plainNumber == "1E30")
    }

    @Test(
        "Times and moments are written as ISO 8601",
        arguments: [
            ("h:mm", "0.375", "09:00"), ("h:mm", "0", "00:00"), ("h:mm:ss", "0.37505787037037", "09:00:05"),
            ("[h]:mm", "1.25", "30:00"), ("h:mm", "46113.375", "09:00"), ("h:mm", "-1", "-1"),
            ("yyyy/m/d h:mm", "46113.4375", "2026-04-01T10:30:00"), ("yyyy/m/d h:mm", "46113", "2026-04-01T00:00:00"),
            ("yyyy/m/d h:mm", "46113.999999999", "2026-04-02T00:00:00"), ("yyyy/m/d", "46113.4375", "2026-04-01"),
            ("yyyy/m/d h:mm", "60.5", "60.5"), ("0%", "0.5", "0.5"), ("#,##0", "1234567", "1234567"),
        ])
    func clocks(_ code: String, _ stored: String, _ expected: String) throws {
        let number = try #require(StoredNumber(stored))
        let cell = ReadCell(.number(number), format: NumberFormatKind(code: code))
        #expect(cell.plain(.from1900) == expected)
    }

    @Test("No code and no number stops the program")
    func anything() {
        var random = SeededGenerator(seed: 42)
        let letters = Array(#"0#?;-()[]<=>"\_*@.,%年円 $hms9"#.unicodeScalars)
        for _ in 0..<20_000 {
            var code = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...14, using: &random) {
                if let letter = letters.randomElement(using: &random) { code.append(letter) }
            }
            guard let mask = FigureMask(code: String(code)) else { continue }
            let number = Int.random(in: 0...Int.max, using: &random)
            guard let text = mask.text(number) else { continue }
            // Every figure of the number stands in the text, in its order.
            var rest = String(number)[...]
            for letter in text where letter == rest.first { rest = rest.dropFirst() }
            #expect(rest.isEmpty, "\(String(code)) \(number) \(text)")
        }
    }

    @Test(
        "LibreOffice shows the same",
        .enabled(if: Command.isInstalled("soffice"), "LibreOffice is not installed"))
    func libreOffice() throws {
        let codes = [
            "000000", "00", "000-0000", Self.postal, Self.phone, #""A"0000"#, "[Red]000", "000;-000;@", "00-00-00",
            "(000) 000",
        ]
        let numbers = [1, 7, 42, 168, 1_680, 11_011, 1_680_063, 33_122_111, 333_122_111, 123_456_789_012]
        let rows = codes.map { code in
            Sheet.Row(numbers.map { Cell($0, style: CellStyle(numberFormat: NumberFormat(code))) })
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mask-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let source = folder.appendingPathComponent("source.xlsx")
        let columns = numbers.map { _ in Sheet.Column(width: 30) }
        let book = Workbook(
            createdAt: Timestamp(milliseconds: 1), sheets: [Sheet(name: "番号", columns: columns, rows: rows)])
        try Data(try book.bytes()).write(to: source)
        try Command.run(
            "soffice",
            [
                "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to",
                // Commas, quotation marks, UTF-8, cells as they are shown.
                "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true", "--outdir",
                folder.path, source.path,
            ])
        let shown = try CSVReader.read(Array(try Data(contentsOf: folder.appendingPathComponent("source.csv"))))
        for (code, record) in zip(codes, shown.records) {
            for (number, field) in zip(numbers, record.fields) {
                #expect(FigureMask(code: code)?.text(number) == field.text, "\(code) \(number)")
            }
        }
        #expect(shown.records.count == codes.count)
    }
}
