import Foundation
import Testing

@testable import Tabular

@Suite("Files that are no workbook, or a harmful one, are refused with the reason")
struct WorkbookRefusalTests {
    @Test("Each other kind of file has its own refusal")
    func otherKinds() {
        #expect(refusal([]) == .empty)
        #expect(refusal(compound("Workbook")) == .oldExcel)
        #expect(refusal(compound("EncryptedPackage")) == .encrypted)
        #expect(refusal(compound("WordDocument")) == .otherCompoundFile)
        #expect(refusal(Array("%PDF-1.7".utf8)) == .pdf)
        #expect(refusal(Array(" <HTML><table>".utf8)) == .webPage)
        #expect(refusal(Array("取組,状況\r\n標準化,遅れ\r\n".utf8)) == .plainText)
        #expect(refusal([0x89, 0x50, 0x4E, 0x47, 0, 1, 0, 0, 0, 2, 0xFF, 0, 0]) == .unknownFile)

        var sheet = PackageBuilder()
        sheet.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        #expect(refusal(sheet.bytes) == .openDocument)
        var archive = PackageBuilder()
        archive.add("写真.txt", "x")
        #expect(refusal(archive.bytes) == .otherArchive)
        #expect(refusal(package(main: "xl/workbook.bin", content: "\u{1}").bytes) == .binaryWorkbook)
        #expect(
            refusal(package(main: "word/document.xml", content: "<w:document xmlns:w='w'/>").bytes) == .wordDocument)
        #expect(refusal(package(main: "ppt/p.xml", content: "<p:presentation xmlns:p='p'/>").bytes) == .presentation)
    }

    @Test("A document type definition is refused, so no entity can grow")
    func documentType() {
        let laughs = """
            <!DOCTYPE worksheet [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>
            <worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>&c;</t></is></c></row></sheetData></worksheet>
            """
        var package = PackageBuilder.workbook(sheet: "")
        package.replace("xl/worksheets/first.xml", Array(laughs.utf8))
        #expect(refusal(package.bytes) == .documentType(part: "xl/worksheets/first.xml"))
        package.replace("xl/worksheets/first.xml", Array("<worksheet>&lol;</worksheet>".utf8))
        #expect(refusal(package.bytes) == .damagedXML(part: "xl/worksheets/first.xml", line: 1))
    }

    @Test("A truncated file, a wrong checksum, a missing part and a doubled one are told apart")
    func damage() throws {
        let whole = PackageBuilder.workbook(sheet: "<sheetData/>").bytes
        #expect(refusal(Array(whole.dropLast(60))) == .damagedArchive)

        // The last letter of </worksheet> changes without its checksum.
        var changed = whole
        let place = try #require(changed.firstRange(of: Array("</worksheet>".utf8)))
        changed[place.lowerBound + 2] = UInt8(ascii: "W")
        let answer = refusal(changed)
        #expect(
            answer == .damagedEntry(entry: "xl/worksheets/first.xml")
                || answer == .damagedXML(part: "xl/worksheets/first.xml", line: 1))
        // A change that is still well-formed XML is found by the checksum alone.
        var quiet = PackageBuilder.workbook(
            sheet: #"<sheetData><row r="1"><c><v>1111</v></c></row></sheetData>"#
        ).bytes
        let value = try #require(quiet.firstRange(of: Array("1111".utf8)))
        quiet[value.lowerBound] = UInt8(ascii: "9")
        #expect(refusal(quiet) == .damagedEntry(entry: "xl/worksheets/first.xml"))

        var doubled = PackageBuilder.workbook(sheet: "")
        doubled.add("xl/workbook.xml", "<workbook/>")
        #expect(refusal(doubled.bytes) == .duplicateEntry(entry: "xl/workbook.xml"))
        let lost = package(main: "xl/nowhere.xml", content: nil)
        #expect(refusal(lost.bytes) == .missingPart(part: "xl/nowhere.xml"))
    }

    @Test("Cells outside Excel's grid, doubled cells and values their type does not allow are named")
    func cells() {
        #expect(cell(#"<row r="1048577"/>"#) == .outsideGrid(sheet: "手作り", cell: "1048577"))
        #expect(cell(#"<row r="1"><c r="XFE1"/></row>"#) == .outsideGrid(sheet: "手作り", cell: "XFE1"))
        #expect(
            cell(#"<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>"#)
                == .duplicateCell(sheet: "手作り", cell: "A1"))
        #expect(
            cell(#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>"#)
                == .duplicateCell(sheet: "手作り", cell: "A1"))
        #expect(
            cell(#"<row r="2"><c r="B2"><v>0x1F</v></c></row>"#)
                == .invalidCell(sheet: "手作り", cell: "B2", text: "0x1F"))
        #expect(
            cell(#"<row r="2"><c r="B2" t="s"><v>7</v></c></row>"#)
                == .invalidCell(sheet: "手作り", cell: "B2", text: "7"))
    }

    @Test("Every limit has its own refusal")
    func limits() {
        let whole = PackageBuilder.workbook(
            sheet: #"<sheetData><row r="1"><c><v>1</v></c><c><v>2</v></c></row></sheetData>"#
        ).bytes
        #expect(refusal(whole, WorkbookLimits(bytesMax: 10)) == .tooManyBytes(whole.count, max: 10))
        #expect(refusal(whole, WorkbookLimits(entriesMax: 2)) == .tooManyEntries(6, max: 2))
        #expect(
            refusal(whole, WorkbookLimits(entryBytesMax: 100)) == .entryTooLarge(entry: "_rels/.rels", bytesMax: 100))
        #expect(refusal(whole, WorkbookLimits(unpackedBytesMax: 500)) == .unpackedTooLarge(bytesMax: 500))
        #expect(refusal(whole, WorkbookLimits(cellsMax: 1)) == .tooManyCells(sheet: "手作り", max: 1))
        #expect(refusal(whole, WorkbookLimits(sheetsMax: 0)) == .tooManySheets(1, max: 0))
        let deep = String(repeating: "<a>", count: 100) + String(repeating: "</a>", count: 100)
        #expect(
            refusal(PackageBuilder.workbook(sheet: deep).bytes)
                == .tooDeep(part: "xl/worksheets/first.xml", max: WorkbookLimits.depthMax))
        let long = "<si><t>" + String(repeating: "長", count: 32_768) + "</t></si>"
        #expect(
            refusal(PackageBuilder.workbook(sheet: "", shared: long).bytes)
                == .textTooLong(part: "xl/texts.xml", line: 1, max: 32_767))
        let tag = "<a b='" + String(repeating: "b", count: 5 << 20) + "'/>"
        guard case .invalidPart = refusal(PackageBuilder.workbook(sheet: tag).bytes) else {
            Issue.record("a tag of 5 MiB was read")
            return
        }
    }

    @Test("A part that unpacks to far more than it is packed is refused before it fills the memory")
    func bomb() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bomb-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let small = folder.appendingPathComponent("small.xlsx")
        let large = folder.appendingPathComponent("large.xlsx")
        try Data(PackageBuilder.workbook(sheet: "").bytes).write(to: small)
        let script = """
            import sys, zipfile
            with zipfile.ZipFile(sys.argv[1]) as old, zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as new:
                for name in old.namelist():
                    data = old.read(name)
                    if name == "xl/worksheets/first.xml":
                        data = b"<worksheet>" + b" " * (64 << 20) + b"</worksheet>"
                    new.writestr(name, data)
            """
        try Command.run("python3", ["-c", script, small.path, large.path])
        #expect(
            refusal(Array(try Data(contentsOf: large))) == .ratioTooHigh(entry: "xl/worksheets/first.xml", max: 200))
    }

    @Test("Every refusal says in Japanese what to do")
    func words() {
        let samples: [WorkbookRefusal] = [
            .empty, .oldExcel, .encrypted, .damagedArchive, .damagedXML(part: "xl/workbook.xml", line: 3),
            .outsideGrid(sheet: "表", cell: "XFE1"), .badSheetName("a/b", .forbiddenCharacter),
            .badRule(sheet: "表", range: "A1:A9", .listTooLong(length: 300, max: 255)),
        ]
        for sample in samples {
            #expect(sample.japanese.hasSuffix("ください。"), "\(sample.japanese)")
        }
    }

    private func refusal(_ bytes: [UInt8], _ limits: WorkbookLimits = WorkbookLimits()) -> WorkbookRefusal? {
        do throws(WorkbookRefusal) {
            _ = try WorkbookReader.read(bytes, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    private func cell(_ rows: String) -> WorkbookRefusal? {
        refusal(PackageBuilder.workbook(sheet: "<sheetData>\(rows)</sheetData>").bytes)
    }

    private func package(main: String, content: String?) -> PackageBuilder {
        var package = PackageBuilder()
        package.add(
            "_rels/.rels",
            #"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="\#(main)"/></Relationships>"#)
        if let content { package.add(main, content) }
        return package
    }

    /// A compound file's header, and one entry of its directory.
    private func compound(_ name: String) -> [UInt8] {
        let entry = name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        return [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 504) + entry
            + [UInt8](repeating: 0, count: 512 - entry.count)
    }
}
