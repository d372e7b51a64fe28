/// Three-valued truths of many people, 64 to a word: whether it holds for certain, and whether it may hold.
struct Planes: Hashable, Sendable {
    var certain: [UInt64]
    var possible: [UInt64]

    init(words: Int) {
        certain = Array(repeating: 0, count: words)
        possible = Array(repeating: 0, count: words)
    }

    subscript(person: Int) -> Truth {
        get {
            let bit: UInt64 = 1 << UInt64(person & 63)
            if certain[person >> 6] & bit != 0 { return .yes }
            return possible[person >> 6] & bit != 0 ? .unknown : .no
        }
        set {
            let bit: UInt64 = 1 << UInt64(person & 63)
            let word = person >> 6
            certain[word] = newValue == .yes ? certain[word] | bit : certain[word] & ~bit
            possible[word] = newValue == .no ? possible[word] & ~bit : possible[word] | bit
        }
    }
}
