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

    /// The reading before anybody decided anything: made outside the transaction in which the file is kept.
    let opening: NoticeReview?

    /// A document that was read from a file.
    init(_ document: PlacedDocument?, of bytes: [UInt8], name: String, isScan: Bool = false) throws {
        self.bytes = bytes
        self.name = name
        self.document = document
        self.isScan = isScan
        guard !isScan else {
            opening = nil
            return
        }
        opening = NoticeReader.review(
            try document.map(NoticeSource.init) ?? NoticeSource(bytes: bytes), name: name, byteCount: bytes.count,
            decisions: .none)
    }

    /// Reads what needs no outside program.
    /// - Throws: ``NoticeRefusal`` or `DocumentRefusal`, both in the words of people; for a PDF too.
    init(reading bytes: [UInt8], name: String) throws {
        if Self.isPlain(bytes, name: name) {
            do {
                try self.init(nil, of: bytes, name: name)
                return
            } catch NoticeRefusal.otherEncoding, NoticeRefusal.notUTF8 {
                // Another encoding is proved by the reader of documents, or refused with its words.
            }
        }
        try self.init(DocumentReader().readAlone(bytes, name: name), of: bytes, name: name)
    }

    /// The same, and PDF too.
    init(reading bytes: [UInt8], name: String, tools: DocumentTools) async throws {
        guard DocumentReader.isPDF(bytes) else {
            try self.init(reading: bytes, name: name)
            return
        }
        let document: PlacedDocument?
        do {
            document = try await DocumentReader(tools: tools).read(bytes, name: name)
        } catch DocumentRefusal.picturesOnly {
            document = nil
        }
        try self.init(document, of: bytes, name: name, isScan: document == nil)
    }

    /// The lines with the year that a person confirms.
    /// - Throws: ``ImportRefusal/notRecognised`` for a scan.
    func review(confirmedYear: FiscalYear?) throws -> NoticeReview {
        guard let opening else { throw ImportRefusal.notRecognised }
        guard let confirmedYear else { return opening }
        return NoticeReader.review(
            try document.map(NoticeSource.init) ?? NoticeSource(bytes: bytes), name: name, byteCount: bytes.count,
            confirmedYear: confirmedYear, decisions: .none)
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
