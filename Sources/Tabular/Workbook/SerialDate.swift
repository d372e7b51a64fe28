import Japanese

/// How a workbook counts its days (日付システム).
public enum DateSystem: String, Hashable, Sendable, CaseIterable {
    /// 1 is 1900-01-01, and 60 is a day that never was: Excel takes 1900 for a leap year as Lotus 1-2-3 did.
    case from1900
    /// 0 is 1904-01-01, as the first Macintosh had it.
    case from1904
}

/// Why a number is no day.
public enum SerialDateRefusal: Error, Hashable, Sendable {
    /// The cell holds no number.
    case notANumber(String)
    /// Serial 60 of the 1900 system: Excel shows 1900-02-29, which is in no calendar.
    case falseLeapDay
    /// Before the first day of the system.
    case beforeFirstDay(StoredNumber)
    /// After 9999-12-31.
    case afterLastDay(StoredNumber)

    /// What is wrong, and how to mend it.
    public var japanese: String {
        switch self {
        case .notANumber(let text): "「\(text)」は日付として入力されていません。日付の形（例：2026/3/31）で入力し直してください。"
        case .falseLeapDay: "1900年2月29日は暦にない日です（Excelの番号60）。正しい日付を入力し直してください。"
        case .beforeFirstDay(let number): "「\(number.text)」は日付の番号として小さすぎます。日付を入力し直してください。"
        case .afterLastDay(let number): "「\(number.text)」は9999年12月31日より後になります。日付を入力し直してください。"
        }
    }
}

extension DateSystem {
    /// The day of a serial number; the time of day is left out.
    ///
    ///     DateSystem.from1900.date(45_383)   // 2024-04-01
    public func date(_ number: StoredNumber) throws(SerialDateRefusal) -> CivilDate {
        let value = number.double
        guard value >= 0 else { throw .beforeFirstDay(number) }
        guard value < Double(DateSystem.lastSerial + 1) else { throw .afterLastDay(number) }
        let serial = Int(value)
        switch self {
        case .from1904:
            let date = CivilDate(dayNumber: DateSystem.firstOf1904 + serial)
            guard date.year <= 9999 else { throw .afterLastDay(number) }
            return date
        case .from1900:
            guard serial != DateSystem.falseSerial else { throw .falseLeapDay }
            guard serial >= 1 else { throw .beforeFirstDay(number) }
            return CivilDate(
                dayNumber: DateSystem.dayBefore1900 + (serial < DateSystem.falseSerial ? serial : serial - 1))
        }
    }

    /// The serial number of a day; `nil` before the first day of the system and after 9999-12-31.
    public func serial(_ date: CivilDate) -> Int? {
        guard date.year <= 9999 else { return nil }
        switch self {
        case .from1904:
            let serial = date.dayNumber - DateSystem.firstOf1904
            return serial >= 0 ? serial : nil
        case .from1900:
            let count = date.dayNumber - DateSystem.dayBefore1900
            guard count >= 1 else { return nil }
            return count < DateSystem.falseSerial ? count : count + 1
        }
    }

    /// 1900-02-29 as Excel counts.
    private static let falseSerial = 60
    /// 9999-12-31 in the 1900 system.
    static let lastSerial = 2_958_465
    /// 1899-12-31, in days since 1970-01-01.
    private static let dayBefore1900 = -25_568
    /// 1904-01-01, in days since 1970-01-01.
    private static let firstOf1904 = -24_107
}
