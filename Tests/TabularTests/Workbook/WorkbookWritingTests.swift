import Foundation
import Japanese
import Testing

@testable import Tabular

@Suite("Workbooks that are written")
struct WorkbookWritingTests {
    private let moment = Timestamp(milliseconds: 1_780_000_000_000)

    @Test("Equal workbooks give equal bytes")
    func deterministic() throws {
        let book = Workbook(title: "進捗調査票", createdAt: moment, sheets: try surveySheets())
        let first = try book.bytes()
        #expect(try book.bytes() == first)
        var later = book
        later.createdAt = moment.adding(seconds: 1)
        #expect(try later.bytes() != first)
    }

    @Test("Drop-down lists, protection, print set-up, names and hidden sheets stand in the file")
    func parts() throws {
        let bytes = try Workbook(
            title: "進捗調査票", createdAt: moment, sheets: try surveySheets(),
            definedNames: [.init(name: "区分一覧", sheet: "一覧", range: try #require(CellRange("A1:A2")))]
        ).bytes()
        let sheet = try xml("xl/worksheets/sheet1.xml", in: bytes)
        #expect(sheet.contains(#"<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0"/>"#))
        #expect(sheet.contains(#"type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1""#))
        #expect(sheet.contains(#"promptTitle="状況" prompt="一覧から選んでください。""#))
        #expect(sheet.contains(#"<formula1>"予定どおり,""遅れ"""</formula1>"#))
        #expect(sheet.contains("<formula1>'一覧'!$A$1:$A$2</formula1>"))
        #expect(sheet.contains(#"type="textLength""#))
        #expect(sheet.contains("<formula2>400</formula2>"))
        #expect(sheet.contains(#"paperSize="8""#))
        #expect(sheet.contains(#"orientation="landscape""#))
        #expect(sheet.contains(#"fitToHeight="0""#))
        #expect(sheet.contains("<oddFooter>&amp;C&amp;P / &amp;N</oddFooter>"))
        #expect(sheet.contains("<oddHeader>&amp;LR&amp;&amp;D</oddHeader>"))
        #expect(sheet.contains(#"<pane xSplit="1" ySplit="2""#))
        #expect(sheet.contains(#"<mergeCell ref="A1:C1"/>"#))
        #expect(sheet.contains(#"<autoFilter ref="A2:C4"/>"#))
        let workbook = try xml("xl/workbook.xml", in: bytes)
        #expect(workbook.contains(#"<sheet name="一覧" sheetId="2" state="veryHidden""#))
        #expect(workbook.contains(#"<sheet name="注意" sheetId="3" state="hidden""#))
        #expect(workbook.contains(#"<definedName name="区分一覧">'一覧'!$A$1:$A$2</definedName>"#))
        #expect(workbook.contains(#"'記入'!$1:$2"#))
        let styles = try xml("xl/styles.xml", in: bytes)
        #expect(styles.contains(#"<protection locked="0"/>"#))
        #expect(styles.contains(#"<name val="游ゴシック"/>"#))
        #expect(styles.contains(#"rgb="FFFFF9DB""#))

        let read = try WorkbookReader.read(bytes)
        #expect(read.sheets.map(\.visibility) == [.visible, .veryHidden, .hidden])
        #expect(read.sheets[0].mergedRanges.map(\.description) == ["A1:C1"])
        #expect(read.definedNames.filter { !$0.isBuiltIn }.map(\.name) == ["区分一覧"])
    }

    @Test("A text that looks like a formula, a number or an escape stays the same text")
    func texts() throws {
        let texts = [
            "=1+1", "@SUM(A1)", "+1", "-1", "0012", "1e5", "{=A1}", "http://example.jp/", "mailto:x@example.jp",
            "internal:A1",
            "<r><t>x</t></r>", "a&b<c>\"'", " 前後 ", "\t", "行\n行\r\n", "_x000D_", "\u{0}\u{1}\u{FFFF}", "TRUE", "#REF!",
            "😀𠮟",
        ]
        let sheet = Sheet(name: "文字", rows: texts.map { [Cell($0)] })
        let bytes = try Workbook(createdAt: moment, sheets: [sheet]).bytes()
        let read = try WorkbookReader.read(bytes).sheets[0]
        for (row, text) in zip(1..., texts) {
            #expect(read["A\(row)"] == ReadCell(.text(text)), "\(text)")
        }
        #expect(!(try xml("xl/worksheets/sheet1.xml", in: bytes)).contains("<f>"))
    }

    @Test("Parts of a text are underlined, and the text is read as it was")
    func underlines() throws {
        let pieces: [Cell.Piece] = [
            .init("令和", isUnderlined: false), .init("8", isUnderlined: true), .init("", isUnderlined: true),
            .init("年度 =1\n_x000D_", isUnderlined: false),
        ]
        let rows: [Sheet.Row] = [
            [Cell(pieces, style: .framed)], [Cell([.init("全部", isUnderlined: true)])],
            [Cell([.init("なし", isUnderlined: false)])],
        ]
        let bytes = try Workbook(createdAt: moment, sheets: [Sheet(name: "文", rows: rows)]).bytes()
        let read = try WorkbookReader.read(bytes).sheets[0]
        #expect(read["A1"]?.text == "令和8年度 =1\n_x000D_")
        #expect(read["A2"]?.text == "全部")
        #expect(read["A3"]?.text == "なし")
        let strings = try xml("xl/sharedStrings.xml", in: bytes)
        #expect(strings.matches(of: /<u\/>/).count == 1)
        #expect(strings.contains("<u/>"))
        #expect(Cell(pieces).pieces.count == 3)
        #expect(Cell([.init("なし", isUnderlined: false)]).pieces.isEmpty)
        #expect(try xml("xl/styles.xml", in: bytes).contains("<u/>"))
    }

    @Test("Messages may have several lines or no title, and links lead to addresses and sheets")
    func messagesAndLinks() throws {
        let range = try #require(CellRange("A1:A9"))
        let place = try #require(CellReference("B2"))
        let sheet = Sheet(
            name: "表's",
            rows: [
                [
                    Cell("外", link: .url("https://example.jp/?a=1&b=あ")), Cell("中", link: .cell(sheet: "表's", place)),
                    Cell(.number(5), link: .url("mailto:x@example.jp")),
                ]
            ],
            rules: [
                InputRule(range, .anything, prompt: .init(title: "", message: "一行目\n二行目 <&\">")),
                InputRule(range, .whole(-5...10)),
                InputRule(range, .decimal(ExactNumber(0)...ExactNumber(1)), allowsEmpty: false),
            ])
        let bytes = try Workbook(createdAt: moment, sheets: [sheet]).bytes()
        let part = try xml("xl/worksheets/sheet1.xml", in: bytes)
        #expect(part.contains(#"prompt="一行目&#xA;二行目 &lt;&amp;&quot;&gt;""#))
        #expect(!part.contains("promptTitle"))
        #expect(part.contains("<formula1>-5</formula1><formula2>10</formula2>"))
        #expect(part.contains(#"<hyperlink ref="B1" location="'表''s'!B2""#))
        let read = try WorkbookReader.read(bytes).sheets[0]
        #expect(read["A1"]?.text == "外")
        #expect(read["B1"]?.text == "中")
        #expect(read["C1"]?.number?.exact == 5)
    }

    @Test("Equal styles become one format")
    func styles() throws {
        let rows = (0..<50).map { _ in Sheet.Row(["甲", "乙"], style: CellStyle(isBold: true, fill: .paleGrey)) }
        let bytes = try Workbook(createdAt: moment, sheets: [Sheet(name: "表", rows: rows)]).bytes()
        #expect(try xml("xl/styles.xml", in: bytes).contains(#"<cellXfs count="2">"#))
    }

    @Test("What Excel would refuse or change is refused with its place")
    func refusals() throws {
        #expect(refusal(Sheet(name: "表", visibility: .hidden)) == .noVisibleSheet)
        #expect(refusal(Sheet(name: "a/b")) == .badSheetName("a/b", .forbiddenCharacter))
        #expect(refusal(Sheet(name: String(repeating: "名", count: 32))).map { "\($0)" }?.contains("tooLong") == true)
        #expect(refusal(Sheet(name: "A"), Sheet(name: "a")) == .badSheetName("a", .taken))
        let precise = try #require(ExactNumber("1234567890.1234567"))
        #expect(
            refusal(Sheet(name: "表", rows: [[.empty, Cell(.number(precise))]]))
                == .numberTooPrecise(sheet: "表", cell: "B1", number: "1234567890.1234567", digitsMax: 15))
        let old = try #require(CivilDate(year: 1899, month: 12, day: 31))
        #expect(
            refusal(Sheet(name: "表", rows: [[Cell(.date(old))]]))
                == .dateOutOfRange(sheet: "表", cell: "A1", date: "1899-12-31"))
        let long = String(repeating: "😀", count: 16_384)
        #expect(
            refusal(Sheet(name: "表", rows: [[Cell(long)]]))
                == .cellTextTooLong(sheet: "表", cell: "A1", length: 32_768, max: 32_767))
        #expect(
            refusal(Sheet(name: "表", rows: [[Cell("x", link: .url("javascript:alert(1)"))]]))
                == .badLink(sheet: "表", cell: "A1", url: "javascript:alert(1)"))
        let range = try #require(CellRange("A1:B1"))
        #expect(
            refusal(Sheet(name: "表", rows: [["題", "値"]], mergedRanges: [range]))
                == .badMerge(sheet: "表", range: "A1:B1"))
        let below = try #require(CellRange("A5:B6"))
        #expect(refusal(Sheet(name: "表", rows: [["題", "値"]], mergedRanges: [below])) == nil)
        #expect(
            refusal(Sheet(name: "表", mergedRanges: [below, try #require(CellRange("B6:C7"))]))
                == .badMerge(sheet: "表", range: "B6:C7"))
        #expect(
            refusal(Sheet(name: "表", rules: [InputRule(range, .list(["はい、", "a,b"]))]))
                == .badRule(sheet: "表", range: "A1:B1", .itemWithComma("a,b")))
        let items = (0..<60).map { "区分番号\($0)" }
        #expect(
            refusal(Sheet(name: "表", rules: [InputRule(range, .list(items))])).map { "\($0)" }?.contains("listTooLong")
                == true)
    }

    @Test("A folder that cannot be written is a refusal, and nothing is left in one that can")
    func folders() throws {
        let book = Workbook(createdAt: moment, sheets: [Sheet(name: "表")])
        #expect(throws: WorkbookRefusal.folderNotWritable(path: "/nonexistent/folder")) {
            try book.bytes(temporaryFolder: "/nonexistent/folder")
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("left-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(try book.bytes(temporaryFolder: folder.path) == book.bytes())
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    private func refusal(_ sheets: Sheet...) -> WorkbookRefusal? {
        do throws(WorkbookRefusal) {
            _ = try Workbook(createdAt: moment, sheets: sheets).bytes()
            return nil
        } catch {
            return error
        }
    }

    private func surveySheets() throws -> [Sheet] {
        let answers = try #require(CellRange("B3:B4"))
        let comments = try #require(CellRange("C3:C4"))
        let list = try #require(CellRange("A1:A2"))
        var form = Sheet(name: "記入", columns: [.init(width: 12), .init(width: 18), .init(width: 60, style: .entry)])
        form.rows = [
            Sheet.Row([Cell("進捗調査票", style: CellStyle(fontSize: 14, isBold: true))], height: 30),
            Sheet.Row(["取組", "状況", "理由"], style: .heading),
            [
                Cell("標準化", style: .framed, link: .cell(sheet: "注意", try #require(CellReference("A1")))),
                Cell(.empty, style: .entry),
            ],
            [Cell("窓口", style: .framed), Cell(.empty, style: .entry)],
        ]
        form.mergedRanges = [try #require(CellRange("A1:C1"))]
        form.frozenRows = 2
        form.frozenColumns = 1
        form.protection = SheetProtection(formatsColumns: true)
        form.filter = CellRange("A2:C4")
        form.rules = [
            InputRule(
                answers, .list(["予定どおり", "\"遅れ\""]), prompt: .init(title: "状況", message: "一覧から選んでください。"),
                error: .init(title: "状況", message: "一覧にない値です。")),
            InputRule(comments, .textLength(0...400)), InputRule(list, .listFrom(sheet: "一覧", list)),
        ]
        form.printing = PrintSetup(
            paper: .a3, orientation: .landscape, fitsWidth: true, repeatedRows: 1...2, area: CellRange("A1:C4"),
            header: .init(left: [.text("R&D")]), footer: .pageNumbers)
        return [
            form, Sheet(name: "一覧", visibility: .veryHidden, rows: [["甲"], ["乙"]]),
            Sheet(name: "注意", visibility: .hidden, rows: [["書き方"]]),
        ]
    }

    /// A part as text, by Python's own archive reader.
    private func xml(_ part: String, in bytes: [UInt8]) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("parts-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("book.xlsx")
        try Data(bytes).write(to: file)
        try Command.run("python3", ["-m", "zipfile", "-e", file.path, folder.path])
        return String(decoding: try Data(contentsOf: folder.appendingPathComponent(part)), as: UTF8.self)
    }
}
