import Ward

/// Texts and numbers of Turtle.
extension TurtleReader {
    mutating func readText() throws(Refusal) -> JSON {
        let text = try readQuoted()
        if take(UInt8(ascii: "@")) {
            let start = position
            while let byte = current, Self.isLanguageByte(byte) { position += 1 }
            guard position > start else { throw failure("「@」の後に言語がありません。") }
            return [
                "@value": .string(text),
                "@language": .string(String(decoding: bytes[start..<position], as: UTF8.self)),
            ]
        }
        guard take(UInt8(ascii: "^")) else { return .string(text) }
        guard take(UInt8(ascii: "^")) else { throw failure("「^^」の後に型がありません。") }
        return ["@value": .string(text), "@type": .string(try readName())]
    }

    private static func isLanguageByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D
    }

    private mutating func readQuoted() throws(Refusal) -> String {
        let start = position
        let quote = bytes[position]
        let isLong = bytes[position...].starts(with: [quote, quote, quote])
        position += isLong ? 3 : 1
        var text: [UInt8] = []
        while let byte = current {
            switch byte {
            case quote where !isLong || bytes[position...].starts(with: [quote, quote, quote]):
                position += isLong ? 3 : 1
                // Of more than three at the end, the last three close it.
                while isLong, take(quote) { text.append(quote) }
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                position += 1
                text += try readEscape()
            case 0x0A, 0x0D:
                guard isLong else {
                    position = start
                    throw failure("文字列が、その行の中で閉じていません。")
                }
                fallthrough
            default:
                text.append(byte)
                position += 1
            }
        }
        position = start
        throw failure("文字列が閉じていません。")
    }

    /// Behind the backslash.
    private mutating func readEscape() throws(Refusal) -> [UInt8] {
        guard let byte = current else { throw failure("途中で終わっています。") }
        if byte == UInt8(ascii: "u") || byte == UInt8(ascii: "U") { return try readCodePoint() }
        let meant: UInt8
        switch byte {
        case UInt8(ascii: "t"): meant = 0x09
        case UInt8(ascii: "b"): meant = 0x08
        case UInt8(ascii: "n"): meant = 0x0A
        case UInt8(ascii: "r"): meant = 0x0D
        case UInt8(ascii: "f"): meant = 0x0C
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): meant = byte
        default: throw failure("「\\」の後に、知らない文字があります。")
        }
        position += 1
        return [meant]
    }

    /// Behind the backslash: `u` with four digits, or `U` with eight.
    mutating func readCodePoint() throws(Refusal) -> [UInt8] {
        let count = current == UInt8(ascii: "u") ? 4 : current == UInt8(ascii: "U") ? 8 : 0
        let digits = bytes[min(position + 1, bytes.count)..<min(position + 1 + count, bytes.count)]
        guard count > 0, digits.count == count, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16), let scalar = Unicode.Scalar(value)
        else { throw failure("「\\u」か「\\U」の後に、文字の番号（16進数）がありません。") }
        position += 1 + count
        return Array(String(Character(scalar)).utf8)
    }

    mutating func readNumber() throws(Refusal) -> JSON {
        let start = position
        _ = take(UInt8(ascii: "+")) || take(UInt8(ascii: "-"))
        let whole = takeDigits()
        var (fraction, type) = (0, "integer")
        // A dot without more of the number behind it ends the statement.
        if current == UInt8(ascii: "."), isDigit(position + 1) || whole > 0 && isExponent(position + 1) {
            position += 1
            (fraction, type) = (takeDigits(), "decimal")
        }
        guard whole + fraction > 0 else { throw failure("ここには、名前か値が要ります。") }
        if isExponent(position) {
            position += isDigit(position + 1) ? 1 : 2
            _ = takeDigits()
            type = "double"
        }
        return LinkedGraph.literal(String(decoding: bytes[start..<position], as: UTF8.self), of: type)
    }

    private func isDigit(_ place: Int) -> Bool { place < bytes.count && (0x30...0x39).contains(bytes[place]) }

    private func isExponent(_ place: Int) -> Bool {
        guard place + 1 < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "e") else { return false }
        let hasSign = bytes[place + 1] == UInt8(ascii: "+") || bytes[place + 1] == UInt8(ascii: "-")
        return isDigit(place + (hasSign ? 2 : 1))
    }

    private mutating func takeDigits() -> Int {
        let start = position
        while let byte = current, (0x30...0x39).contains(byte) { position += 1 }
        return position - start
    }
}
