import Tabular

/// Reads the files of an office as lines with a place.
///
///     let reader = DocumentReader(tools: tools)
///     let document = try await reader.read(bytes, name: "要綱.docx")
///     document.lines[0].look.automaticNumber   // 第１条
///
/// What a file is, its bytes tell; its name only decides whether text is delimited. Nothing is read in part, nothing outside the
/// file is opened, and no bytes stop the program. The same bytes give the same document.
public struct DocumentReader: Sendable {
    public let tools: DocumentTools
    public let limits: DocumentLimits

    public init(tools: DocumentTools = DocumentTools(), limits: DocumentLimits = DocumentLimits()) {
        self.tools = tools
        self.limits = limits
    }

    /// - Throws: with the words for the person who gave the file in ``DocumentRefusal/japanese``.
    public func read(_ bytes: [UInt8], name: String = "") async throws(DocumentRefusal) -> PlacedDocument {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= limits.bytesMax else { throw .tooManyBytes(bytes.count, max: limits.bytesMax) }
        switch FileSignature(bytes) {
        case .pdf: return try await readPDF(bytes)
        case .picture: return try await readPicture(bytes)
        default: return try readAlone(bytes, name: name)
        }
    }

    /// Reads what needs no outside program.
    /// - Throws: also for PDF and pictures.
    public func readAlone(_ bytes: [UInt8], name: String = "") throws(DocumentRefusal) -> PlacedDocument {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= limits.bytesMax else { throw .tooManyBytes(bytes.count, max: limits.bytesMax) }
        switch FileSignature(bytes) {
        case .archive: return try readArchive(bytes)
        case .webPage: return try readPage(bytes)
        case .unsupported(let kind): throw .unsupported(kind)
        case .encrypted(let kind): throw .encrypted(kind)
        case .pdf: throw .missingProgram(package: "poppler-utils")
        case .picture: throw .unsupported(.picture)
        case .other: return try readText(bytes, name: name)
        }
    }

    private func readText(_ bytes: [UInt8], name: String) throws(DocumentRefusal) -> PlacedDocument {
        if let kind = DocumentReader.unsupported(name: name, bytes) { throw .unsupported(kind) }
        let proved = try ProvedText.reading(bytes)
        guard !DocumentReader.isBinary(proved.utf8) else { throw .unknownFile }
        let ending = DocumentReader.ending(name)
        let isNamed = ending == "csv" || ending == "tsv"
        if let table = try DelimitedDocument.read(proved, isNamed: isNamed, limits: limits) { return table }
        return try PlainTextReader.read(proved, limits: limits)
    }

    private func readPage(_ bytes: [UInt8]) throws(DocumentRefusal) -> PlacedDocument {
        let declared = HTMLCharset.declared(bytes)
        let proved = try ProvedText.reading(bytes, declared: HTMLCharset.encoding(declared))
        return try HTMLReader.read(proved, declared: declared, limits: limits)
    }

    private func readArchive(_ bytes: [UInt8]) throws(DocumentRefusal) -> PlacedDocument {
        let package = try OfficePackage(bytes, limits: limits)
        if package.archive.has("mimetype") {
            let kind = String(decoding: package.archive.beginning("mimetype", bytes: 128), as: UTF8.self)
            if kind.hasPrefix("application/vnd.oasis.opendocument") { return try readOpenDocument(package, kind) }
        }
        let links = try package.links(of: "")
        guard let main = links.part("officeDocument") else {
            throw package.isEncrypted ? .encrypted(.archive) : .unsupported(.archive)
        }
        let lower = main.lowercased()
        if lower.hasSuffix(".bin") { throw .unsupported(.binaryExcel) }
        switch try package.tree(main).root?.name {
        case "document": return try WordReader.read(package, main: main, limits: limits)
        case "workbook": return try WorkbookDocument.read(bytes, limits: limits)
        case "presentation": throw .unsupported(.powerPoint)
        default: throw .unsupported(.archive)
        }
    }

    private func readOpenDocument(
        _ package: OfficePackage, _ kind: String
    ) throws(DocumentRefusal) -> PlacedDocument {
        if kind.contains("spreadsheet") { throw .unsupported(.openDocumentSheet) }
        guard kind.contains("opendocument.text") else { throw .unsupported(.openDocumentOther) }
        return try OpenDocumentReader.read(package, limits: limits)
    }

    /// A PDF by its bytes, for whoever runs the programs.
    public static func isPDF(_ bytes: [UInt8]) -> Bool { FileSignature.isPDF(bytes) }

    // MARK: What outside programs read

    private func readPDF(_ bytes: [UInt8]) async throws(DocumentRefusal) -> PlacedDocument {
        guard let layout = tools.layout else { throw .missingProgram(package: "poppler-utils") }
        let answer: [UInt8]
        do throws(DocumentToolFailure) {
            answer = try await layout(bytes)
        } catch {
            throw DocumentRefusal(error, isEncryptedPDF: DocumentReader.saysEncrypted(bytes))
        }
        guard answer.count <= limits.partBytesMax else { throw .tooLargeUnpacked(max: limits.partBytesMax) }
        let pages = try PageLayout(answer, limits: limits)
        guard !pages.pages.isEmpty else {
            throw DocumentReader.saysEncrypted(bytes) ? .encrypted(.pdf) : .damaged(part: nil, line: nil)
        }
        let empty = pages.pages.indices.filter { pages.pages[$0].words.isEmpty }.map { $0 + 1 }
        guard empty.count < pages.pages.count else {
            guard tools.recognising != nil else { throw .picturesOnly(pages: pages.pages.count) }
            return try await recognise(bytes, pages: nil, into: LineBook(limits: limits), as: .scan)
        }
        let book = try PDFReader.read(pages, limits: limits)
        guard !empty.isEmpty, tools.recognising != nil else { return try book.document(.pdf) }
        return try await recognise(bytes, pages: Set(empty), into: book, as: .pdf)
    }

    private func readPicture(_ bytes: [UInt8]) async throws(DocumentRefusal) -> PlacedDocument {
        guard tools.recognising != nil else { throw .unsupported(.picture) }
        return try await recognise(bytes, pages: nil, into: LineBook(limits: limits), as: .scan)
    }

    /// - Parameter pages: the pages without text; `nil` for all.
    private func recognise(
        _ bytes: [UInt8], pages: Set<Int>?, into book: LineBook, as format: DocumentFormat
    ) async throws(DocumentRefusal) -> PlacedDocument {
        guard let recognising = tools.recognising else { throw .picturesOnly(pages: pages?.count ?? 1) }
        let answer: [UInt8]
        do throws(DocumentToolFailure) {
            answer = try await recognising(bytes)
        } catch {
            throw DocumentRefusal(error, isEncryptedPDF: DocumentReader.saysEncrypted(bytes))
        }
        guard answer.count <= limits.partBytesMax else { throw .tooLargeUnpacked(max: limits.partBytesMax) }
        let recognised = try RecognisedText(answer, limits: limits)
        var book = book
        try recognised.add(to: &book, pages: pages)
        guard !book.lines.isEmpty else { throw .nothingRecognised }
        book.sortByPage()
        if format == .scan { book.replaceLines(PageFurniture.marked(book.lines)) }
        return try book.document(format)
    }

    /// The trailer names an encryption dictionary (PDF 32000-1, 7.6).
    private static func saysEncrypted(_ bytes: [UInt8]) -> Bool {
        let wanted = Array("/Encrypt".utf8)
        var position = 0
        while let found = bytes[position...].firstIndex(of: 0x2F) {
            if bytes[found...].starts(with: wanted) { return true }
            position = found + 1
        }
        return false
    }

    // MARK: Names

    private static func ending(_ name: String) -> String {
        guard let point = name.lastIndex(of: ".") else { return "" }
        return name[name.index(after: point)...].lowercased()
    }

    /// Older files of 一太郎 and DocuWorks have no mark that is known: their names tell, where the bytes are no text.
    private static func unsupported(name: String, _ bytes: [UInt8]) -> DocumentRefusal.UnsupportedKind? {
        guard bytes.contains(where: { $0 < 0x09 }) else { return nil }
        return switch ending(name) {
        case "jtd", "jtt", "jtdc", "jttc", "jsw", "jaw", "jbw", "juw", "jfw", "jvw": .ichitaro
        case "xdw", "xbd": .docuWorks
        case "doc", "dot": .oldWord
        case "xls": .oldExcel
        case "lzh", "lha", "cab": .archive
        default: nil
        }
    }

    /// More control characters than a text has.
    private static func isBinary(_ utf8: [UInt8]) -> Bool {
        let controls = utf8.count { $0 < 0x09 || (0x0E...0x1F).contains($0) && $0 != 0x1A && $0 != 0x1B || $0 == 0x7F }
        return controls * 100 > utf8.count
    }
}

extension DocumentRefusal {
    fileprivate init(_ failure: DocumentToolFailure, isEncryptedPDF: Bool) {
        self =
            switch failure {
            case .missing(let package): .missingProgram(package: package)
            case .tookTooLong(let seconds): .programTookTooLong(secondsMax: seconds)
            case .answerTooLarge(let bytes): .tooLargeUnpacked(max: bytes)
            case .password: .encrypted(.pdf)
            case .failed(let reason): isEncryptedPDF ? .encrypted(.pdf) : .programFailed(reason: reason)
            }
    }
}
