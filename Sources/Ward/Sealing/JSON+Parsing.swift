/// Why a text is not JSON of this platform.
public struct JSONParsingError: Error, Hashable, Sendable {
    /// Byte offset, from 0.
    public let offset: Int
    /// In Japanese, for people.
    public let reason: String
}

extension JSON {
    /// Limits of what is read, so that hostile input costs bounded memory.
    public static let bytesMax = 256 * 1024 * 1024
    static let depthMax = 64

    /// Reads strict JSON (RFC 8259) without fractions and exponents; decimal numbers travel as strings.
    public init(parsing text: String) throws(JSONParsingError) {
        try self.init(parsing: Array(text.utf8))
    }

    public init(parsing bytes: [UInt8]) throws(JSONParsingError) {
        try self.init(bytes, isForeign: false)
    }

    /// Reads JSON that others wrote: a number that is no integer of 64 bits stays the text that it was written as, of members with one
    /// name the last counts, and a byte order mark at the beginning is passed over.
    public init(foreign bytes: [UInt8]) throws(JSONParsingError) {
        try self.init(bytes, isForeign: true)
    }

    private init(_ bytes: [UInt8], isForeign: Bool) throws(JSONParsingError) {
        guard bytes.count <= Self.bytesMax else {
            throw JSONParsingError(offset: Self.bytesMax, reason: "\(Self.bytesMax / 1024 / 1024) MiB を超えています")
        }
        var reader = JSONReader(bytes: bytes, isForeign: isForeign)
        self = try reader.document()
    }
}

private struct JSONReader {
    let bytes: [UInt8]
    let isForeign: Bool
    var position: Int

    init(bytes: [UInt8], isForeign: Bool) {
        self.bytes = bytes
        self.isForeign = isForeign
        position = isForeign && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    mutating func document() throws(JSONParsingError) -> JSON {
        let value = try value(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw failure("値のあとに余分な文字があります") }
        return value
    }

    private func failure(_ reason: String) -> JSONParsingError {
        JSONParsingError(offset: position, reason: reason)
    }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONParsingError) -> JSON {
        guard depth < JSON.depthMax else { throw failure("入れ子が深すぎます") }
        skipSpace()
        guard let first = current else { throw failure("値がありません") }
        switch first {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw failure("値がありません")
        }
    }

    private mutating func word(_ text: String, _ value: JSON) throws(JSONParsingError) -> JSON {
        guard bytes[position...].starts(with: text.utf8) else { throw failure("分からない語です") }
        position += text.utf8.count
        return value
    }

    private mutating func number() throws(JSONParsingError) -> JSON {
        let start = position
        _ = take(UInt8(ascii: "-"))
        let digits = position
        while let byte = current, (0x30...0x39).contains(byte) { position += 1 }
        guard position > digits, bytes[digits] != 0x30 || position == digits + 1 else { throw failure("数の形ではありません") }
        if isForeign {
            try fraction()
        } else if let byte = current, [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(byte) {
            throw failure("小数は文字列で書いてください")
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if let value = Int64(text) { return .integer(value) }
        guard isForeign else { throw failure("数が大きすぎます") }
        return .string(text)
    }

    /// What stands behind the digits of a number.
    private mutating func fraction() throws(JSONParsingError) {
        if take(UInt8(ascii: ".")) { try someDigits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            _ = take(UInt8(ascii: "+")) || take(UInt8(ascii: "-"))
            try someDigits()
        }
    }

    private mutating func someDigits() throws(JSONParsingError) {
        let start = position
        while let byte = current, (0x30...0x39).contains(byte) { position += 1 }
        guard position > start else { throw failure("数の形ではありません") }
    }

    private mutating func array(depth: Int) throws(JSONParsingError) -> JSON {
        position += 1
        var values: [JSON] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array([]) }
        while true {
            values.append(try value(depth: depth + 1))
            skipSpace()
            if take(UInt8(ascii: "]")) { return .array(values) }
            guard take(UInt8(ascii: ",")) else { throw failure("「,」か「]」がありません") }
        }
    }

    private mutating func object(depth: Int) throws(JSONParsingError) -> JSON {
        position += 1
        var members: [String: JSON] = [:]
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object([:]) }
        while true {
            skipSpace()
            guard current == UInt8(ascii: "\"") else { throw failure("項目の名前がありません") }
            let name = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw failure("「:」がありません") }
            guard members.updateValue(try value(depth: depth + 1), forKey: name) == nil || isForeign else {
                throw failure("同じ名前の項目が2つあります")
            }
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { throw failure("「,」か「}」がありません") }
        }
    }

    private mutating func string() throws(JSONParsingError) -> String {
        position += 1
        var text: [UInt8] = []
        while let byte = current {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let decoded = String(validating: text, as: UTF8.self) else { throw failure("UTF-8 ではありません") }
                return decoded
            case UInt8(ascii: "\\"): text += try escape()
            case 0..<0x20: throw failure("文字列の中に制御文字があります")
            default: text.append(byte)
            }
        }
        throw failure("文字列が閉じていません")
    }

    private mutating func escape() throws(JSONParsingError) -> [UInt8] {
        guard let byte = current else { throw failure("文字列が閉じていません") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "u"):
            var units = [try codeUnit()]
            if UTF16.isLeadSurrogate(units[0]) {
                guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw failure("対になる文字がありません") }
                units.append(try codeUnit())
            }
            guard let text = String(validating: units, as: UTF16.self) else { throw failure("文字になりません") }
            return Array(text.utf8)
        default: throw failure("分からない書き方です")
        }
    }

    private mutating func codeUnit() throws(JSONParsingError) -> UInt16 {
        guard position + 4 <= bytes.count,
            let digits = String(validating: bytes[position..<position + 4], as: UTF8.self),
            digits.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }), let unit = UInt16(digits, radix: 16)
        else { throw failure("\\u のあとに16進数4桁がありません") }
        position += 4
        return unit
    }
}
