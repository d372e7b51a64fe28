import Japanese

extension ReadCell {
    /// The number as the sheet shows its figures, without what only decorates it: `011011` and `168-0063` as their format has them,
    /// every digit that is kept, no grouping, no unit. Empty for a cell that holds no number.
    public var plainNumber: String {
        guard let number else { return "" }
        let plain = number.exact?.plain
        return mask.flatMap { mask in plain.flatMap { Int($0) }.flatMap(mask.text) } ?? plain ?? number.text
    }

    /// What somebody who looks at the sheet reads, written so that programs read it too: days and times as ISO 8601 (a time without
    /// its day as `09:00`), all else as ``plainNumber`` has it.
    public func plain(_ system: DateSystem) -> String {
        switch value {
        case .empty: ""
        case .text(let text), .error(let text), .isoDate(let text): text
        case .bool(let value): value ? "TRUE" : "FALSE"
        case .number(let number):
            switch format {
            case .date: (try? system.date(number))?.description ?? plainNumber
            case .dateTime: system.moment(number) ?? plainNumber
            case .time: Self.clock(number) ?? plainNumber
            case .number, .percentage, .text: plainNumber
            }
        }
    }

    /// Hours go on after 24 where they were added up; seconds stand where there are any.
    private static func clock(_ number: StoredNumber) -> String? {
        guard number.double >= 0, number.double < Double(DateSystem.lastSerial) else { return nil }
        // More days than anybody adds up: a moment of which the sheet shows the time alone.
        let isMoment = number.double >= 366
        let seconds = DateSystem.seconds(isMoment ? number.double.truncatingRemainder(dividingBy: 1) : number.double)
        let clock = DateSystem.clock(seconds)
        return seconds.isMultiple(of: 60) ? String(clock.dropLast(3)) : clock
    }
}

extension DateSystem {
    /// `2026-04-01T10:30:00`
    fileprivate func moment(_ number: StoredNumber) -> String? {
        guard let day = try? date(number) else { return nil }
        let seconds = Self.seconds(number.double.truncatingRemainder(dividingBy: 1))
        // Binary fractions: the last instant of a day is the first of the next.
        let isNextDay = seconds == Self.secondsOfDay
        return "\(isNextDay ? CivilDate(dayNumber: day.dayNumber + 1) : day)T\(Self.clock(isNextDay ? 0 : seconds))"
    }

    fileprivate static func seconds(_ days: Double) -> Int {
        Int((days * Double(secondsOfDay)).rounded())
    }

    fileprivate static func clock(_ seconds: Int) -> String {
        [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }

    fileprivate static let secondsOfDay = 86_400
}
