extension SyntheticWard {
    /// What a stream of draws is for: each purpose has its own, so that a change of one leaves the others as they are.
    enum Purpose: UInt64, Sendable {
        case sizes = 1
        case families, births, names, places, moves, lives, story, numbers, apartments
        case gone, decoys, outsiders, membership, money, care, forms, defects, spread, glyphs
    }

    /// Random draws from a seed (SplitMix64): the same on every machine.
    ///
    /// Only integer arithmetic and the four operations of floating point are used: nothing that a machine may round in its own way.
    struct Draw: RandomNumberGenerator, Sendable {
        private var state: UInt64

        /// - Parameter index: of a person, household or other thing that has a stream of its own.
        init(_ seed: UInt64, _ purpose: Purpose, _ index: Int = 0) {
            state = Draw.mixed(seed &+ 0x9E37_79B9_7F4A_7C15 &* purpose.rawValue)
            state = Draw.mixed(state ^ (UInt64(truncatingIfNeeded: index) &* 0xD1B5_4A32_D192_ED03))
        }

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            return Draw.mixed(state)
        }

        private static func mixed(_ value: UInt64) -> UInt64 {
            var mixed = value
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }

        /// 0 ..< count; 0 for an empty range.
        mutating func below(_ count: Int) -> Int {
            guard count > 1 else { return 0 }
            return Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(count)).high)
        }

        /// True `tenThousandths` times out of 10,000.
        mutating func chance(_ tenThousandths: Int) -> Bool { below(10_000) < tenThousandths }

        /// A position by weights.
        mutating func weighted(_ weights: [Int]) -> Int {
            var left = below(weights.reduce(0, +))
            for (position, weight) in weights.enumerated() {
                if left < weight { return position }
                left -= weight
            }
            return max(0, weights.count - 1)
        }

        mutating func shuffle<Element>(_ list: inout [Element]) {
            guard list.count > 1 else { return }
            for position in stride(from: list.count - 1, to: 0, by: -1) { list.swapAt(position, below(position + 1)) }
        }

        mutating func element<Element>(_ list: [Element]) -> Element { list[below(list.count)] }
    }

    /// Positions by weights that fall off as 1 / (rank + offset), for lists of names.
    struct FallingWeights: Sendable {
        private let ends: [Int]

        init(count: Int, offset: Int) {
            var sum = 0
            ends = (0..<max(1, count)).map { rank in
                sum += 10_000_000 / (rank + offset)
                return sum
            }
        }

        func position(_ draw: inout Draw) -> Int {
            let value = draw.below(ends[ends.count - 1])
            var (low, high) = (0, ends.count - 1)
            while low < high {
                let middle = (low + high) / 2
                if value < ends[middle] { high = middle } else { low = middle + 1 }
            }
            return low
        }
    }
}

extension SyntheticWard {
    /// Shares of a total as whole numbers that add up to it (largest remainder, the earlier one where two are equal).
    static func quotas(_ weights: [Int], total: Int) -> [Int] {
        let sum = weights.reduce(0, +)
        guard sum > 0 else { return weights.map { _ in 0 } }
        var counts = weights.map { $0 * total / sum }
        let left = total - counts.reduce(0, +)
        let byRemainder = weights.indices.sorted { first, second in
            let (one, other) = (weights[first] * total % sum, weights[second] * total % sum)
            return one == other ? first < second : one > other
        }
        for place in byRemainder.prefix(left) { counts[place] += 1 }
        return counts
    }

    /// A number with leading zeros.
    static func padded(_ value: Int, to width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
