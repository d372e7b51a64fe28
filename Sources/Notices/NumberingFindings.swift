/// V1: the numbering of headings goes on without gaps at each level.
struct NumberingFindings {
    private(set) var findings: [Finding] = []

    init(_ outline: NoticeOutline) {
        check(outline.roots, under: nil)
    }

    private mutating func check(_ nodes: [NoticeOutline.Node], under parent: NoticeOutline.Node?) {
        let numbered = nodes.filter { $0.ordinal != nil }
        var expected = 1
        for node in numbered {
            guard let ordinal = node.ordinal else { continue }
            if ordinal != expected {
                let place = parent.map { "「\($0.sign) \($0.title)」の下で、" } ?? ""
                let wanted = node.sign.replacing(String(ordinal), with: String(expected), maxReplacements: 1)
                findings.append(
                    Finding(
                        rule: .numbering, severity: .error, line: node.line, column: node.column,
                        message:
                            "\(node.line)行目の見出し「\(node.sign) \(node.title)」の番号が続いていません。\(place)\(wanted)のはずです。抜けた項目がないか、番号の誤りかを確かめてください。",
                        proposal: wanted == node.sign ? nil : wanted))
            }
            expected = ordinal + 1
        }
        for node in nodes { check(node.children, under: node) }
    }
}
