import Japanese
import RandomTesting
import Tabular
import Testing
import Ward

@testable import Site

@Suite("Reading a list")
struct RosterTableTests {
    private static let declared: [RosterColumn] = [
        RosterColumn("組織コード", ["コード", "課コード"], .required), RosterColumn("名称", ["組織名", "課名称"], .optional),
        RosterColumn("部", ["部名"], .optional), RosterColumn("設置日", ["開始日"], .optional),
        RosterColumn("廃止日", ["終了日"], .setAside("組織改正で行います。")),
    ]

    private static func table(_ bytes: [UInt8]) throws(RosterRefusal) -> RosterTable {
        try RosterTable(bytes, declared) { heading in
            for key in RosterHeading.keys(heading) where !key.text.isEmpty {
                if let known = declared.first(where: { $0.isHeaded(key) }) { return known }
            }
            return nil
        }
    }

    private static func table(_ text: String) throws(RosterRefusal) -> RosterTable { try table(Array(text.utf8)) }

    private static func cells(_ table: RosterTable, _ column: Int) -> [String] {
        table.rows.map { $0[declared[column]] }
    }

    @Test("Columns are found in any order, under any of their headings, however these are adorned")
    func shuffled() throws {
        let seed = TestSeed.fresh
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let rows = (0..<5).map { row in Self.declared.indices.map { "値\(row)-\($0)" } }
            let headings = Self.declared.map { column in
                let name = ([column.title] + column.others).randomElement(using: &generator) ?? column.title
                return ["\(name)", "※\(name)", "【\(name)】", "\(name)（必須）", " \(name)　"].randomElement(using: &generator)
                    ?? name
            }
            let order = Array(Self.declared.indices).shuffled(using: &generator)
            let lines = ([headings] + rows).map { line in order.map { line[$0] } }
            let table = try Self.table(CSVWriter.bytes(rows: lines))
            #expect(table.rows.count == 5, "seed \(seed)")
            for column in 0..<4 {
                #expect(Self.cells(table, column) == rows.map { $0[column] }, "seed \(seed), \(headings)")
            }
            // What is set aside is not read, and told with its reason.
            #expect(Self.cells(table, 4) == Array(repeating: "", count: 5), "seed \(seed)")
            #expect(table.columns.count == 5, "seed \(seed)")
        }
    }

    @Test("UTF-8, UTF-16 and CP932 say the same, and the page tells which it was")
    func encodings() throws {
        let text = "組織コード,名称,部\r\n0210,区民課,区民部\r\n"
        let cp932: [UInt8] = [
            0x91, 0x67, 0x90, 0x44, 0x83, 0x52, 0x81, 0x5B, 0x83, 0x68, 0x2C, 0x96, 0xBC, 0x8F, 0xCC, 0x2C, 0x95, 0x94,
            0x0D, 0x0A, 0x30, 0x32, 0x31, 0x30, 0x2C, 0x8B, 0xE6, 0x96, 0xAF, 0x89, 0xDB, 0x2C, 0x8B, 0xE6, 0x96, 0xAF,
            0x95, 0x94, 0x0D, 0x0A,
        ]
        let units = text.utf16.map { (low: UInt8(truncatingIfNeeded: $0), high: UInt8(truncatingIfNeeded: $0 >> 8)) }
        let little: [UInt8] = [0xFF, 0xFE] + units.flatMap { [$0.low, $0.high] }
        let big: [UInt8] = [0xFE, 0xFF] + units.flatMap { [$0.high, $0.low] }
        let files: [(bytes: [UInt8], note: String?)] = [
            (Array(text.utf8), nil), (Array(("\u{FEFF}" + text).utf8), nil), (cp932, "Shift_JIS（CP932）"),
            (little, "UTF-16"), (big, "UTF-16"),
        ]
        for (bytes, note) in files {
            let table = try Self.table(bytes)
            #expect(Self.cells(table, 0) == ["0210"])
            #expect(Self.cells(table, 1) == ["区民課"])
            #expect(Self.cells(table, 2) == ["区民部"])
            #expect(table.notes == (note.map { ["文字コードは\($0)として読みました。"] } ?? []))
        }
    }

    @Test("A workbook with a title above, blank and merged rows is read, and every row is accounted for")
    func workbook() throws {
        let rows: [Sheet.Row] = [
            ["令和8年度 組織一覧"], [],
            ["部", "コード", "課名称", "備考", "終了日"],
            ["区民部", Cell(210), "区民課", "本庁舎", ""],
            [.empty, "0220", "=課税課", "", ""],
            [], ["部", "コード", "課名称", "備考", "終了日"],
            ["福祉部", "0310", "管理課", "", ""],
            [.empty, .empty, .empty, "以上"],
        ]
        let merged = try #require(CellRange("A4:A6"))
        let book = Workbook(
            createdAt: TestSiteMoment.value,
            sheets: [
                Sheet(name: "説明", rows: [["コードの付け方"]]),
                Sheet(name: "一覧", rows: rows, mergedRanges: [merged]),
                Sheet(name: "前年", visibility: .hidden, rows: [["コード"], ["9999"]]),
            ])
        let table = try Self.table(try book.bytes())
        #expect(Self.cells(table, 0) == ["210", "0220", "0310"])
        #expect(Self.cells(table, 1) == ["区民課", "=課税課", "管理課"], "a text stays a text")
        #expect(Self.cells(table, 2) == ["区民部", "区民部", "福祉部"], "a merged cell speaks for all its rows")
        #expect(table.rows.map(\.number) == [4, 5, 8])
        #expect(table.headingRow == 3)
        #expect(table.above.map(\.words) == ["令和8年度 組織一覧"])
        #expect(table.repeated == [7])
        #expect(table.besides == [9])
        #expect(table.blankCount == 2)
        #expect(table.columns.filter { $0.meaning == nil }.map(\.heading) == ["備考"])
        #expect(table.columns.map(\.place) == ["A列", "B列", "C列", "D列", "E列"])
        #expect(
            table.notes == [
                "結合されたセル1か所は、どの行にも同じ値があるものとして読みました。", "シート「一覧」を読みました。", "シート「説明」は読みませんでした。",
            ])
        #expect(table.findings.isEmpty)
    }

    @Test("Days are days, as cells and as words; errors and formulas without a result are no values")
    func cells() throws {
        let day = try #require(CivilDate(iso: "2026-04-01"))
        let book = Workbook(
            createdAt: TestSiteMoment.value,
            sheets: [
                Sheet(
                    name: "一覧",
                    rows: [["コード", "名称", "開始日"], ["0210", "区民課", Cell(.date(day))], ["0220", "課税課", "令和8年4月1日"]])
            ])
        let table = try Self.table(try book.bytes())
        #expect(Self.cells(table, 3) == ["2026-04-01", "令和8年4月1日"])
        var findings = RosterFindings()
        #expect(table.rows.map { findings.day($0, Self.declared[3]) } == [day, day])
        #expect(findings.isEmpty)
        let read = try WorkbookReader.read(try book.bytes())
        let share = try #require(StoredNumber("0.5"))
        #expect(RosterSheet.Cell(ReadCell(.error("#REF!")), of: read).fault?.contains("エラー") ?? false)
        #expect(RosterSheet.Cell(ReadCell(.empty, formula: "A1"), of: read).fault?.contains("数式") ?? false)
        #expect(RosterSheet.Cell(ReadCell(.number(share), format: .percentage), of: read).text == "50%")
        #expect(RosterSheet.Cell(ReadCell(.number(share)), of: read).text == "0.5")
    }

    @Test("What is no list is refused with the repair")
    func refused() {
        let several = (0...RosterSheet.Limit.rowsMax).map { "\($0)" }.joined(separator: "\n")
        let cases: [(bytes: [UInt8], words: String)] = [
            ([], "ファイルが空です。"), (Array("取組,金額\n1,2\n".utf8), "見出しの行が見つかりません。"),
            (Array("名称,部\n区民課,区民部\n".utf8), "「組織コード」の列がありません。"),
            (Array("組織コード\n\(several)\n".utf8), "\(RosterSheet.Limit.rowsMax + 1)行あります。"),
            (Array("%PDF-1.7".utf8) + [0, 0xFF, 0], "ExcelのファイルともCSVとも読めません。"),
            (Array(repeating: 0x31, count: RosterSheet.Limit.bytesMax + 1), "KBあります。"),
            // CP932 as far as its pairs go, with a code that no character has.
            ([0x91, 0x67, 0x90, 0x44, 0x0A, 0x85, 0xA0, 0x0A], "2行目に読めない文字があります。"),
        ]
        for (bytes, words) in cases {
            let refusal = #expect(throws: RosterRefusal.self) { try Self.table(bytes) }
            #expect(refusal?.what.contains(words) ?? false, "\(words): \(refusal?.what ?? "-")")
            #expect(!(refusal?.how.isEmpty ?? true))
        }
    }

    @Test("Ten thousand rows are read")
    func large() throws {
        let rows = (1...RosterSheet.Limit.rowsMax).map { ["\($0)", "第\($0)課"] }
        let table = try Self.table(CSVWriter.bytes(rows: [["組織コード", "名称"]] + rows))
        #expect(table.rows.count == RosterSheet.Limit.rowsMax)
        #expect(Self.cells(table, 1).last == "第\(RosterSheet.Limit.rowsMax)課")
    }

    @Test("One column twice, and broken quotes, are findings")
    func doubled() throws {
        let table = try Self.table("組織コード,コード,名称\n1,2,\"区民課\n")
        #expect(table.findings.all.count == 2)
        #expect(table.findings.all.contains { $0.what == "同じ列がA列とB列にあります。" })
        #expect(table.findings.all.contains { $0.how.contains("引用符") })
    }

    @Test("No bytes break the reader, and what it reads has every row in one place")
    func fuzz() throws {
        let seed = TestSeed.fresh
        var generator = SeededGenerator(seed: seed)
        let rows = [["組織コード", "名称", "部"]] + (1...20).map { ["0\($0)", "第\($0)課", "区民部"] }
        let book = Workbook(
            createdAt: TestSiteMoment.value,
            sheets: [Sheet(name: "一覧", rows: rows.map { row in Sheet.Row(row.map { Cell($0) }) })])
        let origins = [CSVWriter.bytes(rows: rows), try book.bytes()]
        var read = 0
        for round in 0..<900 {
            var bytes = origins[round % 2]
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
                default: bytes.removeSubrange(place..<min(bytes.count, place + 20))
                }
                if bytes.isEmpty { bytes = [0] }
            }
            guard let table = try? Self.table(bytes) else { continue }
            read += 1
            let lines = try RosterSheet.all(in: bytes).map(\.lines.count)
            let counted =
                table.rows.count + table.blankCount + table.repeated.count + table.besides.count + table.above.count + 1
            #expect(lines.contains(counted), "seed \(seed), round \(round)")
        }
        #expect(read > 5, "seed \(seed): the test would prove little if nothing could be read")
    }
}

/// 2024-09-01, 9:00 in Japan
enum TestSiteMoment {
    static let value = Timestamp(milliseconds: 1_725_148_800_000)
}
