/// A text of a cell: runs of different looks are joined, kana readings (`rPh`) are kept apart.
struct CellText {
    /// The text without its readings.
    private(set) var text = ""
    private var readings: [(units: Range<Int>, kana: String)] = []
    private var phonetic: Range<Int>?
    private var keepsSpaces = false

    /// - Returns: the text of this element is wanted.
    mutating func start(_ element: XMLName, _ attributes: XMLAttributes) -> Bool {
        switch element {
        case "rPh":
            let start = attributes.number("sb") ?? 0
            phonetic = start..<max(start, attributes.number("eb") ?? 0)
            return false
        case "t":
            keepsSpaces = attributes.prefixed("space").map { $0.elementsEqual("preserve".utf8) } ?? false
            return true
        default: return false
        }
    }

    /// The text of a `t`.
    mutating func take(_ bytes: [UInt8]) {
        // Without xml:space="preserve" Excel leaves out the spaces around the text.
        let piece = XMLText.unescaped(keepsSpaces ? bytes : CellText.trimmed(bytes))
        if let phonetic {
            readings.append((phonetic, piece))
        } else {
            text += piece
        }
    }

    mutating func end(_ element: XMLName) {
        if element == "rPh" { phonetic = nil }
    }

    /// The text with its readings in place: 杉並区 with スギナミ over the first two becomes スギナミ区.
    var reading: String? {
        guard !readings.isEmpty else { return nil }
        let units = Array(text.utf16)
        var result: [UInt16] = []
        var position = 0
        for (range, kana) in readings {
            guard range.lowerBound >= position, range.upperBound <= units.count else {
                // Places that do not fit the text: only the kana are left.
                return readings.map(\.kana).joined()
            }
            result += units[position..<range.lowerBound]
            result += kana.utf16
            position = range.upperBound
        }
        return String(decoding: result + units[position...], as: UTF16.self)
    }

    private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
        guard let first = bytes.first, let last = bytes.last, isSpace(first) || isSpace(last) else { return bytes }
        guard let start = bytes.firstIndex(where: { !isSpace($0) }), let end = bytes.lastIndex(where: { !isSpace($0) })
        else { return [] }
        return Array(bytes[start...end])
    }
}

/// The texts that cells share (`xl/sharedStrings.xml`, wherever it lies).
final class SharedStringsPart: XMLPart {
    struct Entry {
        let text: String
        let reading: String?
    }

    private(set) var entries: [Entry] = []
    private var present: CellText?
    private let entriesMax: Int

    init(name: String, entriesMax: Int) {
        self.entriesMax = entriesMax
        super.init(name: name)
    }

    override func start(_ element: XMLName, _ attributes: XMLAttributes) throws(WorkbookRefusal) {
        if element == "si" {
            guard entries.count < entriesMax else { throw .tooMany(what: "文字列", part: name, max: entriesMax) }
            present = CellText()
        } else if present?.start(element, attributes) == true {
            collect()
        }
    }

    override func end(_ element: XMLName) throws(WorkbookRefusal) {
        switch element {
        case "t" where isCollecting:
            isCollecting = false
            present?.take(collected)
            try checkLength(present?.text)
        case "si":
            entries.append(Entry(text: present?.text ?? "", reading: present?.reading))
            present = nil
        default: present?.end(element)
        }
    }
}

extension XMLPart {
    final func checkLength(_ text: String?) throws(WorkbookRefusal) {
        guard let text, text.utf8.count > Cell.textLengthMax, text.utf16.count > Cell.textLengthMax else { return }
        throw .textTooLong(part: name, line: line, max: Cell.textLengthMax)
    }
}
