/// The told facts of many people, a column for each fact that rules test.
public struct BatchColumns: Sendable {
    public let count: Int
    /// Words of one plane: a bit for each person.
    let words: Int
    /// All planes, one after the other.
    private(set) var storage: [UInt64] = []
    /// What was told of a truth; not told is unknown.
    private(set) var truths: [String: PlanePlace] = [:]
    /// For each choice of a fact, by its place among them.
    private(set) var choices: [String: [PlanePlace]] = [:]
    private(set) var numbers: [String: NumberColumn] = [:]
    /// Tests of lists and days, which are decided person by person when the columns are made.
    private(set) var leaves: [Condition: PlanePlace] = [:]

    /// Where a truth stands in the storage. Both places are the same where it is known of everybody.
    struct PlanePlace: Sendable {
        let certain: Int
        let possible: Int
        var isDecided: Bool { certain == possible }
    }

    /// A number of everybody: bounds, and the same bounds cut into bits so that 64 people are compared at a time.
    struct NumberColumn: Sendable {
        let lows: [Int32]
        let highs: [Int32]
        let low: BitSlices
        let high: BitSlices
        /// The plane of those who have such a number, when there are others: 該当しない.
        let applies: Int?
        let isDecided: Bool
    }

    /// Planes of the bits of `value - minimum`, the most significant first.
    struct BitSlices: Sendable {
        let start: Int
        let bits: Int
        let minimum: Int64
    }

    public init(_ people: [CaseFacts], _ base: KnowledgeBase) {
        count = people.count
        words = (people.count + 63) / 64
        let program = BatchProgram(base)
        let evaluations = people.map { Evaluation(base: base, facts: $0) }
        for code in program.truths {
            truths[code] = add(
                people.map { facts in
                    switch facts[code] {
                    case .known(.truth(let truth)): Truth(truth)
                    case .notApplicable: .no
                    default: .unknown
                    }
                })
        }
        for code in program.choices {
            guard case .choice(let known) = base.facts[code]?.kind else { continue }
            let resolved = evaluations.map { $0.resolved(code) }
            choices[code] = known.map { choice in
                add(resolved.map { $0 == .unknown ? .unknown : Truth($0 == .choice(choice.code)) })
            }
        }
        for code in program.numbers { numbers[code] = column(evaluations.map { $0.resolved(code) }) }
        for leaf in program.leaves { leaves[leaf] = add(evaluations.map { $0.truth(leaf) }) }
    }

    /// Appends a plane of one bit for each person, and answers where it starts.
    private mutating func plane(_ bit: (Int) -> Bool) -> Int {
        let start = storage.count
        storage.append(contentsOf: repeatElement(0, count: words))
        for person in 0..<count where bit(person) { storage[start + person >> 6] |= 1 << UInt64(person & 63) }
        return start
    }

    private mutating func add(_ truths: [Truth]) -> PlanePlace {
        let certain = plane { truths[$0] == .yes }
        return PlanePlace(
            certain: certain, possible: truths.contains(.unknown) ? plane { truths[$0] != .no } : certain)
    }

    private mutating func column(_ resolved: [Evaluation.Resolved]) -> NumberColumn {
        var lows: [Int32] = []
        var highs: [Int32] = []
        for one in resolved {
            switch one {
            case .number(let range):
                lows.append(Int32(clamping: range.lowerBound))
                highs.append(Int32(clamping: range.upperBound))
            case .notApplicable:
                lows.append(.max)
                highs.append(.min)
            default:
                lows.append(.min)
                highs.append(.max)
            }
        }
        let have = zip(lows, highs).map { $0 <= $1 }
        let isDecided = zip(lows, highs).allSatisfy { $0 >= $1 }
        let low = slices(lows, have)
        return NumberColumn(
            lows: lows, highs: highs, low: low, high: isDecided ? low : slices(highs, have),
            applies: have.allSatisfy { $0 } ? nil : plane { have[$0] }, isDecided: isDecided)
    }

    /// The bits of the values that count; those of 該当しない stay out, so that they do not widen the span.
    private mutating func slices(_ values: [Int32], _ have: [Bool]) -> BitSlices {
        let counted = zip(values, have).lazy.filter { $0.1 }.map { Int64($0.0) }
        let minimum = counted.min() ?? 0
        let span = (counted.max() ?? 0) - minimum
        let bits = Int64.bitWidth - span.leadingZeroBitCount
        let start = storage.count
        for bit in stride(from: bits - 1, through: 0, by: -1) {
            _ = plane { have[$0] && (Int64(values[$0]) - minimum) >> Int64(bit) & 1 != 0 }
        }
        return BitSlices(start: start, bits: bits, minimum: minimum)
    }
}
