import RandomTesting
import Testing

@testable import Ward

@Suite("Kinds of evidence files")
struct EvidenceTypeTests {
    @Test("A file's kind is what its bytes are")
    func kinds() throws {
        let cases: [(String, [UInt8], EvidenceType)] = [
            ("報告.pdf", Array("%PDF-1.7\n".utf8), .pdf),
            ("図.PNG", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], .png),
            ("写真.jpeg", [0xFF, 0xD8, 0xFF, 0xE0, 0], .jpeg),
            ("表.xlsx", OfficeSample.workbook, .spreadsheet),
            ("通知.docx", OfficeSample.document, .document),
            ("説明.pptx", OfficeSample.presentation, .presentation),
            ("件数.csv", Array("月,件\r\n4,12\r\n".utf8), .csv),
            ("件数.csv", [0xEF, 0xBB, 0xBF] + Array("月,件\r\n".utf8), .csv),
            // 月,件 in CP932
            ("件数.csv", [0x8C, 0x8E, 0x2C, 0x8C, 0x8F, 0x0D, 0x0A], .csv),
            ("メモ.txt", Array("会議のメモ\n".utf8), .text),
            ("メモ", Array("会議のメモ\n".utf8), .text),
            ("第1.5版 資料", Array("%PDF-1.4".utf8), .pdf),
        ]
        for (name, bytes, type) in cases {
            #expect(try EvidenceType.deciding(bytes, filename: name) == type, "\(name)")
        }
    }

    @Test("A name that promises another kind is refused")
    func endings() {
        let text = Array("<script>alert(1)</script>".utf8)
        for name in ["a.html", "a.svg", "a.js", "a.bat", "a.ps1", "a.exe"] {
            #expect(throws: EvidenceRefusal.unknownType(filename: name)) {
                try EvidenceType.deciding(text, filename: name)
            }
        }
        let refusal = EvidenceRefusal.otherEnding(filename: "報告.txt", type: .pdf)
        #expect(throws: refusal) { try EvidenceType.deciding(Array("%PDF-1.7".utf8), filename: "報告.txt") }
        #expect(refusal.words.contains(".pdf に直してください"))
        #expect(throws: EvidenceRefusal.otherEnding(filename: "表.docx", type: .spreadsheet)) {
            try EvidenceType.deciding(OfficeSample.workbook, filename: "表.docx")
        }
    }

    @Test("Programs, archives, old Office files and damaged text are refused")
    func others() {
        let files: [[UInt8]] = [
            [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0], Array("MZ".utf8) + [0x90, 0],
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
            [0x1F, 0x8B, 8], Array("GIF89a".utf8) + [1, 0], archive(of: ["a.txt"]), archive(of: []),
            archive(of: ["xl/workbook.xml"]),
            archive(of: ["[Content_Types].xml", "xl/workbook.xml", "word/document.xml"]),
            Array("abc\0def".utf8), Array("abc\u{1B}[31m".utf8), [0x41, 0xFF, 0xFE, 0x42], [0xFF, 0xFE, 0x42, 0x30],
        ]
        for bytes in files {
            #expect(throws: EvidenceRefusal.unknownType(filename: "ファイル")) {
                try EvidenceType.deciding(bytes, filename: "ファイル")
            }
        }
        #expect(throws: EvidenceRefusal.macros(filename: "表.xlsx")) {
            try EvidenceType.deciding(OfficeSample.macroWorkbook, filename: "表.xlsx")
        }
    }

    @Test("A damaged table of contents is refused and never read past its end")
    func damagedArchives() {
        let seed = TestSeed.fresh
        var generator = SeededGenerator(seed: seed)
        for bytes in [OfficeSample.workbook, OfficeSample.presentation] {
            for length in 0..<bytes.count {
                // The comment at the end may be cut only with its length.
                #expect(OfficeArchive(Array(bytes[..<length])) == nil, "cut at \(length)")
            }
            for _ in 1...3000 {
                var touched = bytes
                for _ in 0..<Int.random(in: 1...4, using: &generator) {
                    touched[Int.random(in: touched.indices, using: &generator)] = UInt8.random(
                        in: 0...255, using: &generator)
                }
                _ = OfficeArchive(touched)
            }
        }
    }
}

extension OfficeArchive: Equatable {
    public static func == (left: OfficeArchive, right: OfficeArchive) -> Bool {
        left.type == right.type && left.hasMacros == right.hasMacros
    }
}
