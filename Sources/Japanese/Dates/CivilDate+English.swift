extension CivilDate {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// 30 September 2024
    public var english: String { "\(day) \(Self.months[month - 1]) \(year)" }

    /// Monday, 30 September 2024
    public var englishWithWeekday: String { "\(weekday.english), \(english)" }
}

extension Weekday {
    public var english: String {
        ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"][rawValue]
    }
}
