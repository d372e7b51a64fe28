import Testing

@testable import Documents

@Suite("What is not read says what it is and how to save it")
struct RefusalTests {
    @Test("Files of other programs are known by their bytes, whatever they are called")
    func others() async throws {
        #expect(await refusal(try Fixture.bytes("extras-writer.doc")) == .unsupported(.oldWord))
        #expect(await refusal(try Fixture.bytes("extras-writer.rtf"), name: "a.docx") == .unsupported(.richText))
        #expect(await refusal(try Fixture.bytes("book-sheet.ods")) == .unsupported(.openDocumentSheet))
        #expect(await refusal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]) == .unsupported(.picture))
        #expect(await refusal([0x1F, 0x8B, 8, 0]) == .unsupported(.archive))
        #expect(
            await refusal(Array("<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?>".utf8))
                == .unsupported(.wordXML))
        #expect(
            await refusal(Array("MIME-Version: 1.0\nContent-Type: multipart/related\n".utf8))
                == .unsupported(.webArchive))
        #expect(await refusal([0, 1, 2, 3, 0, 1], name: "会議.jtd") == .unsupported(.ichitaro))
        #expect(await refusal([]) == .empty)
        #expect(await refusal(Array(" \n　\n".utf8)) == .noText)
    }

    /// An OLE file with one entry in its directory ([MS-CFB] 2.6.1).
    private func compound(_ name: String) -> [UInt8] {
        var bytes = CompoundFile.mark + [UInt8](repeating: 0, count: 504 + 128)
        for (position, byte) in name.utf8.enumerated() { bytes[512 + position * 2] = byte }
        bytes[512 + 64] = UInt8((name.utf8.count + 1) * 2)
        return bytes
    }

    @Test(
        "OLE files are told apart by what they hold",
        arguments: [
            ("EncryptedPackage", DocumentRefusal.encrypted(.office)), ("DocumentText", .unsupported(.ichitaro)),
            ("WordDocument", .unsupported(.oldWord)), ("Workbook", .unsupported(.oldExcel)),
            ("PowerPoint Document", .unsupported(.oldPowerPoint)), ("Contents", .unsupported(.otherCompound)),
        ])
    func compounds(name: String, refused: DocumentRefusal) async {
        #expect(await refusal(compound(name)) == refused)
    }

    @Test("Archives with a password and documents encrypted by OpenDocument are told as such")
    func passwords() async {
        #expect(
            await refusal(ZIPBuilder.stored([("a.txt", [1, 2, 3])], flags: 1)) == .encrypted(.archive))
        let kind = Array("application/vnd.oasis.opendocument.text".utf8)
        let manifest = Array("<manifest><file-entry><encryption-data/></file-entry></manifest>".utf8)
        #expect(
            await refusal(
                ZIPBuilder.stored([("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", [9])]))
                == .encrypted(.openDocument))
    }

    @Test("Every refusal has words that say what to do")
    func words() {
        let refusals: [DocumentRefusal] =
            DocumentRefusal.UnsupportedKind.allCases.map { .unsupported($0) }
            + DocumentRefusal.EncryptedKind.allCases.map { .encrypted($0) } + [
                .empty, .unknownFile, .unknownEncoding(line: 3), .noText, .picturesOnly(pages: 2), .nothingRecognised,
                .missingProgram(package: "poppler-utils"), .programTookTooLong(secondsMax: 9),
                .programFailed(reason: "x"),
                .damaged(part: "a", line: 1), .documentType(part: "a"), .tooManyBytes(2, max: 1),
                .tooLargeUnpacked(max: 1), .tooManyParts(max: 1), .tooManyLines(max: 1), .tooMuchText(max: 1),
                .tooManyCells(max: 1), .tooManyElements(max: 1), .tooDeep(max: 1),
            ]
        for refusal in refusals { #expect(refusal.japanese.hasSuffix("。")) }
        #expect(DocumentRefusal.unsupported(.oldWord).japanese.contains("名前を付けて保存"))
        #expect(DocumentRefusal.unsupported(.ichitaro).japanese.contains("一太郎"))
    }

    // MARK: Attacks

    @Test("A document type definition is refused: no entity grows, and no file outside is read")
    func entities() async {
        var package = WordPackage(body: WordPackage.paragraph("&x;"))
        package.declaration = #"<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>"#
        #expect(await refusal(package.bytes) == .documentType(part: "word/document.xml"))
        package.declaration = #"<!DOCTYPE d [<!ENTITY y "ha"><!ENTITY x "&y;&y;">]>"#
        #expect(await refusal(package.bytes) == .documentType(part: "word/document.xml"))
    }

    @Test("What grows beyond the limits is refused: unpacked bytes, elements, depth, tables, text, lines, cells")
    func bombs() async {
        func limited(_ body: String, _ change: (inout DocumentLimits) -> Void) async -> DocumentRefusal? {
            var limits = DocumentLimits()
            change(&limits)
            return await refusal(WordPackage(body: body).bytes, limits: limits)
        }
        let many = (0..<200).map { WordPackage.paragraph("段落\($0)") }.joined()
        #expect(await limited(many) { $0.partBytesMax = 5_000 } == .tooLargeUnpacked(max: 5_000))
        #expect(await limited(many) { $0.unpackedBytesMax = 5_000 } == .tooLargeUnpacked(max: 5_000))
        #expect(await limited(many) { $0.nodesMax = 100 } == .tooManyElements(max: 100))
        #expect(await limited(many) { $0.textBytesMax = 1_000 } == .tooMuchText(max: 1_000))
        #expect(await limited(many) { $0.linesMax = 100 } == .tooManyLines(max: 100))
        #expect(
            await limited(many) { $0.bytesMax = 1_000 }
                == .tooManyBytes(WordPackage(body: many).bytes.count, max: 1_000))
        let cells = "<w:tbl><w:tr>" + String(repeating: "<w:tc><w:p/></w:tc>", count: 50) + "</w:tr></w:tbl>"
        #expect(await limited(cells) { $0.cellsMax = 49 } == .tooManyCells(max: 49))
        let deep = String(repeating: "<w:sdt>", count: 300) + String(repeating: "</w:sdt>", count: 300)
        #expect(await limited(deep) { _ in } == .tooDeep(max: 200))
        let controls = String(repeating: "<w:sdt>", count: 60) + String(repeating: "</w:sdt>", count: 60)
        #expect(await limited(controls) { _ in } == .tooDeep(max: 40))
        let tables =
            String(repeating: "<w:tbl><w:tr><w:tc>", count: 9) + String(repeating: "</w:tc></w:tr></w:tbl>", count: 9)
        #expect(await limited(tables) { _ in } == .tooDeep(max: 8))
    }

    @Test("Elements as deep as is allowed are read without running out of stack")
    func deep() async throws {
        let tags = String(repeating: "<w:smartTag>", count: 180)
        let package = WordPackage(
            body: "<w:p>\(tags)<w:r><w:t>底</w:t></w:r>\(String(repeating: "</w:smartTag>", count: 180))</w:p>")
        #expect(try DocumentReader().readAlone(package.bytes).texts == ["底"])
        let spans = String(repeating: "<span>", count: 180) + "底" + String(repeating: "</span>", count: 180)
        let content = "<c><body><text><p>\(spans)</p></text></body></c>"
        let other = ZIPBuilder.stored([
            ("mimetype", Array("application/vnd.oasis.opendocument.text".utf8)), ("content.xml", Array(content.utf8)),
        ])
        #expect(try DocumentReader().readAlone(other).texts == ["底"])
    }

    @Test("A web page of a thousand open elements, spans and tables is read or refused within its limits")
    func pageBombs() async {
        let open = "<html>" + String(repeating: "<font><b>", count: 5_000) + "字"
        #expect(await refusal(Array(open.utf8)) == nil)
        let span = "<html><table><tr><td colspan=99999999 rowspan=99999999>字<tr><td>次</table>"
        #expect(await refusal(Array(span.utf8)) == nil)
        let tables = "<html>" + String(repeating: "<table><tr><td>", count: 20) + "字"
        #expect(await refusal(Array(tables.utf8)) == .tooDeep(max: 8))
    }

    @Test("A part that says it is something else, and archives without a document, are refused")
    func hollow() async {
        #expect(await refusal(ZIPBuilder.stored([("a.txt", [1])])) == .unsupported(.archive))
        let package = WordPackage(body: "")
        #expect(await refusal(package.bytes) == .noText)
        let cut = Array(WordPackage(body: WordPackage.paragraph("字")).bytes.dropLast(30))
        #expect(await refusal(cut) == .damaged(part: nil, line: nil))
    }
}
