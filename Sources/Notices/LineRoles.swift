import Japanese

/// What each line is to the outline, before the outline is built: a heading, a label, an item of a list, or text.
struct LineRoles: Sendable {
    enum Role: Sendable {
        case heading(HeadingSign, hashes: Int?, start: Int)
        case field(FieldLabel, value: Int)
        case note
        case bullet(skip: Int)
        case roster
        case text
    }

    /// By index of the part.
    private(set) var roles: [Int: Role] = [:]
    /// Scalars in a full line, learned from lines that break off; a line this long may go on in the next.
    private(set) var fullLine = 25

    private static let bullets: Set<Unicode.Scalar> = [
        "○", "◯", "〇", "●", "◎", "・", "-", "－", "‐", "–", "—", "*", "•", "･", "⇒", "→", "✓", "☑", "✔", "\u{F0B7}",
        "\u{F06C}", "\u{F0D8}",
    ]

    init(_ parts: [NoticeTable.Part]) {
        var candidates: [(index: Int, sign: HeadingSign, isTitle: Bool)] = []
        var starts: [Int: (start: Int, hashes: Int?)] = [:]
        var previous: ArraySlice<Unicode.Scalar>?
        var lengths: [Int] = []
        for (index, part) in parts.enumerated() {
            guard case .line(let line) = part else {
                previous = nil
                continue
            }
            guard var start = line.scalars.firstIndex(where: { !$0.properties.isWhitespace }) else { continue }
            var body = line.scalars[start...].trimmedEnd
            var hashes: Int?
            if let count = Self.hashes(body) {
                hashes = count
                body = body.dropFirst(count).drop { $0.properties.isWhitespace }
                start = body.startIndex
                previous = nil
            }
            defer { previous = body }
            if let last = body.last, !"。．」）)：:".unicodeScalars.contains(last), body.count >= 12 {
                lengths.append(line.scalars.count)
            }
            if let field = FieldLabel.atBeginning(of: Array(body)), hashes == nil {
                roles[index] = .field(field.label, value: start + field.value)
                // A mark before a label is not a heading's.
                continue
            }
            if hashes == nil, let previous, Self.breaksOff(previous) {
                continue
            }
            if let sign = HeadingSign.read(body) {
                let rest = body.dropFirst(sign.length)
                let isTitle = rest.last != "。" && rest.count <= 60 && (sign.kind == .bracket || !rest.isEmpty)
                candidates.append((index, sign, isTitle))
                starts[index] = (start, hashes)
            } else if let hashes {
                roles[index] = .heading(
                    HeadingSign(kind: .hash(hashes), ordinal: nil, printed: "", length: 0), hashes: hashes, start: start
                )
            } else if let level = line.look.headingLevel {
                roles[index] = .heading(
                    HeadingSign(kind: .style(level), ordinal: nil, printed: "", length: 0), hashes: nil, start: start)
            }
        }
        let numbering = Numbering(candidates)
        for candidate in candidates {
            guard let sign = numbering.signs[candidate.index], let place = starts[candidate.index] else { continue }
            roles[candidate.index] = .heading(sign, hashes: place.hashes, start: place.start)
        }
        for (index, part) in parts.enumerated() where roles[index] == nil {
            guard case .line(let line) = part,
                let start = line.scalars.firstIndex(where: { !$0.properties.isWhitespace })
            else { continue }
            let body = line.scalars[start...]
            if let hashes = starts[index]?.hashes {
                roles[index] = .heading(
                    HeadingSign(kind: .hash(hashes), ordinal: nil, printed: "", length: 0), hashes: hashes,
                    start: starts[index]?.start ?? start)
            } else if body.first == "※" {
                roles[index] = .note
            } else if let skip = Self.bulletLength(body) {
                roles[index] = .bullet(skip: skip)
            } else if RosterLabel.atBeginning(of: Array(body)) != nil {
                roles[index] = .roster
            } else {
                roles[index] = .text
            }
        }
        fullLine = Self.fullLine(lengths)
    }

    /// Where many lines break off at the same length, that is a full line.
    private static func fullLine(_ lengths: [Int]) -> Int {
        let sorted = lengths.sorted()
        guard sorted.count >= 4 else { return 25 }
        let width = sorted[sorted.count * 9 / 10]
        let near = sorted.filter { $0 >= width - 2 && $0 <= width + 2 }.count
        return near >= 3 && width >= 15 ? min(width - 2, 60) : 25
    }

    /// A line that stops in the middle of a sentence: what follows is no heading.
    static func breaksOff(_ body: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let last = body.last, body.count >= 8 else { return false }
        return "をはがのにとでへもや、，".unicodeScalars.contains(last)
    }

    private static func hashes(_ body: ArraySlice<Unicode.Scalar>) -> Int? {
        let count = body.prefix { $0 == "#" || $0 == "＃" }.count
        guard (1...6).contains(count), let next = body.dropFirst(count).first, next.properties.isWhitespace else {
            return nil
        }
        return body.dropFirst(count).contains { !$0.properties.isWhitespace } ? count : nil
    }

    private static func bulletLength(_ body: ArraySlice<Unicode.Scalar>) -> Int? {
        var length = 0
        var found = false
        for scalar in body {
            if bullets.contains(scalar) {
                found = true
            } else if !(found && scalar.properties.isWhitespace) {
                break
            }
            length += 1
        }
        return found && length < body.count ? length : nil
    }
}
