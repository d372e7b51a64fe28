/// The memory a batch runs in.
struct BatchMemory {
    let inputs: UnsafeBufferPointer<UInt64>
    let results: UnsafeMutableBufferPointer<UInt64>
    let scratch: UnsafeMutableBufferPointer<UInt64>
}

/// One round of a batch: so many words of people from `start` on.
struct BatchRound {
    typealias Slot = BatchLayout.Slot
    private typealias Lanes = SIMD8<UInt64>

    let layout: BatchLayout
    let memory: BatchMemory
    let start: Int
    let count: Int

    private func read(_ place: BatchPlace) -> UnsafePointer<UInt64> {
        switch place {
        case .input(let from): memory.inputs.baseAddress.unsafelyUnwrapped + from + start
        case .result(let from): UnsafePointer(memory.results.baseAddress.unsafelyUnwrapped + from + start)
        case .scratch(let from): UnsafePointer(memory.scratch.baseAddress.unsafelyUnwrapped + from)
        }
    }

    private func write(_ place: BatchPlace) -> UnsafeMutablePointer<UInt64> {
        switch place {
        case .result(let from): memory.results.baseAddress.unsafelyUnwrapped + from + start
        case .input(let from), .scratch(let from): memory.scratch.baseAddress.unsafelyUnwrapped + from
        }
    }

    func copy(_ copy: (from: BatchPlace, to: BatchPlace)) { write(copy.to).update(from: read(copy.from), count: count) }

    func fill(_ work: BatchLayout.Work) {
        let yes = write(work.slot.certain)
        let maybe = write(work.slot.possible)
        let both = !work.slot.isDecided
        switch work.operation {
        case .constant(let truth):
            yes.update(repeating: truth == .yes ? .max : 0, count: count)
            if both { maybe.update(repeating: truth == .no ? 0 : .max, count: count) }
        case .number(let column, let low, let high):
            compare(column, Int64(low), Int64(high), yes, both ? maybe : nil)
        case .exceeds(let column, let base, let each, let other):
            exceed(column, base, each, other, yes, both ? maybe : nil)
        case .and(let parts):
            combine(parts.map { read($0.certain) }, empty: .max, yes) { $0 & $1 }
            if both { combine(parts.map { read($0.possible) }, empty: .max, maybe) { $0 & $1 } }
        case .or(let parts):
            combine(parts.map { read($0.certain) }, empty: 0, yes) { $0 | $1 }
            if both { combine(parts.map { read($0.possible) }, empty: 0, maybe) { $0 | $1 } }
        case .not(let part):
            invert(read(part.possible), yes)
            if both { invert(read(part.certain), maybe) }
        case .atLeast(let wanted, let parts):
            atLeast(wanted, parts.map { read($0.certain) }, yes)
            if both { atLeast(wanted, parts.map { read($0.possible) }, maybe) }
        case .follows(let told, let definition, let implied, let ruledOut):
            follow(told, definition, implied, ruledOut, yes, maybe)
        }
    }

    @inline(__always)
    private func combine(
        _ parts: [UnsafePointer<UInt64>], empty: UInt64, _ to: UnsafeMutablePointer<UInt64>,
        _ operation: (UInt64, UInt64) -> UInt64
    ) {
        guard let first = parts.first else { return to.update(repeating: empty, count: count) }
        guard parts.count > 1 else { return to.update(from: first, count: count) }
        let second = parts[1]
        for word in 0..<count { to[word] = operation(first[word], second[word]) }
        for part in parts.dropFirst(2) {
            for word in 0..<count { to[word] = operation(to[word], part[word]) }
        }
    }

    private func invert(_ from: UnsafePointer<UInt64>, _ to: UnsafeMutablePointer<UInt64>) {
        for word in 0..<count { to[word] = ~from[word] }
    }

    private func follow(
        _ told: Slot, _ definition: Slot?, _ implied: Slot?, _ ruledOut: Slot?, _ yes: UnsafeMutablePointer<UInt64>,
        _ maybe: UnsafeMutablePointer<UInt64>
    ) {
        yes.update(from: read(told.certain), count: count)
        maybe.update(from: read(told.possible), count: count)
        // Open: may hold, and does not for certain. What is already decided stays so.
        if let definition {
            let (from, open) = (read(definition.certain), read(definition.possible))
            for word in 0..<count {
                let undecided = maybe[word] & ~yes[word]
                yes[word] |= undecided & from[word]
                maybe[word] &= ~undecided | open[word]
            }
        }
        if let implied {
            let from = read(implied.certain)
            for word in 0..<count { yes[word] |= maybe[word] & from[word] }
        }
        if let ruledOut {
            let from = read(ruledOut.certain)
            for word in 0..<count { maybe[word] &= yes[word] | ~from[word] }
        }
    }

    /// Whether a number that lies between two bounds lies in a range. Of 該当しない no test holds.
    private func compare(
        _ column: BatchColumns.NumberColumn, _ low: Int64, _ high: Int64, _ yes: UnsafeMutablePointer<UInt64>,
        _ maybe: UnsafeMutablePointer<UInt64>?
    ) {
        between(column.low, low, column.high, high, column.applies, yes)
        // It may lie in the range if its span meets the range: least ≤ high and most ≥ low.
        if let maybe { between(column.high, low, column.low, high, column.applies, maybe) }
    }

    /// `first ≥ low` and `second ≤ high`, of those the number applies to.
    private func between(
        _ first: BatchColumns.BitSlices, _ low: Int64, _ second: BatchColumns.BitSlices, _ high: Int64,
        _ applies: Int?, _ to: UnsafeMutablePointer<UInt64>
    ) {
        to.update(repeating: .max, count: count)
        // The outermost bounds stand for "no bound".
        if low > Int64(Int32.min) { keep(to) { reaches(first, low, $0, $1) } }
        if high < Int64(Int32.max) { keep(to) { ~reaches(second, high + 1, $0, $1) } }
        guard let applies else { return }
        let from = read(.input(applies))
        for word in 0..<count { to[word] &= from[word] }
    }

    /// Keeps those of whom a test holds, a block of words at a time. The test is given the first word and how many there are.
    @inline(__always)
    private func keep(_ to: UnsafeMutablePointer<UInt64>, _ test: (Int, Int) -> Lanes) {
        for word in stride(from: 0, to: count, by: Lanes.scalarCount) {
            let size = min(Lanes.scalarCount, count - word)
            let kept = test(word, size)
            for lane in 0..<size { to[word + lane] &= kept[lane] }
        }
    }

    /// Whether the number of each person is at least the bound, bit by bit from the most significant.
    @inline(__always)
    private func reaches(_ slices: BatchColumns.BitSlices, _ bound: Int64, _ word: Int, _ size: Int) -> Lanes {
        let wanted = bound - slices.minimum
        if wanted <= 0 { return Lanes(repeating: .max) }
        if wanted >> Int64(slices.bits) != 0 { return Lanes(repeating: 0) }
        let words = layout.inputWords
        var plane = read(.input(slices.start)) + word
        var above = Lanes(repeating: 0)
        var same = Lanes(repeating: .max)
        for bit in stride(from: slices.bits - 1, through: 0, by: -1) {
            var lanes = Lanes(repeating: 0)
            if size == Lanes.scalarCount {
                lanes = UnsafeRawPointer(plane).loadUnaligned(as: Lanes.self)
            } else {
                for lane in 0..<size { lanes[lane] = plane[lane] }
            }
            if wanted >> Int64(bit) & 1 == 0 {
                above |= same & lanes
                same &= ~lanes
            } else {
                same &= lanes
            }
            plane += words
        }
        return above | same
    }

    /// Whether a number exceeds `base + each × other`, person by person.
    private func exceed(
        _ column: BatchColumns.NumberColumn, _ base: Int64, _ each: Int64, _ other: BatchColumns.NumberColumn,
        _ yes: UnsafeMutablePointer<UInt64>, _ maybe: UnsafeMutablePointer<UInt64>?
    ) {
        for word in 0..<count {
            var certain: UInt64 = 0
            var possible: UInt64 = 0
            let first = (start + word) * 64
            for person in first..<min(first + 64, column.lows.count) {
                let (least, most) = (column.lows[person], column.highs[person])
                let (fewest, many) = (other.lows[person], other.highs[person])
                if least > most { continue }
                let isOpen = many == .max || most == .max || fewest > many
                let sure = !isOpen && Int64(least) > base + each * Int64(many)
                let may = isOpen || Int64(most) > base + each * Int64(fewest)
                certain |= (sure ? 1 : 0) << UInt64(person - first)
                possible |= (may ? 1 : 0) << UInt64(person - first)
            }
            yes[word] = certain
            maybe?[word] = possible
        }
    }

    /// Row by row: at least so many of the parts seen so far.
    private func atLeast(_ wanted: Int, _ parts: [UnsafePointer<UInt64>], _ to: UnsafeMutablePointer<UInt64>) {
        var rows = [UInt64](repeating: 0, count: max(0, wanted) + 1)
        for word in 0..<count {
            rows.withUnsafeMutableBufferPointer { rows in
                rows.update(repeating: 0)
                rows[0] = .max
                for part in parts {
                    for row in stride(from: wanted, to: 0, by: -1) { rows[row] |= rows[row - 1] & part[word] }
                }
                to[word] = rows[max(0, wanted)]
            }
        }
    }
}
