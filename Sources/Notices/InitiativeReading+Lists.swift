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
        let isEnough = items.count >= 2 || items.first?.heading.map(Numbering.isWorded) ?? false
        guard isEnough, items.count == node.children.count,
            items.allSatisfy({ item in
                (holds(item) || promising.isAction(item.located))
                    && !item.children.contains(where: isOwnItem)
            })
        else { return [] }
        return items
    }

    /// A numbered heading, or one with a mark that has a section or a time of its own.
    func isOwnItem(_ node: NoticeOutline.Node) -> Bool {
        !node.isSentence && node.facet == nil && (node.ordinal != nil || node.kind.isMark && hasSettled(node))
    }

    /// 3 女性の活躍に向けた数値目標 over numbered sentences: each of them is a goal.
    func listsSentences(_ node: NoticeOutline.Node) -> Bool {
        ["目標", "取組", "取り組み", "取組み", "対策", "措置", "取組内容", "実施内容"].contains(where: node.title.hasSuffix)
            && node.children.count >= 2 && node.children.allSatisfy { $0.ordinal != nil && $0.isSentence }
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
}
