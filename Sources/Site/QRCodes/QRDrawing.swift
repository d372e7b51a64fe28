/// Puts the patterns and the bytes of a QR code in their places and chooses its mask.
struct QRDrawing {
    private let version: Int
    private let size: Int
    private var dark: [[Bool]]
    /// Modules of patterns, which hold no bytes and are not masked.
    private var isPattern: [[Bool]]

    init(version: Int) {
        self.version = version
        size = 17 + 4 * version
        dark = Array(repeating: Array(repeating: false, count: size), count: size)
        isPattern = dark
        drawPatterns()
    }

    // MARK: patterns

    private mutating func set(_ x: Int, _ y: Int, _ isDark: Bool) {
        guard (0..<size).contains(x), (0..<size).contains(y) else { return }
        dark[y][x] = isDark
        isPattern[y][x] = true
    }

    private mutating func drawPatterns() {
        for place in 0..<size {
            set(6, place, place % 2 == 0)
            set(place, 6, place % 2 == 0)
        }
        for (x, y) in [(3, 3), (size - 4, 3), (3, size - 4)] { drawFinder(x, y) }
        let places = alignmentPlaces
        for x in places {
            for y in places {
                // Not where the three large squares are.
                let isCorner = (x == 6 && y == 6) || (x == 6 && y == size - 7) || (x == size - 7 && y == 6)
                if !isCorner { drawAlignment(x, y) }
            }
        }
        drawVersion()
        drawFormat(mask: 0)
    }

    private mutating func drawFinder(_ x: Int, _ y: Int) {
        for dy in -4...4 {
            for dx in -4...4 {
                let ring = max(abs(dx), abs(dy))
                set(x + dx, y + dy, ring != 2 && ring != 4)
            }
        }
    }

    private mutating func drawAlignment(_ x: Int, _ y: Int) {
        for dy in -2...2 {
            for dx in -2...2 { set(x + dx, y + dy, max(abs(dx), abs(dy)) != 1) }
        }
    }

    private var alignmentPlaces: [Int] {
        guard version > 1 else { return [] }
        let count = version / 7 + 2
        let step = (version * 8 + count * 3 + 5) / (count * 4 - 4) * 2
        return [6] + (0..<count - 1).reversed().map { size - 7 - $0 * step }
    }

    private mutating func drawVersion() {
        guard version >= 7 else { return }
        var rest = version
        for _ in 0..<12 { rest = rest << 1 ^ (rest >> 11) * 0x1F25 }
        let bits = version << 12 | rest
        for bit in 0..<18 {
            let (far, near) = (size - 11 + bit % 3, bit / 3)
            set(far, near, bits >> bit & 1 == 1)
            set(near, far, bits >> bit & 1 == 1)
        }
    }

    /// The mask and the level of error correction, twice.
    private mutating func drawFormat(mask: Int) {
        // 00 stands for level M.
        let content = mask
        var rest = content
        for _ in 0..<10 { rest = rest << 1 ^ (rest >> 9) * 0x537 }
        let bits = (content << 10 | rest) ^ 0x5412
        func bit(_ place: Int) -> Bool { bits >> place & 1 == 1 }
        for place in 0...5 { set(8, place, bit(place)) }
        set(8, 7, bit(6))
        set(8, 8, bit(7))
        set(7, 8, bit(8))
        for place in 9..<15 { set(14 - place, 8, bit(place)) }
        for place in 0..<8 { set(size - 1 - place, 8, bit(place)) }
        for place in 8..<15 { set(8, size - 15 + place, bit(place)) }
        set(8, size - 8, true)
    }

    // MARK: bytes

    /// Fills the free modules in pairs of columns, upwards and downwards by turns, from the lower right.
    mutating func place(_ codewords: [UInt8]) {
        var position = 0
        var isUpwards = true
        var right = size - 1
        while right >= 1 {
            // The column of the timing pattern is passed over.
            if right == 6 { right = 5 }
            for step in 0..<size {
                let y = isUpwards ? size - 1 - step : step
                for x in [right, right - 1] where !isPattern[y][x] {
                    guard position < codewords.count * 8 else { continue }
                    dark[y][x] = codewords[position / 8] >> UInt8(7 - position % 8) & 1 == 1
                    position += 1
                }
            }
            isUpwards.toggle()
            right -= 2
        }
    }

    // MARK: masks

    /// The modules under the mask that readers find easiest.
    func bestMasked() -> [[Bool]] {
        let drawn = (0..<8).map { mask in
            let modules = masked(mask)
            return (modules: modules, penalty: Self.penalty(modules))
        }
        return drawn.min { $0.penalty < $1.penalty }?.modules ?? dark
    }

    private func masked(_ mask: Int) -> [[Bool]] {
        var copy = self
        copy.drawFormat(mask: mask)
        for y in 0..<size {
            for x in 0..<size where !isPattern[y][x] && Self.isInverted(x, y, mask: mask) { copy.dark[y][x].toggle() }
        }
        return copy.dark
    }

    private static func isInverted(_ x: Int, _ y: Int, mask: Int) -> Bool {
        switch mask {
        case 0: (x + y) % 2 == 0
        case 1: y % 2 == 0
        case 2: x % 3 == 0
        case 3: (x + y) % 3 == 0
        case 4: (x / 3 + y / 2) % 2 == 0
        case 5: x * y % 2 + x * y % 3 == 0
        case 6: (x * y % 2 + x * y % 3) % 2 == 0
        default: ((x + y) % 2 + x * y % 3) % 2 == 0
        }
    }

    /// How much there is in it that misleads a reader: long runs, blocks, what looks like a large square, an uneven mixture.
    private static func penalty(_ modules: [[Bool]]) -> Int {
        let size = modules.count
        let columns = (0..<size).map { x in modules.map { $0[x] } }
        var penalty = (modules + columns).reduce(0) { $0 + linePenalty($1) }
        for y in 0..<size - 1 {
            for x in 0..<size - 1 {
                let colour = modules[y][x]
                if modules[y][x + 1] == colour, modules[y + 1][x] == colour, modules[y + 1][x + 1] == colour {
                    penalty += 3
                }
            }
        }
        let darkCount = modules.reduce(0) { $0 + $1.reduce(0) { $0 + ($1 ? 1 : 0) } }
        return penalty + abs(darkCount * 20 - size * size * 10) / (size * size) * 10
    }

    private static let finderLike: [[Bool]] = [
        [true, false, true, true, true, false, true, false, false, false, false],
        [false, false, false, false, true, false, true, true, true, false, true],
    ]

    private static func linePenalty(_ line: [Bool]) -> Int {
        var penalty = 0
        var run = 0
        for (position, module) in line.enumerated() {
            run = position > 0 && line[position - 1] == module ? run + 1 : 1
            if run == 5 { penalty += 3 } else if run > 5 { penalty += 1 }
        }
        for start in 0...line.count - 11
        where finderLike.contains(where: { $0.elementsEqual(line[start..<start + 11]) }) {
            penalty += 40
        }
        return penalty
    }
}
