import Japanese

/// The initiatives of a document, from its headings and from its tables.
struct PlanContents {
    private(set) var initiatives: [ReadInitiative] = []
    /// What became of lines that belong to initiatives, groups and asides.
    private(set) var accounts: [Int: LineLedger.Account] = [:]
    /// Numbered headings in which nothing was found that could be read.
    private(set) var unread: [NoticeOutline.Node] = []

    init(kind: DocumentKind, outline: NoticeOutline, promising: PromiseReading) {
        let isDecided = outline.roots.contains { $0.decided == .initiative || $0.holdsDecided }
        guard kind.holdsInitiatives || isDecided else { return }
        // What a letter asks is no promise; only one that names its initiatives has some.
        let namesInitiatives = outline.allNodes.contains { node in
            ["取組", "施策", "事業"].contains(where: node.title.contains)
        }
        if kind == .letter && !namesInitiatives && !Self.announces(outline) || Self.explains(outline)
            || Self.requests(outline), !isDecided
        {
            for node in outline.allNodes {
                accounts[node.line] = .used(.heading)
                for block in node.blocks { account(block) }
            }
            for block in outline.preamble { account(block) }
            for table in outline.tables.map({ PlanTable($0, columns: outline.columns) }) where table.isListOfMeasures {
                add(table, promising: promising)
            }
            return
        }
        let tables = outline.tables.map { PlanTable($0, columns: outline.columns) }
            .filter { $0.isPlan && Self.promises($0, promising) }
        let titles = Set(outline.allNodes.map { TextKey($0.title).text })
        let listed = tables.filter { table in
            (!table.isNamedByContent || table.rows.allSatisfy { !$0.units.isEmpty })
                && !table.rows.contains { titles.contains(TextKey($0.title.text).text) }
        }
        let reading = InitiativeReading(
            outline, promising: promising, listed: Set(listed.compactMap { $0.headLines.min() }),
            rows: listed.flatMap(\.rows).map(\.line))
        let read = reading.read()
        initiatives = read.map(\.initiative)
        unread = reading.unread
        for group in reading.groups {
            accounts[group.line] = .used(.heading)
            for block in group.blocks { account(block) }
        }
        for aside in reading.asides {
            accounts[aside.line] = .used(.heading)
            for block in aside.allBlocks { account(block) }
            for child in aside.descendants { accounts[child.line] = .used(.heading) }
        }
        for (found, initiative) in zip(reading.found, read) {
            accounts[found.node.line] = .used(.initiative)
            for (line, use) in initiative.accounts where accounts[line] != .used(.initiative) {
                accounts[line] = .used(use)
            }
        }
        for table in tables { add(table, promising: promising) }
        // (1) in several tables.
        let numbers = initiatives.map(\.number)
        if Set(numbers).count != numbers.count {
            var seen: [String: Int] = [:]
            initiatives = initiatives.map { initiative in
                seen[initiative.number, default: 0] += 1
                let count = seen[initiative.number] ?? 1
                return count == 1 ? initiative : initiative.numbered("\(initiative.number)-\(count)")
            }
        }
    }

    /// 自治体クラウドとは, 職員の募集: a text that explains a word or calls for people promises nothing.
    private static func explains(_ outline: NoticeOutline) -> Bool {
        guard let title = outline.preamble.first?.paragraph?.text else { return false }
        return ["とは", "の募集", "の募集について", "募集要項", "募集案内", "よくある質問"].contains(where: title.hasSuffix) || asks(title)
    }

    /// 「標準化」とは何ですか, 証明書はどこで取れますか？: a title that is a question.
    private static func asks(_ title: String) -> Bool {
        let words = title.trimmingCharacters.prefix { !"？?。".contains($0) }
        return title.hasSuffix("？") || title.hasSuffix("?")
            || ["ですか", "ますか", "ませんか", "でしょうか", "とは何か", "とはなにか"].contains(where: words.hasSuffix)
    }

    /// 町の取組について（お知らせ）: a letter that tells what its writer does, and asks for nothing.
    private static func announces(_ outline: NoticeOutline) -> Bool {
        outline.preamble.prefix(lettersheadMax).compactMap(\.paragraph).contains { block in
            let text = block.text
            guard let about = text.firstRange(of: "について"), text.unicodeScalars.count <= titleMax,
                ["取組", "取り組み", "施策", "見直し", "改革"].contains(where: text[..<about.lowerBound].contains)
            else { return false }
            let kind = text[about.upperBound...].filter { !"（）()".contains($0) }
            return kind.isEmpty || ["お知らせ", "通知", "報告"].contains(String(kind))
        }
    }

    /// 進捗状況の調査について（依頼）: a letter that asks something of its readers.
    private static func requests(_ outline: NoticeOutline) -> Bool {
        outline.preamble.prefix(lettersheadMax).compactMap(\.paragraph).contains { block in
            guard block.scalars.count <= titleMax, let about = block.text.firstRange(of: "について") else { return false }
            let kind = block.text[about.upperBound...].filter { !"（）() 　".contains($0) }
            return ["依頼", "照会", "お願い", "回答依頼", "協力依頼"].contains(String(kind))
        }
    }

    private static let lettersheadMax = 12
    private static let titleMax = 80

    private mutating func account(_ block: NoticeOutline.Block) {
        switch block {
        case .field(_, let text, let line):
            accounts[line] = .used(.note)
            for line in text.lines { accounts[line] = .used(.note) }
        case .note(let text): for line in text.lines { accounts[line] = .used(.note) }
        case .paragraph(let text), .bullet(let text): for line in text.lines { accounts[line] = .used(.paragraph) }
        case .table: break
        }
    }

    // MARK: Tables

    /// 計画名 | 内容 | 期間 tells of plans: where what is done names the initiatives, or neither sections nor times are told, most
    /// rows say what is done.
    private static func promises(_ table: PlanTable, _ promising: PromiseReading) -> Bool {
        // 項目 | 内容 may as well tell of anything.
        let isSettled = table.rows.contains { !$0.units.isEmpty || !$0.times.isEmpty || !$0.years.isEmpty }
        guard table.isNamedByContent || !isSettled else { return true }
        let named = table.rows.count { row in
            // 一般会計 | 1,204 | 1,198: how much it is in each year, and nothing that is done.
            if row.units.isEmpty, row.contents.isEmpty, !row.years.isEmpty,
                row.years.allSatisfy({ NoticeTable.isAmount($0.text) })
            {
                return false
            }
            return promising.isAction(row.title) || promising.isPlan(row.title) || !row.units.isEmpty
                || !row.years.isEmpty
                || !table.isNamedByContent && row.contents.contains { promising.isPlan($0) || promising.isAction($0) }
        }
        return named * 2 > table.rows.count
    }

    private mutating func add(_ table: PlanTable, promising: PromiseReading) {
        for line in table.headLines { accounts[line] = .setAside(.tableHead) }
        let byTitle = Dictionary(
            initiatives.enumerated().map { (TextKey($1.title).text, $0) }, uniquingKeysWith: { first, _ in first })
        let matched = table.rows.map { byTitle[TextKey($0.title.text).text] }
        let completes = matched.contains { $0 != nil }
        for (row, place) in zip(table.rows, matched) {
            let read = TableInitiative(row, promising: promising)
            if let place {
                initiatives[place] = read.completing(initiatives[place])
                for line in row.lines { accounts[line] = .used(.initiative) }
            } else if !completes {
                initiatives.append(read.initiative(order: initiatives.count + 1))
                for line in row.lines { accounts[line] = .used(.initiative) }
            }
        }
    }
}

/// A row of a table as an initiative.
struct TableInitiative {
    let row: PlanTable.Row
    let promising: PromiseReading

    init(_ row: PlanTable.Row, promising: PromiseReading) {
        self.row = row
        self.promising = promising
    }

    /// 令和6年度：試行
    private var years: [String] {
        row.years.map { "\(heading($0.year))：\($0.text.text)" }
    }

    private func heading(_ label: FiscalYearLabel) -> String {
        label.span(near: promising.fiscalYear)?.words
            ?? label.bare.map { "\($0)年度" + (label.part?.words ?? "") } ?? ""
    }

    func initiative(order: Int) -> ReadInitiative {
        var draft = InitiativeDraft(promising: promising)
        for content in row.contents { draft.read(.content, content, line: content.line) }
        for time in row.times {
            draft.read(time.label, OutlineBuilder.yearAlone(time.text) ?? time.text, line: time.text.line)
        }
        for target in row.targets { draft.read(.target, target, line: target.line) }
        draft.units = row.units.isEmpty ? row.partners : row.units
        draft.notes = years + row.asides.map(\.text) + (row.units.isEmpty ? [] : row.partners)
        draft.attach(yearDues, title: row.title)
        let (name, more) = Self.dividedAtItem(row.title)
        if let more { draft.read(.content, more, line: more.line) }
        var title = ResponsibleUnits.removed(from: name.text)
        // 窓口のデジタル化(戸籍課)
        if let bracket = InitiativeReading.unitBracket(in: title) {
            draft.units += bracket.names.filter { !draft.units.contains($0) }
            title = String(title[..<bracket.range.lowerBound]).trimmingCharacters
        }
        if let stop = title.firstIndex(of: "。") {
            // A goal of several sentences is named by the first, and promises all of them.
            if title[stop...].count > 1 { draft.read(.content, row.title, line: row.title.line) }
            title = String(title[..<stop])
        }
        return draft.initiative(number: row.sign.isEmpty ? "\(order)" : row.sign, title: title, line: row.line)
    }

    /// ・更新時期を迎えた車を替えます。 in a line of its own below a name: what is done, and no part of the name.
    private static func dividedAtItem(_ text: LocatedText) -> (name: LocatedText, more: LocatedText?) {
        guard
            let cut = text.scalars.indices.dropFirst().first(where: { offset in
                text.scalars[offset] == "・" && text.place(of: offset).line != text.place(of: offset - 1).line
            })
        else { return (text, nil) }
        return (text.part(0..<cut).trimmed, text.part((cut + 1)..<text.scalars.count).trimmed)
    }

    func completing(_ initiative: ReadInitiative) -> ReadInitiative {
        let named = row.units.isEmpty && initiative.units.isEmpty ? row.partners : row.units
        let units = named.reduce(into: initiative.units) { units, unit in
            if !units.contains(unit) { units.append(unit) }
        }
        return ReadInitiative(
            number: initiative.number, title: initiative.title, line: initiative.line,
            paragraphs: initiative.paragraphs, promises: initiative.promises, units: units,
            indicators: initiative.indicators + row.targets.map(\.text), notes: initiative.notes + years)
    }

    /// Columns of years and their parts: marks (○ →) bind the initiative to the time they span, words to their own.
    private var yearDues: [ReadPromise.Due] {
        // What it costs in each year, beside a column that says when it is done.
        if !row.times.isEmpty, row.years.allSatisfy({ NoticeTable.isAmount($0.text) }) { return [] }
        var dues: [ReadPromise.Due] = []
        var spans: [YearSpan] = []
        for (label, text) in row.years {
            if let span = YearSpan(label, text, near: promising.fiscalYear) {
                span.join(&spans)
            } else {
                dues.append(due(from: nil, to: nil, raw: heading(label), at: text))
            }
        }
        return dues
            + spans.map { span in
                due(
                    from: span.from, to: span.to,
                    raw: span.words(joinedBy: "から") + (span.word.isEmpty ? "" : "：" + span.word), at: span.text)
            }
    }

    private func due(from: CivilDate?, to: CivilDate?, raw: String, at text: LocatedText) -> ReadPromise.Due {
        let place = text.place(of: 0)
        return ReadPromise.Due(
            deadline: Deadline(deadlineClass: .none, from: from, to: to, raw: raw, needsAnchor: from == nil),
            isExternal: false, line: place.line, column: place.column)
    }

    /// ○, →: something is done, without a word for it.
    static func isMark(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { marks.contains($0) || $0.isSpace }
    }

    private static let marks = Set("○◯〇●◎→⇒➡►▶>＞─━ー－-〜～↔⇔△▲■◆★☆".unicodeScalars)
}
