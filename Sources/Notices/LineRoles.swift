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
        /// At the right edge below everything else: of the document, and of nothing that it says.
        case closing
        /// A text that stands by itself.
        case decided(skip: Int)

        /// A heading without a sign.
        static func lineHeading(at start: Int) -> Role {
            .heading(HeadingSign(kind: .line, ordinal: nil, printed: "", length: 0), hashes: nil, start: start)
        }
    }

    /// By index of the part.
    var roles: [Int: Role] = [:]
    /// Scalars in a full line, learned from lines that break off; a line this long may go on in the next.
    private(set) var fullLine = Self.fullLineUsual
    /// Whether the document itself shows how long its lines are.
    private(set) var hasFullLines = false
    private static let fullLineUsual = 25

    private static let bullets: Set<Unicode.Scalar> = [
        "○", "◯", "〇", "●", "◎", "・", "-", "－", "‐", "–", "—", "*", "•", "･", "⇒", "→", "✓", "☑", "✔", "\u{F0B7}",
        "\u{F06C}", "\u{F0D8}",
    ]

    init(_ parts: [NoticeTable.Part]) {
        var candidates: [(index: Int, sign: HeadingSign, isTitle: Bool)] = []
        var starts: [Int: (start: Int, hashes: Int?)] = [:]
        var marked: [(index: Int, sign: HeadingSign, start: Int)] = []
        var previous: ArraySlice<Unicode.Scalar>?
        var decided: [Int: LineRole] = [:]
        var lengths: [Int] = []
        var labels: [Int: Role] = [:]
        var note: Int?
        var isBelowNotes = false
        func isBelow(_ index: Int) -> Bool {
            if index > 0, case .line(let line) = parts[index - 1] { !line.isBlank } else { false }
        }
        for (index, part) in parts.enumerated() {
            guard case .line(let line) = part else {
                previous = nil
                continue
            }
            guard var start = line.scalars.firstIndex(where: { !$0.isSpace }) else { continue }
            var body = line.scalars[start...].trimmedEnd
            var hashes: Int?
            if let count = Self.hashes(body) {
                hashes = count
                body = body.dropFirst(count).drop { $0.isSpace }
                start = body.startIndex
                previous = nil
            }
            if let role = line.decided {
                decided[index] = role
                starts[index] = (start, nil)
                if role == .heading || role == .initiative, let sign = HeadingSign.read(body) {
                    candidates.append((index, sign, true))
                }
                previous = nil
                continue
            }
            var said: ArraySlice<Unicode.Scalar>? = body
            defer { previous = said }
            if let last = body.last, !"。．」）)：:".unicodeScalars.contains(last), body.count >= 12 {
                lengths.append(line.scalars.count)
            }
            if isBelowNotes, isBelow(index), hashes == nil,
                let length = Self.listedNote(body, after: note, before: parts[(index + 1)...].first)
            {
                note = length
                roles[index] = .note
                continue
            }
            isBelowNotes = false
            if let field = FieldLabel.atBeginning(of: Array(body)), hashes == nil {
                if field.value == body.count, Self.opensNotes(body) { (isBelowNotes, note) = (true, nil) }
                // 目標 1残業を減らす is an item where a series shows it.
                if let sign = HeadingSign.read(body), sign.itemWord != nil, sign.length < body.count {
                    candidates.append((index, sign, true))
                    starts[index] = (start, nil)
                    labels[index] = .field(field.label, value: start + field.value)
                    continue
                }
                if field.label == .unit,
                    Self.isContact(line.scalars, start: start) || Self.closesLetter(parts, index)
                {
                    roles[index] = .note
                    continue
                }
                roles[index] = .field(field.label, value: start + field.value)
                // 時期　令和8年3月末までに breaks nothing off.
                if field.label.isTime { said = nil }
                if field.value == body.count, let sign = HeadingSign.read(body), sign.kind.isMark {
                    marked.append((index, sign, start))
                }
                // A mark before a label is not a heading's.
                continue
            }
            if hashes == nil, let previous, isBelow(index),
                Self.namesSections(body, below: previous, before: parts[(index + 1)...].first)
            {
                roles[index] = .field(.unit, value: start)
                continue
            }
            if hashes == nil, previous != nil, let value = Self.pointedSections(body) {
                roles[index] = .field(.unit, value: start + value)
                continue
            }
            // 公約1 below an empty line begins something, also where the title above ends as a sentence would break off (柱1 子どもを真ん中に).
            let opensItem =
                !isBelow(index)
                && (HeadingSign.read(body).map { $0.itemWord != nil || $0.isSure && !$0.path.isEmpty } ?? false)
            if hashes == nil, !opensItem, let previous,
                Self.breaksOff(previous) || Self.runsOn(previous, into: body)
            {
                continue
            }
            if let number = Self.noteNumber(body, after: note) {
                note = number
                roles[index] = .note
                continue
            }
            note = nil
            // ○ before the title of rules is no heading's.
            let isRulesTitle = lengths.count <= 1 && candidates.isEmpty && starts.isEmpty && Self.isRulesTitle(body)
            if !isRulesTitle, let sign = HeadingSign.read(body) {
                // 1.事業名　　移動図書館の運行: a label with its number.
                if hashes == nil, let value = Self.numberedField(body, sign) {
                    roles[index] = .field(value.label, value: start + value.offset)
                    continue
                }
                let rest = body.dropFirst(sign.length)
                let isTitle =
                    rest.last != "。" && rest.count <= 60
                    && (sign.kind == .bracket || !rest.isEmpty || Numbering.isWorded(sign))
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
        // ◇ 削減目標 among other headings with ◇ stands beside them, and is no label of the one above.
        for item in marked
        where candidates.contains(where: { $0.sign.kind == item.sign.kind }) && item.sign.ordinal == nil {
            guard case .mark(let mark) = item.sign.kind, !"◎●◯○".unicodeScalars.contains(mark) else { continue }
            roles[item.index] = .heading(item.sign, hashes: nil, start: item.start)
        }
        let numbering = Numbering(
            Numbering.tellingDotsApart(candidates) { index in
                guard case .line(let line) = parts[index], let start = starts[index]?.start else { return nil }
                return line.scalars[start...]
            })
        for candidate in candidates {
            guard let sign = numbering.signs[candidate.index], let place = starts[candidate.index] else { continue }
            roles[candidate.index] = .heading(sign, hashes: place.hashes, start: place.start)
        }
        roles.merge(labels) { heading, _ in heading }
        for (index, role) in decided {
            guard case .line(let line) = parts[index], let start = starts[index]?.start else { continue }
            let body = line.scalars[start...].trimmedEnd
            let sign = numbering.signs[index] ?? HeadingSign.read(body)
            roles[index] = Self.role(role, of: body, sign: sign, start: start)
        }
        for (index, part) in parts.enumerated() where roles[index] == nil {
            guard case .line(let line) = part,
                let start = line.scalars.firstIndex(where: { !$0.isSpace })
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
            } else if Self.isRosterLine(body) {
                roles[index] = .roster
            } else {
                roles[index] = .text
            }
        }
        if let learned = Self.fullLine(lengths) { (fullLine, hasFullLines) = (learned, true) }
        titleEnclosed(parts)
        nameOnce(parts)
        setClosingApart(parts)
        nameGoals(parts)
        labelSheets(parts)
        unsigned(parts)
        LineTitles(parts, roles).found.forEach { roles[$0.index] = .lineHeading(at: $0.start) }
    }

    private static func isRulesTitle(_ body: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let first = body.first, "○◯〇".unicodeScalars.contains(first) else { return false }
        let title = String(scalars: body)
        return RulesName.ends(title) || ["指針", "方針", "基準", "計画", "大綱", "プラン"].contains(where: title.hasSuffix)
    }

    /// Of space, in half-width letters.
    static func width(_ space: ArraySlice<Unicode.Scalar>) -> Int {
        space.reduce(0) { $0 + ($1 == "\u{3000}" ? 2 : $1 == "\t" ? 4 : 1) }
    }

    /// 委員長　○○部長: a line of a list of members never joins its neighbours.
    private static func isRosterLine(_ body: ArraySlice<Unicode.Scalar>) -> Bool {
        // 委　員 is spread with spaces: the label may hold single ones.
        var label = String.UnicodeScalarView()
        var isApart = false
        for scalar in body.prefix(18) {
            if scalar == "：" || scalar == ":" { return SeatLabel(String(label)) != nil }
            if scalar.isSpace {
                isApart = true
                if label.count > 1, SeatLabel(String(label)) != nil { return true }
                continue
            }
            guard Script(of: scalar).isJapanese else { return false }
            if isApart, label.count > 2 { return false }
            label.append(scalar)
        }
        return false
    }

    /// Where many lines break off at the same length, that is a full line.
    private static func fullLine(_ lengths: [Int]) -> Int? {
        let sorted = lengths.sorted()
        guard sorted.count >= 4 else { return nil }
        let width = sorted[sorted.count * 9 / 10]
        let near = sorted.filter { $0 >= width - 2 && $0 <= width + 2 }.count
        return near >= 3 && width >= 15 ? min(width - 2, 60) : nil
    }

    private static func hashes(_ body: ArraySlice<Unicode.Scalar>) -> Int? {
        let count = body.prefix { $0 == "#" || $0 == "＃" }.count
        guard (1...6).contains(count), let next = body.dropFirst(count).first, next.isSpace else {
            return nil
        }
        return body.dropFirst(count).contains { !$0.isSpace } ? count : nil
    }

    static func bulletLength(_ body: ArraySlice<Unicode.Scalar>) -> Int? {
        var length = 0
        var found = false
        for scalar in body {
            if bullets.contains(scalar) {
                found = true
            } else if !(found && scalar.isSpace) {
                break
            }
            length += 1
        }
        return found && length < body.count ? length : nil
    }
}
