import Testing

@testable import Documents

@Suite("Web pages")
struct HTMLReadingTests {
    private func read(_ html: String) throws -> PlacedDocument {
        try DocumentReader().readAlone(Array(("<!doctype html><html><body>" + html).utf8))
    }

    @Test("A page of LibreOffice has its headings and merged cells")
    func plan() async throws {
        let document = try await Fixture.read("plan-writer.html")
        #expect(document.format == .html)
        #expect(document.line("第１章　計画の考え方")?.look.headingLevel == 1)
        #expect(document.cells().prefix(4) == ["0,0 2×1 取組", "0,1 2×1 担当課", "0,2 1×3 年次計画", "1,2 令和６年度"])
    }

    @Test("Lists count from their start, in their form, upwards and downwards, and inside one another")
    func lists() throws {
        let document = try read(
            """
            <ol start=3 type=A><li>甲<li>乙<ol type=i><li>丙</ol><li value=9>丁</ol><ul><li>戊</ul>\
            <ol reversed start=2><li>己<li>庚</ol>
            """)
        #expect(document.numbered == ["C. 甲", "D. 乙", "i. 丙", "I. 丁", "・ 戊", "2. 己", "1. 庚"])
    }

    @Test("Cells lie where rows and columns that reach over them leave room, without end tags too")
    func tables() throws {
        let document = try read(
            """
            <table><tr><th rowspan=2>取組<th colspan=2>年度<tr><td>６<td>７<tr><td>窓口<td>検討<br>調達<td><table><tr><td>内</table></table>後
            """)
        #expect(
            document.cells() == [
                "0,0 2×1 取組", "0,1 1×2 年度", "1,1 ６", "1,2 ７", "2,0 窓口", "2,1 検討", "2,1 調達",
            ])
        #expect(document.cells(table: 2) == ["0,0 内"])
        #expect(document.lines.last?.cell == nil)
    }

    @Test("Line ends of the source are no space between wide characters; entities are characters")
    func spaces() throws {
        let document = try read("<p>区民の\n  利便性 の\n向上 &amp; DX &#x2460;&#9313;&nbsp;&yen;&unknown; A&ampB<p>AI\nRPA")
        #expect(document.texts == ["区民の利便性 の向上 & DX ①②\u{A0}¥&unknown; A&B", "AI RPA"])
    }

    @Test("Scripts, styles, hidden parts, forms and links are told and not read")
    func inert() throws {
        let document = try read(
            """
            <script>alert("<p>悪い</p>")</script><style>p{}</style><p onclick="x()">本文<a href="https://example.jp/">案内</a></p>\
            <div style="display: none">隠れた文</div><select><option>選択肢</select><img alt="地図"><ruby>並木<rt>なみき</rt></ruby>
            """)
        #expect(document.texts == ["本文案内", "並木"])
        #expect(document.says("スクリプト1か所", .setAside))
        #expect(document.says("隠れた文", .setAside))
        #expect(document.says("選択肢", .setAside))
        #expect(document.says("画像（説明：地図）", .setAside))
        #expect(document.says("ふりがな「なみき」", .setAside))
        #expect(document.says("https://example.jp/", .setAside))
    }

    @Test("The declared encoding is tried first and must give the bytes back; a false one is told")
    func declared() throws {
        let cp932: [UInt8] = [0x95, 0x5C]
        let head = Array(#"<html><meta charset="Shift_JIS"><p>"#.utf8)
        #expect(try DocumentReader().readAlone(head + cp932).texts == ["表"])
        let false8 = Array(#"<html><meta charset="euc-jp"><p>"#.utf8) + Array("取組の表".utf8)
        let document = try DocumentReader().readAlone(false8)
        #expect(document.texts == ["取組の表"])
        #expect(document.says("euc-jp", .encoding))
    }

    @Test("Tags that never end, cross or mean nothing leave the text as it is")
    func broken() throws {
        #expect(try read("<p>甲<b>乙</i>丙</p></td></table>丁<p>1 < 2 & 3 > 2").texts == ["甲乙丙", "丁", "1 < 2 & 3 > 2"])
        #expect(try read("<p>前<!-- <p>注 --><p>後<p title=\"").texts == ["前", "後"])
    }
}
