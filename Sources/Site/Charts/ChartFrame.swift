import Japanese

/// What every chart has around it: a caption, the picture with its name and description, and the same data as a table.
struct ChartFrame {
    let title: String
    /// The message of the picture in words, for those who do not see it.
    let description: String
    let width: Double
    let height: Double
    let picture: HTML
    var legend = HTML.empty
    let table: TableView
    let twin: ChartTable

    var html: HTML {
        let data: HTML =
            switch twin {
            case .folded: Details("「\(title)」を表で見る", table.html).html
            case .shown: table.html
            }
        return """
            <figure class="chart">
            <figcaption>\(title)</figcaption>
            <div class="chart-scroll" role="region" aria-label="\(title)（図）" tabindex="0">\
            <svg xmlns="http://www.w3.org/2000/svg" role="img" width="\(SVG.number(width))" \
            height="\(SVG.number(height))" viewBox="0 0 \(SVG.number(width)) \(SVG.number(height))" \
            font-family="\(SVG.fonts)"><title>\(title)</title><desc>\(description)</desc>
            \(picture)</svg></div>
            \(legend)\(data)</figure>

            """
    }
}

/// Where the table beside a chart stands.
public enum ChartTable: Sendable {
    /// Opened when wanted; printed always.
    case folded
    case shown
}

/// A value of a chart, with the words in which it is shown.
///
///     ChartValue(quantity)                     // 約6,500時間
///     ChartValue(number, text: "68.4%")
public struct ChartValue: Hashable, Sendable {
    public let value: ExactNumber
    /// With qualifier and unit.
    public let text: String

    public init(_ value: ExactNumber, text: String) {
        self.value = value
        self.text = text
    }

    public init(_ quantity: Quantity) {
        value = quantity.value
        text = quantity.japanese
    }

    /// For drawing only; what is printed comes from ``text``.
    var drawn: Double { Double(value.mantissa) / power(value.scale) }

    private func power(_ exponent: Int) -> Double {
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}
