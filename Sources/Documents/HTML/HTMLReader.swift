import Tabular

/// Reads web pages. Nothing in them is run, and nothing outside them is opened.
struct HTMLReader {
    private var book: LineBook
    private var tables = HTMLTables()
    private var open: [Element] = []
    private var lists: [List] = []
    private var text = ""
    private var bold = 0
    private var plain = 0
    private var isApart = false
    /// The next line when the paragraph began: an empty one is space.
    private var paragraphLine = 0
    private var mark: String?
    private var hidden = ""
    private var reading = ""
    private var targets: [String] = []
    private var droppedCounts: [String: Int] = [:]

    private struct Element {
        let name: String
        var isBold = false
        var isHidden = false
        var isReading = false
        var heading: Int?
        var indent = 0.0
        var keepsLines = false
    }

    private struct List {
        let isOrdered: Bool
        let type: String
        var next: Int
        let step: Int
    }

    static func read(
        _ proved: ProvedText, declared: String?, limits: DocumentLimits
    ) throws(DocumentRefusal) -> PlacedDocument {
        var reader = HTMLReader(book: LineBook(limits: limits))
        try reader.book.note(.encoding, proved.note + HTMLCharset.difference(declared, proved.encoding))
        return try reader.run(proved.utf8)
    }

    private init(book: LineBook) {
        self.book = book
    }

    private mutating func run(_ utf8: [UInt8]) throws(DocumentRefusal) -> PlacedDocument {
        var tokens = HTMLTokens(utf8: utf8)
        while let token = tokens.next() {
            switch token {
            case .text(let text): try take(text)
            case .start(let name, let attributes): try start(name, attributes)
            case .end(let name): try end(name)
            case .raw(let name, let inside): try raw(name, inside)
            case .comment: continue
            }
        }
        try flush()
        try setAsideHidden()
        try setAsideReading()
        for (name, count) in droppedCounts.sorted(by: { $0.key < $1.key }) {
            let what = name == "script" ? "スクリプト" : name == "style" ? "見た目の指定（CSS）" : "埋め込み（\(name)）"
            try book.note(.setAside, "\(what)\(count)か所は動かさず、読みません。")
        }
        if !targets.isEmpty {
            let shown = targets.prefix(200).joined(separator: "、")
            try book.note(.setAside, "リンク先\(targets.count)件は開きません: \(shown)")
        }
        return try book.document(.html)
    }

    // MARK: Elements

    private static let void: Set<String> = [
        "br", "hr", "img", "input", "meta", "link", "col", "area", "base", "embed", "source", "track", "wbr", "param",
    ]
    private static let block: Set<String> = [
        "p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "address", "blockquote", "dl",
        "dt", "dd", "ul", "ol", "li", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "h1", "h2", "h3",
        "h4", "h5", "h6", "hr", "pre", "form", "fieldset", "legend", "figure", "figcaption", "center", "body", "html",
        "head", "details", "summary", "dir", "menu", "option", "select",
    ]
    /// Elements whose start ends an open one of these names.
    private static let closing: [String: Set<String>] = [
        "li": ["li"], "dt": ["dt", "dd"], "dd": ["dt", "dd"], "td": ["td", "th"], "th": ["td", "th"],
        "tr": ["tr", "td", "th"], "tbody": ["thead", "tbody", "tfoot", "tr", "td", "th"],
        "thead": ["tbody", "tr", "td", "th"], "tfoot": ["thead", "tbody", "tr", "td", "th"], "option": ["option"],
    ]
    private static let scopes: Set<String> = ["table", "ul", "ol", "dl", "html", "body"]
    private static let openMax = 512

    private mutating func start(_ name: String, _ attributes: [String: String]) throws(DocumentRefusal) {
        if HTMLReader.block.contains(name) {
            try flush()
            close(["p"])
        }
        if let names = HTMLReader.closing[name] { close(names) }
        switch name {
        case "br":
            if isHidden { hidden += " " } else { try flush(isBreak: true) }
            return
        case "hr": isApart = true
        case "p": paragraphLine = book.nextLine
        case "img": try picture(attributes)
        case "input": try input(attributes)
        case "a": if let target = attributes["href"], !target.isEmpty, !target.hasPrefix("#") { link(target) }
        case "ul", "ol", "menu", "dir": lists.append(HTMLReader.list(name, attributes))
        case "li": item(attributes)
        case "table":
            guard tables.depth < book.limits.nestingMax else { throw .tooDeep(max: book.limits.nestingMax) }
            tables.begin(book.nextTable())
        case "tr": tables.beginRow()
        case "td", "th":
            if tables.beginCell(
                columns: Int(attributes["colspan"] ?? "") ?? 1, rows: Int(attributes["rowspan"] ?? "") ?? 1)
            {
                try book.countCell()
            }
        case "svg", "object", "embed", "video", "audio", "canvas", "frame": droppedCounts[name, default: 0] += 1
        default: break
        }
        guard !HTMLReader.void.contains(name), open.count < HTMLReader.openMax else { return }
        open.append(HTMLReader.element(name, attributes))
    }

    private static func element(_ name: String, _ attributes: [String: String]) -> Element {
        var element = Element(name: name)
        switch name {
        case "b", "strong", "th": element.isBold = true
        case "h1", "h2", "h3", "h4", "h5", "h6":
            element.isBold = true
            element.heading = Int(name.dropFirst())
        case "ul", "ol", "blockquote", "dd": element.indent = 2
        case "pre": element.keepsLines = true
        case "del", "template", "select": element.isHidden = true
        case "rt", "rp", "rtc": element.isReading = true
        default: break
        }
        let style = (attributes["style"] ?? "").lowercased().filter { $0 != " " }
        if attributes["hidden"] != nil || style.contains("display:none") || style.contains("visibility:hidden") {
            element.isHidden = true
        }
        if style.contains("font-weight:bold") || style.contains("font-weight:700") { element.isBold = true }
        return element
    }

    private mutating func end(_ name: String) throws(DocumentRefusal) {
        if HTMLReader.block.contains(name) { try flush() }
        if name == "p", book.nextLine == paragraphLine, !tables.isInside { isApart = true }
        guard let position = open.lastIndex(where: { $0.name == name }) else { return }
        if name != "table", open[position...].contains(where: { $0.name == "table" }) { return }
        for element in open[position...].reversed() { leave(element) }
        open.removeSubrange(position...)
        if !isHidden { try setAsideHidden() }
        if !open.contains(where: { $0.isReading || $0.name == "ruby" }) { try setAsideReading() }
    }

    /// Ends open elements of some names, up to the list or table around them.
    private mutating func close(_ names: Set<String>) {
        guard let position = open.lastIndex(where: { names.contains($0.name) || HTMLReader.scopes.contains($0.name) }),
            names.contains(open[position].name)
        else { return }
        for element in open[position...].reversed() { leave(element) }
        open.removeSubrange(position...)
        close(names)
    }

    private mutating func leave(_ element: Element) {
        switch element.name {
        case "table": tables.end()
        case "tr": tables.endRow()
        case "td", "th": tables.endCell()
        case "ul", "ol", "menu", "dir": _ = lists.popLast()
        default: break
        }
    }

    // MARK: Lists

    private static func list(_ name: String, _ attributes: [String: String]) -> List {
        let start = attributes["start"].flatMap { Int($0) }.map { max(-1_000_000, min($0, 1_000_000)) }
        return List(
            isOrdered: name == "ol", type: attributes["type"] ?? "1", next: start ?? 1,
            step: attributes["reversed"] == nil ? 1 : -1)
    }

    private mutating func item(_ attributes: [String: String]) {
        guard !lists.isEmpty else {
            mark = "・"
            return
        }
        if let value = attributes["value"].flatMap({ Int($0) }), abs(value) <= 1_000_000 {
            lists[lists.count - 1].next = value
        }
        let list = lists[lists.count - 1]
        mark = list.isOrdered ? HTMLReader.number(list.next, list.type) + "." : "・"
        lists[lists.count - 1].next += list.step
    }

    private static func number(_ value: Int, _ type: String) -> String {
        switch type {
        case "a": NumberStyle.text(value, format: "lowerLetter")
        case "A": NumberStyle.text(value, format: "upperLetter")
        case "i": NumberStyle.text(value, format: "lowerRoman")
        case "I": NumberStyle.text(value, format: "upperRoman")
        default: "\(value)"
        }
    }

    // MARK: Text

    private var isHidden: Bool { open.contains { $0.isHidden } }

    private mutating func take(_ text: String) throws(DocumentRefusal) {
        if isHidden {
            hidden += text
        } else if open.contains(where: { $0.isReading }) {
            reading += text
        } else if open.contains(where: { $0.keepsLines }) {
            let parts = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            for (position, part) in parts.enumerated() {
                if position > 0 { try flush(isBreak: true) }
                append(String(part))
            }
        } else {
            append(HTMLReader.collapsed(text, after: self.text))
        }
    }

    private mutating func append(_ part: String) {
        let count = part.unicodeScalars.count { !TrimmedText.isSpace($0) }
        if open.contains(where: { $0.isBold }) { bold += count } else { plain += count }
        text += part
    }

    /// Spaces and line ends of the source are one space, or none between characters that are as wide as they are high.
    private static func collapsed(_ text: String, after before: String) -> String {
        var result = String.UnicodeScalarView()
        var space = false
        var brokeLine = false
        var last = before.unicodeScalars.last
        for scalar in text.unicodeScalars {
            if scalar.value == 0x20 || (0x09...0x0D).contains(scalar.value) {
                space = true
                if scalar.value != 0x20, scalar.value != 0x09 { brokeLine = true }
                continue
            }
            if space {
                let joins =
                    brokeLine && last.map { TrimmedText.width($0) == 1 } == true && TrimmedText.width(scalar) == 1
                if let last, last != " ", !joins { result.append(" ") }
                space = false
                brokeLine = false
            }
            result.append(scalar)
            last = scalar
        }
        if space, let last, last != " ", !(brokeLine && TrimmedText.width(last) == 1) { result.append(" ") }
        return String(result)
    }

    private mutating func flush(isBreak: Bool = false) throws(DocumentRefusal) {
        let trimmed = TrimmedText(text)
        text = ""
        defer {
            bold = 0
            plain = 0
        }
        guard !trimmed.text.isEmpty else {
            if isBreak { isApart = true }
            return
        }
        let heading = open.last { $0.heading != nil }?.heading
        let look = LineLook(
            indent: open.reduce(0) { $0 + $1.indent } + trimmed.indent, size: HTMLReader.size(heading),
            isBold: bold > plain, headingLevel: heading, automaticNumber: mark, isApart: isApart || heading != nil)
        mark = nil
        isApart = false
        try book.add(
            PlacedLine(
                text: trimmed.text, place: DocumentPlace(line: book.nextLine), look: look, cell: tables.cell))
    }

    /// As browsers draw headings.
    private static func size(_ heading: Int?) -> Double {
        switch heading {
        case 1: 2
        case 2: 1.5
        case 3: 1.17
        default: 1
        }
    }

    // MARK: What is not taken over

    private mutating func setAsideHidden() throws(DocumentRefusal) {
        let text = TrimmedText(hidden).text
        hidden = ""
        guard !text.isEmpty else { return }
        try book.note(.setAside, "表示されない部分や選択肢の文字「\(text)」は読みません。", at: DocumentPlace(line: book.nextLine))
    }

    private mutating func setAsideReading() throws(DocumentRefusal) {
        let text = TrimmedText(reading).text
        reading = ""
        guard !text.isEmpty else { return }
        try book.note(.setAside, "ふりがな「\(text)」は本文に入れません。", at: DocumentPlace(line: book.nextLine))
    }

    private mutating func raw(_ name: String, _ inside: String) throws(DocumentRefusal) {
        switch name {
        case "title":
            let text = TrimmedText(HTMLEntities.resolved(inside)).text
            if !text.isEmpty { try book.note(.setAside, "ページの題名「\(text)」は本文に入れません。") }
        case "textarea": try take(HTMLEntities.resolved(inside))
        case "xmp": try take(inside)
        default: droppedCounts[name, default: 0] += 1
        }
    }

    private mutating func picture(_ attributes: [String: String]) throws(DocumentRefusal) {
        let words = attributes["alt"] ?? ""
        try book.note(
            .setAside, words.isEmpty ? "画像は読みません。" : "画像（説明：\(words)）は読みません。",
            at: DocumentPlace(line: book.nextLine))
    }

    private mutating func input(_ attributes: [String: String]) throws(DocumentRefusal) {
        switch attributes["type"]?.lowercased() {
        case "checkbox", "radio": try take(attributes["checked"] == nil ? "☐" : "☑")
        case "hidden", "password": return
        default:
            guard let value = attributes["value"], !value.isEmpty else { return }
            try book.note(.setAside, "入力欄の値「\(value)」は読みません。", at: DocumentPlace(line: book.nextLine))
        }
    }

    private mutating func link(_ target: String) {
        if targets.count < 10_000, targets.last != target { targets.append(target) }
    }
}

/// The encoding that a page says it has.
enum HTMLCharset {
    /// The word after `charset=` in the first bytes.
    static func declared(_ bytes: [UInt8]) -> String? {
        let head = bytes.prefix(4_096).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        let wanted = Array("charset".utf8)
        guard let start = head.indices.first(where: { head[$0...].starts(with: wanted) }) else { return nil }
        let rest = head[(start + wanted.count)...].drop { $0 <= 0x20 || $0 == 0x3D || $0 == 0x22 || $0 == 0x27 }
        let name = rest.prefix { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F }
        return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
    }

    static func encoding(_ name: String?) -> ProvedText.Encoding? {
        switch name {
        case "shift_jis", "shift-jis", "x-sjis", "sjis", "windows-31j", "ms932", "cp932": .cp932
        case "euc-jp", "x-euc-jp", "eucjp": .eucJP
        case "iso-2022-jp": .iso2022JP
        case "utf-8", "utf8": .utf8(mark: false)
        default: nil
        }
    }

    /// What to say where a page is not written as it says.
    static func difference(_ declared: String?, _ proved: ProvedText.Encoding) -> String {
        guard let declared else { return "" }
        switch (encoding(declared), proved) {
        case (.utf8, .utf8), (.cp932, .cp932), (.eucJP, .eucJP), (.iso2022JP, .iso2022JP): return ""
        default: return "ページには「\(declared)」と書かれていますが、違う文字コードでした。"
        }
    }
}
