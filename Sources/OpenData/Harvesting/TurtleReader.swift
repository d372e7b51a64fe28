import Tabular
import Ward

/// Turtle 1.1 as others publish it, read into the nodes that ``LinkedDocument`` takes.
///
/// Whatever comes in, it ends with nodes or with a refusal that names a line. An address with letters that none may hold stays as it is
/// written: what makes use of it refuses its own record, and the rest of the catalogue is read.
struct TurtleReader {
    /// What could not be read.
    struct Refusal: Error, Hashable {
        /// From 1.
        let line: Int
        /// In Japanese, for people.
        let reason: String
    }

    /// A node inside a node inside a node.
    static let depthMax = 64
    static let objectsMax = 1_000_000

    let bytes: [UInt8]
    var position = 0
    private var base: ReferenceBase
    private var prefixes: [String: String] = [:]
    private var graph = LinkedGraph()
    private var namelessCount = 0
    /// Of everything that was said, inside lists too.
    private var objectCount = 0

    /// - Parameter address: of the document, to which relative addresses in it refer.
    /// - Returns: a document with a graph of nodes and whole addresses for names.
    static func document(_ bytes: [UInt8], at address: String) throws(Refusal) -> JSON {
        var reader = TurtleReader(bytes: bytes, at: address)
        try reader.read()
        return reader.graph.json
    }

    private init(bytes: [UInt8], at address: String) {
        self.bytes = bytes
        base = ReferenceBase(address)
    }

    // MARK: statements

    private mutating func read() throws(Refusal) {
        if let offset = UTF8Check.firstBadOffset(in: bytes) {
            position = offset
            throw failure("UTF-8の文字ではありません。")
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        while true {
            skipSpace()
            guard current != nil else { return }
            if try !readDirective() {
                try readStatement()
                try expect(UInt8(ascii: "."), "文の終わりの「.」")
            }
        }
    }

    /// `@prefix p: <…> .` or `PREFIX p: <…>`, and the same of the base.
    private mutating func readDirective() throws(Refusal) -> Bool {
        let isOld = current == UInt8(ascii: "@")
        if takeWord(isOld ? "@prefix" : "prefix", matchingCase: isOld) {
            skipSpace()
            let name = takeName()
            guard take(UInt8(ascii: ":")) else { throw failure("接頭辞の後に「:」がありません。") }
            skipSpace()
            prefixes[name] = try readAddress()
        } else if takeWord(isOld ? "@base" : "base", matchingCase: isOld) {
            skipSpace()
            base = ReferenceBase(try readAddress())
        } else if isOld {
            throw failure("「@」で始まる、知らない指示です。")
        } else {
            return false
        }
        if isOld { try expect(UInt8(ascii: "."), "指示の終わりの「.」") }
        return true
    }

    private mutating func readStatement() throws(Refusal) {
        switch current {
        case UInt8(ascii: "["):
            let node = try readNameless(depth: 0)
            skipSpace()
            // Nothing more has to be said of it.
            if current != UInt8(ascii: ".") { try readPredicates(of: node, depth: 0) }
        case UInt8(ascii: "("):
            // Catalogues say nothing of lists.
            _ = try readList(depth: 0)
            skipSpace()
            try readPredicates(of: nameless(), depth: 0)
        default:
            let subject = try readName()
            try readPredicates(of: subject, depth: 0)
        }
    }

    private mutating func readPredicates(of subject: String, depth: Int) throws(Refusal) {
        while true {
            skipSpace()
            let predicate = takeWord("a", matchingCase: true) ? LinkedGraph.type : try readName()
            repeat {
                skipSpace()
                let object = try readObject(depth: depth)
                graph.add(object, as: predicate, to: subject)
                skipSpace()
            } while take(UInt8(ascii: ","))
            guard take(UInt8(ascii: ";")) else { return }
            repeat { skipSpace() } while take(UInt8(ascii: ";"))
            if current == UInt8(ascii: ".") || current == UInt8(ascii: "]") { return }
        }
    }

    private mutating func readObject(depth: Int) throws(Refusal) -> JSON {
        objectCount += 1
        guard objectCount <= Self.objectsMax else { throw failure("書かれている事柄が\(Self.objectsMax)件を超えています。") }
        switch current {
        case UInt8(ascii: "["): return ["@id": .string(try readNameless(depth: depth + 1))]
        case UInt8(ascii: "("): return ["@list": .array(try readList(depth: depth + 1))]
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return try readText()
        case .some(0x30...0x39), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            return try readNumber()
        default:
            for word in ["true", "false"] where takeWord(word, matchingCase: true) {
                return LinkedGraph.literal(word, of: "boolean")
            }
            return ["@id": .string(try readName())]
        }
    }

    /// What stands in brackets.
    private mutating func readNameless(depth: Int) throws(Refusal) -> String {
        guard depth < Self.depthMax else { throw failure("入れ子が深すぎます。") }
        position += 1
        let node = nameless()
        skipSpace()
        if take(UInt8(ascii: "]")) { return node }
        try readPredicates(of: node, depth: depth)
        try expect(UInt8(ascii: "]"), "「]」")
        return node
    }

    private mutating func readList(depth: Int) throws(Refusal) -> [JSON] {
        guard depth < Self.depthMax else { throw failure("入れ子が深すぎます。") }
        position += 1
        var items: [JSON] = []
        while true {
            skipSpace()
            if take(UInt8(ascii: ")")) { return items }
            items.append(try readObject(depth: depth))
        }
    }

    /// No document can write such a name.
    private mutating func nameless() -> String {
        namelessCount += 1
        return "_:[\(namelessCount)]"
    }

    // MARK: names

    /// An address, a name with a prefix, or a node named in this document alone.
    mutating func readName() throws(Refusal) -> String {
        if current == UInt8(ascii: "<") { return try readAddress() }
        let start = position
        let prefix = takeName()
        guard take(UInt8(ascii: ":")) else {
            position = start
            throw failure(current == nil ? "途中で終わっています。" : "ここには、名前かアドレスが要ります。")
        }
        let local = try takeLocalName()
        if prefix == "_" { return "_:\(local)" }
        guard let namespace = prefixes[prefix] else {
            position = start
            throw failure("接頭辞「\(prefix.prefix(50)):」が、このファイルの中で決められていません。")
        }
        return namespace + local
    }

    private mutating func readAddress() throws(Refusal) -> String {
        guard take(UInt8(ascii: "<")) else { throw failure("ここには、<> で囲んだアドレスが要ります。") }
        var text: [UInt8] = []
        while let byte = current {
            position += 1
            switch byte {
            case UInt8(ascii: ">"): return base.resolved(String(decoding: text, as: UTF8.self))
            case UInt8(ascii: "<"), 0x0A, 0x0D:
                position -= 1
                throw failure("アドレスが「>」で閉じていません。")
            case UInt8(ascii: "\\"): text += try readCodePoint()
            default: text.append(byte)
            }
        }
        throw failure("アドレスが「>」で閉じていません。")
    }

    private mutating func takeName() -> String {
        let start = position
        while let byte = current, Self.isNameByte(byte) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// Behind the prefix: with escaped signs, and without dots at its end, which end a statement.
    private mutating func takeLocalName() throws(Refusal) -> String {
        var text: [UInt8] = []
        var dots = 0
        while let byte = current {
            if byte == UInt8(ascii: "\\") {
                guard position + 1 < bytes.count else { throw failure("途中で終わっています。") }
                text.append(bytes[position + 1])
                position += 2
                dots = 0
            } else if Self.isNameByte(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "%") {
                text.append(byte)
                position += 1
                dots = byte == UInt8(ascii: ".") ? dots + 1 : 0
            } else {
                break
            }
        }
        position -= dots
        return String(decoding: text.dropLast(dots), as: UTF8.self)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80..., UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    // MARK: signs

    var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        position += 1
        return true
    }

    /// A whole word: what follows could not belong to it.
    private mutating func takeWord(_ word: String, matchingCase: Bool) -> Bool {
        let end = position + word.utf8.count
        guard end <= bytes.count,
            zip(bytes[position..<end], word.utf8).allSatisfy({ $0 == $1 || !matchingCase && $0 | 0x20 == $1 })
        else { return false }
        if end < bytes.count, Self.isNameByte(bytes[end]) || bytes[end] == UInt8(ascii: ":") {
            // A dot behind it ends the statement.
            guard bytes[end] == UInt8(ascii: "."), end + 1 == bytes.count || !Self.isNameByte(bytes[end + 1]) else {
                return false
            }
        }
        position = end
        return true
    }

    private mutating func expect(_ byte: UInt8, _ name: String) throws(Refusal) {
        skipSpace()
        guard take(byte) else { throw failure(current == nil ? "途中で終わっています。" : "\(name)がありません。") }
    }

    /// Blanks and comments.
    mutating func skipSpace() {
        while let byte = current {
            if byte == UInt8(ascii: "#") {
                while let byte = current, byte != 0x0A, byte != 0x0D { position += 1 }
            } else if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
                position += 1
            } else {
                return
            }
        }
    }

    func failure(_ reason: String) -> Refusal {
        Refusal(line: 1 + bytes.prefix(position).count { $0 == 0x0A }, reason: reason)
    }
}
