import Japanese

/// What a heading holds: sections, times, promises.
extension InitiativeReading {
    /// Whether the heading has a section or a time of its own: then it is an initiative whatever its title says.
    func hasSettled(_ node: NoticeOutline.Node) -> Bool {
        node.blocks.contains {
            if case .field(let label, _, _) = $0 { label == .unit || label.isTime } else { false }
        }
    }

    func holdsListed(_ node: NoticeOutline.Node) -> Bool {
        node.blocks.contains { if case .table(let table) = $0 { listed.contains(table.line) } else { false } }
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

    func holds(_ node: NoticeOutline.Node) -> Bool {
        if hasFields(node) || ownPlan(node) || endsInUnits(node) { return true }
        // What is told of what was, under a title without a sign, is news.
        if node.kind == .line, node.blocks.contains(where: tellsPast), node.children.isEmpty { return false }
        if node.isSentence, promising.isPlan(node.located) { return true }
        let listed = node.blocks.contains { block in
            switch block {
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
}
