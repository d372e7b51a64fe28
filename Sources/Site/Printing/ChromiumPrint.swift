import Foundation
import Ward

/// Prints long documents with Chromium where it is installed: 59 pages of a report take it a fifth of WeasyPrint's time, with the
/// same pages and tags (`Benchmarks/RESULTS.md`). What is short stays with WeasyPrint, which names its files PDF/UA-1.
enum ChromiumPrint {
    /// The one without windows first: it starts in a quarter of the time.
    private static let programs = ["chromium-headless-shell", "chromium"]

    /// Below it the start of a browser costs more than it saves.
    static let documentBytesMin = 64 << 10

    /// - Returns: `nil` where there is no Chromium, or it does not make a PDF of this document.
    static func pdf(_ document: [UInt8]) async throws(PrintingError) -> [UInt8]? {
        guard let page = page(document) else { return nil }
        let folder = FileManager.default.temporaryDirectory.appending(path: "namiki-print-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let (source, target) = (folder.appending(path: "document.html"), folder.appending(path: "document.pdf"))
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try Data(page).write(to: source)
        } catch {
            throw .failed(reason: "\(error)")
        }
        for program in programs {
            do throws(ExternalProgram.Failure) {
                let outcome = try await ExternalProgram(program, environment: ["HOME": folder.path]).run(
                    arguments(from: source, to: target, in: folder), secondsMax: PrintingPrograms.secondsMax,
                    bytesMax: 1 << 20)
                guard outcome.status == 0 else { return nil }
                break
            } catch .notInstalled {
                continue
            } catch .tookTooLong(let secondsMax) {
                throw .tookTooLong(secondsMax: secondsMax)
            } catch {
                return nil
            }
        }
        guard let size = try? target.resourceValues(forKeys: [.fileSizeKey]).fileSize else { return nil }
        guard size <= PDFPrinter.pdfBytesMax else { throw .documentTooLarge(bytesMax: PDFPrinter.documentBytesMax) }
        guard let data = try? Data(contentsOf: target), data.starts(with: Data("%PDF-".utf8)) else { return nil }
        return withoutMoments(Array(data))
    }

    /// The document as Chromium is given it: nothing is loaded or run, neither from files nor from the network, and the foot of each page
    /// is written out, because Chromium knows no `string()` in margins.
    static func page(_ document: [UInt8]) -> [UInt8]? {
        let (begin, end) = (Array("<head>".utf8), Array("</head>".utf8))
        guard let opening = document.firstRange(of: begin),
            let closing = document[opening.upperBound...].firstRange(of: end)
        else { return nil }
        let foot = DocumentStyle.edition(of: document).map {
            "<style>@page{@bottom-left{content:\"\(styleText($0))\"}}</style>"
        }
        return Array(document[..<opening.upperBound]) + Array(policy.utf8)
            + document[opening.upperBound..<closing.lowerBound]
            + Array((foot ?? "").utf8) + document[closing.lowerBound...]
    }

    private static let policy = """
        <meta http-equiv="Content-Security-Policy" \
        content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:">
        """

    /// Text in a string of a style sheet in HTML: what could end the string, the element or the line as an escape.
    private static func styleText(_ text: String) -> String {
        var written = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\", "<", ">", "&", "\u{0}"..."\u{1F}", "\u{7F}":
                written += "\\\(String(scalar.value, radix: 16)) "
            default: written.unicodeScalars.append(scalar)
            }
        }
        return written
    }

    private static func arguments(from source: URL, to target: URL, in folder: URL) -> [String] {
        var arguments = [
            "--headless=new", "--user-data-dir=\(folder.path)/profile", "--print-to-pdf=\(target.path)",
            "--no-pdf-header-footer", "--generate-pdf-document-outline",
            "--host-resolver-rules=MAP * ~NOTFOUND", "--no-proxy-server", "--no-first-run",
            "--no-default-browser-check", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--disable-extensions", "--disable-breakpad", "--disable-gpu", "--disable-dev-shm-usage",
            "--lang=ja",
        ]
        // Its own walls need rights that root gives away; what it reads is the site's own document.
        if getuid() == 0 { arguments.append("--no-sandbox") }
        return arguments + [source.absoluteString]
    }

    /// The same document gives the same bytes: the moments at the beginning of the file, in text of a fixed length, are those of 1970.
    private static func withoutMoments(_ pdf: [UInt8]) -> [UInt8] {
        var pdf = pdf
        let never = Array("19700101000000".utf8)
        for name in ["/CreationDate (D:", "/ModDate (D:"] {
            guard let found = pdf.prefix(4_096).firstRange(of: Array(name.utf8)),
                pdf.count >= found.upperBound + never.count
            else { continue }
            pdf.replaceSubrange(found.upperBound..<found.upperBound + never.count, with: never)
        }
        return pdf
    }
}
