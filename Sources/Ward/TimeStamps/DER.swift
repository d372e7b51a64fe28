/// As much of DER (X.690) as a time stamp needs: short values written, any value read, within its bounds.
enum DER {
    enum Tag {
        static let boolean: UInt8 = 0x01
        static let integer: UInt8 = 0x02
        static let octets: UInt8 = 0x04
        static let null: UInt8 = 0x05
        static let identifier: UInt8 = 0x06
        static let generalizedTime: UInt8 = 0x18
        static let sequence: UInt8 = 0x30
        static let set: UInt8 = 0x31
        /// `[0]`, explicit and constructed.
        static let context0: UInt8 = 0xA0
    }

    /// One value with its tag and length.
    static func value(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        var length: [UInt8] = []
        if content.count < 0x80 {
            length = [UInt8(content.count)]
        } else {
            var rest = content.count
            while rest > 0 {
                length.insert(UInt8(truncatingIfNeeded: rest), at: 0)
                rest >>= 8
            }
            length.insert(0x80 | UInt8(length.count), at: 0)
        }
        return [tag] + length + content
    }

    /// Reads values one after another.
    struct Reader {
        private let bytes: ArraySlice<UInt8>
        private var position: Int

        init(_ bytes: ArraySlice<UInt8>) {
            self.bytes = bytes
            position = bytes.startIndex
        }

        var isAtEnd: Bool { position == bytes.endIndex }

        /// The tag of what comes next; `nil` at the end.
        var tag: UInt8? { isAtEnd ? nil : bytes[position] }

        /// The content of the next value.
        /// - Returns: `nil` when it has another tag or is cut off; the reader has not moved then.
        mutating func content(_ tag: UInt8) -> ArraySlice<UInt8>? {
            guard self.tag == tag else { return nil }
            var next = position + 1
            guard next < bytes.endIndex else { return nil }
            var length = Int(bytes[next])
            next += 1
            if length >= 0x80 {
                let count = length & 0x7F
                // The indefinite form is not DER, and no reply needs more than four bytes of length.
                guard (1...4).contains(count), bytes.endIndex - next >= count else { return nil }
                length = bytes[next..<(next + count)].reduce(0) { $0 << 8 | Int($1) }
                next += count
            }
            guard bytes.endIndex - next >= length else { return nil }
            position = next + length
            return bytes[next..<(next + length)]
        }

        /// A reader of the next value's own values.
        mutating func inside(_ tag: UInt8) -> Reader? { content(tag).map(Reader.init) }
    }
}
