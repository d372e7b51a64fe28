import Documents
import Japanese
import Notices
import Ward

/// Reads the file of a notice, whatever the program that wrote it.
enum NoticeFile {
    /// What can be kept and taken in: what a browser offers to choose, and the words for people.
    static let endings = ".txt,.csv,.docx,.xlsx"
    static let kinds = "テキスト（UTF-8、Shift_JIS）、Word（.docx）、Excel（.xlsx）、CSV"

    /// A PDF is read by another program, which a page that reads a kept file again can't wait for.
    struct PDF: Refusal {
        var words: String {
            "PDFのファイルは、まだ取り込めません。もとの文書（Wordなど）を選ぶか、文字をコピーしてテキストで保存したファイルを選んでください。"
        }
    }

    /// - Throws: ``NoticeRefusal`` or `DocumentRefusal`, both in the words of people.
    static func read(_ bytes: [UInt8], name: String, confirmedYear: FiscalYear? = nil) throws -> NoticeReading {
        if isPlain(bytes, name: name) {
            do {
                return try NoticeReader.read(bytes: bytes, name: name, confirmedYear: confirmedYear)
            } catch NoticeRefusal.otherEncoding, NoticeRefusal.notUTF8 {
                // Another encoding is proved by the reader of documents, or refused with its words.
            }
        }
        guard !DocumentReader.isPDF(bytes) else { throw PDF() }
        return try NoticeReader.read(
            DocumentReader().readAlone(bytes, name: name), name: name, byteCount: bytes.count,
            confirmedYear: confirmedYear)
    }

    /// The same, and PDF too.
    static func read(
        _ bytes: [UInt8], name: String, confirmedYear: FiscalYear?, tools: DocumentTools
    ) async throws -> NoticeReading {
        guard DocumentReader.isPDF(bytes) else { return try read(bytes, name: name, confirmedYear: confirmedYear) }
        let document = try await DocumentReader(tools: tools).read(bytes, name: name)
        return try NoticeReader.read(document, name: name, byteCount: bytes.count, confirmedYear: confirmedYear)
    }

    /// Whether the lines of the file are the lines of the notice.
    private static func isPlain(_ bytes: [UInt8], name: String) -> Bool {
        let name = name.lowercased()
        return !bytes.starts(with: "PK".utf8) && !DocumentReader.isPDF(bytes)
            && ![".csv", ".html", ".htm"].contains(where: name.hasSuffix)
    }
}

extension DocumentRefusal: Refusal {
    public var words: String { japanese }
}
