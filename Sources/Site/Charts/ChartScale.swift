/// From values to places along an axis that always shows zero, so that lengths can be compared.
struct ChartScale {
    let lower: Double
    let upper: Double
    let step: Double
    let from: Double
    let to: Double

    /// - Parameters:
    ///   - from: the place of the lower end.
    ///   - to: the place of the upper end.
    init(_ values: [Double], from: Double, to: Double) {
        let top = max(values.max() ?? 0, 0)
        let bottom = min(values.min() ?? 0, 0)
        let step = ChartScale.step(for: top - bottom)
        self.step = step
        upper = top == 0 && bottom == 0 ? step : (top / step).rounded(.up) * step
        lower = (bottom / step).rounded(.down) * step
        self.from = from
        self.to = to
    }

    func place(_ value: Double) -> Double {
        from + (value - lower) / (upper - lower) * (to - from)
    }

    /// Round values along the axis.
    var ticks: [Double] {
        let count = Int(((upper - lower) / step).rounded())
        return (0...max(count, 1)).map { lower + Double($0) * step }
    }

    /// 1, 2 or 5 times a power of ten, so that about five of them make up the span.
    private static func step(for span: Double) -> Double {
        guard span > 0 else { return 1 }
        var power = 1.0
        while power * 10 <= span / 4 { power *= 10 }
        while power > span / 4 { power /= 10 }
        for factor in [1.0, 2, 5] where power * factor >= span / 5 { return power * factor }
        return power * 10
    }

    /// 1,500 or 0.25, without the noise of binary fractions.
    static func label(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        let whole = abs(thousandths) / 1000
        let rest = abs(thousandths) % 1000
        var digits = Array(String(whole).utf8)
        var place = digits.count - 3
        while place > 0 {
            digits.insert(0x2C, at: place)
            place -= 3
        }
        var text = (thousandths < 0 ? "▲" : "") + String(decoding: digits, as: UTF8.self)
        if rest != 0 {
            var fraction = String(1000 + rest).dropFirst()
            while fraction.last == "0" { fraction = fraction.dropLast() }
            text += "." + fraction
        }
        return text
    }
}
