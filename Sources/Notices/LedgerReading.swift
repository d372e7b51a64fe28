/// What became of each line, from all that was read.
struct LedgerReading {
    private(set) var ledger = LineLedger()

    init(
        text: NoticeText, furniture: Furniture, outline: NoticeOutline, heading: NoticeHeading, plan: PlanContents,
        bodies: BodyContents, governance: [ReadClause]
    ) {
        for block in outline.preamble { preamble(block) }
        for node in outline.allNodes {
            for block in node.blocks {
                if case .note(let text) = block { use(text, as: .note) }
            }
        }
        for (line, use) in heading.accounts { ledger.use(line, as: use) }
        for (line, account) in plan.accounts { ledger.account(account, of: line) }
        for clause in governance where ledger[clause.line] == .unread || ledger[clause.line] == .used(.paragraph) {
            ledger.use(clause.line, as: .governance)
        }
        for line in text.lines.map(\.number) where ledger[line] == .unread || ledger[line] == .used(.paragraph) {
            if bodies.ledger[line] != .unread { ledger.account(bodies.ledger[line], of: line) }
        }
        for node in outline.allNodes {
            for line in node.titleLines { ledger.account(ledger[node.line], of: line) }
        }
        for (line, reason) in furniture.reasons { ledger.setAside(line, as: reason) }
    }

    private mutating func use(_ text: LocatedText, as use: LineLedger.Use) {
        for line in text.lines { ledger.use(line, as: use) }
    }

    /// Sentences before the first heading are the document's introduction.
    private mutating func preamble(_ block: NoticeOutline.Block) {
        switch block {
        case .paragraph(let text): if text.scalars.last == "。" { use(text, as: .paragraph) }
        case .note(let text): use(text, as: .note)
        case .field(_, let text, let line):
            ledger.use(line, as: .note)
            use(text, as: .note)
        case .bullet(let text): use(text, as: .paragraph)
        case .table: break
        }
    }
}
