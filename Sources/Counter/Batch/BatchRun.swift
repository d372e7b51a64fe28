import Japanese

/// The states of all procedures for many people.
public struct BatchResult: Sendable {
    public let count: Int
    let planes: [(id: String, planes: Planes)]

    public func state(of id: String, person: Int) -> Truth? { planes.first { $0.id == id }?.planes[person] }

    /// People for whom each procedure applies, in the order of the base.
    public var applying: [(id: String, people: Int)] {
        planes.map { ($0.id, $0.planes.certain.reduce(0) { $0 + $1.nonzeroBitCount }) }
    }

    /// A line for each person, a digit for each procedure: 0 no, 1 undecided, 2 applies.
    public var lines: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count * (planes.count + 1))
        for person in 0..<count {
            for (_, planes) in planes { bytes.append(0x30 + planes[person].rawValue) }
            bytes.append(0x0A)
        }
        return bytes
    }
}

extension BatchProgram {
    public func run(_ columns: BatchColumns) -> BatchResult {
        let words = (columns.count + 63) / 64
        var slots: [Planes] = []
        slots.reserveCapacity(steps.count)
        for step in steps { slots.append(Self.fill(step, columns, slots, words: words)) }
        // People beyond the last one are no people.
        let rest = UInt64(columns.count & 63)
        let mask: UInt64 = rest == 0 ? .max : (1 << rest) - 1
        return BatchResult(
            count: columns.count,
            planes: results.map { id, slot in
                var planes = slots[slot]
                if words > 0 {
                    planes.certain[words - 1] &= mask
                    planes.possible[words - 1] &= mask
                }
                return (id, planes)
            })
    }

    private static func fill(_ step: Step, _ columns: BatchColumns, _ slots: [Planes], words: Int) -> Planes {
        var out = Planes(words: words)
        switch step {
        case .constant(let truth):
            if truth == .yes { out.certain = Array(repeating: .max, count: words) }
            if truth != .no { out.possible = Array(repeating: .max, count: words) }
        case .told(let code): if let told = columns.truths[code] { out = told }
        case .leaf(let condition): if let leaf = columns.leaves[condition] { out = leaf }
        case .choice(let code, let places):
            guard let column = columns.choices[code] else { break }
            var table = [UInt8](repeating: 0, count: 256)
            for place in places { table[Int(place)] = 3 }
            table[Int(BatchColumns.unknownChoice)] = 2
            pack(&out, columns.count) { table[Int(column[$0])] }
        case .number(let code, let low, let high):
            guard let lows = columns.lows[code], let highs = columns.highs[code] else { break }
            pack(&out, columns.count) { person in
                let (from, to) = (lows[person], highs[person])
                if from > to { return 0 }
                return (from >= low && to <= high ? 1 : 0) | (from <= high && to >= low ? 2 : 0)
            }
        case .exceeds(let code, let base, let each, let other):
            guard let lows = columns.lows[code], let highs = columns.highs[code], let fewest = columns.lows[other],
                let most = columns.highs[other]
            else { break }
            pack(&out, columns.count) { person in
                if lows[person] > highs[person] { return 0 }
                if most[person] == .max || highs[person] == .max || fewest[person] > most[person] { return 2 }
                let certain = Int64(lows[person]) > base + each * Int64(most[person])
                let possible = Int64(highs[person]) > base + each * Int64(fewest[person])
                return (certain ? 1 : 0) | (possible ? 2 : 0)
            }
        case .and(let parts):
            out = slots[parts[0]]
            for part in parts.dropFirst() { combine(&out, slots[part]) { $0 & $1 } }
        case .or(let parts):
            out = slots[parts[0]]
            for part in parts.dropFirst() { combine(&out, slots[part]) { $0 | $1 } }
        case .not(let part):
            for word in 0..<words {
                out.certain[word] = ~slots[part].possible[word]
                out.possible[word] = ~slots[part].certain[word]
            }
        case .atLeast(let count, let parts):
            out = atLeast(count, parts.map { slots[$0] }, words: words)
        case .follows(let told, let definition, let implied, let ruledOut):
            for word in 0..<words {
                var yes = slots[told].certain[word]
                var no = ~slots[told].possible[word]
                if let definition {
                    let open = ~(yes | no)
                    yes |= open & slots[definition].certain[word]
                    no |= open & ~slots[definition].possible[word]
                }
                if let implied { yes |= ~(yes | no) & slots[implied].certain[word] }
                if let ruledOut { no |= ~(yes | no) & slots[ruledOut].certain[word] }
                out.certain[word] = yes
                out.possible[word] = ~no
            }
        }
        return out
    }

    private static func combine(_ out: inout Planes, _ other: Planes, _ operation: (UInt64, UInt64) -> UInt64) {
        for word in out.certain.indices {
            out.certain[word] = operation(out.certain[word], other.certain[word])
            out.possible[word] = operation(out.possible[word], other.possible[word])
        }
    }

    /// - Parameter bits: 1 when it holds for certain, 2 when it may hold.
    private static func pack(_ out: inout Planes, _ count: Int, _ bits: (Int) -> UInt8) {
        for word in out.certain.indices {
            var certain: UInt64 = 0
            var possible: UInt64 = 0
            for bit in 0..<min(64, count - word * 64) {
                let both = UInt64(bits(word * 64 + bit))
                certain |= (both & 1) << UInt64(bit)
                possible |= (both >> 1) << UInt64(bit)
            }
            out.certain[word] = certain
            out.possible[word] = possible
        }
    }

    /// Row by row: at least `j` of the parts so far.
    private static func atLeast(_ count: Int, _ parts: [Planes], words: Int) -> Planes {
        var rows = (0...max(0, count)).map { _ in Planes(words: words) }
        rows[0].certain = Array(repeating: .max, count: words)
        rows[0].possible = rows[0].certain
        for part in parts {
            for row in stride(from: count, to: 0, by: -1) {
                for word in 0..<words {
                    rows[row].certain[word] |= rows[row - 1].certain[word] & part.certain[word]
                    rows[row].possible[word] |= rows[row - 1].possible[word] & part.possible[word]
                }
            }
        }
        return rows[max(0, count)]
    }
}
