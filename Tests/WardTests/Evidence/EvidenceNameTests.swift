import RandomTesting
import Testing

@testable import Ward

@Suite("Names of evidence files")
struct EvidenceNameTests {
    @Test(
        "A name loses what could mislead or harm",
        arguments: [
            ("報告.pdf", "報告.pdf"), ("C:\\資料\\報告.pdf", "報告.pdf"), ("../../etc/passwd", "passwd"), ("a/b/", "b"),
            ("報告\u{202E}fdp.exe", "報告fdp.exe"), ("a\u{0}b\r\n.txt", "ab.txt"), ("\u{200B}\u{FEFF}", "無題"), ("", "無題"),
            ("...", "無題"), (".htaccess", "htaccess"), (" 　報告.pdf. ", "報告.pdf"), ("a:b*?\"<>|.txt", "a_b______.txt"),
            ("\u{2066}x\u{2069}.csv", "x.csv"), ("𠮷野家.pdf", "𠮷野家.pdf"), ("か\u{3099}.pdf", "か\u{3099}.pdf"),
        ])
    func cleaning(_ raw: String, _ clean: String) {
        #expect(EvidenceName.cleaned(raw).utf8.elementsEqual(clean.utf8), "\(EvidenceName.cleaned(raw))")
    }

    @Test("A long name keeps its ending")
    func long() {
        let name = EvidenceName.cleaned(String(repeating: "長", count: 500) + ".xlsx")
        #expect(name.unicodeScalars.count == EvidenceName.scalarsMax)
        #expect(name.hasSuffix("長.xlsx"))
        let cut = EvidenceName.cleaned(String(repeating: "a", count: EvidenceName.scalarsMax - 2) + ". b 資料")
        #expect(cut == String(repeating: "a", count: EvidenceName.scalarsMax - 2))
    }

    @Test("Cleaning a clean name changes nothing")
    func twice() {
        let seed = TestSeed.fresh
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array("aaaabbbb.。 　/\\:*?\"<>|\u{202E}\u{200B}\u{7}報告書pdf.".unicodeScalars)
        for _ in 1...2000 {
            var raw = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...200, using: &generator) {
                raw.append(alphabet.randomElement(using: &generator)!)
            }
            let once = EvidenceName.cleaned(String(raw))
            #expect(EvidenceName.cleaned(once) == once, "seed \(seed): \(once.unicodeScalars.map(\.value))")
            #expect(!once.isEmpty)
            #expect(once.unicodeScalars.count <= EvidenceName.scalarsMax)
            #expect(!once.unicodeScalars.contains { "/\\\u{202E}\u{7}".unicodeScalars.contains($0) })
        }
    }

    @Test(
        "An ending is what looks like one",
        arguments: [
            ("a.pdf", "pdf"), ("a.PDF", "pdf"), ("a.tar.gz", "gz"), ("a", nil), (".pdf", nil), ("a.", nil),
            ("第1.5版", nil),
            ("令和6.7.1", nil), ("a.資料", nil), ("a.7z", "7z"), ("a.verylongending", nil),
        ])
    func endings(_ name: String, _ ending: String?) {
        #expect(EvidenceName.ending(of: name) == ending)
    }
}
