import Japanese

/// Roles that stand before, above or behind those who fill them.
extension SeatReader {
    /// ＜学識経験者＞ above a part of a list: what those are of whom only names are printed.
    mutating func readGroup(_ row: SeatRow) -> Bool {
        if readNumberedGroup(row) || readNumberedPart(row) || readKind(row) { return true }
        guard row.filled.count == 1, current != nil, let text = row.filled.first?.text else { return false }
        let inside = BodyText.key(text)
        guard let open = inside.first, let close = inside.last, "<〈《【[〔".contains(open), ">〉》】]〕".contains(close) else {
            return false
        }
        let name = String(inside.dropFirst().dropLast())
        guard (2...14).contains(name.unicodeScalars.count), SeatLabel(name) == nil, BodyName.title(text) == nil,
            !PostWord.isPost(name)
        else { return false }
        group = PostWord.isCategory(name) ? name : nil
        label = .member
        note(row.lines, .setAside(.tableHead))
        return true
    }

    /// 学識経験者 among rows that have names, and ○学識経験者（２名） above ・大学教授: what those below it sit for, and nobody.
    private mutating func readKind(_ row: SeatRow) -> Bool {
        guard !row.isGrid, row.filled.count == 1, current != nil || title != nil, let next = below.first, !next.isGrid,
            !next.isBlank
        else { return false }
        let text = SeatTokens.withoutSign(row.filled[0].text)
        let name = PeopleCount.dividing(text)?.name ?? text
        guard PostWord.isCategory(name) || name != text, !PostWord.isPost(name), SeatLabel(name) == nil,
            BodyName.title(text) == nil
        else { return false }
        let sign = row.filled[0].text.first ?? " "
        let isAbovePosts =
            "○●◎■□◆◇".contains(sign) && "・-－".contains(next.text.first ?? " ")
            && PostWord.isPost(SeatTokens.withoutSign(next.text))
        let isAboveNames =
            PostWord.isCategory(name) && columns?.has(.name) ?? false && columns?.has(.post) ?? false
            && SeatTokens(words(next.filled), isList: false).nameCount > 0
        guard isAbovePosts || isAboveNames else { return false }
        group = isAboveNames ? name : nil
        label = .member
        carried = [:]
        note(row.lines, .setAside(.tableHead))
        return true
    }

    /// １　学識経験者, ■1号委員　学識経験者(6人) above those who sit for it, each with a name.
    private mutating func readNumberedGroup(_ row: SeatRow) -> Bool {
        guard !row.isGrid, row.filled.count == 2, label != nil || title != nil, label != .secretariat,
            SeatTokens.number(row.filled[0].text) != nil || SeatLabel(row.filled[0].text) == .member,
            let next = below.first, !next.isBlank, !next.isGrid, SeatTokens.number(next.filled[0].text) == nil,
            SeatLabel(next.filled[0].text) == nil, next.indent > row.indent || next.filled.count > 1, ready()
        else { return false }
        let divided = PeopleCount.dividing(row.filled[1].text)
        let name = divided?.name ?? row.filled[1].text
        let isKind = PostWord.isCategory(name) || divided != nil
        // 産業関係, 福祉分野: where they come from, and nothing that sits.
        guard isKind || ["関係", "分野"].contains(where: name.hasSuffix), !PostWord.isPost(name), SeatLabel(name) == nil,
            SeatTokens(words(next.filled), isList: false).nameCount > 0
        else { return false }
        group = isKind ? name : nil
        label = .member
        note(row.lines, .setAside(.tableHead))
        return true
    }

    /// （2）商工・観光関係 above 副会長　大塚 健: a part of the list, whose rows say themselves who they are.
    private mutating func readNumberedPart(_ row: SeatRow) -> Bool {
        guard HeadNumber(row) != nil, row.filled.count == 2, current != nil || title != nil, let next = below.first,
            !next.isBlank, !next.isGrid, next.filled.count > 1, SeatLabel(next.filled[0].text)?.role != nil,
            SeatLabel(row.filled[1].text) == nil, BodyName.title(row.text) == nil
        else { return false }
        label = .member
        note(row.lines, .setAside(.tableHead))
        return true
    }

    /// A label alone: 部会長 above its member, 【オブザーバー】 above a part of a list.
    mutating func readSection(_ row: SeatRow) -> Bool {
        var cells = row.filled
        // ２　オブザーバー, ■ 1号委員
        if cells.count == 2, !row.isGrid, SeatTokens.number(cells[0].text) != nil || isSign(cells[0].text) {
            cells.removeFirst()
        }
        guard cells.count == 1, let found = SeatLabel(SeatTokens.withoutSign(cells[0].text)), ready() else {
            return false
        }
        // ３号委員（公募）: what those are of whom only names are printed.
        if let inside = numberedKind(cells[0].text) { group = PostWord.isCategory(inside) ? inside : nil }
        // One cell in a column of roles whose post is blank.
        label = found
        carried = [:]
        rowsBelowLabel = 0
        note(row.lines, found == .secretariat ? .used(.secretariat) : found == .total ? .used(.total) : .used(.member))
        if found == .observer || found == .secretariat || columns?.has(.role) == false { return true }
        return true
    }

    private func numberedKind(_ text: String) -> String? {
        let key = BodyText.key(text)
        guard key.hasSuffix(")"), let open = key.firstRange(of: "号委員(") else { return nil }
        return String(key[open.upperBound...].dropLast())
    }

    private func isSign(_ text: String) -> Bool { text.count == 1 && text.allSatisfy { "■□●○〇◯◆◇▼▽".contains($0) } }

    mutating func readTotal(_ row: SeatRow) -> Bool {
        guard current != nil, row.filled.count <= 3 else { return false }
        let text = row.filled.map(\.text).joined()
        guard let people = PeopleCount(text) else { return false }
        guard people.isTotal || label == .total else { return false }
        set(total: people.count, line: row.line)
        note(row.lines, .used(.total))
        label = nil
        return true
    }

    /// A body is there to take seats in: named above, or mentioned where the roster itself names none.
    mutating func ready() -> Bool {
        if current != nil { return true }
        // What the sentence right above names is nearer than a title.
        guard let title = said ?? title ?? setUp else { return false }
        said = nil
        current = BodyDraft(name: title.name, line: title.line, parent: parent)
        return true
    }

    /// 委員長　副区長, 委員：総務部長、企画部長, 総務部長　委員
    mutating func readLabel(_ row: SeatRow) -> Bool {
        guard !row.text.hasSuffix("。"), let (found, rest) = labelled(row) else { return false }
        // 総務課　課長　山田　徹　　主査　川田　隆 below 事務局: a 主査 there leads nobody.
        if label == .secretariat, found.role != nil, row.filled.first.flatMap({ SeatLabel($0.text) }) == nil {
            return false
        }
        guard ready() else { return false }
        for (label, cells) in segments(rest, of: found) { take(cells, as: label, row: row, isList: true) }
        // 自治会連合会　会長　　副会長: behind who fills it, a label says nothing of those below, unless they say the same.
        let isBehind =
            row.filled.count > 1 && found != .member && SeatLabel(row.filled.last?.text ?? "") == found
            && row.filled.first.flatMap { SeatLabel($0.text) } == nil
        let goesOn = below.first.map { next in next.filled.contains { PostWord.isDitto($0.text) } } ?? false
        label = isBehind && found.role != .other && found.role != nil && !goesOn ? .member : found
        return true
    }

    /// 委員長　副町長　副委員長　総務課長: each with its own.
    private func segments(_ cells: [SeatCell], of first: SeatLabel) -> [(label: SeatLabel, cells: [SeatCell])] {
        var segments: [(label: SeatLabel, cells: [SeatCell])] = [(first, [])]
        for (index, cell) in cells.enumerated() {
            if index > 0, index + 1 < cells.count, let own = SeatLabel(cell.text), own.role != nil,
                !PostWord.ranks.contains(BodyText.key(cell.text)) || PostWord.isPost(cells[index - 1].text),
                !PersonName.isName(cells[index + 1].text)
            {
                segments.append((own, []))
            } else {
                segments[segments.count - 1].cells.append(cell)
            }
        }
        return segments
    }

    func labelled(_ row: SeatRow) -> (SeatLabel, [SeatCell])? {
        let filled = row.filled
        guard let first = filled.first else { return nil }
        var cells = filled
        // A number before the label.
        if cells.count > 1, SeatTokens.number(first.text) != nil || SeatTokens.isKanaSign(first.text) {
            cells.removeFirst()
        }
        // 構　成　　委員長　副町長: what the rows are stands before their first label.
        if cells.count > 2, ["構成", "組織", "構成員", "委員構成"].contains(BodyText.key(cells[0].text)),
            SeatLabel(cells[1].text)?.role != nil
        {
            cells.removeFirst()
        }
        var text = cells[0].text
        // 1.会長　大学教授
        if text.first?.isNumber ?? false, case let bare = SeatTokens.withoutSign(text), SeatLabel(bare) != nil {
            text = bare
        }
        if let found = SeatLabel(text), cells.count > 1 {
            var rest = Array(cells.dropFirst())
            // 本部長　　：市長
            if let first = rest[0].parts.first, rest[0].parts.count == 1, let sign = first.text.first,
                "：:…".contains(sign)
            {
                rest[0] = SeatCell(BodyText.trimmed(first.text.dropFirst()), line: first.line)
            }
            return (found, rest.filter { !$0.isEmpty })
        }
        // 委員長：副区長, 副委員長…総務部長, 委員長(副区長)
        for separator in ["：", ":", "…", "‥", "･･･", "・・・", "──", "――"] {
            guard text.contains(separator), let range = text.firstRange(of: separator),
                range.lowerBound > text.startIndex
            else { continue }
            guard let found = SeatLabel(String(text[..<range.lowerBound])) else { continue }
            var rest = BodyText.trimmed(text[range.upperBound...].drop { "…‥･・─―:：".contains($0) })
            let tail = Array(cells.dropFirst())
            // （庶務：総務課）
            if let first = text.first, "（(".contains(first), !rest.contains(where: { "（(".contains($0) }),
                let last = rest.last, "）)".contains(last)
            {
                rest.removeLast()
            }
            guard !rest.isEmpty || !tail.isEmpty else { return nil }
            return (found, rest.isEmpty ? tail : [SeatCell(rest, line: row.line)] + tail)
        }
        // 【委員長】副区長, 委員長（副区長）
        for (open, close) in [("【", "】"), ("〔", "〕"), ("[", "]"), ("（", "）"), ("(", ")")] {
            guard text.contains(open), let start = text.firstRange(of: open), let end = text.firstRange(of: close),
                start.upperBound < end.lowerBound
            else { continue }
            let inside = String(text[start.upperBound..<end.lowerBound])
            let outside =
                start.lowerBound == text.startIndex
                ? String(text[end.upperBound...]) : String(text[..<start.lowerBound])
            let (label, rest) = start.lowerBound == text.startIndex ? (inside, outside) : (outside, inside)
            guard let found = SeatLabel(label), found.role != nil || found == .secretariat,
                !rest.isEmpty || cells.count > 1
            else { continue }
            guard start.lowerBound == text.startIndex || PostWord.isPost(rest) || PostWord.isCategory(rest) else {
                continue
            }
            return (found, (rest.isEmpty ? [] : [SeatCell(BodyText.trimmed(rest), line: row.line)]) + cells.dropFirst())
        }
        guard cells.count > 1 else { return nil }
        // The label behind its member: a table with its columns the other way round.
        let labels = cells.indices.filter { SeatLabel(cells[$0].text)?.role != nil }
        let posts = cells.filter { PostWord.isPost($0.text) && SeatLabel($0.text) == nil }
        // 民生委員協議会　会長　副委員長: the rank of an organisation before the label.
        let isRanked =
            labels.count == 2 && labels[1] == cells.count - 1 && labels[0] > 0
            && PostWord.ranks.contains(BodyText.key(cells[labels[0]].text))
            && PostWord.isSection(cells[labels[0] - 1].text)
        if labels.count == 1 || isRanked, let place = labels.last, !posts.isEmpty || isOpen,
            let found = SeatLabel(cells[place].text)
        {
            // 町会連合会　会長: a rank of what stands before it.
            // 女性消防隊　隊長　山田 花子, below 委員
            let isNamedBehind =
                label != nil && PersonName.isName(cells[(place + 1)...].map(\.text).joined(separator: " "))
            if place > 0, !isRanked, PostWord.ranks.contains(BodyText.key(cells[place].text)) || isNamedBehind,
                posts.isEmpty, !PersonName.isName(cells[..<place].map(\.text).joined(separator: " "))
            {
                return nil
            }
            cells.remove(at: place)
            return (found, cells)
        }
        return nil
    }

    mutating func closeLabel(unless row: SeatRow) {
        if row.filled.count == 1,
            row.text.hasPrefix("※") || row.text.hasPrefix("(")
                || row.text.utf8.count <= BodyText.wordBytesMax
                    && (PostWord.isNote(row.text) || BodyName.isBehind(row.text))
        {
            return
        }
        label = nil
        if !row.isGrid { columns = nil }
        if row.text.hasSuffix("。") || row.isHeading { close() }
    }
}
