/// A moment, in milliseconds since 1970-01-01T00:00:00Z, always shown in Japan Standard Time (UTC+9, no summer time since 1952).
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Since 1970-01-01T00:00:00Z; negative before it.
    public let milliseconds: Int64

    /// From milliseconds since 1970-01-01T00:00:00Z.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Midnight in Japan at the beginning of a day, plus hours and minutes.
    public init(_ date: CivilDate, hour: Int = 0, minute: Int = 0) {
        let minutes = Int64(date.dayNumber) * 1440 + Int64(hour * 60 + minute) - 540
        milliseconds = minutes * 60_000
    }

    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// So many seconds on; back when negative.
    public func adding(seconds: Int) -> Timestamp {
        Timestamp(milliseconds: milliseconds + Int64(seconds) * 1000)
    }

    /// The civil date in Japan.
    public var date: CivilDate {
        CivilDate(dayNumber: Int(secondsInJapan.quotientFlooring(86_400)))
    }

    /// Hour, minute and second in Japan.
    public var timeOfDay: (hour: Int, minute: Int, second: Int) {
        let seconds = Int(secondsInJapan - secondsInJapan.quotientFlooring(86_400) * 86_400)
        return (seconds / 3600, seconds / 60 % 60, seconds % 60)
    }

    private var secondsInJapan: Int64 {
        milliseconds.quotientFlooring(1000) + 9 * 3600
    }
}

extension Timestamp: CustomStringConvertible {
    /// ISO 8601 with the offset: `2024-07-01T09:00:00+09:00`.
    public var description: String {
        let time = timeOfDay
        return "\(date)T" + zeroPadded(time.hour, to: 2) + ":" + zeroPadded(time.minute, to: 2) + ":"
            + zeroPadded(time.second, to: 2) + "+09:00"
    }
}

extension Int64 {
    fileprivate func quotientFlooring(_ divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
