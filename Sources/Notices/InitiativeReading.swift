import Japanese

/// Finds the initiatives of a notice: headings, at whatever depth, that hold promises and no headings of their own that do.
struct InitiativeReading {
    /// An initiative with the heading it comes from.
    struct Found {
        let section: String
        let node: NoticeOutline.Node
    }

    let outline: NoticeOutline
    let promising: PromiseReading
    private(set) var found: [Found] = []
    /// Headings that group others.
    private(set) var groups: [NoticeOutline.Node] = []
    /// Headings of sections without initiatives (目的, 体制), whose text is taken as text.
    private(set) var asides: [NoticeOutline.Node] = []
    /// Headings in which nothing was found that could be read.
    private(set) var unread: [NoticeOutline.Node] = []

    /// - Parameters:
    ///   - listed: lines of tables whose rows are initiatives of their own.
    ///   - rows: the lines of those rows.
    init(_ outline: NoticeOutline, promising: PromiseReading, listed: Set<Int> = [], rows: [Int] = []) {
        self.outline = outline
        self.promising = promising
        self.listed = listed
        let nodes = outline.allNodes
        // A head that is said again below the next heading does not begin another table.
        let headings = nodes.map(\.line).sorted()
        var below = rows.sorted()[...]
        for (heading, next) in zip(headings, headings.dropFirst() + [.max]) {
            below = below.drop { $0 <= heading }
            if let row = below.first, row <= next { headingsOverRows.insert(heading) }
        }
        hasActions = nodes.contains { node in
            node.heading?.itemWord.map { !$0.hasSuffix("目標") } ?? false && holds(node)
        }
        let sections = outline.roots.count { UnitNames.isName(Self.withoutBracket($0.title)) }
        let tellsItems = sections >= 2 || Self.tellsItems(outline)
        for root in outline.roots.flatMap(Self.lifted) {
            if tellsItems, collectBySection(root) { continue }
            collect(root, under: nil)
        }
        if outline.roots.isEmpty { collectList() }
    }

    /// 次のことに取り組みます。 over a list, in a text without headings: each of the list is an item.
    private mutating func collectList() {
        guard
            let first = outline.preamble.firstIndex(where: { if case .bullet = $0 { true } else { false } }),
            first > 0, let lead = outline.preamble[first - 1].paragraph,
            ["次の", "以下の", "下記の"].contains(where: lead.text.contains),
            ["取組", "取り組", "実施", "行い", "行う", "進め"].contains(where: lead.text.contains)
        else { return }
        var items: [LocatedText] = []
        for block in outline.preamble[first...] {
            guard case .bullet(let text) = block else { break }
            items.append(text)
        }
        guard items.count >= 2, items.allSatisfy(promising.isPlan) else { return }
        for item in items { found.append(Found(section: "", node: Self.item(item))) }
    }

    private static func item(_ text: LocatedText) -> NoticeOutline.Node {
        var node = NoticeOutline.Node(
            kind: .line, sign: "", heading: nil, title: text.text, line: text.line, column: 1, hashes: nil)
        node.blocks = [.bullet(text)]
        return node
    }

    let listed: Set<Int>
    /// Lines of headings right above rows that are initiatives.
    private(set) var headingsOverRows: Set<Int> = []

    /// Whether headings say 取組1: then 目標1 is what they aim at.
    private(set) var hasActions = false

    /// 総務部 over a list of what it does: each of the list is an item of that section.
    private mutating func collectBySection(_ node: NoticeOutline.Node) -> Bool {
        guard node.kind == .line || node.kind == .bracket, node.children.isEmpty, !node.blocks.isEmpty,
            UnitNames.isName(Self.withoutBracket(node.title))
        else { return false }
        var items: [(text: LocatedText, more: [NoticeOutline.Block])] = []
        for block in node.blocks {
            switch block {
            case .bullet(let text) where promising.isAction(text) || promising.isPlan(text): items.append((text, []))
            // What stands in the next line without a sign goes on with the item.
            case .paragraph where !items.isEmpty: items[items.count - 1].more.append(block)
            default: return false
            }
        }
        groups.append(
            NoticeOutline.Node(
                kind: node.kind, sign: "", heading: node.heading, title: node.title, line: node.line,
                column: node.column,
                hashes: nil))
        for (item, more) in items {
            var own = Self.item(item)
            own.blocks += more + [.field(.unit, node.located, line: node.line)]
            found.append(Found(section: "", node: own))
        }
        return true
    }

    private static func withoutBracket(_ title: String) -> String {
        String(title.prefix { $0 != "(" && $0 != "（" }).trimmingCharacters.trimmingBrackets
    }

    /// 目標1, 取組2 below whatever title: each of them is an item, and what stands above them groups them.
    private mutating func collectItems(_ node: NoticeOutline.Node) -> Bool {
        guard holdsItems(node) else { return false }
        groups.append(node)
        for child in node.children {
            if isItem(child) {
                if holds(child) {
                    found.append(Found(section: node.sign, node: child))
                } else {
                    leave(child)
                }
            } else if holdsItems(child) {
                collect(child, under: node)
            } else {
                leave(child)
            }
        }
        return true
    }

    /// 3.対策 (1) … (2) …, after 2.目標 (1) … (2) …: what is done for each of the goals above, told by its number.
    private mutating func takeMeasures(_ node: NoticeOutline.Node) -> Bool {
        guard node.facet == .content, let group = groups.last, group.facet != nil, group.kind == node.kind,
            let ordinal = group.ordinal, node.ordinal == ordinal + 1, !node.children.isEmpty,
            node.children.allSatisfy({ child in
                child.ordinal != nil
                    && found.contains {
                        $0.section == group.sign && $0.node.kind == child.kind && $0.node.sign == child.sign
                    }
            })
        else { return false }
        groups.append(node)
        for child in node.children {
            guard let place = found.firstIndex(where: { $0.section == group.sign && $0.node.sign == child.sign }) else {
                continue
            }
            found[place] = Found(section: found[place].section, node: found[place].node.with(child))
        }
        return true
    }

    private mutating func collect(_ node: NoticeOutline.Node, under parent: NoticeOutline.Node?) {
        if collectDecided(node, under: parent) { return }
        if parent == nil, takeMeasures(node) { return }
        if isFigures(node)
            || parent == nil
                && (servesGoals(node) || aimsOnly(node) || SectionTitle.namesObject(node.title) || repeatsTitle(node))
        {
            asides.append(node)
            return
        }
        guard !node.title.isEmpty else {
            leave(node)
            return
        }
        if collectItems(node) { return }
        if isItem(node), holds(node) {
            found.append(Found(section: parent?.sign ?? "", node: node))
            return
        }
        // 3 今年度の取組 over a table of them: the heading groups what the rows name.
        if node.children.isEmpty, !hasFields(node), holdsListed(node) {
            groups.append(node)
            return
        }
        let items =
            parent == nil || listsActions(node) || node.kind.isMark && listsSentences(node) ? itemsBelow(node) : []
        if !items.isEmpty {
            groups.append(node)
            for item in items where !divide(item) { found.append(Found(section: node.sign, node: item)) }
            return
        }
        if divide(node) { return }
        let isRoot = parent == nil || parent?.ordinal == nil && outline.roots.contains { $0.line == parent?.line }
        let titled = node.children.filter { !$0.isSentence && $0.facet == nil && $0.title.unicodeScalars.count >= 2 }
        let holding = titled.filter(holds)
        // 見直しの内容 with initiatives below is a section of them, 体制 never is.
        let isAside =
            holding.isEmpty
            ? SectionTitle.isAside(node.title)
            : SectionTitle.isNever(node.title) && !holding.contains { hasSettled($0) || namesUnits($0) }
        // 計画の期間 below 計画策定の背景 is no time of its own.
        let isSettled =
            SectionTitle.isNever(node.title) || node.kind == .line && SectionTitle.isAside(node.title)
            ? hasUnits(node)
            : hasSettled(node) || endsInUnits(node) || Self.unitBracket(in: node.title) != nil
        if parent == nil || !titled.isEmpty || isRoot || SectionTitle.isSteering(node.title), isAside,
            node.kind != .unsigned, !isSettled
        {
            asides.append(node)
            return
        }
        // 第4章 計画の推進 over 推進体制 and 進行管理: of the plan, and nothing that it does.
        let isAbout = SectionTitle.isAboutPlan(node.title)
        if !holding.isEmpty, isAbout || !SectionTitle.tellsOfMeasures(node.title),
            holding.allSatisfy({
                (isAbout ? SectionTitle.isAside($0.title) : SectionTitle.isSteering($0.title)) && !holdsSettled($0)
            })
        {
            asides.append(node)
            return
        }
        // ①防犯灯の更新(地域課): who names a section is an initiative, and what stands below are its parts.
        let isOwned = namesUnits(node) && !holding.contains(where: namesUnits)
        let isGroup =
            !holding.isEmpty && !isOwned
            && (parent == nil || !ownPlan(node) || holding.contains(where: hasFields) && !hasFields(node)
                || holding.contains(where: namesUnits) && !namesUnits(node) || holding.contains(where: listsOwned)
                || !hasFields(node) && holding.contains { $0.kind.isMark && $0.children.contains(where: hasSettled) })
        if isGroup {
            groups.append(node)
            let isSeries = holding.count * 2 >= titled.count
            for child in titled {
                if holds(child) {
                    collect(child, under: node)
                } else if isSeries, child.children.isEmpty, !SectionTitle.isAside(child.title), !isFigures(child),
                    !holdsListed(child),
                    !child.blocks.isEmpty || child.ordinal != nil && headingsOverRows.isEmpty
                {
                    found.append(Found(section: node.sign, node: child))
                } else {
                    leave(child)
                }
            }
            return
        }
        // ◇ 削減目標 with a number below: a target of the whole.
        if parent == nil, node.kind != .unsigned, !hasUnits(node),
            [.target, .state, .past, .time, .due, .start, .unit].contains(node.facet) || isTarget(node)
        {
            asides.append(node)
            return
        }
        let isOfPlan = ["計画の", "プランの", "本計画の"].contains(where: node.title.hasPrefix) && node.kind == .line
        if parent == nil || isOfPlan, SectionTitle.isAboutPlan(node.title), !hasSettled(node) {
            asides.append(node)
        } else if holds(node) || parent == nil && continuesSeries(node) {
            found.append(Found(section: parent?.sign ?? "", node: node))
        } else {
            leave(node)
        }
    }

    /// Takes the items of a list instead of the heading above it, where each has a section of its own.
    private mutating func divide(_ node: NoticeOutline.Node) -> Bool {
        let owned = ownedItems(node)
        var items = owned.isEmpty ? datedItems(node) : owned
        if items.isEmpty, SectionTitle.namesKind(node.title) { items = itemsBelow(node) }
        guard !items.isEmpty else { return false }
        groups.append(node)
        for item in items { found.append(Found(section: node.sign, node: item)) }
        return true
    }

    /// What people said of a heading, or of one below it.
    private mutating func collectDecided(_ node: NoticeOutline.Node, under parent: NoticeOutline.Node?) -> Bool {
        let isInitiative = node.decided == .initiative
        guard isInitiative || node.decided == .heading || node.holdsDecided else { return false }
        var own = node
        if isInitiative {
            own.children.removeAll { $0.decided == .initiative || $0.holdsDecided }
            found.append(Found(section: parent?.sign ?? "", node: own))
        } else {
            groups.append(node)
        }
        for child in node.children {
            let isTitled = !child.isSentence && child.facet == nil && child.title.unicodeScalars.count >= 2
            if child.decided != nil || child.holdsDecided {
                collect(child, under: node)
            } else if !isInitiative {
                if isTitled, holds(child) { collect(child, under: node) } else { leave(child) }
            }
        }
        return true
    }

    /// 〈温暖化対策〉 with nothing below, over 【照明の更新】, or a title without any sign: it only divides what has titles of its own.
    private func dividesOnly(_ node: NoticeOutline.Node) -> Bool {
        node.blocks.isEmpty && node.children.isEmpty
            && (node.kind == .line || node.kind == .bracket && "〈《".contains(node.title.first ?? "【"))
    }

    private mutating func leave(_ node: NoticeOutline.Node) {
        // 4-1 設備に関する取組 over a table of them.
        if listsBelow(node) {
            groups.append(node)
            node.children.forEach { leave($0) }
            return
        }
        let sides = node.children.filter { !$0.isSentence }
        let isSide =
            !sides.isEmpty
            && sides.allSatisfy {
                SectionTitle.isAside($0.title) || $0.facet != nil || SectionTitle.isAboutPlan($0.title)
                    || isFigures($0)
            }
        if isSide || isFigures(node) || SectionTitle.isAside(node.title) || SectionTitle.isAboutPlan(node.title)
            || node.facet != nil || dividesOnly(node) || node.blocks.isEmpty && SectionTitle.strengthens(node.title)
        {
            asides.append(node)
        } else {
            unread.append(node)
        }
    }
}
