import Tabular

/// Reads OpenDocument texts (.odt; ISO/IEC 26300). Tracked changes are read as accepted, as in Word documents.
struct OpenDocumentReader {
    private var book: LineBook
    private let lists: [String: [Int: Level]]
    private let styles: [String: Style]
    private var counters: [String: [Int: Int]] = [:]
    private var isApart = false
    private var footnotes: [(mark: String, body: XMLNode, line: Int)] = []
    private var annotations: [(text: String, line: Int)] = []
    private var boxes: [XMLNode] = []
    private var links: [String] = []

    private struct Level {
        var format = "1"
        var prefix = ""
        var suffix = ""
        var start = 1
        var bullet: String?
        /// How many levels above are shown with it.
        var shown = 1
    }

    private struct Style {
        var parent: String?
        var isBold: Bool?
        var list: String?
        var outline: Int?
    }

    private struct Context {
        var part = PlacedLine.Part.body
        var cell: CellPlace?
        var nesting = 0
        var depth = 0
        var list: String?
        var level = 0
        var mark: String?
    }

    static func read(_ package: OfficePackage, limits: DocumentLimits) throws(DocumentRefusal) -> PlacedDocument {
        // An encrypted document says so in its list of parts; its content is then no XML at all.
        if package.archive.has("META-INF/manifest.xml"), let root = try package.tree("META-INF/manifest.xml").root,
            !root.outermost(["encryption-data"]).isEmpty
        {
            throw .encrypted(.openDocument)
        }
        let content = try package.tree("content.xml")
        guard let root = content.root, let text = root.child("body")?.child("text") else {
            throw .damaged(part: "content.xml", line: nil)
        }
        let more = package.archive.has("styles.xml") ? try package.tree("styles.xml").root : nil
        var reader = OpenDocumentReader(root, more, limits)
        return try reader.run(text, more)
    }

    private init(_ content: XMLNode, _ more: XMLNode?, _ limits: DocumentLimits) {
        book = LineBook(limits: limits)
        var lists: [String: [Int: Level]] = [:]
        var styles: [String: Style] = [:]
        for root in [more, content].compactMap({ $0 }) {
            for style in root.outermost(["list-style", "style"]) {
                guard let name = style["name"] else { continue }
                if style.name == "list-style" {
                    lists[name] = OpenDocumentReader.levels(style)
                } else {
                    styles[name] = Style(
                        parent: style["parent-style-name"],
                        isBold: style.child("text-properties")?["font-weight"].map { $0 == "bold" || $0 == "700" },
                        list: style["list-style-name"], outline: style.number("default-outline-level"))
                }
            }
        }
        self.lists = lists
        self.styles = styles
    }

    private static func levels(_ style: XMLNode) -> [Int: Level] {
        var levels: [Int: Level] = [:]
        for node in style.children {
            guard let index = node.number("level"), (1...10).contains(index) else { continue }
            var level = Level()
            level.prefix = node["num-prefix"] ?? ""
            level.suffix = node["num-suffix"] ?? ""
            if node.name == "list-level-style-number" {
                level.format = node["num-format"] ?? ""
                level.start = max(0, min(node.number("start-value") ?? 1, 1_000_000))
                level.shown = max(1, min(node.number("display-levels") ?? 1, index))
            } else {
                level.bullet = SymbolFont.text(node["bullet-char"] ?? "・", font: nil)
            }
            levels[index] = level
        }
        return levels
    }

    private mutating func run(_ text: XMLNode, _ more: XMLNode?) throws(DocumentRefusal) -> PlacedDocument {
        let pages = more?.child("master-styles")?.outermost(["header", "footer"]) ?? []
        for page in pages where page.name == "header" && page["display"] != "false" {
            try blocks(page, Context(part: .pageHead))
        }
        try blocks(text, Context())
        for note in footnotes {
            try book.note(
                .read, "本文の\(note.line)行目に注\(note.mark)が付いています。", at: DocumentPlace(line: book.nextLine))
            try blocks(note.body, Context(part: .footnote, mark: note.mark.isEmpty ? nil : note.mark))
        }
        for page in pages where page.name == "footer" && page["display"] != "false" {
            try blocks(page, Context(part: .pageFoot))
        }
        for annotation in annotations {
            try book.note(
                .setAside, "コメント「\(annotation.text)」は本文に入れません。", at: DocumentPlace(line: annotation.line))
        }
        if !links.isEmpty {
            try book.note(.setAside, "リンク先（\(links.joined(separator: "、"))）は開きません。")
        }
        return try book.document(.odt)
    }

    // MARK: Blocks

    private mutating func blocks(_ node: XMLNode, _ context: Context) throws(DocumentRefusal) {
        var context = context
        context.depth += 1
        guard context.depth <= WordReader.depthMax else { throw .tooDeep(max: WordReader.depthMax) }
        for child in node.children {
            switch child.name {
            case "p", "h":
                try paragraph(child, context)
                context.mark = nil
            case "list": try list(child, context)
            case "table": try table(child, context)
            case "tracked-changes":
                for deletion in child.outermost(["deletion"]) {
                    let removed = deletion.outermost(["p", "h"]).map { OpenDocumentReader.plain($0) }.joined()
                    guard !removed.isEmpty else { continue }
                    try book.note(.setAside, "変更履歴で削除された文字「\(removed)」は読みません。")
                }
            case "", "sequence-decls", "forms", "variable-decls", "title": continue
            default: try blocks(child, context)
            }
        }
    }

    private mutating func list(_ node: XMLNode, _ context: Context) throws(DocumentRefusal) {
        var inner = context
        inner.level += 1
        inner.list = node["style-name"] ?? context.list
        inner.depth += 1
        guard inner.depth <= WordReader.depthMax else { throw .tooDeep(max: WordReader.depthMax) }
        let name = inner.list ?? ""
        if node["continue-numbering"] != "true", context.level == 0 { counters[name] = [:] }
        for item in node.children where item.name == "list-item" || item.name == "list-header" {
            var context = inner
            if item.name == "list-item", let level = lists[name]?[inner.level] {
                let start = item.number("start-value").map { max(0, min($0, 1_000_000)) }
                let before = counters[name]?[inner.level]
                counters[name, default: [:]][inner.level] =
                    start ?? before.map { min($0 + 1, 1_000_000) } ?? level.start
                for deeper in (inner.level + 1)...11 { counters[name]?[deeper] = nil }
                context.mark = drawn(level, name, inner.level)
            }
            try blocks(item, context)
        }
    }

    private func drawn(_ level: Level, _ name: String, _ index: Int) -> String? {
        if let bullet = level.bullet { return bullet }
        guard !level.format.isEmpty else { return nil }
        let numbers = ((index - level.shown + 1)...index).map { above in
            OpenDocumentReader.number(counters[name]?[above] ?? 1, lists[name]?[above]?.format ?? "1")
        }
        return TrimmedText(level.prefix + numbers.joined(separator: ".") + level.suffix).text
    }

    /// Formats are named by their first numbers: `１, ２, ３, ...`
    private static func number(_ value: Int, _ format: String) -> String {
        let kinds: [(String, String)] = [
            ("１", "decimalFullWidth"), ("①", "decimalEnclosedCircle"), ("ア", "aiueoFullWidth"), ("ｱ", "aiueo"),
            ("イ", "irohaFullWidth"), ("ｲ", "iroha"), ("一", "japaneseCounting"), ("壱", "japaneseLegal"),
            ("甲", "ideographTraditional"), ("子", "ideographZodiac"), ("a", "lowerLetter"), ("A", "upperLetter"),
            ("i", "lowerRoman"), ("I", "upperRoman"),
        ]
        return NumberStyle.text(value, format: kinds.first { format.hasPrefix($0.0) }?.1 ?? "decimal")
    }

    private mutating func table(_ node: XMLNode, _ context: Context) throws(DocumentRefusal) {
        guard context.nesting < book.limits.nestingMax else { throw .tooDeep(max: book.limits.nestingMax) }
        let number = book.nextTable()
        for (row, cells) in node.outermost(["table-row"], without: ["table-cell"]).enumerated() {
            var column = 0
            for cell in cells.children where cell.name == "table-cell" || cell.name == "covered-table-cell" {
                defer { column += max(1, min(cell.number("number-columns-repeated") ?? 1, 1_000)) }
                try book.countCell()
                var inner = context
                inner.nesting += 1
                inner.level = 0
                inner.list = nil
                inner.cell = CellPlace(
                    table: number, row: row, column: column,
                    rowSpan: max(1, min(cell.number("number-rows-spanned") ?? 1, 1_000)),
                    columnSpan: max(1, min(cell.number("number-columns-spanned") ?? 1, 1_000)))
                try blocks(cell, inner)
            }
        }
        isApart = false
    }

    // MARK: Paragraphs

    private mutating func paragraph(_ node: XMLNode, _ context: Context) throws(DocumentRefusal) {
        let first = book.nextLine
        var lines = [""]
        try inline(node, &lines, at: first)
        let level = node.name == "h" ? node.number("outline-level") : outline(node["style-name"])
        var look = LineLook(
            isBold: isBold(node["style-name"]), headingLevel: level.flatMap { (1...9).contains($0) ? $0 : nil },
            automaticNumber: context.mark, isApart: isApart)
        isApart = lines.allSatisfy { TrimmedText($0).text.isEmpty } && context.cell == nil
        for line in lines {
            let trimmed = TrimmedText(line)
            guard !trimmed.text.isEmpty else { continue }
            look.indent = trimmed.indent + Double(max(0, context.level - 1))
            try book.add(
                PlacedLine(
                    text: trimmed.text, place: DocumentPlace(line: book.nextLine), part: context.part, look: look,
                    cell: context.cell))
            look.automaticNumber = nil
            look.isApart = false
        }
        let found = boxes
        boxes = []
        for box in found {
            guard context.nesting < book.limits.nestingMax else { throw .tooDeep(max: book.limits.nestingMax) }
            var inner = Context(part: .textBox, cell: context.cell, nesting: context.nesting + 1, depth: context.depth)
            inner.mark = nil
            try blocks(box, inner)
        }
    }

    private mutating func inline(_ node: XMLNode, _ lines: inout [String], at line: Int) throws(DocumentRefusal) {
        for child in node.children {
            switch child.name {
            case "": lines[lines.count - 1] += OpenDocumentReader.collapsed(child.text)
            case "s": lines[lines.count - 1] += String(repeating: " ", count: max(1, min(child.number("c") ?? 1, 200)))
            case "tab": lines[lines.count - 1] += "\t"
            case "line-break": lines.append("")
            case "note":
                if let body = child.child("note-body") {
                    footnotes.append((child.child("note-citation")?.content ?? "", body, line))
                }
            case "annotation":
                let text = child.outermost(["p"]).map { OpenDocumentReader.plain($0) }.joined()
                annotations.append((text, line))
            case "ruby":
                if let base = child.child("ruby-base") { try inline(base, &lines, at: line) }
                let reading = child.child("ruby-text").map { OpenDocumentReader.plain($0) } ?? ""
                if !reading.isEmpty {
                    try book.note(
                        .setAside, "ふりがな「\(reading)」は本文に入れません。", at: DocumentPlace(line: line))
                }
            case "text-box": boxes.append(child)
            case "image", "object", "object-ole", "plugin":
                try book.note(.setAside, "画像や埋め込みは読みません。", at: DocumentPlace(line: line))
            case "a":
                if let target = child["href"], links.count < 1_000 { links.append(target) }
                try inline(child, &lines, at: line)
            case "desc", "title", "script", "event-listeners": continue
            default: try inline(child, &lines, at: line)
            }
        }
    }

    private static func plain(_ node: XMLNode) -> String {
        var result = ""
        var waiting = Array(node.children).reversed() as [XMLNode]
        while let next = waiting.popLast() {
            if next.isText { result += next.text } else { waiting += Array(next.children).reversed() }
        }
        return result
    }

    /// Spaces and line ends of the file are one space.
    private static func collapsed(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isSpace = scalar.value == 0x20 || scalar.value == 0x0A || scalar.value == 0x0D || scalar.value == 0x09
            if isSpace, result.last == " " { continue }
            result.append(isSpace ? " " : scalar)
        }
        return String(result)
    }

    private func isBold(_ name: String?) -> Bool {
        chain(name).compactMap(\.isBold).first ?? false
    }

    private func outline(_ name: String?) -> Int? {
        chain(name).compactMap(\.outline).first
    }

    private func chain(_ name: String?) -> [Style] {
        var found: [Style] = []
        var next = name
        while let present = next, found.count < 20, let style = styles[present] {
            found.append(style)
            next = style.parent
        }
        return found
    }
}
