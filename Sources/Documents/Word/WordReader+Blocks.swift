extension WordReader {
    /// Paragraphs and tables, wherever content controls and the like hold them.
    mutating func blocks(_ node: XMLNode, _ context: Context) throws(DocumentRefusal) {
        var context = context
        context.depth += 1
        guard context.depth <= WordReader.depthMax else { throw .tooDeep(max: WordReader.depthMax) }
        for child in node.children {
            switch child.name {
            case "p":
                try paragraph(child, context)
                context.number = nil
            case "tbl": try table(child, context)
            case "AlternateContent":
                if let chosen = WordInlineReader.chosen(child) { try blocks(chosen, context) }
            case "altChunk":
                try book.note(
                    .setAside, "別の形式の文書が埋め込まれている部分は読みません。",
                    at: DocumentPlace(line: book.nextLine))
            case "del", "moveFrom":
                try setAside(WordTable.texts(of: child), as: "変更履歴で削除された文字", at: book.nextLine)
            case "", "tcPr", "sdtPr", "sdtEndPr", "sectPr", "tblPr", "tblGrid": continue
            default:
                if ["r", "hyperlink", "ins"].contains(child.name), child.outermost(["p", "tbl"]).isEmpty {
                    // Runs outside a paragraph, which some programs write.
                    try loose(child, context)
                } else {
                    try blocks(child, context)
                }
            }
        }
    }

    /// Blocks inside blocks: tables, content controls, text boxes.
    static let depthMax = 40

    private mutating func loose(_ node: XMLNode, _ context: Context) throws(DocumentRefusal) {
        var inline = WordInline()
        inlines.step(node, into: &inline, paragraphStyle: styles.style(nil))
        try emit(inline, styles.style(nil), nil, context, beginsAt: inlines.page)
    }

    mutating func flushCarried(_ context: Context) throws(DocumentRefusal) {
        guard let inline = carried else { return }
        carried = nil
        try emit(inline, styles.style(nil), nil, context, beginsAt: inlines.page)
    }

    private mutating func paragraph(_ node: XMLNode, _ context: Context) throws(DocumentRefusal) {
        let properties = node.child("pPr")
        let styleName = properties?.child("pStyle")?["val"]
        let style = styles.style(styleName)
        let page = inlines.page
        var inline = carried ?? WordInline()
        carried = nil
        inlines.walk(node, into: &inline, paragraphStyle: style)
        inlines.endParagraph()
        let mark = properties?.child("rPr")
        if mark?.child("del") != nil || mark?.child("moveFrom") != nil {
            // Its end was deleted: what is left of it goes on in the next paragraph.
            carried = inline
            return
        }
        try emit(inline, style, properties, context, styleName: styleName ?? styles.usual, beginsAt: page)
    }

    private mutating func emit(
        _ inline: WordInline, _ style: WordStyle, _ properties: XMLNode?, _ context: Context,
        styleName: String? = nil, beginsAt page: Int?
    ) throws(DocumentRefusal) {
        let numbered = number(properties, style, styleName)
        let first = book.nextLine
        let place = DocumentPlace(line: first, page: page)
        let own = WordProperties.indent(properties?.child("ind"))
        let left = own.left ?? numbered?.level.left ?? style.left ?? 0
        let firstLine = own.firstLine ?? numbered?.level.firstLine ?? style.firstLine ?? 0
        let full = styles.usualSize * 10
        let before = WordProperties.twips(properties?.child("spacing")?["before"]) ?? style.spaceBefore ?? 0
        var isFirst = true
        for raw in inline.lines {
            let trimmed = TrimmedText(raw)
            guard !trimmed.text.isEmpty else { continue }
            let outline = properties?.child("outlineLvl")?.number("val") ?? style.outlineLevel
            var look = LineLook(
                indent: ((max(0, (left + (isFirst ? firstLine : 0)) / full) + trimmed.indent) * 4).rounded() / 4,
                isBold: inline.count > 0 && inline.boldCount * 2 > inline.count,
                headingLevel: outline.flatMap { (0...8).contains($0) ? $0 + 1 : nil })
            if isFirst {
                look.automaticNumber = context.number ?? numbered.flatMap { $0.text.isEmpty ? nil : $0.text }
                look.isApart = isApart || before > 4 * styles.usualSize
            }
            try book.add(
                PlacedLine(
                    text: trimmed.text, place: DocumentPlace(line: book.nextLine, page: page), part: context.part,
                    look: look, cell: context.cell))
            sizes.append(inline.size ?? style.size ?? styles.usualSize)
            isFirst = false
        }
        isApart = isFirst && context.cell == nil && inline.boxes.isEmpty
        try tell(inline, place, context)
        for box in inline.boxes {
            guard context.nesting < book.limits.nestingMax else { throw .tooDeep(max: book.limits.nestingMax) }
            let outer = carried
            carried = nil
            var inner = context
            inner.part = .textBox
            inner.nesting += 1
            inner.number = nil
            try blocks(box, inner)
            try flushCarried(inner)
            carried = outer
        }
    }

    /// Counts the paragraph in its list.
    private mutating func number(
        _ properties: XMLNode?, _ style: WordStyle, _ styleName: String?
    ) -> (text: String, level: WordNumbering.Level)? {
        let own = properties?.child("numPr")
        guard let number = own?.child("numId")?["val"] ?? style.number, number != "0" else { return nil }
        let linked = styles.chain(styleName).compactMap { numbering.level(of: $0, in: number) }.first
        let byStyle = linked ?? style.numberLevel
        let index = max(0, min(own?.child("ilvl")?.number("val") ?? byStyle ?? 0, 8))
        guard let level = numbering.level(number, index), let text = numbering.next(number, index) else { return nil }
        return (text, level)
    }

    /// What a paragraph holds beside its text.
    private mutating func tell(
        _ inline: WordInline, _ place: DocumentPlace, _ context: Context
    ) throws(DocumentRefusal) {
        let line = place.line
        if !TrimmedText(inline.inserted).text.isEmpty {
            try book.note(.read, "変更履歴で挿入された文字「\(inline.inserted)」を反映して読みました。", at: place)
        }
        try setAside(inline.deleted, as: "変更履歴で削除された文字", at: line)
        try setAside(inline.movedAway, as: "変更履歴で移動する前の文字", at: line)
        try setAside(inline.hidden, as: "隠し文字", at: line)
        try setAside(inline.fieldCode, as: "フィールドの式の中の文字", at: line)
        for (base, reading) in inline.readings {
            try book.note(.setAside, "「\(base)」のふりがな「\(reading)」は本文に入れません。", at: place)
        }
        for picture in inline.pictures {
            try book.note(.setAside, "\(picture)は読みません。", at: place)
        }
        for text in inline.wordArt {
            try book.add(
                PlacedLine(
                    text: TrimmedText(text).text, place: DocumentPlace(line: book.nextLine, page: place.page),
                    part: .textBox, cell: context.cell))
            sizes.append(styles.usualSize)
        }
        noteReferences += inline.notes.map { ($0, line) }
        for comment in inline.comments where commentLines[comment] == nil { commentLines[comment] = line }
        for link in inline.links where linkTargets[link] == nil { linkTargets[link] = line }
    }

    mutating func setAside(_ text: String, as what: String, at line: Int) throws(DocumentRefusal) {
        guard !TrimmedText(text).text.isEmpty else { return }
        try book.note(.setAside, "\(what)「\(text)」は読みません。", at: DocumentPlace(line: line))
    }

    private mutating func table(_ node: XMLNode, _ context: Context) throws(DocumentRefusal) {
        guard context.nesting < book.limits.nestingMax else { throw .tooDeep(max: book.limits.nestingMax) }
        try flushCarried(context)
        let table = WordTable(node)
        let number = book.nextTable()
        for deleted in table.deleted {
            try setAside(WordTable.texts(of: deleted), as: "変更履歴で削除された行やセルの文字", at: book.nextLine)
        }
        for (row, cells) in table.rows.enumerated() {
            for cell in cells {
                try book.countCell()
                if cell.isCovered {
                    try setAside(WordTable.texts(of: cell.node), as: "結合されて隠れたセルの文字", at: book.nextLine)
                    continue
                }
                var inner = context
                inner.nesting += 1
                inner.cell = CellPlace(
                    table: number, row: row, column: cell.column, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan)
                isApart = false
                try blocks(cell.node, inner)
                try flushCarried(inner)
            }
        }
        isApart = false
    }
}
