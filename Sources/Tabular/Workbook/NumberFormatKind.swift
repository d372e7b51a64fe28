/// What a cell's number format (表示形式) makes of its number.
public enum NumberFormatKind: String, Hashable, Sendable, CaseIterable {
    /// A plain number, an amount, a count.
    case number
    /// A share written with %: 0.5 is shown as 50%.
    case percentage
    /// A day, with or without its weekday.
    case date
    /// Hours and minutes without a day, also elapsed hours `[h]:mm`.
    case time
    /// A day with a time.
    case dateTime
    /// The format `@`: what is typed stays text.
    case text

    /// The number is a serial day.
    public var isDate: Bool { self == .date || self == .dateTime }

    /// The formats that have no code in the file (ECMA-376 Part 1, 18.8.30 numFmt, with the lists for Japanese).
    init(builtIn identifier: Int) {
        switch identifier {
        case 9, 10: self = .percentage
        case 14...17, 27...31, 36, 50...54, 57, 58: self = .date
        // 34, 35, 55 and 56 are 年月 and 月日 in Japanese; 32 and 33 are 時分.
        case 34, 35, 55, 56: self = .date
        case 18...21, 32, 33, 45...47: self = .time
        case 22: self = .dateTime
        case 49: self = .text
        default: self = .number
        }
    }

    /// Reads a format code such as `[$-411]ggge"年"m"月"d"日"`; only the first section counts.
    init(code: String) {
        var scan = FormatCodeScan()
        scan.run(Array(code.utf8))
        self = scan.kind
    }
}

/// One pass over a format code: words in quotes, escaped characters and [colours] say nothing about dates.
private struct FormatCodeScan {
    private var hasDay = false
    private var hasClock = false
    private var hasMonthOrMinute = false
    private var hasPercent = false
    private var isText = false

    var kind: NumberFormatKind {
        if hasDay { return hasClock ? .dateTime : .date }
        if hasClock { return .time }
        // An m alone is a month: minutes are only minutes beside hours or seconds.
        if hasMonthOrMinute { return .date }
        if hasPercent { return .percentage }
        return isText ? .text : .number
    }

    mutating func run(_ bytes: [UInt8]) {
        if FormatCodeScan.isGeneral(bytes) { return }
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: ";"): return
            case UInt8(ascii: "\""):
                position = (bytes[(position + 1)...].firstIndex(of: byte) ?? bytes.count - 1)
            case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): position += 1
            case UInt8(ascii: "["):
                let end = bytes[position...].firstIndex(of: UInt8(ascii: "]")) ?? bytes.count - 1
                readBracket(bytes[position...end])
                position = end
            case UInt8(ascii: "E"), UInt8(ascii: "e"):
                // 0.00E+00 is scientific; an e elsewhere is the year of an era.
                let next = position + 1 < bytes.count ? bytes[position + 1] : 0
                if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 } else { hasDay = true }
            case UInt8(ascii: "@"): isText = true
            case UInt8(ascii: "%"): hasPercent = true
            case UInt8(ascii: "A"), UInt8(ascii: "a"):
                if let length = FormatCodeScan.noonMark(bytes[position...]) {
                    hasClock = true
                    position += length - 1
                } else {
                    hasDay = true
                }
            default: readLetter(byte)
            }
            position += 1
        }
    }

    private mutating func readLetter(_ byte: UInt8) {
        switch byte | 0x20 {
        case UInt8(ascii: "y"), UInt8(ascii: "d"), UInt8(ascii: "g"), UInt8(ascii: "r"): hasDay = true
        case UInt8(ascii: "h"), UInt8(ascii: "s"): hasClock = true
        case UInt8(ascii: "m"): hasMonthOrMinute = true
        default: break
        }
    }

    /// `[h]`, `[mm]` and `[ss]` are elapsed time; all else in brackets is a colour, a condition or a locale.
    private mutating func readBracket(_ bracket: ArraySlice<UInt8>) {
        let inner = bracket.dropFirst().dropLast()
        guard let first = inner.first, inner.allSatisfy({ $0 | 0x20 == first | 0x20 }) else { return }
        if [UInt8(ascii: "h"), UInt8(ascii: "m"), UInt8(ascii: "s")].contains(first | 0x20) { hasClock = true }
    }

    /// The length of `AM/PM` or `A/P`.
    private static func noonMark(_ bytes: ArraySlice<UInt8>) -> Int? {
        for mark in ["am/pm", "a/p"]
        where bytes.prefix(mark.utf8.count).map({ $0 | 0x20 }) == mark.utf8.map({ $0 | 0x20 }) {
            return mark.utf8.count
        }
        return nil
    }

    /// `General`, and `G/標準` as Japanese programs have it.
    private static func isGeneral(_ bytes: [UInt8]) -> Bool {
        let lower = bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return lower.starts(with: "general".utf8) || lower.starts(with: "g/標準".utf8)
    }
}
