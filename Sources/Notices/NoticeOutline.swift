import Documents
import Japanese

/// The structure of a notice: headings with what stands under them, the lines before the first heading, and tables.
struct NoticeOutline: Sendable {
    /// A heading with its sign.
    struct Node: Sendable {
        let kind: HeadingSign.Kind
        /// As printed, in half width; empty for headings without sign.
        let sign: String
        let heading: HeadingSign?
        var title: String
        let line: Int
        let column: Int
        /// The number of # before it; `nil` where there is none.
        let hashes: Int?
        /// What a person said the heading is.
        var decided: LineRole?
        /// Lines on which the title goes on.
        var titleLines: Set<Int> = []
        var children: [Node] = []
        var blocks: [Block] = []

        var ordinal: Int? { heading?.ordinal }
        /// Everything under the heading, its own first.
        var allBlocks: [Block] { blocks + children.flatMap(\.allBlocks) }
        var paragraphs: [LocatedText] { blocks.compactMap(\.paragraph) }
        /// Whether a person said of a heading below it that it is an initiative.
        var holdsDecided: Bool { children.contains { $0.decided == .initiative || $0.holdsDecided } }
        var descendants: [Node] { children + children.flatMap(\.descendants) }
        /// A heading that is itself a sentence is an item of a list.
        var isSentence: Bool {
            if title.hasSuffix("。") || title.unicodeScalars.count > 60 { return true }
            // 割合を25%以上にする。(女性活躍推進法)
            guard let last = title.last, ")）".contains(last), let stop = title.lastIndex(of: "。") else { return false }
            return title[stop...].dropFirst().first.map { "(（".contains($0) } ?? false
        }
        /// 現状, 課題, 取組内容: a heading that names a side of what stands above it.
        var facet: FieldLabel? { FieldLabel(title) }
    }

    enum Block: Sendable {
        case paragraph(LocatedText)
        /// ○ ・ - and the like, without the sign.
        case bullet(LocatedText)
        /// ※: a note to what precedes.
        case note(LocatedText)
        /// A label with its value; the value may be empty. The line of the label.
        case field(FieldLabel, LocatedText, line: Int)
        case table(NoticeTable)

        var paragraph: LocatedText? {
            if case .paragraph(let text) = self { text } else { nil }
        }

        /// Any running text.
        var text: LocatedText? {
            switch self {
            case .paragraph(let text), .bullet(let text), .note(let text), .field(_, let text, _): text
            case .table: nil
            }
        }
    }

    /// Lines before the first heading.
    private(set) var preamble: [Block] = []
    private(set) var roots: [Node] = []
    /// Texts of which people said what they are.
    let decided: [DecidedText: LineRole]
    /// The columns of tables, as people said.
    let columns: [String: [PlanColumn]]
    let text: NoticeText
    let furniture: Furniture

    var allNodes: [Node] { roots + roots.flatMap(\.descendants) }
    var allBlocks: [Block] { preamble + roots.flatMap(\.allBlocks) }
    var tables: [NoticeTable] {
        allBlocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
    }

    init(_ text: NoticeText, furniture: Furniture, columns: [String: [PlanColumn]] = [:]) {
        self.text = text
        self.furniture = furniture
        self.columns = columns
        let kept = text.lines.filter { furniture.reasons[$0.number] == nil || $0.isBlank }
        let parts = NoticeTable.grouping(kept)
        var builder = OutlineBuilder(LineRoles(parts))
        for (index, part) in parts.enumerated() {
            switch part {
            case .table(let table):
                if !PlanTable.isDecided(table, by: columns), let form = FormTable(table) {
                    builder.read(form)
                } else {
                    builder.add(.table(table))
                }
            case .line(let line): builder.read(line, at: index)
            }
        }
        decided = builder.decided
        (preamble, roots) = builder.finish()
    }
}

extension LocatedText {
    var trimmed: LocatedText { part(0..<scalars.count) }
}

extension ArraySlice<Unicode.Scalar> {
    var trimmedEnd: ArraySlice<Unicode.Scalar> {
        var slice = self
        while let last = slice.last, last.isSpace { slice.removeLast() }
        return slice
    }
}
