/// The automatic numbers of a document (ECMA-376 Part 1, 17.9), counted as Word counts them.
///
/// Lists that share an abstract definition share its counters; a list that overrides the start of a level begins anew where it is
/// used first.
struct WordNumbering {
    struct Level {
        var start = 1
        var format = "decimal"
        /// `第%1条`; `nil` where the file does not say.
        var text: String?
        /// Levels that count again after: 0 never, else after a paragraph of that level (from 1) or above.
        var restart: Int?
        /// All numbers of the level in ASCII digits (条文の枝番号).
        var isLegal = false
        var isBullet: Bool { format == "bullet" }
        var font: String?
        var left: Double?
        /// First line against the left edge, in twips; negative for a hanging one.
        var firstLine: Double?
        var paragraphStyle: String?
    }

    private struct Abstract {
        var levels: [Int: Level] = [:]
        /// The definition stands with a list style of this name.
        var styleLink: String?
    }

    private struct Number {
        var abstract: String
        var overrides: [Int: Level] = [:]
        var starts: [Int: Int] = [:]
    }

    private var abstracts: [String: Abstract] = [:]
    private var numbers: [String: Number] = [:]
    private var counters: [String: [Int: Int]] = [:]
    private var startsUsed: Set<String> = []

    init() {}

    init(_ root: XMLNode) {
        for node in root.children {
            switch node.name {
            case "abstractNum":
                guard let identifier = node["abstractNumId"] else { continue }
                abstracts[identifier] = WordNumbering.abstract(node)
            case "num":
                guard let identifier = node["numId"], let abstract = node.child("abstractNumId")?["val"] else {
                    continue
                }
                numbers[identifier] = WordNumbering.number(node, abstract: abstract)
            default: continue
            }
        }
    }

    private static func abstract(_ node: XMLNode) -> Abstract {
        var abstract = Abstract(styleLink: node.child("numStyleLink")?["val"])
        for child in node.children where child.name == "lvl" {
            guard let index = child.number("ilvl"), levelsRange.contains(index) else { continue }
            abstract.levels[index] = level(child)
        }
        return abstract
    }

    private static func number(_ node: XMLNode, abstract: String) -> Number {
        var number = Number(abstract: abstract)
        for child in node.children where child.name == "lvlOverride" {
            guard let index = child.number("ilvl"), levelsRange.contains(index) else { continue }
            if let level = child.child("lvl") { number.overrides[index] = self.level(level) }
            if let start = child.child("startOverride")?.number("val") { number.starts[index] = start }
        }
        return number
    }

    private static let levelsRange = 0...8

    private static func level(_ node: XMLNode) -> Level {
        var level = Level()
        for child in node.children {
            switch child.name {
            case "start": level.start = max(0, min(child.number("val") ?? 1, 1_000_000))
            case "numFmt": level.format = child["val"] ?? "decimal"
            case "AlternateContent":
                // The form that is known to everybody stands in the fallback.
                if let known = child.child("Fallback")?.child("numFmt")?["val"] { level.format = known }
            case "lvlText": level.text = child["val"]
            case "lvlRestart": level.restart = child.number("val")
            case "isLgl": level.isLegal = WordProperties.isOn(child)
            case "pStyle": level.paragraphStyle = child["val"]
            case "rPr": level.font = child.child("rFonts")?["ascii"] ?? child.child("rFonts")?["hAnsi"]
            case "pPr":
                let indent = WordProperties.indent(child.child("ind"))
                level.left = indent.left
                level.firstLine = indent.firstLine
            default: continue
            }
        }
        return level
    }

    /// Points definitions to the list styles that hold them.
    mutating func resolve(styleNumber: (String) -> String?) {
        for (identifier, abstract) in abstracts {
            guard abstract.levels.isEmpty, let style = abstract.styleLink, let number = styleNumber(style),
                let target = numbers[number]?.abstract, target != identifier, let levels = abstracts[target]?.levels
            else { continue }
            abstracts[identifier]?.levels = levels
        }
    }

    func level(_ number: String, _ index: Int) -> Level? {
        guard let found = numbers[number] else { return nil }
        return found.overrides[index] ?? abstracts[found.abstract]?.levels[index]
    }

    /// The level of a list that a paragraph style stands for.
    func level(of style: String, in number: String) -> Int? {
        WordNumbering.levelsRange.first { level(number, $0)?.paragraphStyle == style }
    }

    /// Counts a paragraph, and gives what is drawn before it: `nil` for an unknown list, empty where a level draws nothing.
    mutating func next(_ number: String, _ index: Int) -> String? {
        guard let found = numbers[number], let level = level(number, index) else { return nil }
        var counters = counters[found.abstract, default: [:]]
        for (overridden, start) in found.starts where overridden <= index {
            guard startsUsed.insert("\(number)/\(overridden)").inserted else { continue }
            counters[overridden] = overridden == index ? start - 1 : start
        }
        counters[index] = counters[index].map { min($0 + 1, 1_000_000) } ?? level.start
        for deeper in WordNumbering.levelsRange where deeper > index && counters[deeper] != nil {
            let restart = self.level(number, deeper)?.restart ?? deeper
            if restart > 0, index < restart { counters[deeper] = nil }
        }
        // A number that shows a level above which was never used shows its start, and Word counts from there.
        for above in 0..<index where counters[above] == nil {
            counters[above] = self.level(number, above)?.start ?? 1
        }
        self.counters[found.abstract] = counters
        return drawn(level, number, counters)
    }

    private func drawn(_ level: Level, _ number: String, _ counters: [Int: Int]) -> String {
        if level.isBullet { return SymbolFont.text(level.text ?? "", font: level.font) }
        guard let text = level.text else { return "" }
        var result = ""
        var rest = Array(text.unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            guard scalar == "%", let digit = rest.first, (0x31...0x39).contains(digit.value) else {
                result.unicodeScalars.append(scalar)
                continue
            }
            rest.removeFirst()
            let index = Int(digit.value - 0x31)
            let shown = self.level(number, index)
            let format = level.isLegal ? "decimal" : shown?.format ?? "decimal"
            result += NumberStyle.text(counters[index] ?? shown?.start ?? 1, format: format)
        }
        return TrimmedText(result).text
    }
}

/// Signs of the fonts whose letters are pictures, as the characters that look like them.
enum SymbolFont {
    static func text(_ text: String, font: String?) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    Self.scalar(scalar.value, font: font) ?? scalar
                }))
    }

    /// - Parameter code: F000–F0FF, or 20–FF.
    static func scalar(_ code: UInt32, font: String?) -> Unicode.Scalar? {
        let byte = (0xF000...0xF0FF).contains(code) ? code - 0xF000 : code
        let isPrivate = code != byte
        switch font?.lowercased() {
        case "wingdings": return wingdings[byte]
        case "symbol": return symbol[byte]
        case "wingdings 2": return [0x52: "☑", 0x50: "✓", 0xA3: "☐", 0x97: "●", 0x98: "•"][byte]
        case "courier new" where byte == 0x6F: return "○"
        default: return isPrivate ? symbol[byte] ?? wingdings[byte] : nil
        }
    }

    private static let wingdings: [UInt32: Unicode.Scalar] = [
        0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "❐", 0x71: "❑", 0x72: "❒", 0x74: "⧫", 0x75: "◆", 0x76: "❖",
        0x77: "⬥", 0xA7: "▪", 0xA8: "◻", 0x9F: "•", 0xA1: "○", 0xA4: "◉", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨",
        0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x46: "☞", 0xAB: "★", 0xB2: "✧",
        0x80: "⓪", 0x81: "①", 0x82: "②", 0x83: "③", 0x84: "④", 0x85: "⑤", 0x86: "⑥", 0x87: "⑦", 0x88: "⑧", 0x89: "⑨",
        0x8A: "⑩",
    ]

    private static let symbol: [UInt32: Unicode.Scalar] = [
        0xB7: "・", 0xA7: "♣", 0xA8: "♦", 0xD7: "⋅", 0xAE: "→", 0xDE: "⇒", 0xB4: "×", 0xB1: "±", 0xA3: "≦", 0xB3: "≧",
        0x2D: "−", 0xB0: "°", 0xB2: "″", 0xA2: "′",
    ]
}
