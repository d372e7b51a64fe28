/// Character references of HTML: numbers, and the names that pages of offices use.
enum HTMLEntities {
    static func resolved(_ text: String) -> String {
        guard text.utf8.contains(0x26) else { return text }
        var result = String.UnicodeScalarView()
        let scalars = Array(text.unicodeScalars)
        var position = 0
        while position < scalars.count {
            guard scalars[position] == "&", let (value, end) = reference(scalars, at: position) else {
                result.append(scalars[position])
                position += 1
                continue
            }
            result.append(contentsOf: value.unicodeScalars)
            position = end
        }
        return String(result)
    }

    private static let nameLengthMax = 10

    private static func reference(_ scalars: [Unicode.Scalar], at start: Int) -> (String, Int)? {
        var end = start + 1
        while end < scalars.count, end - start <= nameLengthMax, isNamePart(scalars[end]) { end += 1 }
        let name = String(scalars: scalars[(start + 1)..<end])
        let after = end < scalars.count && scalars[end] == ";" ? end + 1 : end
        if name.hasPrefix("#") {
            guard let scalar = number(name.dropFirst()) else { return nil }
            return (String(scalar), after)
        }
        if after > end { return named[name].map { ($0, after) } }
        // Without the semicolon only the oldest names are read, as browsers do, also where letters follow.
        guard let old = oldest.first(where: { name.hasPrefix($0) }), let value = named[old] else { return nil }
        return (value, start + 1 + old.unicodeScalars.count)
    }

    private static let oldest = ["amp", "lt", "gt", "quot", "nbsp", "copy", "yen", "times"]

    private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x23, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    private static func number(_ text: Substring) -> Unicode.Scalar? {
        let isHex = text.first == "x" || text.first == "X"
        guard let value = isHex ? UInt32(text.dropFirst(), radix: 16) : UInt32(text) else { return nil }
        // A code below 160 means Windows' characters, and none is a control character.
        if let known = windows[value] { return known }
        guard value >= 0x20 || value == 9 || value == 10, !(0x7F...0x9F).contains(value) else { return nil }
        return Unicode.Scalar(value)
    }

    private static let windows: [UInt32: Unicode.Scalar] = [
        0x85: "…", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x95: "•", 0x96: "–", 0x97: "—", 0x99: "™",
    ]

    private static let named: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "copy": "©", "reg": "®",
        "yen": "¥", "middot": "·", "times": "×", "divide": "÷", "deg": "°", "plusmn": "±", "laquo": "«", "raquo": "»",
        "hellip": "…", "mdash": "—", "ndash": "–", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "bull": "•",
        "larr": "←", "rarr": "→", "uarr": "↑", "darr": "↓", "rArr": "⇒", "emsp": "\u{2003}", "ensp": "\u{2002}",
        "thinsp": "\u{2009}", "trade": "™", "prime": "′", "sect": "§", "para": "¶", "loz": "◊", "shy": "", "zwnj": "",
        "zwj": "\u{200D}", "lrm": "", "rlm": "", "le": "≤", "ge": "≥", "ne": "≠", "infin": "∞", "sum": "∑",
        "frac12": "½", "frac14": "¼", "sup2": "²", "sup3": "³", "micro": "µ", "alpha": "α", "beta": "β", "Delta": "Δ",
    ]
}
