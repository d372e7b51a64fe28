extension SyntheticWard {
    /// A picture of a character that nobody has ever written: strokes in the manner of 漢字, drawn from its code. It stands for the
    /// pictures that a ward takes out of the fonts of its old systems.
    struct InventedGlyph {
        static let side = 64

        /// Rows of grey points, from white to black.
        private var points = [UInt8](repeating: 0xFF, count: side * side)

        /// - Parameter code: the same code in another system is another character.
        init(seed: UInt64, system: Int, code: UInt16) {
            var draw = Draw(seed, .glyphs, system << 16 | Int(code))
            let split = 20 + draw.below(8)
            switch draw.below(3) {
            case 0:
                // As 亻 or 木.
                vertical(12, 8, 58)
                slant(12, 18, down: 14)
                if draw.chance(5_000) { horizontal(18, 4, split - 3) }
            case 1:
                // As 口.
                box(5, 18, split - 4, 46)
            default:
                // As 氵.
                for place in 0..<3 { slant(14, 12 + place * 16, down: 9) }
            }
            let heights = [8, 20, 32, 44, 56].filter { _ in draw.chance(7_000) }
            for height in heights { horizontal(height, split + draw.below(5), 58 - draw.below(6)) }
            let middle = (split + 58) / 2
            if draw.chance(7_000) { vertical(middle, 5, 58) }
            if draw.chance(5_000) { box(split + 4, 26, 54, 26 + 10 + draw.below(14)) }
            slant(middle, 40, down: 18)
        }

        private mutating func ink(_ x: Int, _ y: Int) {
            let side = InventedGlyph.side
            for (right, down) in [(0, 0), (1, 0), (0, 1), (1, 1), (2, 1), (1, 2)] {
                let (column, row) = (x + right, y + down)
                if (0..<side).contains(column), (0..<side).contains(row) { points[row * side + column] = 0x20 }
            }
        }

        private mutating func horizontal(_ y: Int, _ from: Int, _ to: Int) {
            for x in min(from, to)...max(from, to) { ink(x, y) }
        }

        private mutating func vertical(_ x: Int, _ from: Int, _ to: Int) {
            for y in min(from, to)...max(from, to) { ink(x, y) }
        }

        /// To the left and down.
        private mutating func slant(_ x: Int, _ y: Int, down length: Int) {
            for step in 0...length { ink(x - step / 2, y + step) }
        }

        private mutating func box(_ left: Int, _ top: Int, _ right: Int, _ bottom: Int) {
            horizontal(top, left, right)
            horizontal(bottom, left, right)
            vertical(left, top, bottom)
            vertical(right, top, bottom)
        }

        /// As a PNG without compression (ISO/IEC 15948; RFC 1950 and 1951 for what it holds).
        var png: [UInt8] {
            let side = InventedGlyph.side
            var rows: [UInt8] = []
            for row in 0..<side { rows += [0] + points[row * side..<(row + 1) * side] }
            let length = UInt16(rows.count)
            // A zlib stream of one stored block.
            var data: [UInt8] = [0x78, 0x01, 0x01]
            data += [UInt8(length & 0xFF), UInt8(length >> 8), UInt8(~length & 0xFF), UInt8(~length >> 8)]
            data += rows + InventedGlyph.bytes(InventedGlyph.adler32(rows))
            let size = InventedGlyph.bytes(UInt32(side))
            return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
                + InventedGlyph.chunk("IHDR", size + size + [8, 0, 0, 0, 0]) + InventedGlyph.chunk("IDAT", data)
                + InventedGlyph.chunk("IEND", [])
        }

        private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
            let content = Array(name.utf8) + data
            return bytes(UInt32(data.count)) + content + bytes(crc32(content))
        }

        private static func bytes(_ value: UInt32) -> [UInt8] {
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
        }

        private static func adler32(_ bytes: [UInt8]) -> UInt32 {
            var (low, high): (UInt32, UInt32) = (1, 0)
            for byte in bytes {
                low = (low + UInt32(byte)) % 65_521
                high = (high + low) % 65_521
            }
            return high << 16 | low
        }

        private static func crc32(_ bytes: [UInt8]) -> UInt32 {
            var sum = UInt32.max
            for byte in bytes {
                sum ^= UInt32(byte)
                for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
            }
            return ~sum
        }
    }
}
