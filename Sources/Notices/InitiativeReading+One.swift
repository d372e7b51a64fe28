import Japanese

/// What one initiative says: its title, promises, dates and sections.
extension InitiativeReading {
    /// With what became of the lines of each.
    func read() -> [(initiative: ReadInitiative, accounts: [Int: LineLedger.Use])] {
        let read = found.map { found in
            let draft = draft(of: found.node)
            return (section: found.section, initiative: initiative(found.node, draft), accounts: draft.accounts)
        }
        // (1) under 1 and again under 2: the section's number tells them apart.
        let isPlain = Self.areDistinct(read.map(\.initiative.number))
        let numbers = read.map { isPlain ? $0.initiative.number : $0.section + $0.initiative.number }
        let isEnough = Self.areDistinct(numbers)
        return read.enumerated().map { order, item in
            (
                item.initiative.numbered(
                    isEnough && !numbers[order].isEmpty ? numbers[order] : "\(numbers[order])\(order + 1)"),
                item.accounts
            )
        }
    }

    private static func areDistinct(_ numbers: [String]) -> Bool { Set(numbers).count == numbers.count }

    private func initiative(_ node: NoticeOutline.Node, _ draft: InitiativeDraft) -> ReadInitiative {
        var draft = draft
        // 電子申請の拡大【情報政策課】, 窓口で予約を受け付けます。（市民課）
        for text in [node.title] + draft.paragraphs.map(\.text) {
            draft.units += (Self.unitBracket(in: text)?.names ?? []).filter { !draft.units.contains($0) }
        }
        draft.units += ResponsibleUnits.named(in: draft.paragraphs.map(\.text) + draft.notes + [node.title])
            .filter { !draft.units.contains($0) }
        // 総務課は、…を導入する。, where nothing else says whose it is.
        if draft.units.isEmpty {
            draft.units = draft.paragraphs.flatMap(\.sentences).filter(promising.commits)
                .flatMap { ResponsibleUnits.acting(in: $0.text) }
                .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        }
        draft.attach(Self.titleDues(node, promising), title: node.located)
        return draft.initiative(
            number: node.sign, title: named(node) ?? Self.title(of: node), line: node.line)
    }

    private func draft(of node: NoticeOutline.Node) -> InitiativeDraft {
        var draft = InitiativeDraft(promising: promising)
        draft.isOwned = Self.unitBracket(in: node.title) != nil
        // An item of a list names itself.
        if node.isSentence, !node.blocks.contains(where: { $0.text?.text.hasPrefix(node.title) ?? false }) {
            draft.read(node.located, listsActions: false)
        }
        for block in node.blocks { draft.read(block) }
        for child in node.descendants { draft.read(child, of: node) }
        return draft
    }

    /// (1)政策内容, and in the next line what it is: a title that is a label is named by what stands below.
    private func named(_ node: NoticeOutline.Node) -> String? {
        guard node.title.hasSuffix("内容"), node.title.unicodeScalars.count <= Self.labelMax,
            let first = node.paragraphs.first, !first.scalars.contains("。"), promising.isAction(first)
        else { return nil }
        return first.text
    }

    private static let labelMax = 6

    /// The title without what says how it stands before it, and without sections and dates in brackets behind it.
    private static func title(of node: NoticeOutline.Node) -> String {
        var title = withoutAmount(ResponsibleUnits.removed(from: node.shortTitle))
        let scalars = Array(title.unicodeScalars)
        if let mark = PlanTable.statusMark(scalars) { title = String(scalars: scalars[mark...]).trimmingCharacters }
        if let bracket = unitBracket(in: title) {
            title = String(title[..<bracket.range.lowerBound]).trimmingCharacters
        }
        if let bracket = dateBracket(in: title) { title = String(title[..<bracket.lowerBound]).trimmingCharacters }
        title = withoutTerm(title)
        // （避難路の照明の設置）
        if node.kind == .bracket, "（(".contains(title.first ?? " "), "）)".contains(title.last ?? " "),
            !title.dropFirst().dropLast().contains(where: { "（()）".contains($0) })
        {
            title = title.trimmingBrackets
        }
        return quoted(in: title) ?? numbered(in: title) ?? bracketed(title) ?? title
    }

    /// 令和7年4月～　　相談窓口を設ける。: when it is done stands in a column of its own before what is done.
    private static func withoutTerm(_ title: String) -> String {
        let text = DateWording.masked(title)
        guard let term = DateReader.expressions(in: text).first, term.range.lowerBound == 0 else { return title }
        let scalars = Array(title.unicodeScalars)
        let end = scalars[(term.range.upperBound + term.deadlineText.unicodeScalars.count)...].drop {
            "～〜~".unicodeScalars.contains($0)
        }
        let rest = end.drop { $0.isSpace }
        let gap = end.prefix { $0.isSpace }
        guard gap.count >= 2 || gap.first == "\u{3000}", rest.count >= 4,
            [.plan, .action].contains(SentenceMood(of: String(scalars: rest)))
        else { return title }
        return String(scalars: rest)
    }

    /// 庁舎の照明　　　45,000千円: what it costs stands at the edge of the line.
    private static func withoutAmount(_ title: String) -> String {
        guard title.hasSuffix("円"), let gap = title.lastIndex(where: \.isWhitespace) else { return title }
        let amount = title[gap...].dropFirst().dropLast()
        let isAmount = !amount.isEmpty && amount.allSatisfy { $0.isNumber || ",，.百千万億".contains($0) }
        let kept = String(title[..<gap])
        return isAmount && kept.last?.isWhitespace ?? false ? kept.trimmingCharacters : title
    }

    /// 【3.窓口の改善】: a number and a title in the bracket that is the whole line.
    private static func numbered(in title: String) -> String? {
        guard title.hasPrefix("【"), title.hasSuffix("】"),
            !title.dropFirst().dropLast().contains(where: { "【】".contains($0) })
        else { return nil }
        let inside = Array(title.dropFirst().dropLast().unicodeScalars)
        guard let sign = HeadingSign.read(inside[...]), sign.isSure, sign.ordinal != nil, sign.length < inside.count
        else { return nil }
        return String(scalars: inside[sign.length...]).trimmingCharacters
    }

    /// 【端末の更新】: the bracket is the whole line.
    private static func bracketed(_ title: String) -> String? {
        guard title.hasPrefix("【"), title.hasSuffix("】") else { return nil }
        let inside = title.dropFirst().dropLast()
        return inside.isEmpty || inside.contains(where: { "【】".contains($0) }) ? nil : String(inside).trimmingCharacters
    }

    /// 「残業を減らす」, 第4に、「上下水道について」申し上げます: what is named in the marks of quotation.
    private static func quoted(in title: String) -> String? {
        guard let open = title.firstIndex(of: "「"), let close = title.lastIndex(of: "」"), open < close,
            !title[title.index(after: open)..<close].contains(where: { "「」".contains($0) })
        else { return nil }
        let before = title[..<open]
        let after = title[title.index(after: close)...]
        var inside = String(title[title.index(after: open)..<close])
        if before.isEmpty, after.isEmpty { return inside }
        guard before.isEmpty || before.hasPrefix("第") && before.hasSuffix("に、"),
            ["申し上げ", "述べ", "申しあげ"].contains(where: after.hasPrefix)
        else { return nil }
        if inside.hasSuffix("について") { inside.removeLast(4) }
        return inside
    }

    /// 電子申請の拡大【情報政策課】
    static func unitBracket(in title: String) -> (range: Range<String.Index>, names: [String])? {
        guard let last = title.last, "）)】］]〕＞>〉".contains(last),
            let open = title.lastIndex(where: { "（(【［[〔＜<〈".contains($0) }), open > title.startIndex
        else { return nil }
        let inside = title[title.index(after: open)...].dropLast()
        guard UnitNames.areSections(inside) || UnitNames.houses.contains(String(inside)) else { return nil }
        return (open..<title.endIndex, UnitNames.names(in: String(inside)))
    }

    private static func dateBracket(in title: String) -> Range<String.Index>? {
        guard title.hasSuffix("）") || title.hasSuffix(")") || title.hasSuffix("】") || title.hasSuffix("］"),
            let open = title.lastIndex(where: { "（(【［".contains($0) }), open > title.startIndex
        else { return nil }
        let inside = String(title[title.index(after: open)...].dropLast())
        let dates = DateReader.expressions(in: inside).filter { $0.period != nil || $0.needsAnchor }
        // （令和6年度分）: of what there is for a year.
        guard !dates.isEmpty, !inside.hasSuffix("分"), !inside.contains("改定"), !inside.contains("策定"),
            !inside.contains("年法律")
        else {
            return nil
        }
        let covered = dates.reduce(0) { $0 + $1.range.count + $1.deadlineText.unicodeScalars.count }
        // （2020年度契約から／施設課）: of what stands before a stroke.
        let told = inside.split { "／/".contains($0) }.first.map(String.init) ?? inside
        return covered * 2 >= told.unicodeScalars.count ? open..<title.endIndex : nil
    }

    /// （令和6年度）, 令和7年1月開始: dates in the heading of an initiative.
    static func titleDues(_ node: NoticeOutline.Node, _ promising: PromiseReading) -> [ReadPromise.Due] {
        guard let bracket = dateBracket(in: node.title) else { return [] }
        let located = node.located
        let offset = node.title[..<bracket.lowerBound].unicodeScalars.count
        return DeadlineReading(
            clause: located.part(min(offset + 1, located.scalars.count)..<located.scalars.count),
            anchor: promising.anchor,
            fiscalYear: promising.fiscalYear
        ).dues
    }
}

extension ReadInitiative {
    func numbered(_ number: String) -> ReadInitiative {
        ReadInitiative(
            number: number, title: title, line: line, paragraphs: paragraphs, promises: promises, units: units,
            indicators: indicators, notes: notes)
    }
}

extension NoticeOutline.Node {
    /// With another heading below it.
    func with(_ child: NoticeOutline.Node) -> NoticeOutline.Node {
        var node = self
        node.children.append(child)
        return node
    }

    /// The title as a located text.
    var located: LocatedText {
        LocatedText(title.unicodeScalars, line: line, column: column + (heading?.length ?? 0))
    }

    /// An item that is a sentence is named by its beginning.
    var shortTitle: String {
        guard isSentence || title.contains("。") else { return title }
        let sentence = title.prefix { $0 != "。" }
        guard sentence.unicodeScalars.count > Self.titleMax, let cut = sentence.firstIndex(of: "、") else {
            return String(sentence)
        }
        return String(sentence[..<cut])
    }

    /// A sentence longer than this is no title, in letters.
    private static let titleMax = 100
}
