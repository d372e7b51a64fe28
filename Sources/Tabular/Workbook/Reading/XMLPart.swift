import CExpat

/// A part of a package as it comes from the XML parser; each kind of part overrides what it needs.
///
/// Prefixes of names are passed over, so that the transitional and the strict namespaces read alike; whatever stands in
/// `extLst` belongs to other namespaces and is left out.
open class XMLPart {
    public let name: String
    /// The text of the element that asked for it.
    final var collected: [UInt8] = []
    final var isCollecting = false
    /// All text goes to ``text(_:)``.
    public final var takesText = false
    /// Elements that are open, the present one included.
    public final fileprivate(set) var depth = 0
    private let depthMax: Int
    final fileprivate var extensionDepth: Int?
    final fileprivate var refusal: WorkbookRefusal?
    final fileprivate var bytesSinceEvent = 0
    final fileprivate var parser: XML_Parser?

    public init(name: String, depthMax: Int = WorkbookLimits.depthMax) {
        self.name = name
        self.depthMax = depthMax
    }

    open func start(_ element: XMLName, _ attributes: XMLAttributes) throws(WorkbookRefusal) {}
    open func end(_ element: XMLName) throws(WorkbookRefusal) {}
    /// A piece of text, entities resolved; one text may come in several pieces.
    open func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(WorkbookRefusal) {}

    /// The line the parser is on, from 1.
    public final var line: Int {
        parser.map { Int(XML_GetCurrentLineNumber($0)) } ?? 0
    }

    /// Begins to keep the text of the element that has just begun.
    final func collect() {
        collected.removeAll(keepingCapacity: true)
        isCollecting = true
    }

    final func invalid(_ what: String) -> WorkbookRefusal {
        .invalidPart(part: name, line: line, what: what)
    }

    /// More than the longest text of a cell with every character escaped as `_xHHHH_`.
    private static let collectedMax = Cell.textLengthMax * 7

    final fileprivate func take(_ bytes: UnsafeBufferPointer<UInt8>) throws(WorkbookRefusal) {
        if takesText, extensionDepth == nil { try text(bytes) }
        guard isCollecting else { return }
        collected.append(contentsOf: bytes)
        guard collected.count <= XMLPart.collectedMax else {
            throw .textTooLong(part: name, line: line, max: Cell.textLengthMax)
        }
    }
}

extension XMLPart {
    /// Reads the whole part.
    public final func read(from archive: PackageArchive) throws(WorkbookRefusal) {
        guard let parser = XML_ParserCreate(nil) else { throw .damagedXML(part: name, line: 0) }
        self.parser = parser
        defer {
            XML_ParserFree(parser)
            self.parser = nil
        }
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XMLPart.setHandlers(parser)
        try archive.unpack(name) { (count: Int) throws(WorkbookRefusal) in
            guard let room = XML_GetBuffer(parser, Int32(count)) else { throw .damagedXML(part: self.name, line: 0) }
            return room
        } take: { (count: Int) throws(WorkbookRefusal) in
            try self.parse(parser, count)
        }
    }

    /// A tag or comment of more bytes than this is no workbook's; the parser would read it again and again.
    private static let tagBytesMax = 4 << 20

    private func parse(_ parser: XML_Parser, _ count: Int) throws(WorkbookRefusal) {
        bytesSinceEvent += count
        let status = XML_ParseBuffer(parser, Int32(count), count == 0 ? 1 : 0)
        if let refusal { throw refusal }
        guard status == XML_STATUS_OK else { throw .damagedXML(part: name, line: line) }
        guard bytesSinceEvent <= XMLPart.tagBytesMax else { throw invalid("タグが長すぎます") }
    }

    private static func setHandlers(_ parser: XML_Parser) {
        XML_SetElementHandler(
            parser,
            { data, element, attributes in
                guard let part = XMLPart.from(data), let element, let attributes else { return }
                part.didStart(XMLName(element), XMLAttributes(attributes))
            },
            { data, element in
                guard let part = XMLPart.from(data), let element else { return }
                part.didEnd(XMLName(element))
            })
        XML_SetCharacterDataHandler(parser) { data, text, count in
            guard let part = XMLPart.from(data), let text else { return }
            part.bytesSinceEvent = 0
            text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) { bytes in
                part.attempt { () throws(WorkbookRefusal) in
                    try part.take(UnsafeBufferPointer(start: bytes, count: Int(count)))
                }
            }
        }
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
            guard let part = XMLPart.from(data) else { return }
            part.attempt { () throws(WorkbookRefusal) in throw .documentType(part: part.name) }
        }
        XML_SetDefaultHandler(parser) { data, _, _ in XMLPart.from(data)?.bytesSinceEvent = 0 }
    }

    private static func from(_ data: UnsafeMutableRawPointer?) -> XMLPart? {
        data.map { Unmanaged<XMLPart>.fromOpaque($0).takeUnretainedValue() }
    }

    private func didStart(_ element: XMLName, _ attributes: XMLAttributes) {
        bytesSinceEvent = 0
        depth += 1
        guard extensionDepth == nil else { return checkDepth() }
        if element == "extLst" {
            extensionDepth = depth
            return
        }
        checkDepth()
        attempt { () throws(WorkbookRefusal) in try start(element, attributes) }
    }

    private func didEnd(_ element: XMLName) {
        bytesSinceEvent = 0
        if extensionDepth == nil { attempt { () throws(WorkbookRefusal) in try end(element) } }
        if extensionDepth == depth { extensionDepth = nil }
        depth -= 1
    }

    private func checkDepth() {
        guard depth > depthMax else { return }
        attempt { () throws(WorkbookRefusal) in throw .tooDeep(part: name, max: depthMax) }
    }

    /// No error can pass through the C parser: the first one is kept and stops it.
    private func attempt(_ work: () throws(WorkbookRefusal) -> Void) {
        guard refusal == nil else { return }
        do throws(WorkbookRefusal) {
            try work()
        } catch {
            refusal = error
            isCollecting = false
            if let parser { XML_StopParser(parser, 0) }
        }
    }
}
