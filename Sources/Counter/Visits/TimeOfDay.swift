import Japanese

/// Times of a day, as minutes after midnight.
enum TimeOfDay {
    /// 9時30分
    static func japanese(_ minutes: Int) -> String {
        minutes % 60 == 0 ? "\(minutes / 60)時" : "\(minutes / 60)時\(minutes % 60)分"
    }

    /// 9:30
    static func figures(_ minutes: Int) -> String {
        "\(minutes / 60):\(two(minutes % 60))"
    }

    static func compact(_ minutes: Int) -> String { two(minutes / 60) + two(minutes % 60) }

    /// Reads 9:30, 9時30分, ０９３０.
    static func reading(_ text: String) -> Int? {
        let digits = Width.narrowingDigitsAndLatin(text).unicodeScalars
        let parts = digits.split { !("0"..."9").contains($0) }.compactMap { Int(String(String.UnicodeScalarView($0))) }
        let (hour, minute): (Int, Int)
        switch parts.count {
        case 2: (hour, minute) = (parts[0], parts[1])
        case 1 where parts[0] >= 100: (hour, minute) = (parts[0] / 100, parts[0] % 100)
        case 1: (hour, minute) = (parts[0], 0)
        default: return nil
        }
        return (0...24).contains(hour) && (0...59).contains(minute) && hour * 60 + minute <= 24 * 60
            ? hour * 60 + minute : nil
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
