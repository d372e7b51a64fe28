import Japanese

/// Headings that tell what is to be reached, and are no initiatives.
extension InitiativeReading {
    /// 4 排出量の削減目標 with nothing but figures: a target of the whole.
    func isTarget(_ node: NoticeOutline.Node) -> Bool {
        guard node.title.hasSuffix("目標") || node.title.hasSuffix("目標値"), node.heading?.itemWord == nil,
            node.children.allSatisfy({ $0.facet != nil }), !hasFields(node) || hasOnlyTargets(node)
        else { return false }
        if node.title.hasSuffix("数値目標") { return true }
        return node.blocks.allSatisfy { block in
            switch block {
            case .paragraph(let text), .bullet(let text):
                text.sentences.allSatisfy { !promising.isPlan($0) || Self.namesFigure($0.text) }
            case .field(.content, _, _): false
            default: true
            }
        }
    }

    /// 第3 数値目標 over sentences with figures, before 第4 取組の内容: what the measures below are to reach.
    func aimsOnly(_ node: NoticeOutline.Node) -> Bool {
        guard node.title.hasSuffix("数値目標"), node.children.count >= 1,
            node.children.allSatisfy({ goal in
                let more = goal.blocks.compactMap(\.paragraph)
                return goal.children.isEmpty && more.count == goal.blocks.count
                    && Self.namesFigure(goal.title + more.map(\.text).joined())
            })
        else { return false }
        return outline.roots.contains { root in
            root.line > node.line && root.kind == node.kind && !root.children.isEmpty
                && ["取組", "取り組み", "対策", "措置", "施策"].contains(where: root.title.contains) && holds(root)
        }
    }

    func hasOnlyTargets(_ node: NoticeOutline.Node) -> Bool {
        node.blocks.allSatisfy {
            if case .field(let label, _, _) = $0 {
                ![.unit, .time, .due, .start, .content].contains(label)
            } else {
                true
            }
        }
    }

    static func namesFigure(_ text: String) -> Bool {
        ["%", "％", "件", "人", "割", "トン", "円", "時間", "倍"].contains(where: text.contains)
            && text.unicodeScalars.contains { Script(of: $0) == .digit || Script(of: $0) == .fullwidthDigit }
    }

    /// ① 就農者数：1人 → 4人, and headings over nothing else: what is to be reached.
    func isFigures(_ node: NoticeOutline.Node) -> Bool {
        if PromiseReading.isFigure(Array(node.title.unicodeScalars)), !node.children.contains(where: ownPlan) {
            return true
        }
        let texts = node.blocks.compactMap(\.text)
        guard !(node.children.isEmpty && texts.isEmpty) else { return false }
        return texts.allSatisfy { PromiseReading.isFigure($0.scalars) } && node.children.allSatisfy(isFigures)
    }
}
