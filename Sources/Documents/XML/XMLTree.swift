import Tabular

/// A part of a package as a tree, kept flat: a node is a number.
///
/// Names are without their prefix. Attributes that nobody reads (revision numbers, layout of pictures) are not kept.
final class XMLTree {
    fileprivate struct Record {
        /// Its place among the names; 0 is a text.
        var name: Int32
        var firstChild: Int32 = -1
        var next: Int32 = -1
        /// Of a text its bytes, of an element its attributes.
        var start: Int32
        var end: Int32
    }

    fileprivate struct Attribute {
        let name: Int32
        let start: Int32
        let end: Int32
    }

    fileprivate var records: [Record] = []
    fileprivate var attributes: [Attribute] = []
    fileprivate var bytes: [UInt8] = []
    fileprivate var names: [String] = [""]

    fileprivate init() {}

    /// The outermost element.
    var root: XMLNode? { records.isEmpty ? nil : XMLNode(tree: self, index: 0) }

    static func read(
        _ name: String, from archive: PackageArchive, limits: DocumentLimits
    ) throws(WorkbookRefusal) -> XMLTree {
        let part = TreePart(name: name, limits: limits)
        try part.read(from: archive)
        return part.tree
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
        var found: [XMLNode] = []
        var waiting = Array(children).reversed() as [XMLNode]
        while let node = waiting.popLast() {
            let name = node.name
            if names.contains(name) {
                found.append(node)
            } else if !node.isText, !passed.contains(name) {
                waiting.append(contentsOf: Array(node.children).reversed())
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
        following = tree.records[Int(following)].next
        return node
    }
}

private final class TreePart: XMLPart {
    let tree = XMLTree()
    private var numbers: [String: Int32] = [:]
    private var open: [Int32] = []
    private var last: [Int32] = []
    private let nodesMax: Int

    init(name: String, limits: DocumentLimits) {
        nodesMax = limits.nodesMax
        super.init(name: name, depthMax: limits.depthMax)
        takesText = true
    }

    override func start(_ element: XMLName, _ attributes: XMLAttributes) throws(WorkbookRefusal) {
        let first = Int32(tree.attributes.count)
        attributes.forEach { name, value in
            guard !TreePart.isIdle(name) else { return }
            let begin = Int32(tree.bytes.count)
            tree.bytes.append(contentsOf: value)
            tree.attributes.append(
                XMLTree.Attribute(name: number(name), start: begin, end: Int32(tree.bytes.count)))
        }
        let index = try append(number(element), first, Int32(tree.attributes.count))
        open.append(index)
        last.append(-1)
    }

    override func end(_ element: XMLName) throws(WorkbookRefusal) {
        open.removeLast()
        last.removeLast()
    }

    override func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(WorkbookRefusal) {
        guard !open.isEmpty else { return }
        let begin = Int32(tree.bytes.count)
        tree.bytes.append(contentsOf: bytes)
        let end = Int32(tree.bytes.count)
        // One text comes in pieces; joined where nothing stands between them.
        if let before = last.last, before >= 0, tree.records[Int(before)].name == 0,
            tree.records[Int(before)].end == begin
        {
            tree.records[Int(before)].end = end
        } else {
            _ = try append(0, begin, end)
        }
    }

    private func append(_ name: Int32, _ start: Int32, _ end: Int32) throws(WorkbookRefusal) -> Int32 {
        guard tree.records.count < nodesMax else { throw .tooMany(what: "要素", part: self.name, max: nodesMax) }
        let index = Int32(tree.records.count)
        tree.records.append(XMLTree.Record(name: name, start: start, end: end))
        if let parent = open.last, let before = last.last {
            if before < 0 {
                tree.records[Int(parent)].firstChild = index
            } else {
                tree.records[Int(before)].next = index
            }
            last[last.count - 1] = index
        }
        return index
    }

    private func number(_ name: XMLName) -> Int32 {
        let text = name.text
        if let known = numbers[text] { return known }
        let number = Int32(tree.names.count)
        tree.names.append(text)
        numbers[text] = number
        return number
    }

    private static func isIdle(_ name: XMLName) -> Bool {
        name == "rsidR" || name == "rsidRPr" || name == "rsidRDefault" || name == "rsidP" || name == "rsidTr"
            || name == "paraId" || name == "textId" || name == "space"
    }
}
