extension String {
    /// Without space at its ends.
    var trimmingCharacters: String {
        LocatedText(unicodeScalars, line: 0, column: 0).trimmed.text
    }
}

/// A text that knows where in the file each of its scalars stands, also when it was broken over several lines.
struct LocatedText: Hashable, Sendable {
    struct Place: Hashable, Sendable {
        /// Both from 1; the column in scalars.
        let line: Int
        let column: Int
    }

    private struct Piece: Hashable, Sendable {
        let offset: Int
        let place: Place
    }

    private(set) var scalars: [Unicode.Scalar] = []
    private var pieces: [Piece] = []

    init() {}

    init(_ scalars: some Sequence<Unicode.Scalar>, line: Int, column: Int) {
        append(scalars, line: line, column: column)
    }

    mutating func append(_ more: some Sequence<Unicode.Scalar>, line: Int, column: Int) {
        pieces.append(Piece(offset: scalars.count, place: Place(line: line, column: column)))
        scalars += more
    }

    var text: String { String(scalars: scalars) }
    var line: Int { pieces.first?.place.line ?? 0 }
    var isEmpty: Bool { scalars.isEmpty }
    /// All lines it was taken from.
    var lines: Set<Int> { Set(pieces.map(\.place.line)) }

    func place(of offset: Int) -> Place {
        let index = index(of: offset)
        guard index >= 0 else { return Place(line: 0, column: 0) }
        let piece = pieces[index]
        return Place(line: piece.place.line, column: piece.place.column + offset - piece.offset)
    }

    /// The piece an offset lies in, found by halving: a text may have thousands of pieces.
    private func index(of offset: Int) -> Int {
        var low = 0
        var high = pieces.count
        while low < high {
            let middle = (low + high) / 2
            if pieces[middle].offset <= offset { low = middle + 1 } else { high = middle }
        }
        return low - 1
    }

    /// A part, without space at its ends.
    func part(_ range: Range<Int>) -> LocatedText {
        var range = range
        while let first = range.first, scalars[first].isSpace {
            range = range.lowerBound + 1..<range.upperBound
        }
        while let last = range.last, scalars[last].isSpace {
            range = range.lowerBound..<range.upperBound - 1
        }
        var part = LocatedText()
        var start = range.lowerBound
        while start < range.upperBound {
            let following = index(of: start) + 1
            let next = following < pieces.count ? pieces[following].offset : scalars.count
            let end = min(next, range.upperBound)
            let place = place(of: start)
            part.append(scalars[start..<end], line: place.line, column: place.column)
            start = end
        }
        return part
    }

    /// Sentences, each with its full stop. Full stops inside brackets do not end one.
    var sentences: [LocatedText] {
        var sentences: [LocatedText] = []
        var start = 0
        var depth = 0
        for (offset, scalar) in scalars.enumerated() {
            switch scalar {
            case "「", "『", "（", "(": depth += 1
            case "」", "』", "）", ")": depth = max(0, depth - 1)
            case "。" where depth == 0, "．" where depth == 0:
                sentences.append(part(start..<offset + 1))
                start = offset + 1
            default: break
            }
        }
        if start < scalars.count { sentences.append(part(start..<scalars.count)) }
        return sentences.filter { !$0.isEmpty }
    }
}
