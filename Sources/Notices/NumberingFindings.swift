import Japanese

/// V1: the numbering of headings goes on without gaps at each level, from 1 or from where it ended under the heading before.
struct NumberingFindings {
    private(set) var findings: [Finding] = []
    /// The last number of each kind in the document, for numberings that run on over sections.
    private var last: [HeadingSign.Kind: Int] = [:]

    /// How often a heading is there with its number: ２　方策 below each section is ２ also where １　現状と課題 is left out.
    private var frames: [String: Int] = [:]

    private static func frame(_ node: NoticeOutline.Node) -> String { node.sign + " " + node.title }

    /// Kinds whose numbers name initiatives or what holds them; a gap in others keeps nothing from being adopted.
    private let naming: Set<HeadingSign.Kind>

    /// - Parameter initiatives: their lines.
    init(_ outline: NoticeOutline, initiatives: Set<Int>) {
        naming = outline.roots.reduce(into: []) { $0.formUnion(Self.naming($1, initiatives)) }
        for node in outline.allNodes where node.title.unicodeScalars.count >= 2 {
            frames[Self.frame(node), default: 0] += 1
        }
        check(outline.roots, under: nil)
    }

    /// A heading that is an initiative, and those above it; what stands over a table of initiatives names none.
    private static func naming(_ node: NoticeOutline.Node, _ initiatives: Set<Int>) -> Set<HeadingSign.Kind> {
        let below = node.children.reduce(into: Set<HeadingSign.Kind>()) { $0.formUnion(naming($1, initiatives)) }
        return below.isEmpty && !initiatives.contains(node.line) ? [] : below.union([node.kind])
    }

    private mutating func check(_ nodes: [NoticeOutline.Node], under parent: NoticeOutline.Node?) {
        var expected: [HeadingSign.Kind: Int] = [:]
        var paths: [HeadingSign.Kind: [Int]] = [:]
        for (place, node) in nodes.enumerated() {
            if let ordinal = node.ordinal, let heading = node.heading {
                let isNewPath = paths[node.kind].map { $0 != heading.path } ?? false
                let runsOn = expected[node.kind] == nil && last[node.kind].map { $0 + 1 == ordinal } ?? false
                // A whole series that begins anew, where a heading without number stood between.
                let next = nodes[(place + 1)...].first { $0.kind == node.kind }?.ordinal
                let isAlone = next == nil && Numbering.isWorded(heading)
                let beginsAnew = ordinal == 1 && expected[node.kind] != nil && (next == 2 || isAlone)
                let wanted = isNewPath || beginsAnew ? 1 : expected[node.kind] ?? (runsOn ? ordinal : 1)
                // An excerpt may begin in the middle.
                let isFirst = last[node.kind] == nil
                if ordinal != wanted, frames[Self.frame(node), default: 0] < 2 {
                    tell(
                        node, heading, wanted: wanted, under: parent,
                        isFirst || !naming.contains(node.kind) ? .warning : .error)
                }
                expected[node.kind] = ordinal + 1
                paths[node.kind] = heading.path
                last[node.kind] = ordinal
            }
            check(node.children, under: node)
        }
    }

    private mutating func tell(
        _ node: NoticeOutline.Node, _ heading: HeadingSign, wanted: Int, under parent: NoticeOutline.Node?,
        _ severity: Finding.Severity
    ) {
        let place = parent.map { "「\($0.sign) \($0.title)」の下で、" } ?? ""
        let proposal = heading.printed(as: wanted)
        findings.append(
            Finding(
                rule: .numbering, severity: severity, line: node.line, column: node.column,
                message:
                    "\(node.line)行目の見出し「\(node.sign) \(node.title)」の番号が続いていません。\(place)\(proposal)のはずです。抜けた項目がないか、番号の誤りかを確かめてください。",
                proposal: proposal == node.sign ? nil : proposal))
    }
}
