import Japanese

/// The values that expressions of one record look at.
public struct RecordValues: Sendable {
    /// The record's key, and what makes its sample differ from that of other scenarios.
    let key: String
    private(set) var values: [String: InputRecord.Value]

    /// - Parameter row: which row of a grouped record.
    public init(_ record: InputRecord, row: Int = 0, scenario: String) {
        key = "\(scenario)/\(record.key)"
        values = record.rows.indices.contains(row) ? record.rows[row].values : [:]
    }

    public subscript(_ column: String) -> InputRecord.Value? { values[column] }

    /// A text that was read from the screen.
    public mutating func set(_ name: String, _ text: String) { values[name] = InputRecord.Value(text) }
}

/// What an expression gives.
public enum ExpressionValue: Hashable, Sendable {
    case text(String)
    case number(Double)
    case flag(Bool)
    /// Nothing is known: a column that is not there, a day that is none.
    case unknown

    var text: String? {
        switch self {
        case .text(let text): text
        case .number(let number): number.formatted
        case .flag, .unknown: nil
        }
    }

    var number: Double? {
        switch self {
        case .text(let text): Double(text.filter { $0 != "," })
        case .number(let number): number
        case .flag, .unknown: nil
        }
    }
}

extension Expression {
    /// Its value for a record. Always ends, never fails.
    public func value(_ record: RecordValues) -> ExpressionValue {
        switch self {
        case .column(let name): record[name].map { .text($0.text) } ?? .unknown
        case .text(let text): .text(text)
        case .number(let number): .number(number)
        case .call(let function, let arguments): Self.call(function, arguments, record)
        case .compare(let comparison, let left, let right):
            Self.compare(comparison, left.value(record), right.value(record)).map { .flag($0) } ?? .unknown
        case .isIn(let value, let list):
            list.map { Self.compare(.equal, value.value(record), $0.value(record)) }.reduce(false, Self.either).map {
                .flag($0)
            } ?? .unknown
        case .not(let inner): inner.truth(record).map { .flag(!$0) } ?? .unknown
        case .and(let left, let right):
            Self.both(left.truth(record), right.truth(record)).map { .flag($0) } ?? .unknown
        case .or(let left, let right):
            Self.either(left.truth(record), right.truth(record)).map { .flag($0) } ?? .unknown
        }
    }

    /// Kleene's three values: `nil` is unknown.
    func truth(_ record: RecordValues) -> Bool? {
        if case .flag(let flag) = value(record) { flag } else { nil }
    }

    private static func both(_ left: Bool?, _ right: Bool?) -> Bool? {
        if left == false || right == false { return false }
        return left == true && right == true ? true : nil
    }

    private static func either(_ left: Bool?, _ right: Bool?) -> Bool? {
        if left == true || right == true { return true }
        return left == false && right == false ? false : nil
    }

    /// Numbers where one side is a number, otherwise texts by their scalars.
    private static func compare(_ comparison: Comparison, _ left: ExpressionValue, _ right: ExpressionValue) -> Bool? {
        var isNumeric = false
        if case .number = left { isNumeric = true }
        if case .number = right { isNumeric = true }
        if isNumeric {
            guard let left = left.number, let right = right.number else { return nil }
            return ordered(comparison, left < right, left == right)
        }
        guard let left = left.text, let right = right.text else { return nil }
        let isLess = left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
        return ordered(comparison, isLess, left.unicodeScalars.elementsEqual(right.unicodeScalars))
    }

    private static func ordered(_ comparison: Comparison, _ isLess: Bool, _ isEqual: Bool) -> Bool {
        switch comparison {
        case .equal: isEqual
        case .notEqual: !isEqual
        case .less: isLess
        case .lessOrEqual: isLess || isEqual
        case .greater: !isLess && !isEqual
        case .greaterOrEqual: !isLess
        }
    }

    private static func call(_ function: Function, _ arguments: [Expression], _ record: RecordValues) -> ExpressionValue
    {
        switch function {
        case .sample:
            guard case .number(let share) = arguments[0] else { return .unknown }
            return .flag(Double(hash(record.key)) < share * 4_294_967_296)
        case .confidence:
            guard case .column(let name) = arguments[0], let value = record[name] else { return .unknown }
            return .number(value.confidence ?? 1)
        default: break
        }
        guard let text = arguments[0].value(record).text else { return .unknown }
        func whole(_ position: Int) -> Int {
            if case .number(let number) = arguments[position] { Int(number) } else { 0 }
        }
        switch function {
        case .empty: return .flag(text.allSatisfy(\.isWhitespace))
        case .length: return .number(Double(text.count))
        case .half: return .text(Width.narrowingDigitsAndLatin(text))
        case .wide: return .text(widened(Width.wideningKatakana(text)))
        case .katakana: return .text(Kana.katakana(Width.wideningKatakana(text)))
        case .digits:
            return .text(Width.narrowingDigitsAndLatin(text).filter { $0.isASCII && $0.isNumber })
        case .pad: return .text(String(repeating: "0", count: max(0, whole(1) - text.count)) + text)
        case .part: return .text(String(text.dropFirst(whole(1) - 1).prefix(whole(2))))
        case .date:
            guard case .day(let day, false, _) = RecordDate(reading: text), let form = arguments[1].value(record).text,
                let form = DayForm(rawValue: form)
            else { return .unknown }
            return .text(form.text(day))
        case .sample, .confidence: return .unknown
        }
    }

    /// ASCII to full width (全角).
    private static func widened(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x20: result.append("\u{3000}")
            case 0x21...0x7E: result.append(Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar)
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// FNV-1a, folded so that near keys lie far apart: the same records are sampled on every machine and in every retry.
    private static func hash(_ key: String) -> UInt32 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        return UInt32(truncatingIfNeeded: hash >> 32)
    }
}

extension Condition {
    /// True, false, or `nil` where it is unknown.
    public func holds(_ record: RecordValues) -> Bool? { expression.truth(record) }
}

extension Template {
    /// - Returns: `nil` when a part is unknown: nothing half is ever typed.
    public func text(_ record: RecordValues) -> String? {
        var result = ""
        for part in parts {
            switch part {
            case .text(let text): result += text
            case .value(let expression):
                guard let text = expression.value(record).text else { return nil }
                result += text
            }
        }
        return result
    }
}
