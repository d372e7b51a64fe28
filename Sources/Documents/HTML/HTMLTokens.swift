/// Pieces of a web page, as tolerantly as browsers take them: nothing here is an error.
struct HTMLTokens {
    enum Token {
        case text(String)
        case start(String, [String: String])
        case end(String)
        /// The text of an element whose inside is no page: scripts, styles.
        case raw(String, String)
        case comment(String)
    }

    private let bytes: [UInt8]
    private var offset = 0

    init(utf8 bytes: [UInt8]) {
        self.bytes = bytes
    }

    private static let rawElements: Set<String> = [
        "script", "style", "title", "textarea", "xmp", "noembed", "noframes", "iframe",
    ]

    mutating func next() -> Token? {
        guard offset < bytes.count else { return nil }
        if bytes[offset] == 0x3C, let token = markup() { return token }
        let start = offset
        offset += 1
        while offset < bytes.count, bytes[offset] != 0x3C { offset += 1 }
        return .text(HTMLEntities.resolved(string(start..<offset)))
    }

    /// - Returns: `nil` where `<` is only a character.
    private mutating func markup() -> Token? {
        let next = offset + 1 < bytes.count ? bytes[offset + 1] : 0
        if next == 0x21 || next == 0x3F { return declaration(next) }
        let isEnd = next == 0x2F
        let nameStart = offset + (isEnd ? 2 : 1)
        guard nameStart < bytes.count, HTMLTokens.isLetter(bytes[nameStart]) else { return nil }
        var position = nameStart
        while position < bytes.count, bytes[position] > 0x20, bytes[position] != 0x3E, bytes[position] != 0x2F {
            position += 1
        }
        let name = string(nameStart..<position).lowercased()
        let (attributes, end) = attributes(from: position)
        offset = end
        if isEnd { return .end(name) }
        guard HTMLTokens.rawElements.contains(name) else { return .start(name, attributes) }
        return .raw(name, rawText(name))
    }

    private mutating func declaration(_ mark: UInt8) -> Token {
        if bytes[offset...].starts(with: "<!--".utf8) {
            let start = offset + 4
            let end = find("-->", from: start) ?? bytes.count
            offset = min(end + 3, bytes.count)
            return .comment(start < end ? string(start..<end) : "")
        }
        if bytes[offset...].starts(with: "<![CDATA[".utf8) {
            let start = offset + 9
            let end = find("]]>", from: start) ?? bytes.count
            offset = min(end + 3, bytes.count)
            return .text(start < end ? string(start..<end) : "")
        }
        let end = bytes[offset...].firstIndex(of: 0x3E) ?? bytes.count
        let inner = string(offset..<end)
        offset = min(end + 1, bytes.count)
        return .comment(inner)
    }

    /// - Returns: the attributes and the offset after the tag; a quote that never closes goes to the end of the file.
    private func attributes(from start: Int) -> ([String: String], Int) {
        var found: [String: String] = [:]
        var position = start
        while position < bytes.count {
            let byte = bytes[position]
            if byte == 0x3E { return (found, position + 1) }
            if byte <= 0x20 || byte == 0x2F {
                position += 1
                continue
            }
            let nameStart = position
            position += 1
            while position < bytes.count, bytes[position] > 0x20, ![0x3D, 0x3E, 0x2F].contains(bytes[position]) {
                position += 1
            }
            let name = string(nameStart..<position).lowercased()
            var peek = position
            while peek < bytes.count, bytes[peek] <= 0x20 { peek += 1 }
            var value = ""
            if peek < bytes.count, bytes[peek] == 0x3D {
                (value, position) = self.value(from: peek + 1)
            }
            if found[name] == nil, found.count < 100 { found[name] = value }
        }
        return (found, position)
    }

    private func value(from start: Int) -> (String, Int) {
        var position = start
        while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
        guard position < bytes.count else { return ("", position) }
        let quote = bytes[position]
        if quote == 0x22 || quote == 0x27 {
            let end = bytes[(position + 1)...].firstIndex(of: quote) ?? bytes.count
            return (HTMLEntities.resolved(string((position + 1)..<end)), min(end + 1, bytes.count))
        }
        let valueStart = position
        while position < bytes.count, bytes[position] > 0x20, bytes[position] != 0x3E { position += 1 }
        return (HTMLEntities.resolved(string(valueStart..<position)), position)
    }

    /// Up to the end tag of the element, which is passed over too.
    private mutating func rawText(_ name: String) -> String {
        let start = offset
        var position = offset
        let closing = Array("</\(name)".utf8)
        while position < bytes.count {
            guard let mark = bytes[position...].firstIndex(of: 0x3C) else { break }
            if bytes[mark...].prefix(closing.count).map({ HTMLTokens.lowered($0) }) == closing {
                offset = min((bytes[mark...].firstIndex(of: 0x3E) ?? bytes.count - 1) + 1, bytes.count)
                return string(start..<mark)
            }
            position = mark + 1
        }
        offset = bytes.count
        return string(start..<bytes.count)
    }

    private func find(_ text: StaticString, from start: Int) -> Int? {
        let wanted = Array("\(text)".utf8)
        var position = start
        while position < bytes.count {
            guard let first = bytes[position...].firstIndex(of: wanted[0]) else { return nil }
            if bytes[first...].starts(with: wanted) { return first }
            position = first + 1
        }
        return nil
    }

    private func string(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    private static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
