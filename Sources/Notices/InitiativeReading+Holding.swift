import Japanese

/// What a heading holds: sections, times, promises.
extension InitiativeReading {
    /// Whether the heading has a section or a time of its own: then it is an initiative whatever its title says.
    func hasSettled(_ node: NoticeOutline.Node) -> Bool {
        node.blocks.contains {
            if case .field(let label, _, _) = $0 { label == .unit || label.isTime } else { false }
        }
    }

    /// At whatever depth.
    func holdsSettled(_ node: NoticeOutline.Node) -> Bool {
        hasSettled(node) || node.children.contains(where: holdsSettled)
    }

    func holdsListed(_ node: NoticeOutline.Node) -> Bool {
        headingsOverRows.contains(node.line) && node.children.isEmpty && !hasFields(node) && !ownPlan(node)
            || node.blocks.contains { if case .table(let table) = $0 { listed.contains(table.line) } else { false } }
    }

    func listsBelow(_ node: NoticeOutline.Node) -> Bool {
        holdsListed(node) || node.children.contains(where: listsBelow)
    }

    /// 説明会について, without a number, in a page called 計画案の説明会について: what the page itself is about.
    func repeatsTitle(_ node: NoticeOutline.Node) -> Bool {
        guard node.ordinal == nil, node.title.hasSuffix("について"), !hasSettled(node),
            let title = outline.preamble.first?.paragraph?.text
        else { return false }
        return title.count > node.title.count && title.hasSuffix(node.title)
    }

    func hasUnits(_ node: NoticeOutline.Node) -> Bool {
        node.blocks.contains { if case .field(.unit, _, _) = $0 { true } else { false } }
    }

    /// 太陽光の設備を15の施設に置きます。（施設課）: the section stands behind what it does.
    func endsInUnits(_ node: NoticeOutline.Node) -> Bool {
        node.blocks.contains { block in
            switch block {
            case .paragraph(let text), .bullet(let text):
                text.scalars.contains("。") && Self.unitBracket(in: text.text) != nil
            default: false
            }
        }
    }

    func namesUnits(_ node: NoticeOutline.Node) -> Bool {
        hasUnits(node) || !ResponsibleUnits.named(in: [node.title]).isEmpty || Self.unitBracket(in: node.title) != nil
    }

    func hasFields(_ node: NoticeOutline.Node) -> Bool {
        node.blocks.contains {
            if case .field(let label, _, _) = $0 {
                [.unit, .time, .due, .start, .target, .content].contains(label)
            } else {
                false
            }
        } || !ResponsibleUnits.named(in: [node.title]).isEmpty || Self.unitBracket(in: node.title) != nil
    }

    func tellsPast(_ block: NoticeOutline.Block) -> Bool {
        if case .paragraph(let text) = block { text.sentences.contains { promising.isPast($0) } } else { false }
    }

    func ownPlan(_ node: NoticeOutline.Node) -> Bool {
        node.blocks.contains { block in
            switch block {
            case .paragraph(let text), .bullet(let text), .field(.content, let text, _): promising.isPlan(text)
            default: false
            }
        }
    }

    /// 市税の収納（収税課） over 令和6年度に始めました。: who it was, and nothing but what was done.
    private func tellsOnlyPast(_ node: NoticeOutline.Node) -> Bool {
        guard node.children.isEmpty, !node.blocks.isEmpty else { return false }
        return node.blocks.allSatisfy { block in
            switch block {
            case .paragraph(let text), .bullet(let text): text.sentences.allSatisfy(promising.isPast)
            case .note, .field(.past, _, _), .field(.unit, _, _): true
            case .field, .table: false
            }
        } && node.blocks.contains(where: tellsPast)
    }

    /// 決算額 and 事業の成果, and nothing that is still to be done: a report of what was.
    private func tellsOutcome(_ node: NoticeOutline.Node) -> Bool {
        let blocks = node.allBlocks
        let hasOutcome =
            node.facet == .past || node.descendants.contains { $0.facet == .past }
            || blocks.contains { if case .field(.past, _, _) = $0 { true } else { false } }
        return hasOutcome
            && !blocks.contains { block in
                switch block {
                case .field(let label, _, _): label.isTime || label == .content || label == .target
                case .paragraph(let text), .bullet(let text): promising.isPlan(text)
                case .table: true
                case .note: false
                }
            } && !node.descendants.contains { $0.facet == .content || promising.isPlan($0.located) }
    }

    func holds(_ node: NoticeOutline.Node) -> Bool {
        if tellsOnlyPast(node) || tellsOutcome(node) { return false }
        if hasFields(node) || ownPlan(node) || endsInUnits(node) { return true }
        // What is told of what was, under a title without a sign, is news.
        if node.kind == .line, node.blocks.contains(where: tellsPast), node.children.isEmpty { return false }
        if node.isSentence, promising.isPlan(node.located) { return true }
        if listsOwned(node) { return true }
        let listed = node.blocks.indices.contains { place in
            switch node.blocks[place] {
            case .bullet where Self.listsWhatIs(node.blocks[..<place]): false
            // 町立診療所 over …に移り開業。: what a house is.
            case .paragraph where node.ordinal == nil && UnitNames.isName(node.title): false
            case .bullet(let text), .field(.content, let text, _), .paragraph(let text): promising.isAction(text)
            default: false
            }
        }
        return listed || !Self.titleDues(node, promising).isEmpty
            || node.children.contains { child in
                child.facet.map { $0 != .state && $0 != .past } ?? true && holds(child)
                    || child.ordinal != nil && promising.isAction(child.located) && !isFigures(child)
            }
    }

    /// 次の設備がある。 over a list: of what is, and not of what will be done.
    private static func listsWhatIs(_ blocks: ArraySlice<NoticeOutline.Block>) -> Bool {
        guard let lead = blocks.last(where: { if case .bullet = $0 { false } else { true } })?.paragraph,
            let sentence = lead.sentences.last, ["次の", "以下の", "下記の"].contains(where: sentence.text.contains)
        else { return false }
        return ["がある。", "があります。", "がいる。", "がいます。"].contains(where: sentence.text.hasSuffix)
    }
}
