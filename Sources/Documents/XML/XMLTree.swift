import Tabular

/// A part of a package as a tree, kept flat: a node is a number.
///
/// Names are without their prefix. Attributes that nobody reads (revision numbers, layout of pictures) are not kept.
final class XMLTree {
    fileprivate struct Record {
        /// Its place among the names; 0 is a text.
        var name: Int32
        var firstChild: Int32 = -1
        var following: Int32 = -1
        /// Of a text its bytes, of an element its attributes.
        var start: Int32
        var end: Int32
    }

    fileprivate struct Attribute {
        let name: Int32
        let start: Int32
        let end: Int32
    }

    fileprivate let records: [Record]
    fileprivate let attributes: [Attribute]
    fileprivate let bytes: [UInt8]
    fileprivate let names: [String]

    fileprivate init(records: [Record], attributes: [Attribute], bytes: [UInt8], names: [String]) {
        self.records = records
        self.attributes = attributes
        self.bytes = bytes
        self.names = names
    }

    /// The outermost element.
    var root: XMLNode? { records.isEmpty ? nil : XMLNode(tree: self, index: 0) }

    static func read(
        _ name: String, from archive: PackageArchive, limits: DocumentLimits
    ) throws(WorkbookRefusal) -> XMLTree {
        let part = TreePart(name: name, limits: limits)
        try part.read(from: archive)
        return part.tree
    }

    /// The numbers of those names that occur in it.
    fileprivate func numbers(_ wanted: Set<String>) -> [Int32] {
        wanted.isEmpty ? [] : names.indices.filter { wanted.contains(names[$0]) }.map { Int32($0) }
    }
}

/// An element or a text of a tree.
struct XMLNode {
    let tree: XMLTree
    let index: Int32

    private var record: XMLTree.Record { tree.records[Int(index)] }

    /// Without its prefix; empty for a text.
    var name: String { tree.names[Int(record.name)] }
    var isText: Bool { record.name == 0 }

    /// Of a text: what it says.
    var text: String {
        let record = record
        guard record.name == 0 else { return "" }
        return tree.bytes.withUnsafeBufferPointer {
            String(decoding: $0[Int(record.start)..<Int(record.end)], as: UTF8.self)
        }
    }

    /// Elements and texts inside, in order.
    var children: XMLChildren { XMLChildren(tree: tree, following: record.firstChild) }

    /// The first element of a name inside.
    func child(_ name: String) -> XMLNode? {
        for child in children where child.name == name { return child }
        return nil
    }

    subscript(_ attribute: String) -> String? {
        let record = record
        guard record.name != 0 else { return nil }
        for position in Int(record.start)..<Int(record.end) {
            let found = tree.attributes[position]
            if tree.names[Int(found.name)] == attribute {
                return String(decoding: tree.bytes[Int(found.start)..<Int(found.end)], as: UTF8.self)
            }
        }
        return nil
    }

    func number(_ attribute: String) -> Int? { self[attribute].flatMap { Int($0) } }

    /// The text of an element that holds one.
    var content: String {
        var result = ""
        for child in children where child.isText { result += child.text }
        return result
    }

    /// Elements of the names anywhere inside, outermost only, without looking into those that are passed over.
    func outermost(_ names: Set<String>, without passed: Set<String> = []) -> [XMLNode] {
        let wanted = tree.numbers(names)
        guard !wanted.isEmpty else { return [] }
        let closed = tree.numbers(passed)
        var found: [XMLNode] = []
        var waiting = [record.firstChild]
        while let index = waiting.popLast() {
            guard index >= 0 else { continue }
            let record = tree.records[Int(index)]
            waiting.append(record.following)
            if wanted.contains(record.name) {
                found.append(XMLNode(tree: tree, index: index))
            } else if record.name != 0, !closed.contains(record.name) {
                waiting.append(record.firstChild)
            }
        }
        return found
    }
}

struct XMLChildren: Sequence, IteratorProtocol {
    fileprivate let tree: XMLTree
    fileprivate var following: Int32

    mutating func next() -> XMLNode? {
        guard following >= 0 else { return nil }
        let node = XMLNode(tree: tree, index: following)
        following = tree.records[Int(following)].following
        return node
    }
}

private final class TreePart: XMLPart {
    private var records: [XMLTree.Record] = []
    private var attributes: [XMLTree.Attribute] = []
    private var bytes: [UInt8] = []
    private var names: [String] = [""]
    private var numbers: [String: Int32] = [:]
    /// Open elements with their last child.
    private var open: [(index: Int32, last: Int32)] = []
    private let nodesMax: Int

    init(name: String, limits: DocumentLimits) {
        nodesMax = limits.nodesMax
        super.init(name: name, depthMax: limits.depthMax)
        takesText = true
    }

    var tree: XMLTree { XMLTree(records: records, attributes: attributes, bytes: bytes, names: names) }

    override func start(_ element: XMLName, _ attributes: XMLAttributes) throws(WorkbookRefusal) {
        let first = Int32(self.attributes.count)
        attributes.forEach { name, value in
            guard !TreePart.isIdle(name) else { return }
            let begin = Int32(bytes.count)
            bytes.append(contentsOf: value)
            self.attributes.append(
                XMLTree.Attribute(name: number(name), start: begin, end: Int32(bytes.count)))
        }
        let index = try append(number(element), first, Int32(self.attributes.count))
        open.append((index, -1))
    }

    override func end(_ element: XMLName) throws(WorkbookRefusal) {
        open.removeLast()
    }

    override func text(_ piece: UnsafeBufferPointer<UInt8>) throws(WorkbookRefusal) {
        guard let before = open.last?.last else { return }
        let begin = Int32(bytes.count)
        bytes.append(contentsOf: piece)
        let end = Int32(bytes.count)
        // One text comes in pieces; joined where nothing stands between them.
        if before >= 0, records[Int(before)].name == 0, records[Int(before)].end == begin {
            records[Int(before)].end = end
        } else {
            _ = try append(0, begin, end)
        }
    }

    private func append(_ name: Int32, _ start: Int32, _ end: Int32) throws(WorkbookRefusal) -> Int32 {
        guard records.count < nodesMax else { throw .tooMany(what: "要素", part: self.name, max: nodesMax) }
        let index = Int32(records.count)
        records.append(XMLTree.Record(name: name, start: start, end: end))
        if let (parent, before) = open.last {
            if before < 0 {
                records[Int(parent)].firstChild = index
            } else {
                records[Int(before)].following = index
            }
            open[open.count - 1].last = index
        }
        return index
    }

    private func number(_ name: XMLName) -> Int32 {
        let text = name.text
        if let known = numbers[text] { return known }
        let number = Int32(names.count)
        names.append(text)
        numbers[text] = number
        return number
    }

    private static func isIdle(_ name: XMLName) -> Bool {
        name == "rsidR" || name == "rsidRPr" || name == "rsidRDefault" || name == "rsidP" || name == "rsidTr"
            || name == "paraId" || name == "textId" || name == "space"
    }
}
