/// A date as the files of old systems hold it: figures, era codes, era letters, words, and all that stands for “unknown”.
///
///     RecordDate(reading: "3640107".utf8Bytes)    // 1989-01-07, still 昭和
///     RecordDate(reading: "S64.1.8".utf8Bytes)    // 1989-01-08 with the note that 昭和 had ended
///     RecordDate(reading: "19450800".utf8Bytes)   // unknown day of August 1945
///
/// An unknown date never becomes a made-up day. Codes of eras in figures are 1 明治 2 大正 3 昭和 4 平成 5 令和.
public enum RecordDate: Hashable, Sendable {
    case empty
    /// - eraIsGhost: the era's name was not in use on that day (昭和65年, 平成元年1月7日).
    /// - isLunar: before 1873, when papers counted by the lunisolar calendar.
    case day(CivilDate, eraIsGhost: Bool, isLunar: Bool)
    /// 00, 99, 不詳, 頃: parts that are known, with the era the source named the year in.
    case unknown(year: Int?, month: Int?, era: Era?)
    /// 0000-01-01: since ever.
    case openStart
    /// 9999-12-31 or nines only: for ever.
    case openEnd
    /// Figures that stand for something else, such as 11111111.
    case sentinel
    /// No such day.
    case impossible
    /// No date at all.
    case unreadable

    /// Reads UTF-8 bytes.
    public init(reading bytes: UnsafeBufferPointer<UInt8>) {
        self = RecordDate.figures(bytes) ?? RecordDate.words(String(decoding: bytes, as: UTF8.self))
    }

    /// Whether an unknown date (``unknown(year:month:era:)``) names a part that its year and month do not keep: a day without a month,
    /// a month of an unknown year, or 頃.
    public static func unknownSaysMore(_ raw: String) -> Bool {
        let text = Width.narrowingDigitsAndLatin(raw)
        if text.unicodeScalars.contains("頃") || text.contains("ごろ") { return true }
        var groups = text.unicodeScalars.split { !("0"..."9").contains($0) }.map(String.init)
        if groups.count == 1, let figures = groups.first, (7...8).contains(figures.utf8.count) {
            let (month, day) = (figures.dropLast(2).suffix(2), figures.suffix(2))
            groups = [String(figures.dropLast(4)), String(month), String(day)]
        }
        func names(_ position: Int, _ range: ClosedRange<Int>) -> Bool {
            groups.indices.contains(position) && Int(groups[position]).map(range.contains) ?? false
        }
        var bytes = raw
        let date = bytes.withUTF8 { RecordDate(reading: $0) }
        guard case .unknown(_, let month, _) = date else { return false }
        return names(2, 1...31) || month == nil && names(1, 1...12)
    }

    /// Reads a text.
    public init(reading text: String) {
        let bytes = Array(text.utf8)
        self = bytes.withUnsafeBufferPointer { RecordDate(reading: $0) }
    }

    /// `YYYYMMDD`, `YYYY-MM-DD`, `YYYY/MM/DD`, `GYYMMDD`: most dates of most files. `nil` for any other form.
    private static func figures(_ bytes: UnsafeBufferPointer<UInt8>) -> RecordDate? {
        func number(_ start: Int, _ count: Int) -> Int? {
            var value = 0
            for position in start..<(start + count) {
                let figure = bytes[position] &- 0x30
                guard figure <= 9 else { return nil }
                value = value * 10 + Int(figure)
            }
            return value
        }
        switch bytes.count {
        case 0: return .empty
        case 7:
            guard let code = number(0, 1), let year = number(1, 2), let month = number(3, 2), let day = number(5, 2)
            else {
                return nil
            }
            if code == 0, year == 0, month == 0, day == 0 { return .unknown(year: nil, month: nil, era: nil) }
            if code == 9, year == 99 { return .openEnd }
            guard (1...5).contains(code) else { return .unreadable }
            return from(era: Era.allCases[code - 1], year, month, day)
        case 8:
            guard let year = number(0, 4), let month = number(4, 2), let day = number(6, 2) else { return nil }
            return from(year: year, month, day)
        case 10:
            guard bytes[4] == bytes[7], bytes[4] == 0x2D || bytes[4] == 0x2F || bytes[4] == 0x2E,
                let year = number(0, 4),
                let month = number(5, 2), let day = number(8, 2)
            else { return nil }
            return from(year: year, month, day)
        default: return nil
        }
    }

    private static func from(year: Int, _ month: Int, _ day: Int) -> RecordDate {
        if year == 9999, month == 12 && day == 31 || month == 99 { return .openEnd }
        if year == 0 { return month == 1 && day == 1 ? .openStart : .unknown(year: nil, month: nil, era: nil) }
        if year == 1111, month == 11, day == 11 { return .sentinel }
        if year == 9999 { return .unknown(year: nil, month: nil, era: nil) }
        return checked(year, month, day, era: nil)
    }

    private static func from(era: Era, _ number: Int, _ month: Int, _ day: Int) -> RecordDate {
        number == 0 || number == 99
            ? .unknown(year: nil, month: nil, era: nil) : checked(era.westernYear(number), month, day, era: era)
    }

    private static func checked(_ year: Int, _ month: Int, _ day: Int, era: Era?) -> RecordDate {
        if month == 0 || month == 99 { return .unknown(year: year, month: nil, era: era) }
        guard (1...12).contains(month) else { return .impossible }
        if day == 0 || day == 99 { return .unknown(year: year, month: month, era: era) }
        guard let date = CivilDate(year: year, month: month, day: day) else { return .impossible }
        let isGhost = era.map { !$0.covers(from: date, to: date) } ?? false
        return .day(date, eraIsGhost: isGhost, isLunar: date.dayNumber < RecordDate.solarStart)
    }

    /// 1873-01-01, the first day of the solar calendar (明治5年太政官布告第337号).
    private static let solarStart = CivilDate(known: 1873, 1, 1).dayNumber

    /// Forms with an era's name or letter, with words, or with figures in other shapes.
    private static func words(_ raw: String) -> RecordDate {
        let text = Width.narrowingDigitsAndLatin(raw)
        var era: Era?
        var numbers: [Int] = []
        var digits = ""
        var isVague = false
        var hasYearMark = false
        var isTooLong = false
        func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\u{3000}" }
        func close() {
            if digits.utf8.count > 8 { isTooLong = true }
            if let number = Int(digits) { numbers.append(number) }
            digits = ""
        }
        let scalars = Array(text.unicodeScalars)
        if scalars.allSatisfy(isBlank) { return .empty }
        var position = 0
        while position < scalars.count {
            let scalar = scalars[position]
            if ("0"..."9").contains(scalar) {
                digits.unicodeScalars.append(scalar)
            } else {
                close()
                if scalar == "年" { hasYearMark = true }
                if let named = eraName(at: position, scalars) {
                    guard era == nil, numbers.isEmpty else { return .unreadable }
                    era = named.era
                    position += named.length - 1
                } else if scalar == "元", era != nil, numbers.isEmpty {
                    numbers.append(1)
                } else if scalar == "不" || scalar == "詳" || scalar == "頃" || scalar == "ご" || scalar == "ろ"
                    || scalar == "?"
                {
                    isVague = true
                } else if !isBlank(scalar), !"年月日./-．／－・".unicodeScalars.contains(scalar) {
                    return .unreadable
                }
            }
            position += 1
        }
        close()
        if isTooLong { return .unreadable }
        if numbers.count == 1, let joined = numbers.first, era != nil, joined > 9_999 {
            numbers = [joined / 10_000, joined / 100 % 100, joined % 100]
        }
        return assembled(era, numbers, isVague: isVague, hasYearMark: hasYearMark)
    }

    private static func assembled(
        _ era: Era?, _ numbers: [Int], isVague: Bool, hasYearMark: Bool
    ) -> RecordDate {
        guard let first = numbers.first else {
            return isVague ? .unknown(year: nil, month: nil, era: nil) : .unreadable
        }
        // Without an era a small number is no year: 12/25 is a day of some year, not a month of the year 12.
        guard era != nil || (1_000...9_999).contains(first) else { return .unreadable }
        let year = era?.westernYear(first) ?? first
        func month(_ number: Int) -> Int? { (1...12).contains(number) ? number : nil }
        switch numbers.count {
        case 1:
            return isVague || era != nil || hasYearMark
                ? .unknown(year: year, month: nil, era: era) : .unreadable
        case 2: return .unknown(year: year, month: month(numbers[1]), era: era)
        case 3:
            if isVague { return .unknown(year: year, month: month(numbers[1]), era: era) }
            if let era { return from(era: era, numbers[0], numbers[1], numbers[2]) }
            return from(year: numbers[0], numbers[1], numbers[2])
        default: return .unreadable
        }
    }

    private static func eraName(at position: Int, _ scalars: [Unicode.Scalar]) -> (era: Era, length: Int)? {
        for era in Era.allCases {
            let name = Array(era.rawValue.unicodeScalars)
            if scalars.count > position + 1, scalars[position] == name[0], scalars[position + 1] == name[1] {
                return (era, 2)
            }
            let letter = scalars[position]
            if String(letter).uppercased() == era.letter { return (era, 1) }
            if letter == name[0] { return (era, 1) }
        }
        return nil
    }
}
