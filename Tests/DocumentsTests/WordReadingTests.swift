import Testing

@testable import Documents

@Suite("Word documents")
struct WordReadingTests {
    private func read(_ package: WordPackage) throws -> PlacedDocument {
        try DocumentReader().readAlone(package.bytes)
    }

    // MARK: Files of LibreOffice

    @Test("Automatic numbers of a 要綱 are drawn as the program draws them, level by level")
    func rules() async throws {
        let document = try await Fixture.read("rules-writer.docx")
        #expect(document.format == .docx)
        #expect(
            document.numbered == [
                "第1条 （設置）区の", "第2条 （所掌事項）", "（1） 計画の進行管", "ア 指標の設定", "イ 実績の確認", "（2） 部会への報告",
                "第3条 （組織）検討", "・ 会長は委員の", "・ 事務局は情報",
            ])
        #expect(document.line("指標の設定")?.look.indent == 4)
        #expect(document.cells() == ["0,0 区分", "0,1 職名", "1,0 2×1 委員", "1,1 区民課長", "2,1 情報管理課長"])
    }

    @Test("Merged cells of a plan are one cell, headings have their levels, heads and feet of pages stand apart")
    func plan() async throws {
        let document = try await Fixture.read("plan-writer.docx")
        #expect(document.line("第１章　計画の考え方")?.look.headingLevel == 1)
        #expect(document.line("１　計画の期間")?.look.headingLevel == 2)
        #expect(document.lines.first?.part == .pageHead)
        #expect(document.lines.last?.part == .pageFoot)
        #expect(
            document.cells().prefix(6) == [
                "0,0 2×1 取組", "0,1 2×1 担当課", "0,2 1×3 年次計画", "1,2 令和６年度", "1,3 令和７年度", "1,4 令和８年度",
            ])
        #expect(document.cells().contains("3,2 （仕様書の作成）"))
        #expect(document.cells().contains("4,2 1×3 順次拡大"))
        #expect(document.line("並木区デジタル化推進計画")?.look.size ?? 0 > 1.4)
    }

    @Test(
        "Changes are taken as accepted and told; a text box stands once; notes, readings and comments have their places"
    )
    func extras() async throws {
        let document = try await Fixture.read("extras-writer.docx")
        #expect(document.texts.contains("導入の時期は令和８年９月とする。"))
        #expect(document.says("削除された文字「令和７年度末」", .setAside))
        #expect(document.says("挿入された文字「令和８年９月」", .read))
        #expect(document.lines.filter { $0.part == .textBox }.map(\.text) == ["囲み：問合せは情報管理課へ"])
        #expect(document.lines.first { $0.part == .footnote }?.look.automaticNumber == "1")
        #expect(document.texts.contains("並木区の案内を参照。"))
        #expect(document.says("「並木」のふりがな「なみき」", .setAside))
        #expect(document.says("コメント（係長）「数字を確認のこと」", .setAside))
        #expect(document.says("https://www.example.jp/", .setAside))
        #expect(document.texts.contains("二行目\t後ろ"))
    }

    // MARK: Numbering

    @Test(
        "Counters are written in the forms that offices use",
        arguments: [
            ("decimalFullWidth", 12, "１２"), ("aiueo", 3, "ｳ"), ("aiueoFullWidth", 46, "ン"), ("irohaFullWidth", 2, "ロ"),
            ("iroha", 1, "ｲ"), ("japaneseCounting", 23, "二十三"), ("japaneseCounting", 105, "百五"),
            ("ideographDigital", 20, "二〇"), ("japaneseLegal", 12, "壱拾弐"), ("decimalEnclosedCircle", 20, "⑳"),
            ("decimalEnclosedCircle", 21, "㉑"), ("decimalEnclosedParen", 2, "⑵"), ("ideographTraditional", 2, "乙"),
            ("upperRoman", 4, "IV"), ("lowerLetter", 28, "bb"), ("decimalZero", 7, "07"),
        ])
    func counters(format: String, value: Int, drawn: String) {
        #expect(NumberStyle.text(value, format: format) == drawn)
    }

    @Test("A number shows the levels above it, in ASCII digits where the level says so")
    func levels() throws {
        let levels =
            WordPackage.level(0, "japaneseCounting", "第%1章") + WordPackage.level(1, "decimalFullWidth", "第%2条")
            + WordPackage.level(2, "decimal", "%1.%2.%3", more: "<w:isLgl/>")
        let body =
            WordPackage.item("総則") + WordPackage.item("目的", level: 1) + WordPackage.item("細目", level: 2)
            + WordPackage.item("定義", level: 1) + WordPackage.item("細目二", level: 2) + WordPackage.item("組織")
            + WordPackage.item("会長", level: 1)
        let document = try read(WordPackage(body: body, numbering: WordPackage.list(levels)))
        #expect(
            document.numbered == [
                "第一章 総則", "第１条 目的", "1.1.1 細目", "第２条 定義", "1.2.1 細目二", "第二章 組織", "第１条 会長",
            ])
    }

    @Test("Articles go on counting through chapters where their level never restarts")
    func restart() throws {
        let levels =
            WordPackage.level(0, "decimal", "第%1章")
            + WordPackage.level(1, "decimal", "第%2条", more: #"<w:lvlRestart w:val="0"/>"#)
        let body =
            WordPackage.item("甲") + WordPackage.item("乙", level: 1) + WordPackage.item("丙")
            + WordPackage.item("丁", level: 1)
        let document = try read(WordPackage(body: body, numbering: WordPackage.list(levels)))
        #expect(document.numbered == ["第1章 甲", "第1条 乙", "第2章 丙", "第2条 丁"])
    }

    @Test("Lists of one definition share their counter; a list that overrides the start begins anew once")
    func shared() throws {
        let numbering =
            WordPackage.list(WordPackage.level(0, "decimal", "%1"))
            + #"<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>"#
            + #"<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"#
        let body = [1, 2, 3, 3, 1].map { WordPackage.item("項目", list: $0) }.joined()
        let document = try read(WordPackage(body: body, numbering: numbering))
        #expect(document.lines.map(\.look.automaticNumber) == ["1", "2", "1", "2", "3"])
    }

    @Test("A style brings its list and its level, also from the style it is based on; list zero takes it away")
    func styles() throws {
        let styles =
            #"<w:style w:type="paragraph" w:styleId="base"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"#
            + #"<w:style w:type="paragraph" w:styleId="own"><w:name w:val="独自"/><w:basedOn w:val="base"/></w:style>"#
        let body =
            WordPackage.paragraph("甲", properties: #"<w:pStyle w:val="own"/>"#)
            + WordPackage.paragraph("乙", properties: #"<w:pStyle w:val="own"/><w:numPr><w:numId w:val="0"/></w:numPr>"#)
        let document = try read(
            WordPackage(body: body, numbering: WordPackage.list(WordPackage.level(0, "decimal", "%1")), styles: styles))
        #expect(document.lines.map(\.look.automaticNumber) == ["1", nil])
        #expect(document.lines.map(\.look.headingLevel) == [1, 1])
    }

    @Test("A style that says only its level has the list of its base, and a level that names a style is that style's")
    func linkedLevels() throws {
        func style(_ name: String, _ base: String, _ numbers: String) -> String {
            #"<w:style w:type="paragraph" w:styleId="\#(name)"><w:basedOn w:val="\#(base)"/><w:pPr><w:numPr>\#(numbers)</w:numPr></w:pPr></w:style>"#
        }
        let styles =
            style("first", "", #"<w:numId w:val="1"/>"#) + style("second", "first", #"<w:ilvl w:val="1"/>"#)
            + style("third", "", #"<w:numId w:val="1"/>"#) + style("fourth", "third", "")
        let levels =
            WordPackage.level(0, "decimal", "%1") + WordPackage.level(1, "decimal", "%1-%2")
            + WordPackage.level(2, "decimal", "%1-%2-%3", more: #"<w:pStyle w:val="third"/>"#)
        let body = ["first", "second", "third", "fourth", "second"].map {
            WordPackage.paragraph("項", properties: #"<w:pStyle w:val="\#($0)"/>"#)
        }.joined()
        let document = try read(WordPackage(body: body, numbering: WordPackage.list(levels), styles: styles))
        #expect(document.lines.map(\.look.automaticNumber) == ["1", "1-1", "1-1-1", "1-1-2", "1-2"])
    }

    @Test("Styles that are based on one another in a circle are read")
    func circle() throws {
        let styles =
            #"<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>"#
        let body = WordPackage.paragraph("甲", properties: #"<w:pStyle w:val="a"/>"#)
        #expect(try read(WordPackage(body: body, styles: styles)).texts == ["甲"])
    }

    // MARK: Tables

    private func cell(_ text: String, _ properties: String = "") -> String {
        "<w:tc><w:tcPr>\(properties)</w:tcPr>\(WordPackage.paragraph(text))</w:tc>"
    }

    @Test(
        "A vertical merge without a value goes on, one without a beginning stands for itself, and columns before count")
    func merges() throws {
        let table =
            "<w:tbl><w:tr>\(cell("甲", #"<w:vMerge w:val="restart"/>"#))\(cell("乙", #"<w:gridSpan w:val="2"/>"#))</w:tr>"
            + "<w:tr>\(cell("", "<w:vMerge/>"))\(cell("丙"))\(cell("丁", "<w:vMerge/>"))</w:tr>"
            + #"<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>\#(cell("戊"))</w:tr></w:tbl>"#
        let document = try read(WordPackage(body: table))
        #expect(document.cells() == ["0,0 2×1 甲", "0,1 1×2 乙", "1,1 丙", "1,2 丁", "2,1 戊"])
    }

    @Test("A table inside a cell is a table of its own, and what follows it stands in the cell again")
    func nested() throws {
        let inner = "<w:tbl><w:tr>\(cell("内"))</w:tr></w:tbl>"
        let table =
            "<w:tbl><w:tr><w:tc>\(WordPackage.paragraph("前"))\(inner)\(WordPackage.paragraph("後"))</w:tc></w:tr></w:tbl>"
        let document = try read(WordPackage(body: table))
        #expect(document.texts == ["前", "内", "後"])
        #expect(document.lines.map { $0.cell?.table } == [1, 2, 1])
    }

    @Test("Rows that changes took out are told, not read")
    func deletedRow() throws {
        let table =
            "<w:tbl><w:tr>\(cell("残る"))</w:tr><w:tr><w:trPr><w:del/></w:trPr>\(cell("消えた行"))</w:tr></w:tbl>"
        let document = try read(WordPackage(body: table))
        #expect(document.texts == ["残る"])
        #expect(document.says("消えた行", .setAside))
    }

    // MARK: Runs

    private func run(_ inside: String) -> String { "<w:p><w:r>\(inside)</w:r></w:p>" }

    @Test("Of the two forms of a text box one is read, also where only the older one holds it")
    func alternates() throws {
        let box = "<w:txbxContent>\(WordPackage.paragraph("箱"))</w:txbxContent>"
        let both =
            "<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>\(box)</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>\(box)</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
        let older =
            "<mc:AlternateContent><mc:Choice/><mc:Fallback><w:pict><v:textbox>\(box)</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
        #expect(try read(WordPackage(body: run("<w:t>本文</w:t>" + both))).texts == ["本文", "箱"])
        #expect(try read(WordPackage(body: run(older))).texts == ["箱"])
    }

    @Test("Fields show their results, not their codes, also across paragraphs")
    func fields() throws {
        let body =
            run(
                #"<w:fldChar w:fldCharType="begin"/><w:instrText>REF x</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>第３条</w:t>"#
            )
            + run(#"<w:t>の規定</w:t><w:fldChar w:fldCharType="end"/><w:t>による。</w:t>"#)
            + #"<w:p><w:fldSimple w:instr="PAGE"><w:r><w:t>12</w:t></w:r></w:fldSimple></w:p>"#
        #expect(try read(WordPackage(body: body)).texts == ["第３条", "の規定による。", "12"])
    }

    @Test("A field whose result never begins does not swallow the rest of the document")
    func brokenField() throws {
        let body = run(#"<w:fldChar w:fldCharType="begin"/><w:t>式</w:t>"#) + run("<w:t>次の段落</w:t>")
        let document = try read(WordPackage(body: body))
        #expect(document.texts == ["次の段落"])
        #expect(document.says("「式」", .setAside))
    }

    @Test("Symbols, breaks, hyphens and equations are characters; pictures and hidden text are told")
    func characters() throws {
        let body =
            run(
                #"<w:sym w:font="Wingdings" w:char="F0FC"/><w:t>済</w:t><w:br/><w:t>A</w:t><w:noBreakHyphen/><w:t>1</w:t>"#
            )
            + run(#"<w:rPr><w:vanish/></w:rPr><w:t>隠した字</w:t>"#)
            + run(#"<w:drawing><wp:docPr descr="組織図"/><a:graphic><pic:pic/></a:graphic></w:drawing><w:t>図</w:t>"#)
            + "<w:p><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>"
        let document = try read(WordPackage(body: body))
        #expect(document.texts == ["✓済", "A-1", "図", "x=1"])
        #expect(document.says("隠し文字「隠した字」", .setAside))
        #expect(document.says("画像（説明：組織図）", .setAside))
    }

    @Test("A paragraph whose end was deleted goes on in the next; what was moved is read where it went")
    func deletedEnd() throws {
        let body =
            #"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半と</w:t></w:r></w:p>"# + WordPackage.paragraph("後半")
            + "<w:p><w:moveFrom><w:r><w:t>移した文</w:t></w:r></w:moveFrom></w:p>"
            + "<w:p><w:moveTo><w:r><w:t>移した文</w:t></w:r></w:moveTo></w:p>"
        let document = try read(WordPackage(body: body))
        #expect(document.texts == ["前半と後半", "移した文"])
        #expect(document.says("移動する前の文字「移した文」", .setAside))
    }

    @Test("Pages are counted where the program left its breaks")
    func pages() throws {
        let body =
            WordPackage.paragraph("一") + run("<w:lastRenderedPageBreak/><w:t>二</w:t>") + WordPackage.paragraph("三")
        #expect(try read(WordPackage(body: body)).lines.map(\.place.page) == [1, 1, 2])
    }

    @Test("Runs inside content controls, hyperlinks and unknown elements are text")
    func containers() throws {
        let body =
            "<w:sdt><w:sdtContent>\(WordPackage.paragraph("甲"))</w:sdtContent></w:sdt>"
            + "<w:p><w:hyperlink w:anchor=\"x\"><w:r><w:t>乙</w:t></w:r></w:hyperlink><w:newer><w:r><w:t>丙</w:t></w:r></w:newer></w:p>"
        #expect(try read(WordPackage(body: body)).texts == ["甲", "乙丙"])
    }

    @Test("Macros, embedded files and what lies outside are told and not opened")
    func inert() throws {
        let package = WordPackage(
            body: WordPackage.paragraph("本文"),
            more: [("word/vbaProject.bin", "x"), ("word/embeddings/a.xlsx", "x")],
            relationships: WordPackage.relationship("t", "attachedTemplate", "http://example.jp/a.dotm", outside: true))
        let document = try read(package)
        #expect(document.says("マクロ", .setAside))
        #expect(document.says("埋め込まれたファイル1個", .setAside))
        #expect(document.says("http://example.jp/a.dotm", .setAside))
    }
}
