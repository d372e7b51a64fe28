import Foundation
import Subprocess
import Testing

@testable import Site

@Suite("PDF")
struct PDFPrinterTests {
    private func run(_ program: String, _ arguments: [String], _ input: [UInt8]) async throws -> String {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".pdf")
        try Data(input).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let result = try await Subprocess.run(
            .name(program), arguments: Arguments([file.path] + arguments), output: .string(limit: 1 << 20))
        return result.standardOutput
    }

    @Test("A document becomes a PDF whose fonts are all inside and whose Japanese can be read back")
    func fonts() async throws {
        let document = PrintDocument("第1四半期報告書", isSample: true, body: "\(Gallery.page.body)").html
        let bytes = try await PDFPrinter.live.pdf(document)
        if let path = ProcessInfo.processInfo.environment["NAMIKI_GALLERY"] {
            try Data(bytes).write(to: URL(filePath: path + ".pdf"))
        }
        let lines = try await run("pdffonts", [], bytes).split(separator: "\n").dropFirst(2)
        #expect(!lines.isEmpty)
        for line in lines {
            // The last columns: emb sub uni, object, ID.
            let columns = line.split(separator: " ").suffix(5)
            #expect(columns.first == "yes", "\(line)")
        }
        let text = try await run("pdftotext", ["-"], bytes)
        for words in ["第1四半期報告書", "見本", "住民情報系システムの標準化", "約6,500時間", "令和8年度"] {
            #expect(text.contains(words), "\(words)")
        }
    }

    /// The programs that print: what is short, and what is long.
    enum Program: String, CaseIterable {
        case weasyPrint = "WeasyPrint"
        case chromium = "Skia"

        func pdf(_ document: HTML) async throws -> [UInt8] {
            let bytes = Array(document.text.utf8)
            return switch self {
            case .weasyPrint: try await WeasyPrint.pdf(bytes)
            case .chromium: try #require(try await ChromiumPrint.pdf(bytes))
            }
        }
    }

    @Test("The same document gives the same bytes, another one gives others", arguments: Program.allCases)
    func reproducible(program: Program) async throws {
        let first = try await program.pdf(PrintDocument("報告", body: "<p>本文</p>").html)
        let second = try await program.pdf(PrintDocument("報告", body: "<p>本文</p>").html)
        let other = try await program.pdf(PrintDocument("報告", body: "<p>別の本文</p>").html)
        #expect(first == second)
        #expect(first != other)
    }

    @Test("A long document is printed by Chromium, a short one by WeasyPrint; both are tagged, and titles are kept")
    func programs() async throws {
        for (paragraphs, program) in [(1, Program.weasyPrint), (1_600, .chromium)] {
            let text: [HTML] = (0..<paragraphs).map { "<h2>見出し</h2><p>本文の\($0)番</p>" }
            let bytes = try await PDFPrinter.live.pdf(PrintDocument("報告", body: "\(text)").html)
            let facts = try await run("pdfinfo", [], bytes)
            #expect(facts.contains(program.rawValue), "\(facts)")
            #expect(facts.firstMatch(of: /Tagged: +yes/) != nil, "\(facts)")
            #expect(facts.firstMatch(of: /Title: +報告/) != nil, "\(facts)")
        }
    }

    @Test("The foot of a page is text, whatever stands in it", arguments: Program.allCases)
    func foot(program: Program) async throws {
        let edition = #"報告"};</style><b>'&\ 第1版"#
        let document = DocumentStyle.document(title: "報告", edition: edition, body: "<p>本文</p>")
        let text = try await run("pdftotext", ["-layout", "-"], try await program.pdf(document))
        #expect(text.contains(edition), "\(text)")
    }

    @Test(
        "However long a document is, its last page holds some of its text, and below it the hash",
        arguments: [27, 28, 29, 56, 57], Program.allCases)
    func lastPage(paragraphs: Int, program: Program) async throws {
        let text: [HTML] = (0..<paragraphs).map { "<p>本文の\($0)番</p>" }
        let document = DocumentStyle.document(
            title: "報告", edition: "報告　第1版　SHA-256 abcdef",
            body: "<main>\(text)</main><footer><p>報告　第1版　SHA-256 abcdef</p></footer>")
        let printed = try await run("pdftotext", ["-layout", "-"], try await program.pdf(document))
        let pages = printed.split(separator: "\u{C}").filter { !$0.allSatisfy(\.isWhitespace) }
        for page in pages {
            let lines = page.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }
            #expect(lines.first?.contains("本文の") == true)
            #expect(lines.last?.contains("SHA-256 abcdef") == true)
            #expect(lines.count { $0.contains("SHA-256") } == 1)
        }
        #expect(pages.last?.contains("本文の\(paragraphs - 1)番") == true)
    }

    @Test("What can be filled in on a page is not printed with it")
    func forms() async throws {
        let form = FormView(
            "/x", PageState(csrfToken: "word"), submit: "送る", fields: [Field.text("name", "記入する欄", max: 10)("入力")])
        let bytes = try await PDFPrinter.live.pdf(PrintDocument("報告", body: "<p>本文</p>\(form)").html)
        let text = try await run("pdftotext", ["-"], bytes)
        #expect(text.contains("本文"))
        #expect(!text.contains("記入する欄"))
        #expect(!text.contains("送る"))
    }

    @Test(
        "A document loads nothing from the machine or the network, and is printed all the same",
        arguments: Program.allCases)
    func loadsNothing(program: Program) async throws {
        let secret = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".txt")
        try "ひみつ".write(to: secret, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: secret) }
        let body: HTML = """
            <p>本文</p><img src="http://127.0.0.1:9/x.png" alt="図"><link rel="attachment" href="file://\(secret.path)">
            <img src="file://\(secret.path)" alt=""><style>@import url("file:///etc/passwd");</style>
            <iframe src="file://\(secret.path)"></iframe><script>document.body.textContent = "ひみつ"</script>
            """
        let bytes = try await program.pdf(PrintDocument("報告", body: body).html)
        #expect(!bytes.isEmpty)
        let attachments = try await run("pdfdetach", ["-list"], bytes)
        #expect(attachments.hasPrefix("0 "))
        let text = try await run("pdftotext", ["-"], bytes)
        #expect(text.contains("本文"))
        #expect(!text.contains("ひみつ"))
    }

    @Test("What is missing is named with its Debian package")
    func words() {
        #expect(PrintingError.missingProgram(package: "weasyprint").words.contains("「weasyprint」"))
        #expect(PrintingError.missingFont.words.contains("fonts-noto-cjk"))
        #expect(PrintingError.missingFont.words.contains("fonts-morisawa-bizud-gothic"))
    }

    @Test("A document that is too large is refused before anything is started")
    func tooLarge() async {
        let body = HTML(trusted: String(repeating: "あ", count: 6 * 1024 * 1024))
        await #expect(throws: PrintingError.documentTooLarge(bytesMax: PDFPrinter.documentBytesMax)) {
            try await PDFPrinter.live.pdf(body)
        }
    }
}
