import Japanese

/// Sheets and forms: each begins with the name of what it tells of.
extension OutlineBuilder {
    /// Each form is one initiative where it names one, else it belongs to the heading above.
    mutating func read(_ form: FormTable) {
        closeParagraph()
        pending = nil
        // 整理番号 and 所属 above 事業名 belong to what is named below them.
        let isNamedOnce = form.fields.count { $0.label == .title && !$0.value.isEmpty } == 1
        let fields =
            isNamedOnce
            ? form.fields.filter { $0.label == .title } + form.fields.filter { $0.label != .title } : form.fields
        for field in fields {
            if field.label == .title, !field.value.isEmpty {
                name(field.value)
            } else {
                add(.field(field.label, field.value, line: field.line))
            }
        }
    }

    /// ＜目標１＞ alone in its line, and below it what it is called; else the name begins a sheet.
    mutating func name(_ content: LocatedText) {
        guard let node = stack.last, node.title.isEmpty, node.ordinal != nil, node.blocks.isEmpty else {
            return openCard(content)
        }
        stack[stack.endIndex - 1].title = content.text
        stack[stack.endIndex - 1].titleLines.insert(content.line)
    }

    mutating func openCard(_ title: LocatedText) {
        let above = takeNameAbove() ?? takeLabelsAbove()
        if let level = stack.lastIndex(where: { $0.kind == .unsigned }) { while stack.count > level { pop() } }
        let sign = HeadingSign.read(title.scalars[...]).flatMap { $0.kind == .bracket ? nil : $0 }
        // 201 公共交通の整備: a code of figures before a space.
        let code = title.scalars.prefix { Script(of: $0) == .digit }.count
        let isCoded =
            sign == nil && (3...8).contains(code) && code + 1 < title.scalars.count && title.scalars[code].isSpace
        stack.append(
            NoticeOutline.Node(
                kind: .unsigned, sign: sign?.printed ?? (isCoded ? title.part(0..<code).text : ""), heading: nil,
                title: title.part((sign?.length ?? (isCoded ? code : 0))..<title.scalars.count).trimmed.text,
                line: title.line, column: 1,
                hashes: nil))
        for block in above { add(block) }
    }

    /// 推進項目　２　財政運営, right above 取組名　照明の更新: what the sheet belongs to is no sheet of its own.
    private mutating func takeNameAbove() -> [NoticeOutline.Block]? {
        guard let card = stack.last, card.kind == .unsigned, card.children.isEmpty, card.line >= groupLine,
            card.blocks.allSatisfy({ if case .field(let label, _, _) = $0 { label == .number } else { false } })
        else { return nil }
        stack.removeLast()
        return card.blocks + [.field(.other, card.located, line: card.line)]
    }

    /// 整理番号 and 所属 above 事業名, at the beginning of the sheet: they belong to what is named below them.
    private mutating func takeLabelsAbove() -> [NoticeOutline.Block] {
        let blocks = stack.last?.blocks ?? preamble
        let count = blocks.reversed().prefix { block in
            if case .field(let label, _, let line) = block { label != .content && line >= groupLine } else { false }
        }.count
        let above = Array(blocks.suffix(count))
        guard case .field(_, _, let first)? = above.first, first == groupLine else { return [] }
        if stack.isEmpty { preamble.removeLast(count) } else { stack[stack.endIndex - 1].blocks.removeLast(count) }
        return above
    }
}
