import Tabular

/// Reads Word documents (.docx, .docm; ISO/IEC 29500 transitional and strict).
///
/// Tracked changes are read as accepted: what was put in is text, what was taken out is a note. Fields show their results.
/// Nothing outside the file is opened, and macros are not looked at.
struct WordReader {
    var book: LineBook
    let package: OfficePackage
    let styles: WordStyles
    var numbering: WordNumbering
    var inlines: WordInlineReader
    /// Of each line its size in half points.
    var sizes: [Double] = []
    /// A paragraph whose end was deleted, waiting for the next one.
    var carried: WordInline?
    var isApart = false
    var noteReferences: [(reference: WordNoteReference, line: Int)] = []
    var commentLines: [String: Int] = [:]
    var linkTargets: [String: Int] = [:]

    /// Where a block stands.
    struct Context {
        var part = PlacedLine.Part.body
        var cell: CellPlace?
        var nesting = 0
        /// Blocks inside blocks.
        var depth = 0
        var number: String?
    }

    static func read(
        _ package: OfficePackage, main: String, limits: DocumentLimits
    ) throws(DocumentRefusal) -> PlacedDocument {
        let tree = try package.tree(main)
        guard let body = tree.root?.child("body") else { throw .damaged(part: main, line: nil) }
        let links = try package.links(of: main)
        var reader = try WordReader(package: package, links: links, limits: limits)
        return try reader.run(body, links, main)
    }

    private init(package: OfficePackage, links: Relationships, limits: DocumentLimits) throws(DocumentRefusal) {
        self.package = package
        book = LineBook(limits: limits)
        var styles = WordStyles()
        if let part = links.part("styles"), package.archive.has(part), let root = try package.tree(part).root {
            styles = WordStyles(root)
        }
        self.styles = styles
        numbering = WordNumbering()
        if let part = links.part("numbering"), package.archive.has(part), let root = try package.tree(part).root {
            numbering = WordNumbering(root)
            numbering.resolve { styles.byIdentifier[$0]?.number }
        }
        inlines = WordInlineReader(styles: styles)
    }

    private mutating func run(
        _ body: XMLNode, _ links: Relationships, _ main: String
    ) throws(DocumentRefusal) -> PlacedDocument {
        let sections = body.outermost(["sectPr"], without: ["tbl", "sectPrChange", "pPrChange"])
        try noteSurroundings(links, sections)
        let edges = try WordPageEdges(sections, links, package)
        for part in edges.heads { try readPart(part, as: .pageHead) }
        inlines.links = WordReader.addresses(links)
        if !body.outermost(["lastRenderedPageBreak"]).isEmpty { inlines.page = 1 }
        try blocks(body, Context())
        try flushCarried(Context())
        inlines.page = nil
        try readNotes(links, sections)
        for part in edges.feet { try readPart(part, as: .pageFoot) }
        try readComments(links)
        for (target, line) in linkTargets.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
            try book.note(.setAside, "リンク先（\(target)）は開きません。文字だけを読みました。", at: DocumentPlace(line: line))
        }
        shareSizes()
        return try book.document(.docx)
    }

    static func addresses(_ links: Relationships) -> [String: String] {
        links.byIdentifier.filter { $0.value.kind == "hyperlink" }.mapValues(\.target)
    }

    /// Sizes as shares of the size most characters have.
    private mutating func shareSizes() {
        var weights: [Double: Int] = [:]
        for (line, size) in zip(book.lines, sizes) where line.part == .body {
            weights[size, default: 0] += line.text.unicodeScalars.count
        }
        guard let usual = weights.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key, usual > 0 else { return }
        var lines = book.lines
        for (position, size) in sizes.enumerated() { lines[position].look.size = size / usual }
        book.replaceLines(lines)
    }

    /// A header, footer or other part of its own.
    mutating func readPart(_ part: String, as kind: PlacedLine.Part) throws(DocumentRefusal) {
        guard package.archive.has(part), let root = try package.tree(part).root else { return }
        inlines.links = WordReader.addresses(try package.links(of: part))
        try blocks(root, Context(part: kind))
        try flushCarried(Context(part: kind))
    }
}
