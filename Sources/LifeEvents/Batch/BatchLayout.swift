/// Where a plane is while a batch runs.
enum BatchPlace: Sendable, Hashable {
    /// In the columns, from this word on.
    case input(Int)
    /// In the results, from this word on.
    case result(Int)
    /// In memory of one round, from this word on.
    case scratch(Int)
}

/// Which steps are worked out and where each finds its planes, for given columns.
struct BatchLayout {
    static let roundWords = 128

    struct Slot {
        var certain: BatchPlace
        /// The same as `certain` where everybody's truth is decided.
        var possible: BatchPlace
        var isDecided: Bool { certain == possible }
    }

    struct Work {
        let slot: Slot
        let operation: Operation
    }

    enum Operation {
        case constant(Truth)
        case number(BatchColumns.NumberColumn, low: Int32, high: Int32)
        case exceeds(BatchColumns.NumberColumn, base: Int64, each: Int64, of: BatchColumns.NumberColumn)
        case and([Slot])
        case or([Slot])
        case not(Slot)
        case atLeast(Int, [Slot])
        case follows(told: Slot, definition: Slot?, implied: Slot?, ruledOut: Slot?)
    }

    private(set) var work: [Work] = []
    /// Planes that two results share, or that are results as they came.
    private(set) var copies: [(from: BatchPlace, to: BatchPlace)] = []
    private(set) var results: [BatchColumns.PlanePlace] = []
    private(set) var resultWords = 0
    private(set) var scratchWords = 0
    /// Words of one plane of the columns.
    let inputWords: Int

    init(_ program: BatchProgram, _ columns: BatchColumns) {
        inputWords = columns.words
        let wanted = Self.wanted(program, columns)
        var owners: [Int: Int] = [:]
        for (place, result) in program.results.enumerated() where owners[result.slot] == nil {
            owners[result.slot] = place
        }
        var slots: [Slot?] = []
        var made: [Int: BatchColumns.PlanePlace] = [:]
        for (number, step) in program.steps.enumerated() {
            guard wanted[number] else {
                slots.append(nil)
                continue
            }
            if let given = Self.given(step, columns) {
                slots.append(given)
                continue
            }
            if case .follows(let told, _, _, _) = step, let slot = slots[told], slot.isDecided {
                slots.append(slot)
                continue
            }
            let operation = Self.operation(step, columns, slots)
            let slot: Slot
            if owners[number] != nil {
                let planes = addResult(isDecided: operation.isDecided, words: columns.words)
                made[number] = planes
                slot = Slot(certain: .result(planes.certain), possible: .result(planes.possible))
            } else {
                let certain = addScratch()
                slot = Slot(certain: certain, possible: operation.isDecided ? certain : addScratch())
            }
            slots.append(slot)
            work.append(Work(slot: slot, operation: operation))
        }
        for result in program.results {
            if let planes = made[result.slot] {
                results.append(planes)
            } else if let slot = slots[result.slot] {
                let planes = addResult(isDecided: slot.isDecided, words: columns.words)
                copies.append((slot.certain, .result(planes.certain)))
                if !slot.isDecided { copies.append((slot.possible, .result(planes.possible))) }
                made[result.slot] = planes
                results.append(planes)
            }
        }
    }

    private mutating func addResult(isDecided: Bool, words: Int) -> BatchColumns.PlanePlace {
        let start = resultWords
        resultWords += isDecided ? words : words * 2
        return BatchColumns.PlanePlace(certain: start, possible: isDecided ? start : start + words)
    }

    private mutating func addScratch() -> BatchPlace {
        defer { scratchWords += Self.roundWords }
        return .scratch(scratchWords)
    }

    /// Steps that some result needs. What was told of everybody needs no definition.
    private static func wanted(_ program: BatchProgram, _ columns: BatchColumns) -> [Bool] {
        var wanted = [Bool](repeating: false, count: program.steps.count)
        for result in program.results { wanted[result.slot] = true }
        for number in program.steps.indices.reversed() where wanted[number] {
            switch program.steps[number] {
            case .and(let parts), .or(let parts), .atLeast(_, let parts): for part in parts { wanted[part] = true }
            case .not(let part): wanted[part] = true
            case .follows(let told, let definition, let implied, let ruledOut):
                wanted[told] = true
                if given(program.steps[told], columns)?.isDecided == true { continue }
                for part in [definition, implied, ruledOut] { if let part { wanted[part] = true } }
            case .constant, .told, .choice, .number, .exceeds, .leaf: break
            }
        }
        return wanted
    }

    /// Planes that the columns hold already.
    private static func given(_ step: BatchProgram.Step, _ columns: BatchColumns) -> Slot? {
        let place: BatchColumns.PlanePlace? =
            switch step {
            case .told(let code): columns.truths[code]
            case .leaf(let condition): columns.leaves[condition]
            case .choice(let code, let choice): columns.choices[code]?[choice]
            default: nil
            }
        return place.map { Slot(certain: .input($0.certain), possible: .input($0.possible)) }
    }

    private static func operation(
        _ step: BatchProgram.Step, _ columns: BatchColumns, _ slots: [Slot?]
    ) -> Operation {
        switch step {
        case .constant(let truth): return .constant(truth)
        case .told, .leaf, .choice: return .constant(.unknown)
        case .number(let code, let low, let high):
            guard let column = columns.numbers[code] else { return .constant(.unknown) }
            return .number(column, low: low, high: high)
        case .exceeds(let code, let base, let each, let other):
            guard let column = columns.numbers[code], let others = columns.numbers[other] else {
                return .constant(.unknown)
            }
            return .exceeds(column, base: base, each: each, of: others)
        case .and(let parts): return .and(parts.compactMap { slots[$0] })
        case .or(let parts): return .or(parts.compactMap { slots[$0] })
        case .not(let part): return slots[part].map { .not($0) } ?? .constant(.unknown)
        case .atLeast(let count, let parts): return .atLeast(count, parts.compactMap { slots[$0] })
        case .follows(let told, let definition, let implied, let ruledOut):
            guard let told = slots[told] else { return .constant(.unknown) }
            return .follows(
                told: told, definition: definition.flatMap { slots[$0] }, implied: implied.flatMap { slots[$0] },
                ruledOut: ruledOut.flatMap { slots[$0] })
        }
    }
}

extension BatchLayout.Operation {
    /// Whether it leaves nobody undecided.
    var isDecided: Bool {
        switch self {
        case .constant(let truth): truth != .unknown
        case .number(let column, _, _): column.isDecided
        case .exceeds(let column, _, _, let other): column.isDecided && other.isDecided && other.applies == nil
        case .and(let parts), .or(let parts), .atLeast(_, let parts): parts.allSatisfy(\.isDecided)
        case .not(let part): part.isDecided
        case .follows: false
        }
    }
}
