import Japanese

/// The lines of a document after people split, joined and named some of them.
struct DecidedLines: Sendable {
    /// In order; what was joined to the line before is part of that line.
    private(set) var lines: [NoticeText.Line] = []
    /// Of lines that were joined, the line they belong to.
    private(set) var hosts: [Int: Int] = [:]
    /// The numbers of lines by their keys.
    private(set) var numbers: [LineKey: Int] = [:]
    /// The keys of whole lines by their numbers.
    private var keys: [Int: LineKey] = [:]
    /// Decisions about lines that the document does not have, or that could not be carried out.
    private(set) var unmatched: [LineDecision] = []

    /// - Parameter namesLines: whether lines get keys; without decisions only a review needs them.
    init(_ lines: [NoticeText.Line], decisions: [LineDecision], namesLines: Bool = true) {
        var splits: [LineKey: String] = [:]
        var joined: Set<LineKey> = []
        var roles: [LineKey: LineRole] = [:]
        for decision in decisions {
            switch decision.change {
            case .split(let words): splits[decision.line] = words
            case .joined: joined.insert(decision.line)
            case .role(let role): roles[decision.line] = role
            case .renamed, .moved: break
            }
        }
        var done: Set<LineKey> = []
        var pieces: [String: Int] = [:]
        for line in namesLines ? Self.keyed(lines) : lines {
            keys[line.number] = line.key
            for var piece in Self.pieces(of: line, splits: splits, counting: &pieces, done: &done) {
                if let key = piece.key {
                    numbers[key] = piece.number
                    piece.decided = roles[key]
                    if joined.contains(key), join(piece) {
                        done.insert(key)
                        continue
                    }
                    // A whole line is left out by the reading itself, which tells so.
                    if piece.decided == .ignore, piece.isChanged { continue }
                }
                self.lines.append(piece)
            }
        }
        unmatched = decisions.filter { decision in
            switch decision.change {
            case .split, .joined: !done.contains(decision.line)
            case .role, .renamed: numbers[decision.line] == nil
            case .moved(let target): numbers[decision.line] == nil || numbers[target] == nil
            }
        }
    }

    /// The key of a whole line.
    func key(of line: NoticeText.Line) -> LineKey? { keys[line.number] }

    /// Each line with its key; a blank one has none.
    static func keyed(_ lines: [NoticeText.Line]) -> [NoticeText.Line] {
        var counts: [String: Int] = [:]
        return lines.map { line in
            guard !line.isBlank else { return line }
            var line = line
            let text = TextKey(line.text).text
            guard !text.isEmpty else { return line }
            counts[text, default: 0] += 1
            line.key = LineKey(text: text, occurrence: counts[text] ?? 1)
            return line
        }
    }

    /// No line falls into more parts.
    private static let piecesMax = 50

    private static func pieces(
        of line: NoticeText.Line, splits: [LineKey: String], counting counts: inout [String: Int],
        done: inout Set<LineKey>
    ) -> [NoticeText.Line] {
        var pieces: [NoticeText.Line] = []
        var rest = line
        while let key = rest.key, let words = splits[key], pieces.count < piecesMax,
            let cut = position(of: words, in: rest.scalars)
        {
            done.insert(key)
            var first = rest
            first.scalars = Array(rest.scalars[..<cut])
            first.isChanged = true
            pieces.append(first)
            rest.scalars = Array(rest.scalars[cut...])
            rest.isChanged = true
            let text = TextKey(rest.text).text
            counts[text, default: 0] += 1
            rest.key = text.isEmpty ? nil : LineKey(text: text, occurrence: counts[text] ?? 1, isPiece: true)
        }
        return pieces + [rest]
    }

    /// Where words begin inside a line, with something before them.
    private static func position(of words: String, in scalars: [Unicode.Scalar]) -> Int? {
        let words = Array(words.unicodeScalars)
        guard let first = words.first, let start = scalars.firstIndex(where: { !$0.isSpace }) else { return nil }
        return scalars.indices.first { index in
            index > start && scalars[index] == first && scalars[index...].starts(with: words)
        }
    }

    private mutating func join(_ piece: NoticeText.Line) -> Bool {
        guard let place = lines.lastIndex(where: { !$0.isBlank }),
            lines[place].cell?.table == piece.cell?.table
        else { return false }
        var host = lines[place].scalars
        while let last = host.last, last.isSpace { host.removeLast() }
        lines[place].scalars = host + piece.scalars.drop { $0.isSpace }
        lines[place].isChanged = true
        if piece.number != lines[place].number { hosts[piece.number] = lines[place].number }
        return true
    }
}
