import Documents
import Japanese
import Tabular

/// The lines of a document, as scalars, so that columns are counted as people and specifications count them.
struct NoticeText: Sendable {
    struct Line: Sendable {
        /// From 1.
        let number: Int
        var scalars: [Unicode.Scalar]
        var part = PlacedLine.Part.body
        var look = LineLook()
        var cell: CellPlace?
        var page: Int?
        var sheet: String?
        var confidence: Double?
        /// By which decisions name it; `nil` for a blank line.
        var key: LineKey?
        /// What a person said it is.
        var decided: LineRole?
        /// Whether a person split it, or joined another to it.
        var isChanged = false

        var text: String { String(scalars: scalars) }
        /// A line of plain text with the place it has on the page.
        var placed: PlacedLine {
            let start = scalars.firstIndex { $0 != " " && $0 != "\u{3000}" } ?? scalars.count
            let indent = scalars[..<start].reduce(0.0) { $0 + ($1 == " " ? 0.5 : 1) }
            var rest = scalars[start...]
            while let last = rest.last, last == " " || last == "\u{3000}" || last == "\r" { rest.removeLast() }
            return PlacedLine(
                text: String(scalars: rest), place: DocumentPlace(line: number),
                look: LineLook(indent: indent))
        }

        /// A line that people changed, where the line of the document stands.
        func placed(as line: PlacedLine) -> PlacedLine {
            var changed = line
            changed.text = placed.text
            changed.look.automaticNumber = nil
            return changed
        }

        var isBlank: Bool { scalars.allSatisfy(\.isSpace) }
    }

    private(set) var lines: [Line]
    /// Things about the file that are accepted and told: a byte-order mark, CR LF.
    let hasBOM: Bool
    let hasCarriageReturns: Bool
    /// The document the lines come from; `nil` where they were read from plain text.
    private let source: PlacedDocument?

    init(bytes: [UInt8]) throws(NoticeRefusal) {
        guard bytes.count <= NoticeReader.bytesMax else { throw .tooLarge(bytesMax: NoticeReader.bytesMax) }
        let encoding = TextEncoding.detect(bytes)
        switch encoding {
        case .empty: throw .empty
        case .utf8, .utf8BOM: break
        case .utf16LE, .utf16BE, .cp932Likely, .binary:
            if Self.isMostlyUTF8(bytes), let offset = UTF8Check.firstBadOffset(in: bytes) {
                throw .notUTF8(byteOffset: offset, line: Self.line(at: offset, in: bytes))
            }
            throw .otherEncoding(encoding)
        }
        if let offset = UTF8Check.firstBadOffset(in: bytes) {
            throw .notUTF8(byteOffset: offset, line: Self.line(at: offset, in: bytes))
        }
        hasBOM = encoding == .utf8BOM
        let content = hasBOM ? bytes.dropFirst(3) : bytes[...]
        hasCarriageReturns = content.contains(0x0D)
        var lines: [Line] = []
        for piece in content.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let raw = piece.last == 0x0D ? piece.dropLast() : piece
            let scalars = Array(String(decoding: raw, as: UTF8.self).unicodeScalars)
            guard lines.count < NoticeReader.linesMax else { throw .tooManyLines(max: NoticeReader.linesMax) }
            guard scalars.count <= NoticeReader.lineScalarsMax else {
                throw .lineTooLong(line: lines.count + 1, scalarsMax: NoticeReader.lineScalarsMax)
            }
            if scalars.contains(where: { $0.value < 0x20 && $0 != "\t" && $0 != "\u{C}" && $0 != "\r" }) {
                throw .controlCharacters(line: lines.count + 1)
            }
            lines.append(Line(number: lines.count + 1, scalars: scalars))
        }
        guard lines.contains(where: { !$0.isBlank }) else { throw .empty }
        // A last line that is only the end of the one before is none.
        if let last = lines.last, last.scalars.isEmpty, lines.count > 1 { lines.removeLast() }
        self.lines = lines
        source = nil
    }

    /// The lines of a document whose file was read; the number that a word processor draws stands before its line.
    init(_ document: PlacedDocument) throws(NoticeRefusal) {
        guard document.lines.count <= NoticeReader.linesMax else { throw .tooManyLines(max: NoticeReader.linesMax) }
        var lines: [Line] = []
        for placed in document.lines {
            let number = placed.look.automaticNumber.map { $0 + " " } ?? ""
            let scalars = Array((number + placed.text).unicodeScalars)
            guard scalars.count <= NoticeReader.lineScalarsMax else {
                throw .lineTooLong(line: placed.place.line, scalarsMax: NoticeReader.lineScalarsMax)
            }
            lines.append(
                Line(
                    number: placed.place.line, scalars: scalars, part: placed.part, look: placed.look,
                    cell: placed.cell, page: placed.place.page, sheet: placed.place.sheet,
                    confidence: placed.confidence))
        }
        guard lines.contains(where: { !$0.isBlank }) else { throw .empty }
        self.lines = lines
        source = document
        hasBOM = false
        hasCarriageReturns = false
    }

    /// The same text after people decided about its lines.
    func deciding(_ decided: DecidedLines) -> NoticeText {
        var text = self
        text.lines = decided.lines
        return text
    }

    /// The same lines for readers of places, without what pages carry beside their text, and without what people decided.
    func document(without furniture: Furniture) -> PlacedDocument {
        let kept = lines.filter { line in
            guard line.decided == nil else { return false }
            switch furniture.reasons[line.number] {
            case .runningHead, .contents, .ignored: return false
            case .pageNumber: return Furniture.pageNumber(line.scalars)?.isMarked == false
            default: return true
            }
        }
        if let source {
            let byNumber = Dictionary(grouping: kept, by: \.number)
            return PlacedDocument(
                format: source.format,
                lines: source.lines.flatMap { line -> [PlacedLine] in
                    guard let own = byNumber[line.place.line] else { return [] }
                    return own.contains(where: \.isChanged) ? own.map { $0.placed(as: line) } : [line]
                })
        }
        return PlacedDocument(format: .text, lines: kept.map(\.placed))
    }

    /// Japanese in UTF-8 with a bad byte here and there is a broken file, and no other encoding.
    private static func isMostlyUTF8(_ bytes: [UInt8]) -> Bool {
        guard !bytes.contains(0) else { return false }
        var bad = 0
        var wide = 0
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if scalar == "\u{FFFD}" { bad += 1 } else if scalar.value > 0x7FF { wide += 1 }
        }
        return bad * 10 < wide
    }

    private static func line(at offset: Int, in bytes: [UInt8]) -> Int {
        1 + bytes.prefix(offset).reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
    }
}
