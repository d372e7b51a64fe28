import Japanese

/// Names of people in one field (NM2): the parts stand apart by one full-width space.
enum PersonName {
    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\u{3000}" || scalar == "\u{00A0}"
    }

    static func separated(_ text: String) -> String {
        String(
            text.unicodeScalars.split(whereSeparator: isSeparator).reduce(into: String.UnicodeScalarView()) {
                view, part in
                if !view.isEmpty { view.append("\u{3000}") }
                view.append(contentsOf: part)
            })
    }

    /// What stands before and after the first separator; a name without one is all family name.
    static func parts(_ text: String) -> (family: String, given: String) {
        let parts = text.unicodeScalars.split(maxSplits: 1, whereSeparator: isSeparator)
        guard let family = parts.first else { return ("", "") }
        guard parts.count > 1 else { return (String(family), "") }
        return (String(family), separated(String(parts[1])))
    }
}

/// Texts of addresses (AD1).
enum AddressText {
    /// Hyphens, dashes and minus signs between figures become －; the prolonged sound mark of kana stays.
    static func unified(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x2D, 0x2010...0x2015, 0x2212, 0xFF0D, 0xFF70: result.append("\u{FF0D}")
            case 0x30FC where previous.map(isFigure) ?? false: result.append("\u{FF0D}")
            default: result.append(scalar)
            }
            previous = scalar
        }
        return String(result)
    }

    private static func isFigure(_ scalar: Unicode.Scalar) -> Bool {
        (0x30...0x39).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value)
    }

    /// Figures with the marks that people write between and around them, and nothing that would be lost with them.
    static func isFiguresAndMarks(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x30...0x39, 0xFF10...0xFF19, 0x20, 0x3000, 0x28, 0x29, 0xFF08, 0xFF09, 0x2D, 0x2010...0x2015, 0x2212,
                0xFF0D, 0xFF70, 0x30FC, 0x2E, 0xFF0E, 0x3012:
                true
            default: false
            }
        }
    }

    static func digits(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                Width.narrowingDigitsAndLatin(text).unicodeScalars.filter { (0x30...0x39).contains($0.value) }))
    }
}

/// Full-width forms of ASCII.
enum WidthForms {
    static func wide(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in Width.wideningKatakana(text).unicodeScalars {
            switch scalar.value {
            case 0x20: result.append("\u{3000}")
            case 0x21...0x7E: result.append(Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar)
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}

/// 不詳表記 of a date of which parts are known.
enum UnknownDateText {
    /// In full-width characters, as the item's type asks: 昭和２０年８月日不詳. The era is the one the source wrote; without one, that
    /// of the whole month or year, and the western year where an era changed within it.
    static func japanese(year: Int?, month: Int?, era: Era?) -> String {
        guard let year else { return "年月日不詳" }
        let rest = month.map { "\($0)月日不詳" } ?? "月日不詳"
        return WidthForms.wide(named(year, month, era) + rest)
    }

    private static func named(_ year: Int, _ month: Int?, _ era: Era?) -> String {
        if let era {
            let number = year - era.westernYear(1) + 1
            return "\(era.rawValue)\(number == 1 ? "元" : String(number))年"
        }
        let first = CivilDate(year: year, month: month ?? 1, day: 1)
        let lastMonth = month ?? 12
        let last = CivilDate(
            year: year, month: lastMonth, day: CivilDate.daysInMonth(year: year, month: lastMonth))
        guard let first, let last, let begins = EraYear(of: first), let ends = EraYear(of: last), begins == ends else {
            return "西暦\(year)年"
        }
        return begins.japanese
    }
}

/// Decimal numbers in plain form.
enum NumberText {
    /// `-0012,345.60` → `-12345.60`; `nil` for what is no number.
    static func plain(_ text: String) -> String? {
        var digits: [UInt8] = []
        var isNegative = false
        var hasPoint = false
        var figures = 0
        var commas: [Int] = []
        // How offices write what is below zero.
        let negative = text.unicodeScalars.first.map { "△▲－−".unicodeScalars.contains($0) } ?? false
        let text = negative ? "-" + String(text.unicodeScalars.dropFirst()) : text
        for (position, byte) in text.utf8.enumerated() {
            switch byte {
            case 0x2D where position == 0: isNegative = true
            case 0x2B where position == 0: break
            case 0x30...0x39:
                if !hasPoint, digits == [0x30] { digits = [] }
                digits.append(byte)
                if !hasPoint { figures += 1 }
            case 0x2E where !hasPoint && !digits.isEmpty:
                hasPoint = true
                digits.append(byte)
            case 0x2C where !hasPoint && !digits.isEmpty:
                // A comma stands before groups of three: 1,234. Anything else may be a decimal comma.
                commas.append(figures)
            default: return nil
            }
        }
        guard let last = digits.last, last != 0x2E, isGrouped(commas, figures) else { return nil }
        let isZero = digits.allSatisfy { $0 == 0x30 || $0 == 0x2E }
        return (isNegative && !isZero ? "-" : "") + String(decoding: digits, as: UTF8.self)
    }

    /// - Parameter commas: figures before each of them.
    private static func isGrouped(_ commas: [Int], _ figures: Int) -> Bool {
        guard let first = commas.first else { return true }
        let ends = commas.dropFirst() + [figures]
        return (1...3).contains(first) && zip(commas, ends).allSatisfy { $1 - $0 == 3 }
    }
}
