import Japanese
import Tabular

/// Text while a record is converted: a value of the source, or a piece in the evaluator's own memory.
struct Piece {
    /// -1 for a piece in memory.
    var column: Int32
    var start: Int32
    var length: Int32

    static let empty = Piece(column: -1, start: 0, length: 0)
}

/// What an item's expression did with a source value.
enum SourceUse: UInt8 {
    case none
    case contributed
    case condition
    /// A condition named this very value: what it decides says it.
    case named
    /// Another alternative was taken, and this value says something else.
    case unused
    /// Another alternative was taken, and this value says the same.
    case same
}

/// Evaluates expressions for one record after the other. One chunk has one; values that are carried as they are cost nothing.
final class RowEvaluator {
    let plan: ConversionPlan
    let chunk: RecordChunk
    let scratch = TextArena(capacity: 1 << 16)
    var row = 0
    /// What the current item did with each source column.
    var uses: [SourceUse]
    /// Columns that are not `none`, in the order of use.
    var used: [Int] = []
    /// What of each source column the current record's items took so far.
    var taken: [ValuePart]
    /// What of a source value is being taken.
    private(set) var part = ValuePart.whole
    /// Columns whose value the current condition named.
    private var named: Set<Int> = []
    /// Why the current item's value is not what stood in the source.
    var reasons: [Reason] = []
    /// Why the current item has no value.
    var rejection: Reason?

    init(plan: ConversionPlan, chunk: RecordChunk) {
        self.plan = plan
        self.chunk = chunk
        uses = [SourceUse](repeating: .none, count: chunk.columnCount)
        taken = [ValuePart](repeating: [], count: chunk.columnCount)
    }

    /// Begins a record.
    func begin(row: Int) {
        self.row = row
        scratch.reset()
        for column in taken.indices { taken[column] = [] }
    }

    /// Begins an item.
    func beginItem() {
        for column in used { uses[column] = .none }
        used.removeAll(keepingCapacity: true)
        reasons.removeAll(keepingCapacity: true)
        rejection = nil
    }

    /// The bytes of a piece, valid until something is added to memory.
    @inline(__always)
    func bytes(_ piece: Piece) -> UnsafeBufferPointer<UInt8> {
        if piece.column >= 0 { return chunk.text(row, Int(piece.column)) }
        return scratch.bytes(Int(piece.start)..<Int(piece.start + piece.length))
    }

    func string(_ piece: Piece) -> String { String(decoding: bytes(piece), as: UTF8.self) }

    func mark(_ column: Int, _ use: SourceUse) {
        switch uses[column] {
        case .none:
            used.append(column)
            uses[column] = use
        case .contributed: break
        case .condition, .named, .unused, .same: if use == .contributed { uses[column] = use }
        }
    }

    func note(_ reason: Reason) {
        if !reasons.contains(reason) { reasons.append(reason) }
    }

    func reject(_ reason: Reason) -> Piece {
        if rejection == nil { rejection = reason }
        return .empty
    }

    // MARK: evaluation

    func evaluate(_ expression: Expression) -> Piece {
        switch expression {
        case .source(let column):
            take(column)
            return source(column)
        case .literal(let text): return piece(text)
        case .first(let alternatives): return first(alternatives)
        case .choose(let condition, let then, let otherwise):
            let isMet = holds(condition)
            setAside(isMet ? otherwise : then)
            return evaluate(isMet ? then : otherwise)
        case .code(let map, let argument): return code(map, evaluate(argument))
        case .call(let function, let arguments): return call(function, arguments)
        }
    }

    func take(_ column: Int) {
        mark(column, .contributed)
        taken[column].formUnion(part)
    }

    /// Evaluates what only a part is taken of; a part of a part is that of the outermost.
    func evaluate(_ expression: Expression, taking part: ValuePart) -> Piece {
        let outer = self.part
        if outer == .whole { self.part = part }
        defer { self.part = outer }
        return evaluate(expression)
    }

    private func source(_ column: Int) -> Piece {
        let notes = chunk.notes(row, column)
        let piece = Piece(column: Int32(column), start: 0, length: Int32(chunk.text(row, column).count))
        guard !notes.isDisjoint(with: [.malformed, .unmapped, .user, .twin, .control]) else { return piece }
        // A line end or another control character inside a value broke files before: it goes nowhere.
        if notes.contains(.malformed) { return reject(.malformed) }
        if notes.contains(.control) { return reject(.controlCharacter) }
        if notes.contains(.unmapped) { return reject(.gaijiUnknown) }
        if notes.contains(.twin) { note(.twin) }
        return notes.contains(.user) ? identified(piece) : piece
    }

    /// Puts the identified characters in the place of 外字.
    private func identified(_ piece: Piece) -> Piece {
        var result = String.UnicodeScalarView()
        for scalar in string(piece).unicodeScalars {
            guard Gaiji.isPrivate(scalar) else {
                result.append(scalar)
                continue
            }
            guard let entry = plan.gaiji[scalar.value] else { return reject(.gaijiUnknown) }
            result.append(contentsOf: entry.target.unicodeScalars)
        }
        note(.gaijiIdentified)
        return self.piece(String(result))
    }

    private func first(_ alternatives: [Expression]) -> Piece {
        var taken: Piece?
        for alternative in alternatives {
            if let taken {
                setAside(alternative, besides: taken)
                continue
            }
            let piece = evaluate(alternative)
            if piece.length > 0 || rejection != nil { taken = piece }
        }
        return taken ?? .empty
    }

    /// Marks the values of a branch that is not taken, so that none of them is lost without a word.
    private func setAside(_ expression: Expression, besides taken: Piece? = nil) {
        let columns = expression.columns.filter { uses[$0] == .none && !chunk.text(row, $0).isEmpty }.sorted()
        if columns.isEmpty { return }
        let isSame = taken.map { says(expression, $0) } ?? false
        for column in columns { mark(column, isSame ? .same : .unused) }
    }

    /// Whether an alternative that is not taken would have given the same, whatever form its source has.
    private func says(_ expression: Expression, _ taken: Piece) -> Bool {
        let (before, reasonsBefore, rejectionBefore) = (used.count, reasons, rejection)
        let value = evaluate(expression, taking: [])
        let isSame = rejection == nil && bytes(value).elementsEqual(bytes(taken))
        for column in used[before...] { uses[column] = .none }
        used.removeSubrange(before...)
        (reasons, rejection) = (reasonsBefore, rejectionBefore)
        return isSame
    }

    private func code(_ name: String, _ argument: Piece) -> Piece {
        guard rejection == nil, let map = plan.codeMaps[name] else { return .empty }
        let key = string(argument)
        guard let value = map[key] else { return argument.length == 0 ? .empty : reject(.codeUnknown) }
        if value == key { return argument }
        note(.codeMapped)
        return piece(value)
    }

    /// Whether a condition is met. What it looks at counts as used by the condition.
    func holds(_ condition: Expression) -> Bool {
        let (before, outer) = (used.map { ($0, uses[$0]) }, part)
        part = []
        named = []
        let result = truth(condition)
        part = outer
        for column in used[before.count...] { uses[column] = .condition }
        for (column, use) in before { uses[column] = use }
        for column in named where uses[column] == .condition { uses[column] = .named }
        return result
    }

    private func truth(_ expression: Expression) -> Bool {
        guard case .call(let function, let arguments) = expression else { return false }
        switch function {
        case .equal, .differs:
            // Both first: evaluating the second may move the memory of the first.
            let (left, right) = (evaluate(arguments[0]), evaluate(arguments[1]))
            let isEqual = bytes(left).elementsEqual(bytes(right))
            if isEqual { name(arguments[0], by: arguments[1]) }
            return isEqual == (function == .equal)
        case .empty: return evaluate(arguments[0]).length == 0
        case .among:
            let value = bytesCopy(evaluate(arguments[0]))
            let found = arguments.dropFirst().first { bytes(evaluate($0)).elementsEqual(value) }
            if let found { name(arguments[0], by: found) }
            return found != nil
        case .and: return arguments.allSatisfy(truth)
        case .or: return arguments.contains(where: truth)
        case .not: return !truth(arguments[0])
        default: return false
        }
    }

    /// Notes a column whose value was compared as a whole with a text of the mapping.
    private func name(_ left: Expression, by right: Expression) {
        switch (left, right) {
        case (.literal, .literal): break
        case (let value, .literal), (.literal, let value): if let column = value.wholeColumn { named.insert(column) }
        default: break
        }
    }

    private func bytesCopy(_ piece: Piece) -> [UInt8] { Array(bytes(piece)) }

    // MARK: memory

    /// Puts a text into memory.
    func piece(_ text: String) -> Piece {
        var text = text
        return text.withUTF8 { bytes in
            let start = scratch.count
            scratch.append(bytes)
            return Piece(column: -1, start: Int32(start), length: Int32(bytes.count))
        }
    }

    /// The piece that begins at a place in memory and ends where memory ends now.
    func piece(from start: Int) -> Piece {
        Piece(column: -1, start: Int32(start), length: Int32(scratch.count - start))
    }
}
