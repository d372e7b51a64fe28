import Japanese
import Testing

@testable import Tabular

@Suite("Workbooks made by hand are read as they stand")
struct WorkbookReadingTests {
    @Test("Runs of a rich text are joined, and kana readings are kept apart from the text")
    func phoneticRuns() throws {
        let shared = """
            <si><r><t>杉並</t></r><r><rPr><b/></rPr><t xml:space="preserve">区 </t></r><rPh sb="0" eb="2"><t>スギナミ</t></rPh>\
            <phoneticPr fontId="1"/></si>
            <si><t> 前後 </t></si><si><t xml:space="preserve"> 前後 </t></si>
            <si><t>一行目_x000D_\n二行目_x005F_x000D_</t></si><si><t>𠮟る</t><rPh sb="0" eb="2"><t>シカ</t></rPh></si>
            <si><t>短</t><rPh sb="5" eb="9"><t>ミジカ</t></rPh></si><si/>
            """
        let cells = (0..<7).map { #"<c r="A\#($0 + 1)" t="s"><v>\#($0)</v></c>"# }
        let rows = zip(1..., cells).map { #"<row r="\#($0)">\#($1)</row>"# }.joined()
        let sheet = try read("<sheetData>\(rows)</sheetData>", shared: shared)
        #expect(sheet["A1"]?.text == "杉並区 ")
        #expect(sheet["A1"]?.reading == "スギナミ区 ")
        #expect(sheet["A2"]?.text == "前後")
        #expect(sheet["A3"]?.text == " 前後 ")
        #expect(sheet["A4"]?.text == "一行目\r\n二行目_x000D_")
        #expect(sheet["A4"]?.reading == nil)
        #expect(sheet["A5"]?.reading == "シカる")
        #expect(sheet["A6"]?.reading == "ミジカ")
        #expect(sheet["A7"]?.text == "")
    }

    @Test("A sheet tells of drawings and of notes on its cells")
    func drawings() throws {
        let cells = #"<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>"#
        let plain = try read(cells)
        #expect(!plain.hasDrawing)
        #expect(!plain.hasNotes)
        #expect(try read(cells + "<drawing/>").hasDrawing)
        #expect(try read(cells + "<legacyDrawing/>").hasNotes)
    }

    @Test("Each type of cell keeps its kind: texts of figures stay texts, numbers stay as written")
    func kinds() throws {
        let sheet = try read(
            """
            <sheetData><row r="3"><c r="B3" t="inlineStr"><is><t>0012</t></is></c><c r="C3"><v>0.30000000000000004</v></c>\
            <c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c><c t="str"><f>A1&amp;"x"</f><v>計 </v></c><c t="d"><v>2026-03-31</v></c>\
            <c r="J3"><f>1/3</f></c><c r="K3" s="4"/><c r="L3"><v> 1.5E3 </v></c></row><row><c><v>7</v></c></row></sheetData>
            """)
        #expect(sheet["B3"]?.value == .text("0012"))
        #expect(sheet["C3"]?.number?.text == "0.30000000000000004")
        #expect(sheet["C3"]?.number?.exact == ExactNumber("0.3"))
        #expect(sheet["D3"]?.value == .bool(true))
        #expect(sheet["E3"]?.value == .error("#REF!"))
        #expect(sheet["F3"] == ReadCell(.text("計 "), formula: #"A1&"x""#))
        #expect(try sheet["G3"]?.civilDate(.from1904) == CivilDate(year: 2026, month: 3, day: 31))
        #expect(sheet["J3"]?.isUncomputed == true)
        #expect(sheet["K3"] == nil)
        #expect(sheet["L3"]?.number?.exact == 1500)
        #expect(sheet["A4"]?.number?.exact == 7)
    }

    @Test("Days are told by the number format, and counted from 1904 where the workbook says so")
    func dates() throws {
        let styles = """
            <numFmts count="2"><numFmt numFmtId="176" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>\
            <numFmt numFmtId="177" formatCode="0.0&quot;days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
            <dxfs><dxf><numFmt numFmtId="177" formatCode="yyyy"/></dxf></dxfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="22"/></cellXfs>
            """
        let cells =
            #"<sheetData><row r="1"><c r="A1" s="1"><v>44651</v></c><c s="2"><v>0</v></c><c s="3"><v>5</v></c>"#
            + #"<c s="4"><v>44651.75</v></c></row></sheetData>"#
        let package = PackageBuilder.workbook(
            sheet: cells, styles: styles, workbook: #"<workbookPr date1904="1"/>"#)
        let book = try WorkbookReader.read(package.bytes)
        let sheet = try #require(book.sheets.first)
        #expect(book.dateSystem == .from1904)
        let cell = try #require(sheet["A1"])
        #expect(cell.isDate)
        #expect(try book.date(of: cell) == CivilDate(year: 2026, month: 4, day: 1))
        let first = try #require(sheet["B1"])
        #expect(first.isDate)
        #expect(try book.date(of: first) == CivilDate(year: 1904, month: 1, day: 1))
        #expect(sheet["C1"]?.isDate == false)
        #expect(sheet["D1"]?.format == .dateTime)
    }

    @Test("A shared formula comes out in the form of each cell")
    func sharedFormulas() throws {
        let sheet = try read(
            """
            <sheetData><row r="2"><c r="C2"><f t="shared" ref="C2:C4" si="0">A2*$B$1+SUM(D:D)+'A2'!A2</f><v>1</v></c></row>
            <row r="3"><c r="C3"><f t="shared" si="0"/><v>2</v></c></row>
            <row r="4"><c r="D4"><f t="shared" si="0"/><v>3</v></c></row></sheetData>
            """)
        #expect(sheet["C2"]?.formula == "A2*$B$1+SUM(D:D)+'A2'!A2")
        #expect(sheet["C3"]?.formula == "A3*$B$1+SUM(D:D)+'A2'!A3")
        #expect(sheet["D4"]?.formula == "B4*$B$1+SUM(E:E)+'A2'!B4")
        #expect(sheet["D4"]?.number?.exact == 3)
    }

    @Test("A long formula shared by very many cells is spelled out for the cell that is asked, not for all")
    func longSharedFormula() throws {
        // Spelled out for all, it would be five gigabytes.
        let long = Array(repeating: "A1", count: 8_000).joined(separator: "+")
        let cells = (2...200_000).map {
            "<row r=\"\($0)\"><c r=\"C\($0)\"><f t=\"shared\" si=\"0\"/><v>\($0)</v></c></row>"
        }
        let sheet = try read(
            """
            <sheetData><row r="1"><c r="C1"><f t="shared" ref="C1:C200000" si="0">\(long)</f><v>1</v></c></row>\
            \(cells.joined())</sheetData>
            """)
        #expect(sheet.rows.count == 200_000)
        #expect(sheet["C200000"]?.number?.exact == 200_000)
        #expect(sheet["C3"]?.formula?.hasPrefix("A3+A3+") == true)
        #expect(sheet["C3"]?.hasFormula == true)
    }

    @Test("Merged ranges, hidden rows and columns, and rows out of order are read")
    func layout() throws {
        let sheet = try read(
            """
            <cols><col min="2" max="3" hidden="1" width="0"/></cols><sheetData><row r="5" hidden="1"><c r="B5"><v>2</v></c>\
            <c r="A5"><v>1</v></c></row><row r="2"><c r="A2"><v>3</v></c></row></sheetData><mergeCells><mergeCell ref="A1:D1"/>\
            </mergeCells><extLst><ext><row r="1"><c r="A1"><v>9</v></c></row></ext></extLst>
            """)
        #expect(sheet.rows.map(\.index.number) == [2, 5])
        #expect(sheet.rows[1].entries.map(\.cell.number?.text) == ["1", "2"])
        #expect(sheet.hiddenRows == [RowIndex(known: 5)])
        #expect(sheet.isHidden(ColumnIndex(known: 3)))
        #expect(!sheet.isHidden(ColumnIndex(known: 4)))
        #expect(sheet.mergedRanges.map(\.description) == ["A1:D1"])
    }

    @Test("The strict namespaces and prefixes read alike, and names and chart sheets are listed")
    func strict() throws {
        var package = PackageBuilder.workbook(sheet: "")
        let relations = "http://purl.oclc.org/ooxml/officeDocument/relationships"
        let main = "http://purl.oclc.org/ooxml/spreadsheetml/main"
        package.replace(
            "xl/workbook.xml",
            Array(
                """
                <x:workbook xmlns:x="\(main)" xmlns:rel="\(relations)"><x:sheets><x:sheet name="図" sheetId="1" rel:id="c1"/>\
                <x:sheet name="名簿" sheetId="2" rel:id="s1" state="veryHidden"/></x:sheets><x:definedNames>\
                <x:definedName name="区分" localSheetId="1">'名簿'!$A$1</x:definedName></x:definedNames></x:workbook>
                """.utf8))
        package.replace(
            "xl/_rels/workbook.xml.rels",
            Array(
                """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
                <Relationship Id="c1" Type="\(relations)/chartsheet" Target="chartsheets/sheet1.xml"/>\
                <Relationship Id="s1" Type="\(relations)/worksheet" Target="WORKSHEETS/fir%73t.xml"/></Relationships>
                """.utf8))
        package.replace(
            "xl/worksheets/first.xml",
            Array(
                #"<x:worksheet xmlns:x="\#(main)"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>"#
                    .utf8))
        let book = try WorkbookReader.read(package.bytes)
        #expect(book.sheets.map(\.name) == ["名簿"])
        #expect(book.sheets[0].visibility == .veryHidden)
        #expect(book.sheets[0]["A1"]?.number?.text == "5")
        #expect(book.notes == [.otherSheetSkipped(name: "図")])
        #expect(book.definedNames == [.init(name: "区分", sheet: "名簿", target: "'名簿'!$A$1")])
    }

    private func read(_ sheet: String, shared: String = "") throws -> ReadSheet {
        let book = try WorkbookReader.read(PackageBuilder.workbook(sheet: sheet, shared: shared).bytes)
        return try #require(book.sheets.first)
    }
}
