import Japanese

/// ISO-2022-JP (RFC 1468) with half-width katakana, as mail programs write it.
enum ISO2022JPText {
    private enum Designation {
        case ascii, roman, katakana, kanji

        /// The bytes after ESC.
        init?(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
            if bytes.starts(with: "(B".utf8) {
                self = .ascii
            } else if bytes.starts(with: "(J".utf8) {
                self = .roman
            } else if bytes.starts(with: "(I".utf8) {
                self = .katakana
            } else if bytes.starts(with: "$B".utf8) || bytes.starts(with: "$@".utf8) {
                self = .kanji
            } else {
                return nil
            }
        }
    }

    private static let escape: UInt8 = 0x1B

    /// A designation of two-byte characters or katakana stands in it.
    static func isLikely(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.indices.contains { offset in
            guard bytes[offset] == escape else { return false }
            return switch Designation(bytes[(offset + 1)...]) {
            case .kanji, .katakana: true
            default: false
            }
        }
    }

    /// - Returns: `nil` when some bytes are no character.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> ProvedText.Candidate? {
        var reading = DoubleByteText.Reading(capacity: bytes.count)
        var designation = Designation.ascii
        var offset = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == escape {
                guard let next = Designation(bytes[(offset + 1)...]) else { return nil }
                designation = next
                offset += 3
            } else if byte < 0x21 || designation == .ascii || designation == .roman {
                reading.utf8.append(byte)
                offset += 1
            } else if designation == .katakana {
                guard (0x21...0x5F).contains(byte) else { return nil }
                reading.putKatakana(byte | 0x80)
                offset += 1
            } else {
                guard byte <= 0x7E, offset + 1 < bytes.count, (0x21...0x7E).contains(bytes[offset + 1]),
                    reading.put(
                        code: WindowsCharacterSet.code(row: Int(byte) - 0x20, cell: Int(bytes[offset + 1]) - 0x20))
                else { return nil }
                offset += 2
            }
        }
        return ProvedText.Candidate(
            encoding: .iso2022JP, utf8: reading.utf8, twins: reading.twins,
            privateCharacters: reading.privateCharacters, oddness: reading.oddness)
    }
}
