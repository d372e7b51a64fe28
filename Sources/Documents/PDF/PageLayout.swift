/// A word of a page with its box, in points from the upper left corner.
struct PageWord: Hashable, Sendable {
    let left: Double
    let top: Double
    let right: Double
    let bottom: Double
    let text: String
    /// The size of its characters, which a full-width one fills; `nil` without any.
    let em: Double?

    init(left: Double, top: Double, right: Double, bottom: Double, text: String) {
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
        self.text = text
        var units = 0.0
        var hasWide = false
        for scalar in text.unicodeScalars {
            let width = TrimmedText.width(scalar)
            units += width
            hasWide = hasWide || width == 1
        }
        em = hasWide ? (right - left) / units : nil
    }

    var width: Double { right - left }
    var height: Double { bottom - top }
    var middle: Double { (top + bottom) / 2 }
    var center: Double { (left + right) / 2 }
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
        private let inner: ArraySlice<UInt8>

        fileprivate init(_ inner: ArraySlice<UInt8>) {
            name = String(decoding: inner.prefix { $0 > 0x20 && $0 != 0x2F }, as: UTF8.self)
            self.inner = inner
        }

        /// An attribute within what a page can measure.
        func number(_ name: StaticString) -> Double? {
            let wanted = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
            var rest = inner
            while let equals = rest.firstIndex(of: 0x3D) {
                let quoted = rest[(equals + 1)...]
                guard let quote = quoted.first, quote == 0x22 || quote == 0x27 else { return nil }
                let value = quoted.dropFirst().prefix { $0 != quote }
                if rest[..<equals].suffix(wanted.count).elementsEqual(wanted) {
                    guard value.count <= 32, let number = Double(String(decoding: value, as: UTF8.self)),
                        number.isFinite, abs(number) < 1_000_000
                    else { return nil }
                    return number
                }
                rest = rest[value.endIndex...].dropFirst()
            }
            return nil
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
            return Tag(inner)
        }
        return nil
    }

    mutating func textUntilTag() -> String {
        let end = bytes[offset...].firstIndex(of: 0x3C) ?? bytes.count
        defer { offset = end }
        return HTMLEntities.resolved(String(decoding: bytes[offset..<end], as: UTF8.self))
    }
}
