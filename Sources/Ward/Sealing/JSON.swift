/// A JSON value without floating-point numbers, so that each value has exactly one canonical form.
///
///     let value: JSON = ["edition": 1, "title": "第1四半期", "hours": "6500.5", "note": nil]
///     value.canonical   // {"edition":1,"hours":"6500.5","note":null,"title":"第1四半期"}
///
/// Decimal numbers are written as strings. Canonical form after RFC 8785 for this subset: no spaces, keys sorted by
/// UTF-16 code units, the shortest escapes, UTF-8.
public enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case string(String)
    case array([JSON])
    case object([String: JSON])
}

extension JSON: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByStringInterpolation, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(nilLiteral: ()) { self = .null }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(stringLiteral value: String) { self = .string(value) }
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
    }

    public init(_ text: String) { self = .string(text) }
    public init(_ text: String?) { self = text.map(JSON.string) ?? .null }
    public init(_ value: Int) { self = .integer(Int64(value)) }
    public init(_ value: Int?) { self = value.map { .integer(Int64($0)) } ?? .null }
    public init(_ value: Bool) { self = .bool(value) }
    /// Any value with a stable textual form, such as a date or an identifier.
    public init(_ value: (some CustomStringConvertible)?) { self = value.map { .string($0.description) } ?? .null }
    public init(_ values: [JSON]) { self = .array(values) }
}

extension JSON {
    public subscript(key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    public var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    public var integer: Int? {
        guard case .integer(let value) = self else { return nil }
        return Int(value)
    }

    public var array: [JSON]? {
        guard case .array(let values) = self else { return nil }
        return values
    }

    /// The one canonical form, in which a value is hashed and sealed.
    public var canonical: String {
        var writer = Writer(indent: nil)
        writer.write(self, depth: 0)
        return writer.text
    }

    /// For people: two spaces of indentation, keys sorted.
    public var pretty: String {
        var writer = Writer(indent: "  ")
        writer.write(self, depth: 0)
        return writer.text + "\n"
    }

    private struct Writer {
        let indent: String?
        var text = ""

        mutating func write(_ value: JSON, depth: Int) {
            switch value {
            case .null: text += "null"
            case .bool(let value): text += value ? "true" : "false"
            case .integer(let value): text += String(value)
            case .string(let value): write(string: value)
            case .array(let values):
                write(values, open: "[", close: "]", depth: depth) { $0.write($1, depth: depth + 1) }
            case .object(let members):
                let sorted = members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
                write(sorted, open: "{", close: "}", depth: depth) { writer, member in
                    writer.write(string: member.key)
                    writer.text += writer.indent == nil ? ":" : ": "
                    writer.write(member.value, depth: depth + 1)
                }
            }
        }

        private mutating func write<Element>(
            _ elements: [Element], open: String, close: String, depth: Int,
            element: (inout Writer, Element) -> Void
        ) {
            text += open
            for (position, value) in elements.enumerated() {
                if position > 0 { text += "," }
                breakLine(depth: depth + 1)
                element(&self, value)
            }
            if !elements.isEmpty { breakLine(depth: depth) }
            text += close
        }

        private mutating func breakLine(depth: Int) {
            guard let indent else { return }
            text += "\n" + String(repeating: indent, count: depth)
        }

        private mutating func write(string: String) {
            text += "\""
            for scalar in string.unicodeScalars {
                switch scalar {
                case "\"": text += "\\\""
                case "\\": text += "\\\\"
                case "\n": text += "\\n"
                case "\r": text += "\\r"
                case "\t": text += "\\t"
                case "\u{8}": text += "\\b"
                case "\u{C}": text += "\\f"
                case "\u{0}"..<"\u{20}":
                    let digits = String(scalar.value, radix: 16)
                    text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
                default: text.unicodeScalars.append(scalar)
                }
            }
            text += "\""
        }
    }
}
