import Testing

@testable import Documents

@Suite("PDF", .enabled(if: Program.isInstalled("pdftotext")))
struct PDFReadingTests {
    private func read(_ name: String) async throws -> PlacedDocument {
        try await Fixture.read(name, tools: Program.layout)
    }

    @Test("Heads and page numbers stand apart on every page, lines have their page, indent and size")
    func plan() async throws {
        let document = try await read("plan-writer.pdf")
        #expect(document.format == .pdf)
        #expect(document.lines.filter { $0.part == .pageFoot }.map(\.text) == ["- 1 -", "- 2 -", "- 3 -"])
        #expect(document.lines.filter { $0.part == .pageHead }.map(\.place.page) == [1, 2, 3])
        let heading = try #require(document.line("第１章　計画の考え方"))
        #expect(heading.look.size > 1.2)
        #expect(heading.look.indent == 0)
        let paragraph = try #require(document.lines.first { $0.text.hasPrefix("区民の利便性") })
        #expect(paragraph.look.indent == 1)
        #expect(paragraph.look.reachesEdge == true)
    }

    @Test("A table without rules has its rows and columns, cells of several lines, and a head of two rows")
    func table() async throws {
        let cells = try await read("plan-writer.pdf").cells()
        #expect(
            cells.prefix(6) == [
                "0,0 2×1 取組", "0,1 2×1 担当課", "0,2 年次計画", "1,2 令和６年度", "1,3 令和７年度", "1,4 令和８年度",
            ])
        #expect(cells.contains("3,2 調達"))
        #expect(cells.contains("3,2 （仕様書の作成）"))
        #expect(cells.contains("4,4 運用") == false)
        #expect(cells.contains("4,1 情報管理課"))
        #expect(cells.contains { $0.contains("表のとおり") } == false)
    }

    @Test("A small table with a merged cell is a table, numbered lines are not")
    func rules() async throws {
        let document = try await read("rules-writer.pdf")
        #expect(document.cells() == ["0,0 区分", "0,1 職名", "1,0 2×1 委員", "1,1 区民課長", "2,1 情報管理課長"])
        #expect(document.lines.filter { $0.cell != nil }.count == 5)
        #expect(document.texts.contains("（1）計画の進行管理に関すること。"))
    }

    @Test("A page in two columns is read down the left one and then down the right one")
    func columns() async throws {
        let document = try await read("columns-writer.pdf")
        let left = try #require(document.texts.firstIndex(of: "１　左の段"))
        let right = try #require(document.texts.firstIndex(of: "２　右の段"))
        #expect(left == 1)
        #expect(right > 20)
        #expect(document.texts[left + 1] == "区民の利便性の向上と職員の負担の軽減を")
        #expect(document.texts[right + 1] == "区民の利便性の向上と職員の負担の軽減を")
        #expect(document.says("段組", .read))
        #expect(document.lines.allSatisfy { $0.cell == nil })
    }

    @Test("A vertical page is read from right to left, and says so")
    func vertical() async throws {
        let document = try await read("vertical-writer.pdf")
        #expect(document.texts.first == "並木区文書館の開館について")
        #expect(document.texts.last == "令和七年四月")
        #expect(document.texts[1].hasPrefix("区民の利便性の向上と職員の負担の軽減を両立させるため、窓口での手続を見直し"))
        #expect(document.says("縦書き", .read))
    }

    @Test("Footnotes stand apart, small kana above a line part no sentence")
    func extras() async throws {
        let document = try await read("extras-writer.pdf")
        #expect(document.lines.filter { $0.part == .footnote }.map(\.text) == ["1令和６年度の実績による。"])
        #expect(document.texts.contains("並木区の案内を参照。"))
        #expect(document.says("ふりがな「なみき」", .setAside))
    }

    @Test("What Word and PDF of one document say is the same, apart from furniture and numbers")
    func sameText() async throws {
        func letters(_ document: PlacedDocument) -> [Unicode.Scalar: Int] {
            var counts: [Unicode.Scalar: Int] = [:]
            for line in document.lines where line.part == .body {
                for scalar in ((line.look.automaticNumber ?? "") + line.text).unicodeScalars
                where !TrimmedText.isSpace(scalar) {
                    counts[scalar, default: 0] += 1
                }
            }
            return counts
        }
        for name in ["notice", "plan", "rules"] {
            #expect(
                letters(try await read("\(name)-writer.pdf")) == letters(try await Fixture.read("\(name)-writer.docx")))
        }
    }

    @Test("A PDF with a password says so")
    func locked() async throws {
        #expect(await refusal(try Fixture.bytes("locked-writer.pdf"), tools: Program.layout) == .encrypted(.pdf))
    }

    @Test("A PDF of pictures is refused with the offer to recognise it, and recognised words say how certain they are")
    func pictures() async throws {
        let layout = #"<doc><page width="595" height="842"></page></doc>"#
        var tools = DocumentTools { _ throws(DocumentToolFailure) in Array(layout.utf8) }
        let pdf = Array("%PDF-1.4\n".utf8)
        #expect(await refusal(pdf, tools: tools) == .picturesOnly(pages: 1))
        #expect(DocumentRefusal.picturesOnly(pages: 1).japanese.contains("文字を読み取る"))
        tools.recognising = { _ throws(DocumentToolFailure) in
            Array(
                """
                level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext
                1\t1\t0\t0\t0\t0\t0\t0\t1000\t1400\t-1\t
                5\t1\t1\t1\t1\t1\t100\t100\t60\t30\t96\t取組
                5\t1\t1\t1\t1\t2\t170\t100\t30\t30\t40\tは
                5\t1\t1\t1\t2\t1\t100\t150\t60\t30\t90\t窓口
                """.utf8)
        }
        let document = try await DocumentReader(tools: tools).read(pdf)
        #expect(document.format == .scan)
        #expect(document.texts == ["取組は", "窓口"])
        #expect(document.lines[0].confidence == 0.773)
        #expect(document.says("読み取り", .read))
        #expect(document.says("1行目「は」", .read))
    }

    @Test(
        "Tesseract reads a picture of a page, line by line",
        .enabled(if: Program.isInstalled("tesseract") && Program.isInstalled("pdftoppm")))
    func recognition() async throws {
        let picture = try Program.picture(try Fixture.bytes("rules-writer.pdf"))
        #expect(await refusal(picture, tools: Program.layout) == .unsupported(.picture))
        let document = try await DocumentReader(tools: Program.recognising).read(picture)
        #expect(document.format == .scan)
        #expect(document.lines.allSatisfy { ($0.confidence ?? 0) > 0.5 })
        #expect(document.texts.contains { $0.hasPrefix("第1条") })
        #expect(document.texts.contains { $0.contains("検討会設置要綱") })
    }

    @Test("What the program says of a password, of time and of being missing becomes words")
    func failures() async {
        let pdf = Array("%PDF-1.4\n".utf8)
        for (failure, refused) in [
            (DocumentToolFailure.password, DocumentRefusal.encrypted(.pdf)),
            (.tookTooLong(secondsMax: 9), .programTookTooLong(secondsMax: 9)),
            (.missing(package: "poppler-utils"), .missingProgram(package: "poppler-utils")),
            (.failed(reason: "x"), .programFailed(reason: "x")),
        ] {
            let tools = DocumentTools { _ throws(DocumentToolFailure) in throw failure }
            #expect(await refusal(pdf, tools: tools) == refused)
        }
        let tools = DocumentTools { _ throws(DocumentToolFailure) in throw .failed(reason: "x") }
        #expect(await refusal(pdf + Array("trailer<</Encrypt 5 0 R>>".utf8), tools: tools) == .encrypted(.pdf))
        #expect(await refusal(pdf) == .missingProgram(package: "poppler-utils"))
    }
}
