/// A tokenizer of its own, much simpler than a browser's, to look at markup from the outside.
public struct MarkupTokenizer {
    public enum Token: Equatable {
        case open(name: String, attributes: [String: String])
        case close(name: String)
        case text(String)
    }

    public struct Broken: Error, CustomStringConvertible {
        public let description: String
    }

    public static func tokens(_ markup: String) throws -> [Token] {
        var tokenizer = MarkupTokenizer(scalars: Array(markup.unicodeScalars))
        return try tokenizer.all()
    }

    private let scalars: [Unicode.Scalar]
    private var position = 0

    private init(scalars: [Unicode.Scalar]) {
        self.scalars = scalars
    }

    private mutating func all() throws -> [Token] {
        var tokens: [Token] = []
        while position < scalars.count {
            tokens.append(scalars[position] == "<" ? try tag() : .text(try text(until: "<")))
        }
        return tokens
    }

    private mutating func tag() throws -> Token {
        position += 1
        if peek == "!" { return .text(try text(until: ">", including: true)) }
        let isClosing = peek == "/"
        if isClosing { position += 1 }
        let name = word()
        guard !name.isEmpty else { throw Broken(description: "a < that begins no tag at \(position)") }
        var attributes: [String: String] = [:]
        while true {
            while let scalar = peek, scalar.properties.isWhitespace || scalar == "/" { position += 1 }
            guard let scalar = peek else { throw Broken(description: "a tag without end: \(name)") }
            if scalar == ">" {
                position += 1
                return isClosing ? .close(name: name) : .open(name: name, attributes: attributes)
            }
            let attribute = word()
            guard !attribute.isEmpty else { throw Broken(description: "a broken attribute in \(name): \(scalar)") }
            guard attributes[attribute] == nil else { throw Broken(description: "\(attribute) twice in \(name)") }
            attributes[attribute] = try value()
        }
    }

    private mutating func value() throws -> String {
        guard peek == "=" else { return "" }
        position += 1
        guard peek == "\"" else { throw Broken(description: "a value without quotes at \(position)") }
        position += 1
        return try decoded(text: text(until: "\"", including: true, raw: true))
    }

    private mutating func word() -> String {
        var word = String.UnicodeScalarView()
        while let scalar = peek,
            scalar.properties.isAlphabetic && scalar.isASCII || "0123456789-:".unicodeScalars.contains(scalar)
        {
            word.append(scalar)
            position += 1
        }
        return String(word)
    }

    private mutating func text(until end: Unicode.Scalar, including: Bool = false, raw: Bool = false) throws -> String {
        var text = String.UnicodeScalarView()
        while let scalar = peek, scalar != end {
            text.append(scalar)
            position += 1
        }
        if including {
            guard peek == end else { throw Broken(description: "no \(end) at the end") }
            position += 1
        }
        return raw ? String(text) : try decoded(text: String(text))
    }

    private func decoded(text: String) throws -> String {
        var decoded = ""
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "&" else {
                decoded.unicodeScalars.append(scalar)
                continue
            }
            guard let end = rest.firstIndex(of: ";") else { throw Broken(description: "a bare & in \(text)") }
            let names = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'"]
            guard let value = names[String(rest[..<end])] else {
                throw Broken(description: "an unknown reference in \(text)")
            }
            decoded += value
            rest = rest[rest.index(after: end)...]
        }
        return decoded
    }

    private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }
}

extension [MarkupTokenizer.Token] {
    /// The elements that are opened, with their attributes.
    public func elements(_ name: String) -> [[String: String]] {
        compactMap { token in
            if case .open(name, let attributes) = token { attributes } else { nil }
        }
    }

    public var text: String {
        compactMap { token in
            if case .text(let text) = token { text } else { nil }
        }.joined()
    }

    /// Every element that is opened is closed in its order, apart from those that are never closed.
    public func checkNesting() throws {
        let void: Set<String> = ["input", "br", "meta", "link", "hr", "img", "line", "rect", "path", "circle", "wbr"]
        var open: [String] = []
        for token in self {
            switch token {
            case .open(let name, _) where !void.contains(name): open.append(name)
            case .close(let name):
                guard open.popLast() == name else {
                    throw MarkupTokenizer.Broken(description: "</\(name)> closes something else")
                }
            default: break
            }
        }
        guard open.isEmpty else { throw MarkupTokenizer.Broken(description: "not closed: \(open)") }
    }
}
