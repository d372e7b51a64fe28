import Documents
import Japanese
import Notices
import Ward

/// A file of an official document, read once: whatever the program that wrote it.
struct NoticeFile: Sendable {
    /// What a browser offers to choose, and the words for people.
    static let endings = ".txt,.csv,.docx,.odt,.xlsx,.html,.htm,.pdf"
    static let kinds = "テキスト、Word（.docx）、Excel（.xlsx）、CSV、PDF、OpenDocument（.odt）、HTML"

    let bytes: [UInt8]
    let name: String
    /// `nil` for plain text, whose lines are the file, and for a ``isScan``.
    let document: PlacedDocument?
    /// A PDF of pictures, whose words are recognised when a person asks for it.
    let isScan: Bool

    /// Reads what needs no outside program.
    /// - Throws: ``NoticeRefusal`` or `DocumentRefusal`, both in the words of people; for a PDF too.
    init(reading bytes: [UInt8], name: String) throws {
        self.bytes = bytes
        self.name = name
        isScan = false
        if Self.isPlain(bytes, name: name) {
            do {
                _ = try NoticeSource(bytes: bytes)
                document = nil
                return
            } catch NoticeRefusal.otherEncoding, NoticeRefusal.notUTF8 {
                // Another encoding is proved by the reader of documents, or refused with its words.
            }
        }
        document = try DocumentReader().readAlone(bytes, name: name)
    }

    /// The same, and PDF too.
    init(reading bytes: [UInt8], name: String, tools: DocumentTools) async throws {
        guard DocumentReader.isPDF(bytes) else {
            self = try NoticeFile(reading: bytes, name: name)
            return
        }
        self.bytes = bytes
        self.name = name
        do {
            document = try await DocumentReader(tools: tools).read(bytes, name: name)
            isScan = false
        } catch DocumentRefusal.picturesOnly {
            document = nil
            isScan = true
        }
    }

    /// - Throws: ``ImportRefusal/notRecognised`` for a scan.
    func source() throws -> NoticeSource {
        if isScan { throw ImportRefusal.notRecognised }
        return if let document { try NoticeSource(document) } else { try NoticeSource(bytes: bytes) }
    }

    func review(confirmedYear: FiscalYear? = nil, decisions: ReadingDecisions = .none) throws -> NoticeReview {
        NoticeReader.review(
            try source(), name: name, byteCount: bytes.count, confirmedYear: confirmedYear, decisions: decisions)
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
