import Japanese

/// Headings whose lists hold the initiatives.
extension InitiativeReading {
    /// 2.内容 and 3.対策 over numbered items: a section of them, whose title names none.
    func itemsBelow(_ node: NoticeOutline.Node) -> [NoticeOutline.Node] {
        guard
            node.facet == .content || node.facet == .target || node.facet == .title || listsSentences(node)
                || listsActions(node)
        else {
            return []
        }
        let items = node.children.filter { $0.ordinal != nil && $0.facet == nil }
        let isEnough = items.count >= 2 || items.first?.heading.map(Numbering.isWorded) ?? false || runsOn(node)
        guard isEnough, items.count == node.children.count,
            items.allSatisfy({ item in
                (holds(item) || promising.isAction(item.located)
                    || item.isSentence && promising.commits(item.located))
                    && !item.children.contains(where: isOwnItem)
            })
        else { return [] }
        return items
    }

    /// ≪主な取組≫ over ・料理教室の開催（保健課） and ・給食だよりの発行（学校教育課）: each of the list has a section of its own.
    func ownedItems(_ node: NoticeOutline.Node) -> [NoticeOutline.Node] {
        // お問い合わせ先 over ・介護（長寿課） names whom to ask.
        guard node.children.isEmpty, !namesUnits(node), !SectionTitle.isAside(node.title),
            !SectionTitle.isAboutPlan(node.title)
        else { return [] }
        var items: [NoticeOutline.Node] = []
        for block in node.blocks {
            switch block {
            case .field(.content, let text, _) where text.isEmpty: continue
            case .bullet(let text) where !text.scalars.contains("。"),
                .field(.content, let text, _) where !text.scalars.contains("。"):
                guard let item = Self.owned(text) else { return [] }
                items.append(item)
            case .field(.time, _, _), .field(.due, _, _), .field(.start, _, _), .table: return []
            default: continue
            }
        }
        // 子育て住宅の取得の補助, 産後ケア事業
        let done = items.count { promising.isAction($0.located) || Self.name(of: $0).hasSuffix("事業") }
        return items.count >= 2 && done * 2 >= items.count ? items : []
    }

    /// Whether a list in it names the section of each of its items.
    func listsOwned(_ node: NoticeOutline.Node) -> Bool {
        !ownedItems(node).isEmpty || node.children.contains { !ownedItems($0).isEmpty }
    }

    private static func name(of item: NoticeOutline.Node) -> String {
        unitBracket(in: item.title).map { String(item.title[..<$0.range.lowerBound]) } ?? item.title
    }

    /// (1)休暇の取得の促進 over ア 制度を冊子にまとめる。（令和7年度中に実施） and イ 所属長が勧める。（継続して実施）: each of the sentences says
    /// for itself when it is done; or each has labels of its own below it.
    func datedItems(_ node: NoticeOutline.Node) -> [NoticeOutline.Node] {
        guard node.blocks.isEmpty, !SectionTitle.isAside(node.title), !SectionTitle.isAboutPlan(node.title),
            node.children.contains(where: { hasSettled($0) || !Self.titleDues($0, promising).isEmpty }),
            node.children.allSatisfy({ child in
                child.ordinal != nil && child.isSentence && child.children.isEmpty
                    && (hasSettled(child) || Self.saysWhen(child)) && promising.commits(child.located)
            })
        else { return [] }
        return node.children
    }

    /// A bracket behind the full stop that holds a date, or says that it goes on.
    private static func saysWhen(_ node: NoticeOutline.Node) -> Bool {
        guard let end = node.title.last, "）)".contains(end), let stop = node.title.lastIndex(of: "。") else {
            return false
        }
        let rest = node.title[node.title.index(after: stop)...].dropLast()
        guard let open = rest.first, "（(".contains(open) else { return false }
        let inside = String(rest.dropFirst())
        return !DateReader.expressions(in: inside).isEmpty
            || ["継続", "毎年", "随時", "通年", "常時"].contains(where: inside.hasPrefix)
    }

    /// A name with its section in a bracket, and behind it no more than when, also in a bracket of its own.
    private static func owned(_ text: LocatedText) -> NoticeOutline.Node? {
        let scalars = text.scalars
        let gap = scalars.lastIndex { "）)】］]〕".unicodeScalars.contains($0) }.map { $0 + 1 } ?? 0
        var name = text.part(0..<gap)
        var rest = text.part(gap..<scalars.count).trimmed
        // 空き家の活用（建設課）【令和8年度開始】
        if gap == scalars.count, let open = scalars.lastIndex(where: { "（(【［[〔".unicodeScalars.contains($0) }),
            open > 0, "）)】］]〕".unicodeScalars.contains(scalars[open - 1])
        {
            name = text.part(0..<open)
            rest = text.part((open + 1)..<(gap - 1))
        }
        guard let bracket = unitBracket(in: name.text), bracket.range.lowerBound > name.text.startIndex else {
            return nil
        }
        var node = NoticeOutline.Node(
            kind: .line, sign: "", heading: nil, title: name.text, line: text.line, column: 1, hashes: nil)
        if !rest.isEmpty {
            guard DateReader.expressions(in: rest.text).first?.range.lowerBound == 0 else { return nil }
            node.blocks = [.field(.time, rest, line: rest.line)]
        }
        return node
    }

    func holdsItems(_ node: NoticeOutline.Node) -> Bool {
        node.children.contains { isItem($0) && holds($0) || holdsItems($0) }
    }

    func isItem(_ node: NoticeOutline.Node) -> Bool {
        guard let word = node.heading?.itemWord, !node.title.isEmpty, node.facet == nil,
            !(hasActions && word.hasSuffix("目標"))
        else { return false }
        // ≪対策≫ 1. 2.: what is numbered below a label is what is done.
        if node.blocks.contains(where: { if case .field(.content, _, _) = $0 { true } else { false } }) { return true }
        return !node.children.contains(where: isOwnItem) && !node.children.contains(where: listsOwned)
    }

    /// A numbered heading, the name of a sheet, or a heading with a mark that has a section or a time of its own.
    func isOwnItem(_ node: NoticeOutline.Node) -> Bool {
        !node.isSentence && node.facet == nil
            && (node.ordinal != nil || node.kind == .unsigned || node.kind.isMark && hasSettled(node))
    }

    /// 3 女性の活躍に向けた数値目標, 採用に関するもの over numbered sentences: each of them is a goal.
    func listsSentences(_ node: NoticeOutline.Node) -> Bool {
        (SectionTitle.namesKind(node.title)
            || ["目標", "取組", "取り組み", "取組み", "対策", "措置", "取組内容", "実施内容"].contains(where: node.title.hasSuffix))
            && (node.children.count >= 2 || runsOn(node))
            && node.children.allSatisfy { $0.ordinal != nil && $0.isSentence }
    }

    /// ◆職員に関する措置 over (6), after ◆庁舎に関する措置 over (1) to (5): the marks only divide what is counted.
    private func runsOn(_ node: NoticeOutline.Node) -> Bool {
        node.kind.isMark && node.children.first?.ordinal.map { $0 > 1 } ?? false
    }

    /// 【新たに行う施策】 over numbers that each name what is done: items of their own.
    func listsActions(_ node: NoticeOutline.Node) -> Bool {
        node.kind == .bracket && SectionTitle.countsItems(node.title.filter { !"【】".contains($0) })
            && node.children.count >= 3
            && node.children.allSatisfy { child in
                child.ordinal != nil && child.blocks.isEmpty && child.children.isEmpty
                    && promising.isAction(child.located)
            }
    }

    /// 3.取組内容 without numbers, after 2.目標 ① … ② …: what is done for all of the goals, and no goal of its own.
    func servesGoals(_ node: NoticeOutline.Node) -> Bool {
        guard node.facet == .content, node.children.isEmpty, let group = groups.last, group.kind == node.kind,
            let ordinal = group.ordinal, node.ordinal == ordinal + 1
        else { return false }
        return group.facet == .target && found.last?.section == group.sign
    }

    /// (4)職員の力の強化 with a text, right behind (3), which is an initiative: of the same series.
    func continuesSeries(_ node: NoticeOutline.Node) -> Bool {
        guard let ordinal = node.ordinal, node.facet == nil, !SectionTitle.isAside(node.title), node.children.isEmpty,
            promising.isAction(node.located), !node.paragraphs.isEmpty, let last = found.last?.node,
            last.kind == node.kind, last.heading?.path == node.heading?.path
        else { return false }
        return last.ordinal == ordinal - 1
    }

    /// ◇ 主な取組 below 計画の期間, which has no sign: sections of their own, and no part of what tells of the plan.
    static func lifted(_ root: NoticeOutline.Node) -> [NoticeOutline.Node] {
        guard root.kind == .line, SectionTitle.isNever(root.title) || SectionTitle.isAboutPlan(root.title) else {
            return [root]
        }
        let marked = root.children.filter(\.kind.isMark)
        guard !marked.isEmpty, marked.count == root.children.count else { return [root] }
        var own = root
        own.children = []
        return [own] + marked
    }

    /// Whether the first lines say that sections name what they aim at: 各部局の重点課題と目標.
    static func tellsItems(_ outline: NoticeOutline) -> Bool {
        let head = outline.text.lines.lazy.filter { !$0.isBlank }.prefix(headMax).map(\.text)
        return head.contains { line in
            ["重点課題", "重点目標", "重点取組", "重点事業", "主要事業", "主な取組", "主な事業", "実行宣言", "取組目標", "業務目標"].contains(
                where: line.contains)
        }
    }

    private static let headMax = 12
}
