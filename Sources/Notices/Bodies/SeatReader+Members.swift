import Japanese

/// Lines without a label of their own, below one that says who they are.
extension SeatReader {
    /// A line without a label goes on with the members above.
    mutating func readMembers(_ row: SeatRow) -> Bool {
        guard let label, current != nil || ready(), !row.text.hasSuffix("。"), !row.isHeading else { return false }
        guard row.text.utf8.count <= 400 || row.isGrid else { return false }
        if label == .total,
            let people = row.filled.first.flatMap({ PeopleCount($0.text) ?? PeopleCount($0.text + "名") })
        {
            set(total: people.count, line: row.line)
            note(row.lines, .used(.total))
            self.label = nil
            return true
        }
        // 本部員　総務課長、税務課長、 above: the list goes on, whatever its words end in.
        if endsOpen, !row.isGrid, label.role != nil, blanks == 0 {
            take(row.filled, as: label, row: row, isList: true)
            return true
        }
        let tokens = SeatTokens(words(row.filled), isList: false)
        if label == .secretariat {
            guard tokens.others.isEmpty, !(tokens.sections.isEmpty && tokens.members.isEmpty) else { return false }
        } else {
            if takeBelowLabel(row, tokens, label) { return true }
            // An organisation and whom it sent, below 委員.
            if tokens.members.isEmpty, tokens.sections.count == 1, tokens.nameCount == 1, tokens.others.isEmpty,
                blanks == 0
            {
                take(row.filled, as: label, row: row, isList: true)
                return true
            }
            guard tokens.isPlain || tokens.total != nil && tokens.others.isEmpty else {
                // 山田 太郎　まちづくりネットワーク世話役: what stands beside a name in a list of people is who sits, whatever it ends in.
                let isPerson = tokens.isNamedApart && tokens.sections.count + tokens.others.count == 1
                guard isPerson || tokens.sections.count == 1 && tokens.others.isEmpty, blanks == 0 else { return false }
                take(row.filled, as: label, row: row, isList: true)
                return true
            }
        }
        take(row.filled, as: label, row: row, isList: false)
        return true
    }

    /// 委員 above, a name below, and between them who sits there, whatever it ends in: スポーツ推進委員.
    private mutating func takeBelowLabel(_ row: SeatRow, _ tokens: SeatTokens, _ label: SeatLabel) -> Bool {
        guard !row.isGrid, blanks == 0, label.role != nil, tokens.members.isEmpty, tokens.total == nil else {
            return false
        }
        if rowsBelowLabel == 2, row.filled.count <= 2, unnamed != nil || current?.seats.last?.line == row.line - 1,
            tokens.nameCount == 1 || unnamed != nil && Self.looksLikeName(row)
        {
            if let post = unnamed { take(post.filled, as: label, row: post, isList: true) }
            unnamed = nil
            names += 1
            note(row.lines, .setAside(.personName))
            return true
        }
        unnamed = nil
        guard rowsBelowLabel == 1, row.filled.count == 1, tokens.nameCount == 0, tokens.others.count <= 1,
            row.text.utf8.count <= BodyText.wordBytesMax
        else { return false }
        unnamed = row
        return true
    }

    /// Two short words, of which no dictionary has to know that they are a name.
    static func looksLikeName(_ row: SeatRow) -> Bool {
        let words = row.filled.flatMap { BodyText.words($0.text) }
        return words.count == 2
            && words.allSatisfy { word in
                (1...4).contains(word.unicodeScalars.count) && !PostWord.isPost(word) && !PostWord.isSection(word)
                    && SeatLabel(word) == nil
                    && word.unicodeScalars.allSatisfy { Script(of: $0).isJapanese || "々ー".unicodeScalars.contains($0) }
            }
    }
}
