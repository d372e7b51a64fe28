import Japanese

/// The structure of a notice: headings with what stands under them, the lines before the first heading, and tables.
struct NoticeOutline: Sendable {
    /// A heading with its sign.
    struct Node: Sendable {
        let kind: HeadingSign.Kind
        /// As printed, in half width; empty for headings without sign.
        let sign: String
        let ordinal: Int?
        let title: String
        let line: Int
        let column: Int
        /// The number of # before it; `nil` where there is none.
        let hashes: Int?
        var children: [Node] = []
        var blocks: [Block] = []

        /// Everything under the heading, its own first.
        var allBlocks: [Block] { blocks + children.flatMap(\.allBlocks) }
        var paragraphs: [LocatedText] { blocks.compactMap(\.paragraph) }
        var descendants: [Node] { children + children.flatMap(\.descendants) }
        /// A heading that is itself a sentence is an item of a list.
        var isSentence: Bool { title.hasSuffix("。") || title.unicodeScalars.count > 60 }
    }

    enum Block: Sendable {
        case paragraph(LocatedText)
        /// ○ ・ - and the like, without the sign.
        case bullet(LocatedText)
        /// ※: a note to what precedes.
        case note(LocatedText)
        case table(NoticeTable)

        var paragraph: LocatedText? {
            if case .paragraph(let text) = self { text } else { nil }
        }

        /// Any running text.
        var text: LocatedText? {
            switch self {
            case .paragraph(let text), .bullet(let text), .note(let text): text
            case .table: nil
            }
        }
    }

    /// Lines before the first heading.
    private(set) var preamble: [Block] = []
    private(set) var roots: [Node] = []
    let text: NoticeText

    var allNodes: [Node] { roots + roots.flatMap(\.descendants) }
    var allBlocks: [Block] { preamble + roots.flatMap(\.allBlocks) }
    var tables: [NoticeTable] {
        allBlocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
    }

    init(_ text: NoticeText) {
        self.text = text
        var builder = OutlineBuilder()
        for line in NoticeTable.grouping(text.lines) {
            switch line {
            case .table(let table): builder.add(.table(table))
            case .line(let line): builder.read(line)
            }
        }
        (preamble, roots) = builder.finish()
    }
}

/// Builds the tree with a stack of sign kinds: a kind that is open goes back to its level, a new one goes one deeper.
private struct OutlineBuilder {
    private var preamble: [NoticeOutline.Block] = []
    private var stack: [NoticeOutline.Node] = []
    private var roots: [NoticeOutline.Node] = []
    /// A paragraph that may go on in the next line.
    private var open: LocatedText?
    private static let bullets: Set<Unicode.Scalar> = [
        "○", "◯", "〇", "●", "◎", "・", "-", "－", "‐", "–", "—", "*", "•", "･",
    ]

    mutating func read(_ line: NoticeText.Line) {
        guard var start = line.scalars.firstIndex(where: { !$0.properties.isWhitespace }) else {
            // Converters put empty lines also into the middle of sentences.
            if !isBroken { closeParagraph() }
            return
        }
        var body = line.scalars[start...]
        var hashes: Int?
        if let count = Self.hashes(body) {
            closeParagraph()
            hashes = count
            body = body.dropFirst(count).drop { $0.properties.isWhitespace }
            start = body.startIndex
            if HeadingSign.read(body, expected: expectedOrdinals) == nil {
                openUnnumbered(body, line: line, start: start, hashes: count)
                return
            }
        }
        if let sign = HeadingSign.read(body, expected: expectedOrdinals), !continues(body) {
            closeParagraph()
            open(sign, body: body, line: line, start: start, hashes: hashes)
        } else if body.first == "※" {
            closeParagraph()
            add(.note(LocatedText(body.dropFirst(), line: line.number, column: start + 2)))
        } else if let skip = bulletLength(body) {
            closeParagraph()
            // A bullet may go on in the next line like any paragraph.
            add(.bullet(LocatedText(body.dropFirst(skip), line: line.number, column: start + skip + 1).trimmed))
        } else if isRosterLine(body) {
            closeParagraph()
            add(.paragraph(LocatedText(body, line: line.number, column: start + 1)))
        } else {
            if open == nil { open = LocatedText() }
            open?.append(body.trimmedEnd, line: line.number, column: start + 1)
            if endsSentence(body) { closeParagraph() }
        }
    }

    mutating func add(_ block: NoticeOutline.Block) {
        if case .table = block { closeParagraph() }
        if stack.isEmpty {
            preamble.append(block)
        } else {
            stack[stack.endIndex - 1].blocks.append(block)
        }
    }

    mutating func finish() -> ([NoticeOutline.Block], [NoticeOutline.Node]) {
        closeParagraph()
        while !stack.isEmpty { pop() }
        return (preamble, roots)
    }

    private mutating func closeParagraph() {
        guard let paragraph = open else { return }
        open = nil
        add(.paragraph(paragraph))
    }

    private mutating func pop() {
        let node = stack.removeLast()
        if stack.isEmpty {
            roots.append(node)
        } else {
            stack[stack.endIndex - 1].children.append(node)
        }
    }

    private mutating func open(
        _ sign: HeadingSign, body: ArraySlice<Unicode.Scalar>, line: NoticeText.Line, start: Int, hashes: Int?
    ) {
        leave(hashes)
        if stack.contains(where: { $0.kind == sign.kind }) {
            while let last = stack.last, last.kind != sign.kind { pop() }
            pop()
        }
        let rest = body.dropFirst(sign.length).trimmedEnd
        stack.append(
            NoticeOutline.Node(
                kind: sign.kind, sign: sign.printed, ordinal: sign.ordinal,
                title: String(String.UnicodeScalarView(rest)), line: line.number, column: start + 1, hashes: hashes))
    }

    /// A heading with # only: the first one of the document is its title.
    private mutating func openUnnumbered(
        _ body: ArraySlice<Unicode.Scalar>, line: NoticeText.Line, start: Int, hashes: Int
    ) {
        if stack.isEmpty, roots.isEmpty, preamble.isEmpty {
            preamble.append(.paragraph(LocatedText(body.trimmedEnd, line: line.number, column: start + 1)))
            return
        }
        leave(hashes)
        stack.append(
            NoticeOutline.Node(
                kind: .hash(hashes), sign: "", ordinal: nil, title: String(String.UnicodeScalarView(body.trimmedEnd)),
                line: line.number, column: start + 1, hashes: hashes))
    }

    /// # closes everything that stands under as many or more of them.
    private mutating func leave(_ hashes: Int?) {
        guard let hashes, let level = stack.firstIndex(where: { $0.hashes ?? 0 >= hashes }) else { return }
        while stack.count > level { pop() }
    }

    private static func hashes(_ body: ArraySlice<Unicode.Scalar>) -> Int? {
        let count = body.prefix { $0 == "#" || $0 == "＃" }.count
        guard (1...6).contains(count), let next = body.dropFirst(count).first, next.properties.isWhitespace else {
            return nil
        }
        return body.dropFirst(count).contains { !$0.properties.isWhitespace } ? count : nil
    }

    /// The ordinals that would go on with an open level, or begin a new one.
    private var expectedOrdinals: Set<Int> {
        Set(stack.compactMap(\.ordinal).map { $0 + 1 } + [1])
    }

    /// A line that looks like a sign, in the middle of a sentence that a converter broke.
    private func continues(_ body: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let last = open?.scalars.last else { return false }
        return "をはがのにとでへもや、，".unicodeScalars.contains(last)
    }

    /// Whether the open paragraph stops in the middle of a sentence: at a particle, a comma, or a full line.
    private var isBroken: Bool {
        guard let open, let last = open.scalars.last else { return false }
        guard open.scalars.count <= Self.joinedMax else { return false }
        let isFull = open.scalars.count >= Self.fullLine && Script(of: last).isJapanese
        return isFull || "をはがのにとでへもや、，ー".unicodeScalars.contains(last)
    }

    /// A line this long is no title or letterhead.
    private static let fullLine = 25
    /// Joined over empty lines no further than this: what never ends in a full stop is no sentence.
    private static let joinedMax = 600

    private func endsSentence(_ body: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let last = body.last(where: { !$0.properties.isWhitespace }) else { return true }
        return ["。", "．", "」", "）", ")", "：", ":"].contains(last)
            || String(String.UnicodeScalarView(body.trimmedEnd.suffix(4))) == "について"
    }

    private func bulletLength(_ body: ArraySlice<Unicode.Scalar>) -> Int? {
        var length = 0
        var found = false
        for scalar in body {
            if Self.bullets.contains(scalar) {
                found = true
            } else if !(found && scalar.properties.isWhitespace) {
                break
            }
            length += 1
        }
        return found && length < body.count ? length : nil
    }

    /// 委員長　○○部長: a line of a list of members never joins its neighbours.
    private func isRosterLine(_ body: ArraySlice<Unicode.Scalar>) -> Bool {
        RosterLabel.atBeginning(of: Array(body)) != nil
    }
}

extension LocatedText {
    var trimmed: LocatedText { part(0..<scalars.count) }
}

extension ArraySlice<Unicode.Scalar> {
    var trimmedEnd: ArraySlice<Unicode.Scalar> {
        var slice = self
        while let last = slice.last, last.properties.isWhitespace { slice.removeLast() }
        return slice
    }
}
