import Foundation
import Japanese
import RandomTesting
import Testing

@testable import Tabular

@Suite("Workbooks that are written and read again")
struct WorkbookRoundTripTests {
    @Test("Any workbook comes back cell by cell", arguments: 1...40 as ClosedRange<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let sheets = (0..<Int.random(in: 1...3, using: &random)).map { RandomSheet.make("表\($0)", using: &random) }
        let bytes = try Workbook(createdAt: Timestamp(milliseconds: 1), sheets: sheets).bytes()
        try RandomSheet.expectEqual(try WorkbookReader.read(bytes), sheets, "seed \(seed)")
    }

    @Test(
        "LibreOffice reads what was written, and what it writes is read the same",
        .enabled(if: Command.isInstalled("soffice"), "LibreOffice is not installed"))
    func libreOffice() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("office-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let first = try #require(CivilDate(year: 1900, month: 3, day: 1))
        let last = try #require(CivilDate(year: 2026, month: 3, day: 31))
        let rows: [Sheet.Row] = [
            ["取組", "=1+1", Cell("0012", style: CellStyle(numberFormat: .text)), Cell(" 前\n後 ")],
            [
                Cell(.number(try #require(ExactNumber("-1234567.25")))), Cell(.date(last)), Cell(.date(first)),
                Cell(.bool(true)),
            ],
            [Cell(.formula("A2*2", result: .number(try #require(ExactNumber("-2469134.5"))))), Cell("𠮟😀<&>")],
        ]
        let source = folder.appendingPathComponent("source.xlsx")
        let written = try Workbook(createdAt: Timestamp(milliseconds: 1), sheets: [Sheet(name: "往復", rows: rows)])
            .bytes()
        try Data(written).write(to: source)
        let output = folder.appendingPathComponent("output")
        try Command.run(
            "soffice",
            [
                "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to", "xlsx", "--outdir",
                output.path, source.path,
            ])
        let book = try WorkbookReader.read(Array(try Data(contentsOf: output.appendingPathComponent("source.xlsx"))))
        let sheet = try #require(book.sheet(named: "往復"))
        #expect(sheet["A1"]?.text == "取組")
        #expect(sheet["B1"]?.text == "=1+1")
        #expect(sheet["B1"]?.formula == nil)
        #expect(sheet["C1"]?.text == "0012")
        #expect(sheet["D1"]?.text == " 前\n後 ")
        #expect(sheet["A2"]?.number?.exact == ExactNumber("-1234567.25"))
        #expect(sheet["B2"]?.isDate == true)
        #expect(try sheet["B2"].map(book.date(of:)) == last)
        #expect(try sheet["C2"].map(book.date(of:)) == first)
        #expect(sheet["D2"]?.value == .bool(true))
        #expect(sheet["A3"]?.formula == "A2*2")
        #expect(sheet["A3"]?.number?.exact == ExactNumber("-2469134.5"))
        #expect(sheet["B3"]?.text == "𠮟😀<&>")
    }
}

/// Sheets of every kind of cell, made from a seed.
enum RandomSheet {
    static func make(_ name: String, using random: inout SeededGenerator) -> Sheet {
        var sheet = Sheet(name: name)
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            let cells = (0..<Int.random(in: 0...8, using: &random)).map { _ in cell(using: &random) }
            sheet.rows.append(Sheet.Row(cells, isHidden: Int.random(in: 0..<8, using: &random) == 0))
        }
        return sheet
    }

    static func cell(using random: inout SeededGenerator) -> Cell {
        let style: CellStyle? =
            Bool.random(using: &random) ? [.heading, .framed, .entry].randomElement(using: &random) : nil
        switch Int.random(in: 0..<7, using: &random) {
        case 0: return Cell(.empty, style: style)
        case 1:
            let mantissa = Int.random(in: -999_999_999_999_999...999_999_999_999_999, using: &random)
            return Cell(
                .number(ExactNumber(mantissa: mantissa, scale: Int.random(in: 0...9, using: &random))), style: style)
        case 2:
            return Cell(.date(CivilDate(dayNumber: Int.random(in: -25_567...2_932_896, using: &random))), style: style)
        case 3: return Cell(.bool(Bool.random(using: &random)), style: style)
        case 4:
            let number = Int.random(in: 0...9_999, using: &random)
            return Cell(.formula("1+\(number)", result: .number(ExactNumber(number + 1))), style: style)
        default: return Cell(text(using: &random), style: style)
        }
    }

    private static func text(using random: inout SeededGenerator) -> String {
        let pool = Array("並木区ｱ=+-@_x000D_ \t\n\r<>&\"'0123;,𠮟😀\u{1}\u{FFFE}\u{3099}".unicodeScalars)
        return (0..<Int.random(in: 0...20, using: &random)).reduce(into: "") { text, _ in
            text.unicodeScalars.append(pool[Int.random(in: 0..<pool.count, using: &random)])
        }
    }

    static func expectEqual(_ book: ReadWorkbook, _ sheets: [Sheet], _ comment: String) throws {
        #expect(book.sheets.map(\.name) == sheets.map(\.name))
        for (read, sheet) in zip(book.sheets, sheets) {
            var cells = 0
            for (row, written) in zip(1..., sheet.rows) {
                #expect(read.hiddenRows.contains(RowIndex(known: row)) == written.isHidden)
                for (column, cell) in zip(1..., written.cells) {
                    let place = try #require(CellReference(row: row, column: column))
                    let found = read[place]
                    if found != nil { cells += 1 }
                    switch cell.value {
                    case .empty, .text(""): #expect(found == nil, "\(comment) \(place)")
                    case .text(let text): #expect(found?.text == text, "\(comment) \(place)")
                    case .number(let number): #expect(found?.number?.exact == number, "\(comment) \(place)")
                    case .bool(let value): #expect(found?.value == .bool(value), "\(comment) \(place)")
                    case .date(let date):
                        #expect(found?.isDate == true, "\(comment) \(place)")
                        #expect(try found.map(book.date(of:)) == date, "\(comment) \(place)")
                    case .formula(let formula, _):
                        #expect(found?.formula == formula.text, "\(comment) \(place)")
                    }
                }
            }
            #expect(read.rows.reduce(0) { $0 + $1.entries.count } == cells, "\(comment): nothing that was not written")
        }
    }
}
