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

    @Test("The same document gives the same bytes, another one gives others")
    func reproducible() async throws {
        let first = try await PDFPrinter.live.pdf(PrintDocument("報告", body: "<p>本文</p>").html)
        let second = try await PDFPrinter.live.pdf(PrintDocument("報告", body: "<p>本文</p>").html)
        let other = try await PDFPrinter.live.pdf(PrintDocument("報告", body: "<p>別の本文</p>").html)
        #expect(first == second)
        #expect(first != other)
    }

    @Test("A document loads nothing from the machine or the network, and is printed all the same")
    func loadsNothing() async throws {
        let secret = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".txt")
        try "ひみつ".write(to: secret, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: secret) }
        let body: HTML = """
            <p>本文</p><img src="http://127.0.0.1:9/x.png" alt="図"><link rel="attachment" href="file://\(secret.path)">
            <img src="file://\(secret.path)" alt=""><style>@import url("file:///etc/passwd");</style>
            """
        let bytes = try await PDFPrinter.live.pdf(PrintDocument("報告", body: body).html)
        #expect(!bytes.isEmpty)
        let attachments = try await run("pdfdetach", ["-list"], bytes)
        #expect(attachments.hasPrefix("0 "))
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
