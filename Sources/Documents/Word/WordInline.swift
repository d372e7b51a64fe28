/// What the runs of a paragraph say, gathered before it becomes lines.
struct WordInline {
    /// Split at line breaks.
    var lines: [String] = [""]
    var inserted = ""
    var deleted = ""
    var movedAway = ""
    var hidden = ""
    /// Text inside the code of a field.
    var fieldCode = ""
    var readings: [(base: String, reading: String)] = []
    /// Identifiers of footnotes, endnotes and comments, in order.
    var notes: [WordNoteReference] = []
    var comments: [String] = []
    var boxes: [XMLNode] = []
    var pictures: [String] = []
    var links: [String] = []
    var wordArt: [String] = []

    /// Characters in bold, and of each size in half points.
    var boldCount = 0
    var count = 0
    var sizes: [Double: Int] = [:]

    var isEmpty: Bool { lines.allSatisfy { TrimmedText($0).text.isEmpty } }

    mutating func append(_ text: String) {
        lines[lines.count - 1] += text
    }

    mutating func breakLine() {
        lines.append("")
    }

    mutating func weigh(_ text: String, isBold: Bool, size: Double) {
        let length = text.unicodeScalars.reduce(0) { $0 + (TrimmedText.isSpace($1) ? 0 : 1) }
        count += length
        if isBold { boldCount += length }
        sizes[size, default: 0] += length
    }

    /// The size of most characters; the larger of two that are as many.
    var size: Double? {
        sizes.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
    }
}

struct WordNoteReference: Hashable {
    enum Kind: Hashable { case footnote, endnote }
    let kind: Kind
    let identifier: String
    /// The mark stands in the text itself.
    let hasOwnMark: Bool
}

/// Reads runs; fields may begin in one paragraph and end in another.
struct WordInlineReader {
    enum Standing { case kept, deleted, movedAway }

    let styles: WordStyles
    /// Addresses by identifier.
    var links: [String: String] = [:]
    /// Of each open field: its result has begun.
    private var fields: [Bool] = []
    /// From 1, counted where the program left its page breaks.
    var page: Int?

    init(styles: WordStyles) {
        self.styles = styles
    }

    private var isInFieldCode: Bool { fields.contains(false) }

    /// At the end of a paragraph: a code without a result goes no further.
    mutating func endParagraph() {
        fields.removeAll { !$0 }
    }

    mutating func walk(
        _ node: XMLNode, into inline: inout WordInline, paragraphStyle: WordStyle, standing: Standing = .kept,
        isInserted: Bool = false
    ) {
        for child in node.children {
            step(child, into: &inline, paragraphStyle: paragraphStyle, standing: standing, isInserted: isInserted)
        }
    }

    /// One element of a paragraph.
    mutating func step(
        _ node: XMLNode, into inline: inout WordInline, paragraphStyle: WordStyle, standing: Standing = .kept,
        isInserted: Bool = false
    ) {
        func inside(_ node: XMLNode, _ standing: Standing, _ isInserted: Bool) {
            walk(
                node, into: &inline, paragraphStyle: paragraphStyle, standing: standing, isInserted: isInserted)
        }
        switch node.name {
        case "", "pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "sectPr", "fldData": return
        case "r": run(node, &inline, paragraphStyle, standing, isInserted)
        case "del": inside(node, .deleted, false)
        case "moveFrom": inside(node, .movedAway, false)
        case "ins", "moveTo": inside(node, standing, true)
        case "AlternateContent":
            if let chosen = WordInlineReader.chosen(node) { inside(chosen, standing, isInserted) }
        case "oMath", "oMathPara":
            for text in node.outermost(["t"]) { put(text.content, &inline, Look(), standing, isInserted) }
        case "drawing", "pict", "object": graphics(node, &inline)
        default:
            if node.name == "hyperlink", let target = node["id"].flatMap({ links[$0] }) { inline.links.append(target) }
            inside(node, standing, isInserted)
        }
    }

    private struct Look {
        var isBold = false
        var isHidden = false
        var size = 0.0
    }

    private func look(_ run: XMLNode, _ paragraph: WordStyle) -> Look {
        let properties = run.child("rPr")
        let style = properties?.child("rStyle")?["val"].flatMap { styles.byIdentifier[$0] }
        return Look(
            isBold: properties?.child("b").map { WordProperties.isOn($0) } ?? style?.isBold ?? paragraph.isBold
                ?? false,
            isHidden: properties?.child("vanish").map { WordProperties.isOn($0) } ?? style?.isHidden
                ?? paragraph.isHidden ?? false,
            size: WordStyles.size(properties) ?? style?.size ?? paragraph.size ?? styles.usualSize)
    }

    private mutating func run(
        _ node: XMLNode, _ inline: inout WordInline, _ paragraph: WordStyle, _ standing: Standing, _ isInserted: Bool
    ) {
        let look = look(node, paragraph)
        for child in node.children {
            switch child.name {
            case "", "rPr", "instrText", "delInstrText", "softHyphen": continue
            case "t": put(child.content, &inline, look, standing, isInserted)
            case "delText": put(child.content, &inline, look, standing == .kept ? .deleted : standing, false)
            case "tab", "ptab": put("\t", &inline, look, standing, isInserted)
            case "noBreakHyphen": put("-", &inline, look, standing, isInserted)
            case "cr": breakLine(&inline, standing)
            case "br": if child["type"] != "page" { breakLine(&inline, standing) }
            case "lastRenderedPageBreak": page? += 1
            case "sym": put(WordInlineReader.symbol(child), &inline, look, standing, isInserted)
            case "fldChar": field(child, &inline, look, standing)
            case "footnoteReference", "endnoteReference":
                guard let identifier = child["id"], standing == .kept else { continue }
                inline.notes.append(
                    WordNoteReference(
                        kind: child.name == "footnoteReference" ? .footnote : .endnote, identifier: identifier,
                        hasOwnMark: child["customMarkFollows"] == "1"))
            case "commentReference":
                if let identifier = child["id"] { inline.comments.append(identifier) }
            case "ruby": ruby(child, &inline, paragraph, standing, isInserted)
            case "drawing", "pict", "object":
                if standing == .kept {
                    graphics(child, &inline)
                } else {
                    // What a text box said goes with it.
                    put(WordTable.texts(of: child), &inline, look, standing, false)
                }
            case "AlternateContent":
                if let chosen = WordInlineReader.chosen(child) { run(chosen, &inline, paragraph, standing, isInserted) }
            default: run(child, &inline, paragraph, standing, isInserted)
            }
        }
    }

    private func put(
        _ text: String, _ inline: inout WordInline, _ look: Look, _ standing: Standing, _ isInserted: Bool
    ) {
        if standing == .deleted {
            inline.deleted += text
        } else if standing == .movedAway {
            inline.movedAway += text
        } else if isInFieldCode {
            inline.fieldCode += text
        } else if look.isHidden {
            inline.hidden += text
        } else {
            if isInserted { inline.inserted += text }
            // A line end inside a text is only the file's.
            let hasLineEnd = text.utf8.contains { $0 == 0x0A || $0 == 0x0D }
            inline.append(hasLineEnd ? text.split(whereSeparator: \.isNewline).joined(separator: " ") : text)
            inline.weigh(text, isBold: look.isBold, size: look.size)
        }
    }

    private func breakLine(_ inline: inout WordInline, _ standing: Standing) {
        switch standing {
        case .kept: if !isInFieldCode { inline.breakLine() }
        case .deleted: inline.deleted += " "
        case .movedAway: inline.movedAway += " "
        }
    }

    private mutating func field(
        _ node: XMLNode, _ inline: inout WordInline, _ look: Look, _ standing: Standing
    ) {
        switch node["fldCharType"] {
        case "begin":
            // A tick box of an old form is drawn by its field.
            if let box = node.child("ffData")?.child("checkBox") {
                let state = box.child("checked") ?? box.child("default")
                put(WordProperties.isOn(state) ? "☒" : "☐", &inline, look, standing, false)
            }
            if fields.count < 100 { fields.append(false) }
        case "separate": if !fields.isEmpty { fields[fields.count - 1] = true }
        case "end": _ = fields.popLast()
        default: break
        }
    }

    private mutating func ruby(
        _ node: XMLNode, _ inline: inout WordInline, _ paragraph: WordStyle, _ standing: Standing, _ isInserted: Bool
    ) {
        if let base = node.child("rubyBase") {
            walk(base, into: &inline, paragraphStyle: paragraph, standing: standing, isInserted: isInserted)
        }
        func text(_ name: String) -> String {
            node.child(name)?.outermost(["t", "delText"]).map(\.content).joined() ?? ""
        }
        let reading = text("rt")
        if !reading.isEmpty { inline.readings.append((text("rubyBase"), reading)) }
    }

    private static func symbol(_ node: XMLNode) -> String {
        guard let text = node["char"], let code = UInt32(text, radix: 16), let plain = Unicode.Scalar(code) else {
            return ""
        }
        return String(SymbolFont.scalar(code, font: node["font"]) ?? plain)
    }

    /// The newer form; the older one where only that holds anything. Never both: they say the same.
    static func chosen(_ node: XMLNode) -> XMLNode? {
        let holding: Set<String> = [
            "t", "delText", "txbxContent", "drawing", "pict", "object", "sym", "tbl", "br", "tab",
        ]
        if let choice = node.child("Choice"), !choice.outermost(holding).isEmpty { return choice }
        return node.child("Fallback") ?? node.child("Choice")
    }

    private func graphics(_ node: XMLNode, _ inline: inout WordInline) {
        inline.boxes += node.outermost(["txbxContent"], without: ["Fallback"])
        for path in node.outermost(["textpath"], without: ["Fallback", "txbxContent"]) {
            if let text = path["string"], !text.isEmpty { inline.wordArt.append(text) }
        }
        let inner = node.outermost(
            ["pic", "imagedata", "chart", "relIds", "OLEObject"], without: ["Fallback", "txbxContent"])
        let description = node.outermost(["docPr"], without: ["txbxContent", "graphic"]).first
        let words = [description?["title"], description?["descr"]].compactMap { $0 }.filter { !$0.isEmpty }
        for found in inner {
            let kind =
                switch found.name {
                case "chart": "グラフ"
                case "relIds": "図形（SmartArt）"
                case "OLEObject": "埋め込まれたオブジェクト"
                default: "画像"
                }
            inline.pictures.append(words.isEmpty ? kind : "\(kind)（説明：\(words.joined(separator: "、"))）")
        }
    }
}
