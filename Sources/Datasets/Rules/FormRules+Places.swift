extension FormRules {
    /// Decimal degrees within Japan. A pair that is swapped is told by `RowRules`, which sees both.
    static func coordinate(_ value: String, _ kind: ColumnKind) -> ValueFlaw? {
        let name = kind == .latitude ? "緯度" : "経度"
        guard let degrees = Degrees(value) else {
            if let read = Degrees(sexagesimal: value) {
                return ValueFlaw(
                    rule: .coordinates, message: "\(name)は度・分・秒ではなく、10進法の度で書いてください。", replacement: read.text)
            }
            return ValueFlaw(
                rule: .coordinates, message: "\(name)（10進法の度、半角）ではありません。値を確かめてください。", replacement: nil)
        }
        let japan = kind == .latitude ? CoordinateArea.japan.latitudes : CoordinateArea.japan.longitudes
        let swapped = kind == .latitude ? CoordinateArea.japan.longitudes : CoordinateArea.japan.latitudes
        if japan.contains(degrees.value) || swapped.contains(degrees.value) { return nil }
        return ValueFlaw(
            rule: .coordinates, message: "\(name)が日本の範囲にありません。値を確かめてください。", replacement: nil)
    }
}

/// An angle in decimal degrees.
struct Degrees {
    let value: Double
    let text: String

    /// ASCII digits with a point: 35.699.
    init?(_ raw: String) {
        guard raw.utf8.count <= 24, raw.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D }),
            let value = Double(raw)
        else { return nil }
        self.value = value
        text = raw
    }

    /// 35°41′22.5″, 35度41分22.5秒: to a millionth of a degree, a tenth of a metre.
    init?(sexagesimal raw: String) {
        var numbers: [Double] = []
        var current = ""
        var marks: [Character] = []
        for character in raw.precomposedNarrow where !character.isWhitespace {
            if character.isASCII, character.isNumber || character == "." {
                current.append(character)
                continue
            }
            guard let number = Double(current) else { return nil }
            numbers.append(number)
            marks.append(character)
            current = ""
        }
        guard current.isEmpty, numbers.count == 3, "°度".contains(marks[0]), "′'分’".contains(marks[1]),
            "″\"秒”".contains(marks[2]), numbers[1] < 60, numbers[2] < 60
        else { return nil }
        value = numbers[0] + numbers[1] / 60 + numbers[2] / 3_600
        let millionths = Int((value * 1_000_000).rounded())
        let fraction = String(millionths % 1_000_000)
        text = "\(millionths / 1_000_000)." + String(repeating: "0", count: 6 - fraction.utf8.count) + fraction
    }
}

/// A time of day.
struct ClockTime {
    /// `HH:MM`; hours may go beyond midnight up to 29.
    let text: String

    /// 9:00, 9時30分, 午後2時, 09:00:00 and the form itself, in any width; `nil` for anything else.
    init?(_ raw: String) {
        var rest = Substring(raw.precomposedNarrow.filter { !$0.isWhitespace })
        var afternoon = false
        if rest.hasPrefix("午後") || rest.hasPrefix("午前") {
            afternoon = rest.hasPrefix("午後")
            rest = rest.dropFirst(2)
        }
        let isHalfDay = rest.startIndex != raw.startIndex && raw.contains("午")
        func number() -> Int? {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard (1...2).contains(digits.count) else { return nil }
            rest = rest.dropFirst(digits.count)
            return Int(digits)
        }
        guard var hour = number() else { return nil }
        var minute = 0
        if rest.hasPrefix("時") {
            rest = rest.dropFirst()
            if rest == "半" {
                minute = 30
                rest = ""
            } else if !rest.isEmpty {
                guard let read = number(), rest == "分" else { return nil }
                minute = read
                rest = ""
            }
        } else {
            guard rest.hasPrefix(":"), case let behind = rest.dropFirst(), behind.prefix(2).count == 2 else {
                return nil
            }
            rest = behind
            guard let read = number() else { return nil }
            minute = read
            if rest == ":00" || rest == ":0" { rest = "" }
        }
        guard rest.isEmpty, minute < 60, hour < (isHalfDay ? 13 : 30) else { return nil }
        if afternoon, hour < 12 { hour += 12 }
        text = (hour < 10 ? "0" : "") + String(hour) + ":" + (minute < 10 ? "0" : "") + String(minute)
    }
}
