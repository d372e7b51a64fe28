/// A word of a page with its box, in points from the upper left corner.
struct PageWord: Hashable, Sendable {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double
    var text: String

    var width: Double { right - left }
    var height: Double { bottom - top }
    var middle: Double { (top + bottom) / 2 }
    var center: Double { (left + right) / 2 }

    /// The size of its characters, which a full-width one fills; `nil` without any.
    var em: Double? {
        let units = TrimmedText.width(text)
        guard units >= 1, text.unicodeScalars.contains(where: { TrimmedText.width($0) == 1 }) else { return nil }
        return width / units
    }
}

/// The words of the pages of a PDF, as `pdftotext -bbox-layout` writes them.
///
/// Its own grouping into flows and blocks is not used: it takes cells of tables for columns of a page.
struct PageLayout: Sendable {
    struct Page: Sendable {
        var width: Double
        var height: Double
        var words: [PageWord] = []
    }

    private(set) var pages: [Page] = []

    /// Reads what the program wrote. It declares a document type and may hold anything in its head, so that only its pages and
    /// words are looked for, and everything else is passed over.
    init(_ bytes: [UInt8], limits: DocumentLimits) throws(DocumentRefusal) {
        var scanner = TagScanner(bytes: bytes)
        var words = 0
        while let tag = scanner.next() {
            switch tag.name {
            case "page":
                guard pages.count < 20_000 else { throw .tooManyElements(max: 20_000) }
                let width = tag.number("width") ?? 595
                let height = tag.number("height") ?? 842
                pages.append(Page(width: max(1, width), height: max(1, height)))
            case "word":
                guard !pages.isEmpty, let left = tag.number("xMin"), let top = tag.number("yMin"),
                    let right = tag.number("xMax"), let bottom = tag.number("yMax")
                else { continue }
                words += 1
                guard words <= limits.nodesMax else { throw .tooManyElements(max: limits.nodesMax) }
                let text = TrimmedText(scanner.textUntilTag()).text
                guard !text.isEmpty else { continue }
                pages[pages.count - 1].words.append(
                    PageWord(
                        left: min(left, right), top: min(top, bottom), right: max(left, right),
                        bottom: max(top, bottom), text: text))
            default: continue
            }
        }
    }
}

/// Finds tags with their attributes in text that need not be well-formed.
struct TagScanner {
    struct Tag {
        let name: String
        let attributes: [String: String]

        /// Within what a page can measure.
        func number(_ name: String) -> Double? {
            guard let text = attributes[name], let value = Double(text), value.isFinite, abs(value) < 1_000_000 else {
                return nil
            }
            return value
        }
    }

    private let bytes: [UInt8]
    private var offset = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The next opening tag.
    mutating func next() -> Tag? {
        while offset < bytes.count {
            guard bytes[offset] == 0x3C else {
                offset += 1
                continue
            }
            let end = bytes[offset...].firstIndex(of: 0x3E) ?? bytes.count
            let inner = bytes[(offset + 1)..<max(offset + 1, end)]
            offset = min(end + 1, bytes.count)
            guard let first = inner.first, (0x61...0x7A).contains(first | 0x20) else { continue }
            return TagScanner.tag(inner)
        }
        return nil
    }

    mutating func textUntilTag() -> String {
        let end = bytes[offset...].firstIndex(of: 0x3C) ?? bytes.count
        defer { offset = end }
        return HTMLEntities.resolved(String(decoding: bytes[offset..<end], as: UTF8.self))
    }

    private static func tag(_ inner: ArraySlice<UInt8>) -> Tag {
        let text = String(decoding: inner, as: UTF8.self)
        var attributes: [String: String] = [:]
        var rest = text.utf8[...]
        let name = String(decoding: rest.prefix { $0 > 0x20 && $0 != 0x2F }, as: UTF8.self)
        rest = rest.dropFirst(name.utf8.count)
        while let equals = rest.firstIndex(of: 0x3D) {
            let key = rest[..<equals].drop { $0 <= 0x20 }
            let quoted = rest[rest.index(after: equals)...]
            guard let quote = quoted.first, quote == 0x22 || quote == 0x27 else { break }
            let value = quoted.dropFirst().prefix { $0 != quote }
            attributes[String(decoding: key, as: UTF8.self)] = String(decoding: value, as: UTF8.self)
            rest = rest[value.endIndex...].dropFirst()
        }
        return Tag(name: name, attributes: attributes)
    }
}
