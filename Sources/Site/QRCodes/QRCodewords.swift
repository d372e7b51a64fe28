/// The bytes of a QR code: the content with its length and filling, and what mends errors in it.
enum QRCodewords {
    /// Error correction bytes of each block at level M, by version (ISO/IEC 18004, table 9).
    private static let correctionPerBlock = [
        10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28,
        28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
    ]
    /// Blocks at level M, by version.
    private static let blocks = [
        1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31,
        33, 35, 37, 38, 40, 43, 45, 47, 49,
    ]

    /// Modules that are left for bytes once all patterns are drawn.
    private static func moduleCount(_ version: Int) -> Int {
        var count = (16 * version + 128) * version + 64
        if version >= 2 {
            let patterns = version / 7 + 2
            count -= (25 * patterns - 10) * patterns - 55
            if version >= 7 { count -= 36 }
        }
        return count
    }

    /// Bytes of content with mode, length and filling.
    static func dataCount(_ version: Int) -> Int {
        moduleCount(version) / 8 - correctionPerBlock[version - 1] * blocks[version - 1]
    }

    /// The content behind its mode and length, filled up.
    static func data(_ bytes: [UInt8], version: Int) -> [UInt8] {
        let capacity = dataCount(version) * 8
        var bits: [Bool] = []
        func append(_ value: Int, _ count: Int) {
            for position in (0..<count).reversed() { bits.append(value >> position & 1 == 1) }
        }
        let byteMode = 0b0100
        append(byteMode, 4)
        append(bytes.count, QRCode.lengthBits(version))
        for byte in bytes { append(Int(byte), 8) }
        append(0, min(4, capacity - bits.count))
        append(0, (8 - bits.count % 8) % 8)
        var filling = 0xEC
        while bits.count < capacity {
            append(filling, 8)
            filling ^= 0xEC ^ 0x11
        }
        return stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<start + 8].reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
        }
    }

    /// Blocks of the content with the bytes that mend each, mixed so that a blot hits many blocks a little.
    static func interleaved(_ data: [UInt8], version: Int) -> [UInt8] {
        let (count, correction) = (blocks[version - 1], correctionPerBlock[version - 1])
        let short = data.count / count
        // The last blocks are longer by one.
        let longFrom = count - data.count % count
        var start = 0
        let parts = (0..<count).map { block in
            let end = start + short + (block >= longFrom ? 1 : 0)
            defer { start = end }
            return Array(data[start..<end])
        }
        let mending = parts.map { ReedSolomon.remainder($0, degree: correction) }
        return (0...short).flatMap { position in parts.compactMap { position < $0.count ? $0[position] : nil } }
            + (0..<correction).flatMap { position in mending.map { $0[position] } }
    }
}

/// Error correction over GF(2⁸) with the polynomial x⁸ + x⁴ + x³ + x² + 1, as QR codes use it.
private enum ReedSolomon {
    /// What is left of the data when it is divided by the generator of this degree.
    static func remainder(_ data: [UInt8], degree: Int) -> [UInt8] {
        let generator = generator(degree)
        var rest = [UInt8](repeating: 0, count: degree)
        for byte in data {
            let factor = byte ^ rest.removeFirst()
            rest.append(0)
            for position in rest.indices { rest[position] ^= product(generator[position], factor) }
        }
        return rest
    }

    /// (x - α⁰)(x - α¹)…, without its leading 1.
    private static func generator(_ degree: Int) -> [UInt8] {
        var polynomial = [UInt8](repeating: 0, count: degree - 1) + [1]
        var root: UInt8 = 1
        for _ in 0..<degree {
            for position in 0..<degree {
                polynomial[position] = product(polynomial[position], root)
                if position + 1 < degree { polynomial[position] ^= polynomial[position + 1] }
            }
            root = product(root, 2)
        }
        return polynomial
    }

    private static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var product = 0
        for bit in (0..<8).reversed() {
            product = product << 1 ^ (product >> 7) * 0x11D
            if right >> UInt8(bit) & 1 == 1 { product ^= Int(left) }
        }
        return UInt8(product)
    }
}
