/// Members, sections and totals of cells into the body that is open.
extension SeatReader {
    mutating func take(
        _ cells: [SeatCell], as label: SeatLabel, row: SeatRow, isList: Bool, isOne: Bool = false
    ) {
        var label = marked ?? label
        // 統括責任者　村長 above 推進責任者　各課長: whoever carries it out in a section leads no body that has a leader.
        if label == .leader, row.filled.first.map({ BodyText.key($0.text).contains("推進責任者") }) ?? false,
            current?.seats.contains(where: { $0.role == .leader }) ?? false
        {
            label = .member
        }
        var taken = false
        var named = 0
        let parts =
            isOne
            ? [SeatCell.Part(text: cells.map(\.text).joined(separator: "\u{3000}"), line: row.line)] : lines(of: cells)
        for part in parts {
            let words = BodyText.words(part.text)
            let tokens = SeatTokens(words, isList: isList, isNamed: Self.namesOne(words))
            if let total = tokens.total {
                set(total: total, line: part.line)
                if let numbered = tokens.numberedTotal, current?.numberedTotal == nil {
                    current?.numberedTotal = .init(number: numbered.number, text: numbered.text, line: part.line)
                }
            }
            named += tokens.nameCount
            taken = taken || !tokens.members.isEmpty
            guard let role = label.role else {
                if label == .secretariat {
                    if tokens.nameCount > 0, let section = Self.section(of: words) {
                        current?.addSecretariat(section)
                        continue
                    }
                    for piece in SeatTokens.parts(part.text) {
                        let tokens = SeatTokens(BodyText.words(piece), isList: isList)
                        for section in tokens.sections + tokens.members.compactMap({ $0.post ?? $0.category }) {
                            current?.addSecretariat(section)
                        }
                    }
                } else if let people = PeopleCount(part.text) {
                    set(total: people.count, line: part.line)
                } else if let only = tokens.members.first,
                    let people = PeopleCount(only.raw) ?? SeatTokens.number(only.raw).flatMap({ PeopleCount("\($0)名") })
                {
                    set(total: people.count, line: part.line)
                }
                continue
            }
            let members =
                isOne
                ? Array([tokens.members.first { $0.post != nil } ?? tokens.members.first].compactMap(\.self))
                : tokens.members
            for member in members {
                current?.add(
                    ReadBody.Seat(
                        role: member.label?.role ?? role, post: member.post, category: member.category,
                        count: member.count, line: part.line, raw: member.raw))
            }
            current?.numbers += tokens.numbers
            if tokens.members.isEmpty, tokens.nameCount > 0 {
                if let group {
                    current?.add(
                        ReadBody.Seat(
                            role: role, post: nil, category: group, count: tokens.nameCount, line: part.line, raw: group
                        ))
                    taken = true
                } else {
                    current?.nameless += tokens.nameCount
                }
            }
        }
        names += named
        if label == .secretariat {
            note(row.lines, .used(.secretariat))
        } else {
            note(row.lines, taken || named == 0 ? .used(label == .total ? .total : .member) : .setAside(.personName))
        }
    }

    /// 都市建設課長　山田 太郎, 都市建設課　計画係長　川田 隆 below 事務局: the section of whom is named.
    private static func section(of words: [String]) -> String? {
        guard let first = words.first else { return nil }
        if PostWord.isUnit(first), !PostWord.isPost(first) { return first }
        let unit = String(first.dropLast())
        return first.last == "長" && PostWord.isUnit(unit) ? unit : nil
    }

    /// 山田 太郎　商工会会長: one person with the name apart from the post.
    static func namesOne(_ words: [String]) -> Bool {
        guard (2...4).contains(words.count), !words.contains(where: { $0.contains("、") }) else { return false }
        let tokens = SeatTokens(words, isList: false)
        return tokens.isNamedApart && tokens.members.count <= 1
    }

    /// Cells that share a printed line belong together: 総務部　部長　山田太郎.
    func lines(of cells: [SeatCell]) -> [SeatCell.Part] {
        var lines: [SeatCell.Part] = []
        for part in cells.flatMap(\.parts) {
            if let last = lines.last, last.line == part.line {
                lines[lines.count - 1] = .init(text: last.text + "\u{3000}" + part.text, line: last.line)
            } else {
                lines.append(part)
            }
        }
        return lines
    }
}
