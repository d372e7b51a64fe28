import Japanese

/// 48 bits of time and 80 bits of randomness in Crockford's base 32, after the ULID specification.
enum ULID {
    static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    static func text(at time: Timestamp, random: [UInt8]) -> String {
        precondition(random.count == 10)
        var value = UInt128(UInt64(bitPattern: time.milliseconds) & 0xFFFF_FFFF_FFFF)
        for byte in random { value = value << 8 | UInt128(byte) }
        let digits = (0..<26).map { alphabet[Int(value >> UInt128(5 * (25 - $0)) & 31)] }
        return String(decoding: digits, as: UTF8.self)
    }
}
