import Tabular

/// Reads plain text: one line of the file is one line; form feeds begin pages.
///
/// Text that was broken at a fixed width, as in printed mail, keeps its lines: those that reach the width say so.
struct PlainTextReader {
    private var book: LineBook
    private var page: Int?
    private var fileLine = 0
    private var isApart = false
    private var controls = 0

    static func read(_ proved: ProvedText, limits: DocumentLimits) throws(DocumentRefusal) -> PlacedDocument {
        var reader = PlainTextReader(book: LineBook(limits: limits))
        return try reader.run(proved)
    }

    private init(book: LineBook) {
        self.book = book
    }

    private mutating func run(_ proved: ProvedText) throws(DocumentRefusal) -> PlacedDocument {
        try book.note(.encoding, proved.note)
        page = proved.utf8.contains(PlainTextReader.formFeed) ? 1 : nil
        var start = 0
        let bytes = proved.utf8
        var offset = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            guard byte == 0x0A || byte == 0x0D || byte == PlainTextReader.formFeed else {
                offset += 1
                continue
            }
            if byte != PlainTextReader.formFeed {
                fileLine += 1
                try take(bytes[start..<offset])
                if byte == 0x0D, offset + 1 < bytes.count, bytes[offset + 1] == 0x0A { offset += 1 }
            } else {
                // A form feed ends a line only where something stands before it.
                if start < offset { try takePart(bytes[start..<offset]) }
                page? += 1
                isApart = false
            }
            offset += 1
            start = offset
        }
        fileLine += 1
        try take(bytes[start...])
        if controls > 0 {
            try book.note(.setAside, "表示できない制御文字\(controls)字を除いて読みました。")
        }
        markEdges()
        if page != nil { book.replaceLines(PageFurniture.marked(book.lines)) }
        return try book.document(.text)
    }

    private static let formFeed: UInt8 = 0x0C

    private mutating func takePart(_ bytes: ArraySlice<UInt8>) throws(DocumentRefusal) {
        fileLine += 1
        try take(bytes)
        fileLine -= 1
    }

    private mutating func take(_ bytes: ArraySlice<UInt8>) throws(DocumentRefusal) {
        let isPlain = bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
        var text = String(decoding: bytes, as: UTF8.self)
        if !isPlain {
            let kept = text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F || $0.value == 0x09 }
            controls += text.unicodeScalars.count - kept.count
            text = String(scalars: kept)
        }
        let trimmed = TrimmedText(text)
        guard !trimmed.text.isEmpty else {
            isApart = true
            return
        }
        let look = LineLook(indent: trimmed.indent, isApart: isApart)
        isApart = false
        try book.add(
            PlacedLine(text: trimmed.text, place: DocumentPlace(line: fileLine, page: page), look: look))
    }

    /// Marks the lines that reach the width at which the text was broken, where it was broken at one.
    private mutating func markEdges() {
        let lines = book.lines
        let widths = lines.map { $0.look.indent + TrimmedText.width($0.text) }
        let goesOn = lines.indices.map { position in
            position + 1 < lines.count && !lines[position + 1].look.isApart && !endsSentence(lines[position].text)
        }
        guard let edge = PlainTextReader.edge(widths, goesOn: goesOn) else { return }
        var marked = lines
        for position in lines.indices {
            marked[position].look.reachesEdge = widths[position] >= edge - PlainTextReader.slack
        }
        book.replaceLines(marked)
    }

    private func endsSentence(_ text: String) -> Bool {
        ["。", "．", ".", "）", ")", "」", "：", ":"].contains { text.hasSuffix($0) }
    }

    /// A line ends up to two characters early, where the next word or a closing bracket did not fit.
    private static let slack = 2.0

    /// The width at which lines were broken: none goes beyond it, many end there, and most of these in the middle of a sentence.
    static func edge(_ widths: [Double], goesOn: [Bool]) -> Double? {
        guard let widest = widths.max(), (18.0...60.0).contains(widest) else { return nil }
        let full = widths.indices.filter { widths[$0] >= widest - slack }
        let broken = full.count { goesOn[$0] }
        guard broken >= 3, broken * 5 >= full.count * 3, full.count * 8 >= widths.count else { return nil }
        return widest
    }
}
