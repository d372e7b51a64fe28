/// Small readings that all parts of a Word document share.
enum WordProperties {
    /// An element that is a switch: on unless it says `0`, `false` or `off`.
    static func isOn(_ node: XMLNode?) -> Bool {
        guard let node else { return false }
        return !["0", "false", "off", "none"].contains(node["val"] ?? "1")
    }

    /// In twips; what is counted in characters (`leftChars`) comes with its length beside it.
    static func indent(_ node: XMLNode?) -> (left: Double?, firstLine: Double?) {
        guard let node else { return (nil, nil) }
        let left = twips(node["left"] ?? node["start"])
        let hanging = twips(node["hanging"]).map { -$0 }
        return (left, hanging ?? twips(node["firstLine"]))
    }

    static func twips(_ text: String?) -> Double? {
        guard let text, let value = Double(text), value.isFinite, abs(value) < 100_000 else { return nil }
        return value
    }
}

/// What a style of a Word document gives its paragraphs or runs, with what it inherits (ECMA-376 Part 1, 17.7).
struct WordStyle {
    var name = ""
    var basedOn: String?
    var number: String?
    var numberLevel: Int?
    /// From 0.
    var outlineLevel: Int?
    var isBold: Bool?
    var isHidden: Bool?
    /// In half points.
    var size: Double?
    var left: Double?
    var firstLine: Double?
    /// In twips.
    var spaceBefore: Double?

    fileprivate mutating func inherit(_ base: WordStyle) {
        number = number ?? base.number
        if numberLevel == nil { numberLevel = base.numberLevel }
        outlineLevel = outlineLevel ?? base.outlineLevel
        isBold = isBold ?? base.isBold
        isHidden = isHidden ?? base.isHidden
        size = size ?? base.size
        left = left ?? base.left
        firstLine = firstLine ?? base.firstLine
        spaceBefore = spaceBefore ?? base.spaceBefore
    }
}

/// The styles of a document by identifier, each with all that it inherits.
struct WordStyles {
    private(set) var byIdentifier: [String: WordStyle] = [:]
    /// The style of paragraphs that name none.
    private(set) var usual: String?
    /// In half points.
    private(set) var usualSize = 21.0

    init() {}

    init(_ root: XMLNode) {
        var own: [String: WordStyle] = [:]
        for node in root.children {
            if node.name == "docDefaults" {
                usualSize = Self.size(node.child("rPrDefault")?.child("rPr")) ?? 20
            }
            guard node.name == "style", let identifier = node["styleId"] else { continue }
            own[identifier] = Self.style(node)
            if node["type"] == "paragraph", node["default"] == "1" || node["default"] == "true" { usual = identifier }
        }
        for identifier in own.keys { byIdentifier[identifier] = Self.resolved(identifier, own) }
        if let usual, let size = byIdentifier[usual]?.size { usualSize = size }
    }

    private static func style(_ node: XMLNode) -> WordStyle {
        var style = WordStyle()
        style.name = node.child("name")?["val"] ?? ""
        style.basedOn = node.child("basedOn")?["val"]
        if let properties = node.child("pPr") {
            style.number = properties.child("numPr")?.child("numId")?["val"]
            style.numberLevel = properties.child("numPr")?.child("ilvl")?.number("val")
            style.outlineLevel = properties.child("outlineLvl")?.number("val")
            let indent = WordProperties.indent(properties.child("ind"))
            style.left = indent.left
            style.firstLine = indent.firstLine
            style.spaceBefore = WordProperties.twips(properties.child("spacing")?["before"])
        }
        if let properties = node.child("rPr") {
            style.isBold = properties.child("b").map { WordProperties.isOn($0) }
            style.isHidden = properties.child("vanish").map { WordProperties.isOn($0) }
            style.size = size(properties)
        }
        if style.outlineLevel == nil { style.outlineLevel = headingLevel(style.name) }
        return style
    }

    static func size(_ properties: XMLNode?) -> Double? {
        guard let text = properties?.child("sz")?["val"], let value = Double(text), (1...3_276).contains(value) else {
            return nil
        }
        return value
    }

    /// `heading 2` and 見出し 2 name levels also where a style says none.
    private static func headingLevel(_ name: String) -> Int? {
        let lower = name.lowercased()
        for prefix in ["heading ", "heading", "見出し ", "見出し"] where lower.hasPrefix(prefix) {
            guard let level = Int(lower.dropFirst(prefix.count)), (1...9).contains(level) else { continue }
            return level - 1
        }
        return nil
    }

    /// Chains that go in circles end where they begin again.
    private static func resolved(_ identifier: String, _ own: [String: WordStyle]) -> WordStyle {
        var style = own[identifier] ?? WordStyle()
        var seen: Set<String> = [identifier]
        var next = style.basedOn
        while let base = next, seen.insert(base).inserted, let found = own[base] {
            style.inherit(found)
            next = found.basedOn
        }
        return style
    }

    /// A style and those it is based on.
    func chain(_ identifier: String?) -> [String] {
        var chain: [String] = []
        var next = identifier
        while let present = next, !chain.contains(present), chain.count < 20 {
            chain.append(present)
            next = byIdentifier[present]?.basedOn
        }
        return chain
    }

    func style(_ identifier: String?) -> WordStyle {
        (identifier ?? usual).flatMap { byIdentifier[$0] } ?? WordStyle()
    }
}
