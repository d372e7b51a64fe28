import Japanese

/// CP932 and EUC-JP, read and written back character by character.
enum DoubleByteText {
    enum Form: CaseIterable {
        case eucJP, cp932

        var encoding: ProvedText.Encoding {
            switch self {
            case .eucJP: .eucJP
            case .cp932: .cp932
            }
        }
    }

    /// - Returns: `nil` when some bytes are no character, or the character is written with other bytes.
    static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, as form: Form, _ keepsText: Bool
    ) -> ProvedText.Candidate? {
        var reading = Reading(capacity: bytes.count, keepsText: keepsText)
        guard reading.run(bytes, as: form) == bytes.count else { return nil }
        return ProvedText.Candidate(
            encoding: form.encoding, utf8: reading.utf8, twins: reading.twins,
            privateCharacters: reading.privateCharacters, oddness: reading.oddness)
    }

    static func firstBadOffset(_ bytes: UnsafeBufferPointer<UInt8>, as form: Form) -> Int {
        var reading = Reading(capacity: 0, keepsText: false)
        return reading.run(bytes, as: form)
    }

    /// The code in CP932 of each scalar of the basic plane; 0 where none.
    static let codes: [UInt16] = {
        var codes = [UInt16](repeating: 0, count: 65_536)
        for (scalar, code) in WindowsCharacterSet.table.codes() where scalar.value < 65_536 {
            codes[Int(scalar.value)] = UInt16(truncatingIfNeeded: code)
        }
        return codes
    }()

    /// What a code of CP932 says: its scalar, when writing that scalar gives the code, or when the code is the scalar's twin.
    static func scalar(_ code: Int) -> (scalar: Unicode.Scalar, isTwin: Bool)? {
        guard let scalar = WindowsCharacterSet.table.scalar(code), scalar.value < 65_536 else { return nil }
        if Int(codes[Int(scalar.value)]) == code { return (scalar, false) }
        guard WindowsCharacterSet.table.kind(of: code) == .twin else { return nil }
        return (scalar, true)
    }

    struct Reading {
        var utf8: [UInt8] = []
        var twins = 0
        var privateCharacters = 0
        private var characters = 0
        private var odd = 0

        var oddness: Double { characters == 0 ? 0 : Double(odd) / Double(characters) }

        private let keepsText: Bool

        /// - Parameter capacity: bytes that are going to be read.
        init(capacity: Int, keepsText: Bool = true) {
            self.keepsText = keepsText
            if keepsText { utf8.reserveCapacity(capacity * 3 / 2 + 16) }
        }

        /// - Returns: the offset of the first byte that is no character; the count of bytes when all are.
        mutating func run(_ bytes: UnsafeBufferPointer<UInt8>, as form: Form) -> Int {
            var offset = 0
            while offset < bytes.count {
                let byte = bytes[offset]
                if byte < 0x80 {
                    if keepsText { utf8.append(byte) }
                    offset += 1
                    continue
                }
                let next = offset + 1 < bytes.count ? bytes[offset + 1] : 0
                guard let length = take(byte, next, form) else { return offset }
                offset += length
            }
            return bytes.count
        }

        private mutating func take(_ byte: UInt8, _ next: UInt8, _ form: Form) -> Int? {
            switch form {
            case .cp932:
                if (0xA1...0xDF).contains(byte) {
                    putKatakana(byte)
                    return 1
                }
                guard WindowsCharacterSet.isLead(byte), (0x40...0xFC).contains(next), next != 0x7F else { return nil }
                return put(code: Int(byte) << 8 | Int(next)) ? 2 : nil
            case .eucJP:
                if byte == 0x8E {
                    guard (0xA1...0xDF).contains(next) else { return nil }
                    putKatakana(next)
                    return 2
                }
                guard (0xA1...0xFE).contains(byte), (0xA1...0xFE).contains(next) else { return nil }
                return put(code: WindowsCharacterSet.code(row: Int(byte) - 0xA0, cell: Int(next) - 0xA0)) ? 2 : nil
            }
        }

        /// Half-width katakana are read in both encodings and seldom meant in either.
        mutating func putKatakana(_ byte: UInt8) {
            characters += 1
            odd += 1
            put(Unicode.Scalar(0xFEC0 + UInt32(byte)) ?? " ")
        }

        mutating func put(code: Int) -> Bool {
            guard let (scalar, isTwin) = DoubleByteText.scalar(code) else { return false }
            characters += 1
            if isTwin { twins += 1 }
            if (0xE000...0xF8FF).contains(scalar.value) { privateCharacters += 1 }
            if !Plausibility.isCommon(scalar) { odd += 1 }
            put(scalar)
            return true
        }

        private mutating func put(_ scalar: Unicode.Scalar) {
            if keepsText { utf8.append(contentsOf: UTF8.encode(scalar) ?? UTF8.EncodedScalar()) }
        }
    }
}

/// How likely characters are in a Japanese document.
enum Plausibility {
    /// Kana, the kanji of level 1 (JIS X 0208 rows 16–47), full-width and common signs.
    static func isCommon(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 65_536 && common[Int(scalar.value)]
    }

    /// The share of characters that are not common.
    static func oddness(_ text: String) -> Double {
        var characters = 0
        var odd = 0
        for scalar in text.unicodeScalars {
            characters += 1
            if !isCommon(scalar) { odd += 1 }
        }
        return characters == 0 ? 0 : Double(odd) / Double(characters)
    }

    private static let common: [Bool] = {
        var common = [Bool](repeating: false, count: 65_536)
        for value in [0x09, 0x0A, 0x0C, 0x0D] + Array(0x20...0x7E) { common[value] = true }
        for row in Array(1...5) + [8, 13] + Array(16...47) {
            for cell in 1...94 {
                let code = WindowsCharacterSet.code(row: row, cell: cell)
                if let scalar = WindowsCharacterSet.table.scalar(code) { common[Int(scalar.value)] = true }
            }
        }
        return common
    }()
}
