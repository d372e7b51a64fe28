import Japanese

/// A value of a chart, with the words in which it is shown.
///
///     ChartValue(quantity)                     // 約6,500時間
///     ChartValue(number, text: "68.4%")
public struct ChartValue: Hashable, Sendable {
    /// Where a value comes from.
    public enum Origin: Hashable, Sendable {
        /// 計測値: from records.
        case counted
        /// 自己申告: drawn hollow.
        case declared

        var word: String {
            switch self {
            case .counted: "計測値"
            case .declared: "自己申告"
            }
        }
    }

    public let value: ExactNumber
    /// With qualifier and unit.
    public let text: String
    /// `nil` where it does not matter, as with targets.
    public let origin: Origin?
    /// What stands behind it; the table leads there.
    public let path: String?

    public init(_ value: ExactNumber, text: String, origin: Origin? = nil, path: String? = nil) {
        self.value = value
        self.text = text
        self.origin = origin
        self.path = path
    }

    public init(_ quantity: Quantity, origin: Origin? = nil, path: String? = nil) {
        self.init(quantity.value, text: quantity.japanese, origin: origin, path: path)
    }

    /// For drawing only; what is printed comes from ``text``.
    var drawn: Double { Double(value.mantissa) / power(value.scale) }

    var isDeclared: Bool { origin == .declared }

    /// In a table.
    var cell: HTML {
        let linked: HTML = path.map { "<a href=\"\($0)\">\(text)</a>" } ?? "\(text)"
        return origin.map { "\(linked)（\($0.word)）" } ?? linked
    }

    private func power(_ exponent: Int) -> Double {
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}
