import Japanese

/// Headings: what opens under which, and what is closed by it.
extension OutlineBuilder {
    mutating func open(
        _ sign: HeadingSign, body: ArraySlice<Unicode.Scalar>, line: NoticeText.Line, start: Int, hashes: Int?
    ) {
        let title = Self.withoutAnnouncement(String(scalars: body.dropFirst(sign.length).trimmedEnd))
        if sign.ordinal == 1, isPeriodOfPlan(title) { endPlan() }
        if sign.kind == .hash(hashes ?? 0), stack.isEmpty, roots.isEmpty, preamble.isEmpty {
            // The first heading with # only is the title of the document.
            preamble.append(.paragraph(LocatedText(body.trimmedEnd, line: line.number, column: start + 1)))
            return
        }
        if let hashes, let level = stack.firstIndex(where: { $0.hashes ?? 0 >= hashes }) {
            // # closes everything that stands under as many or more of them.
            while stack.count > level { pop() }
        }
        if case .style(let level) = sign.kind {
            while let last = stack.last {
                guard case .style(let other) = last.kind, other < level else {
                    pop()
                    continue
                }
                break
            }
        }
        if line.decided == nil, goesOn(sign, title, at: line) { return }
        // 【計画とは】 explains; what is numbered after it stands beside it.
        if sign.ordinal != nil, let last = stack.last, last.kind == .bracket, Self.explains(last.title) { pop() }
        // ■方針をまとめました, and a title without a sign beside it.
        if sign.kind == .line, let last = stack.last, last.kind == .bracket || last.kind.isMark,
            SectionTitle.isNever(last.title)
        {
            pop()
        }
        if sign.kind == .line, line.decided == nil, SectionTitle.isAside(title) || SectionTitle.isAboutPlan(title) {
            while !stack.isEmpty { pop() }
        }
        // 計画の位置付け with a text of its own: what is numbered after it stands beside it.
        if sign.ordinal != nil, isBelowBlank, let last = stack.last, last.kind == .line, !last.blocks.isEmpty,
            SectionTitle.isAside(last.title) || SectionTitle.isAboutPlan(last.title)
        {
            pop()
        }
        var kind = sign.kind
        if line.decided != nil, sign.kind == .line { kind = closeForSibling() } else { close(for: sign) }
        if line.decided == nil, let value = Self.valueInTitle(body.dropFirst(sign.length)) {
            openWithValue(sign, body: body, value: value, line: line, start: start, hashes: hashes)
            return
        }
        // 取組1　保育所の誘致　　期限：令和9年3月末: labels at the edge of the title's line.
        let fields = line.decided == nil ? Self.fieldsInTitle(body, sign, line: line, start: start) : nil
        stack.append(
            NoticeOutline.Node(
                kind: kind, sign: sign.printed, heading: sign, title: fields?.title ?? title, line: line.number,
                column: start + 1, hashes: hashes, decided: line.decided))
        if let fields {
            if let when = fields.when { add(.field(.time, when, line: line.number)) }
            readFields(behind: fields.text, from: fields.first)
        }
        // What a person said ends with its line.
        isAfterHeading = line.decided == nil
        headingReachesEdge = line.look.reachesEdge ?? false
    }

    /// 【視点1】市民との協働 on every page: the same heading again goes on with the one that is open.
    private mutating func goesOn(_ sign: HeadingSign, _ title: String, at line: NoticeText.Line) -> Bool {
        guard sign.ordinal != nil, title.unicodeScalars.count >= 2,
            let level = stack.lastIndex(where: { $0.kind == sign.kind }), stack[level].ordinal == sign.ordinal,
            stack[level].heading?.path == sign.path, stack[level].title == title,
            !stack[level].children.isEmpty
                || level < stack.count - 1
        else { return false }
        while stack.count > level + 1 { pop() }
        stack[level].titleLines.insert(line.number)
        isAfterHeading = false
        return true
    }

    /// (1)広報についてです。, (2)防災について申し上げます。: a title as it is spoken.
    private static func withoutAnnouncement(_ title: String) -> String {
        guard let end = ["についてです。", "についてであります。", "について申し上げます。"].first(where: title.hasSuffix) else { return title }
        return String(title.dropLast(end.count)) + "について"
    }

    private static func explains(_ title: String) -> Bool {
        title.filter { !"】〕》〉".contains($0) }.hasSuffix("とは")
    }

    /// Where in a heading's line something else begins behind its title.
    private static func valueInTitle(_ title: ArraySlice<Unicode.Scalar>) -> Int? {
        sentenceInTitle(title) ?? valueBehindLabel(title) ?? numberInTitle(title)
    }

    /// The title of a line, and what stands behind it: its first label, and before that 令和7年度　調達 behind a wide gap.
    private static func fieldsInTitle(
        _ body: ArraySlice<Unicode.Scalar>, _ sign: HeadingSign, line: NoticeText.Line, start: Int
    ) -> (title: String, when: LocatedText?, text: LocatedText, first: (label: FieldLabel, start: Int, value: Int))? {
        let text = LocatedText(
            body.dropFirst(sign.length).trimmedEnd, line: line.number, column: start + sign.length + 1)
        guard let first = nextField(in: text), first.label == .unit || first.label.isTime, first.start >= 4,
            text.scalars[first.start - 1].isSpace, first.value < text.scalars.count
        else { return nil }
        let head = text.part(0..<first.start).trimmed
        let date = dateBehindUnits(head)
        return (
            head.part(0..<(date ?? head.scalars.count)).trimmed.text,
            date.map { head.part($0..<head.scalars.count) }, text, first
        )
    }

    /// (1) ① 制度を調べる: a number that stands for what the next one begins.
    private static func numberInTitle(_ title: ArraySlice<Unicode.Scalar>) -> Int? {
        guard let first = title.first, (0x2460...0x2473).contains(first.value), let sign = HeadingSign.read(title),
            sign.ordinal == 1, sign.length < title.count
        else { return nil }
        return title.startIndex
    }

    /// ①　押印の廃止　　押印を求める様式をなくします。: a title, and behind a wide gap what will be done.
    private static func sentenceInTitle(_ title: ArraySlice<Unicode.Scalar>) -> Int? {
        guard let gap = title.firstIndex(where: \.isSpace), (2...30).contains(gap - title.startIndex),
            let value = title[gap...].firstIndex(where: { !$0.isSpace })
        else { return nil }
        let rest = title[value...]
        let head = String(scalars: title[..<gap])
        // A single space divides where what stands before it says what is done.
        guard
            value - gap > 1 || title[gap] == "\u{3000}" && SentenceMood(of: head) == .action
                || title[gap] == "\u{3000}" && head.hasSuffix("の見直し")
        else { return nil }
        guard rest.count >= 10, rest.contains("。"), !head.contains("。"), !head.contains("、"),
            DateReader.expressions(in: head).isEmpty
        else { return nil }
        return value
    }

    /// 3.対策 1)規則を周知する。: a label as the title, and behind a space what stands under it.
    private static func valueBehindLabel(_ title: ArraySlice<Unicode.Scalar>) -> Int? {
        guard let space = title.firstIndex(where: \.isSpace), space - title.startIndex <= 8,
            FieldLabel(String(scalars: title[..<space])) != nil,
            let value = title[space...].firstIndex(where: { !$0.isSpace })
        else { return nil }
        let rest = title[value...].trimmedEnd
        if let sign = HeadingSign.read(rest), sign.isSure, sign.ordinal != nil, sign.length < rest.count {
            return value
        }
        return rest.count >= 20 && rest.contains { "。、を".unicodeScalars.contains($0) } ? value : nil
    }

    private mutating func openWithValue(
        _ sign: HeadingSign, body: ArraySlice<Unicode.Scalar>, value: Int, line: NoticeText.Line, start: Int,
        hashes: Int?
    ) {
        let title = body[(body.startIndex + sign.length)..<value].trimmedEnd
        stack.append(
            NoticeOutline.Node(
                kind: sign.kind, sign: sign.printed, heading: sign,
                title: String(scalars: title), line: line.number, column: start + 1, hashes: hashes))
        let rest = body[value...]
        if let inner = HeadingSign.read(rest), inner.isSure, inner.ordinal != nil {
            open(inner, body: rest, line: line, start: value, hashes: nil)
        } else {
            plain(rest, line: line, start: value)
        }
    }

    /// No document nests deeper.
    private static let depthMax = 12

    /// Closes what the sign ends: back to the level of its kind; but 1 under (1) under 4 begins a list inside.
    private mutating func close(for sign: HeadingSign) {
        defer { opened.insert(sign.kind) }
        guard let outer = stack.lastIndex(where: { $0.kind == sign.kind }) else {
            // (4) below [5], where no (1) was: no list begins so, and the excerpt began inside of (3).
            if let ordinal = sign.ordinal, ordinal > 1, sign.path.isEmpty, !opened.contains(sign.kind),
                !Numbering.isWorded(sign),
                stack.contains(where: { $0.ordinal != nil && !isLoose($0.kind) })
            {
                while !stack.isEmpty { pop() }
            }
            return
        }
        if stack[outer].kind == .unsigned { return }
        if let ordinal = sign.ordinal, ordinal == 1, sign.path.isEmpty, outer < stack.count - 1,
            stack.count < Self.depthMax, stack.count(where: { $0.kind == sign.kind }) == 1,
            let last = stack[outer].ordinal, last >= 1, !stack[outer...].contains(where: { isLoose($0.kind) })
        {
            return
        }
        // The innermost level that the number continues.
        var level = outer
        if let ordinal = sign.ordinal, stack[level].ordinal.map({ $0 + 1 != ordinal }) ?? false,
            let fitting = stack.lastIndex(where: {
                $0.kind == sign.kind && $0.ordinal.map { $0 + 1 == ordinal } ?? false
            })
        {
            level = fitting
        }
        while stack.count > level { pop() }
    }

    /// A heading without a sign, by a person's word, stands beside the last heading that has none below it.
    /// - Returns: the kind of its neighbours.
    private mutating func closeForSibling() -> HeadingSign.Kind {
        if let parent = stack.lastIndex(where: { !$0.children.isEmpty }) {
            while stack.count > parent + 1 { pop() }
            return stack[parent].children.last?.kind ?? .line
        }
        guard let last = stack.last, stack.count > 1 || !roots.isEmpty || last.decided == .initiative else {
            return .line
        }
        pop()
        return last.kind
    }

    /// Kinds without numbers divide but do not count.
    private func isLoose(_ kind: HeadingSign.Kind) -> Bool {
        switch kind {
        case .number, .path: false
        default: true
        }
    }
}
