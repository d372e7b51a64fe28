/// Pieces of inline SVG. Colours are attributes, not styles: the same picture is in the page and in the PDF, and the content
/// security policy allows no inline style.
///
/// Those that pages have as well are the same as in the style sheet, where their names stand beside them here.
enum SVG {
    /// `--ink`
    static let ink = "#1a1a1c"
    /// `--ink-faint`
    static let faint = "#57575b"
    /// `--line`
    static let grid = "#d3d5da"
    /// `--border`
    static let outline = "#6f7178"
    /// `--paper`
    static let paper = "#ffffff"
    /// The first is `--accent`. Told apart in grey and by the colour blind, and by dash and marker as well.
    static let series = ["#0b4fa8", "#c74700", "#008da6", "#3d3d40"]
    /// Of one hue, from nearer to farther.
    static let ranges = ["#cccccc", "#e6e6e6"]
    static let dashes = ["", "8 4", "2 4", "12 4 2 4"]
    static let fonts = "'BIZ UDPGothic', 'Noto Sans CJK JP', 'Noto Sans JP', 'IPAexGothic', sans-serif"

    enum Anchor: String {
        case start, middle, end
    }

    static func text(
        _ content: String, x: Double, y: Double, size: Double = 14, anchor: Anchor = .start, fill: String = ink,
        isBold: Bool = false
    ) -> HTML {
        let weight: HTML = isBold ? " font-weight=\"700\"" : ""
        return """
            <text x="\(number(x))" y="\(number(y))" font-size="\(number(size))" text-anchor="\(anchor.rawValue)" \
            fill="\(fill)"\(weight)>\(content)</text>

            """
    }

    static func line(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, stroke: String = grid, width: Double = 1,
        dash: String = ""
    ) -> HTML {
        """
        <line x1="\(number(x1))" y1="\(number(y1))" x2="\(number(x2))" y2="\(number(y2))" stroke="\(stroke)" \
        stroke-width="\(number(width))"\(dashAttribute(dash))/>

        """
    }

    static func rectangle(
        x: Double, y: Double, width: Double, height: Double, fill: String, stroke: String = "none", dash: String = ""
    ) -> HTML {
        """
        <rect x="\(number(x))" y="\(number(y))" width="\(number(width))" height="\(number(height))" fill="\(fill)" \
        stroke="\(stroke)"\(dashAttribute(dash))/>

        """
    }

    static func path(_ path: String, stroke: String, width: Double = 2, fill: String = "none", dash: String = "")
        -> HTML
    {
        """
        <path d="\(path)" stroke="\(stroke)" stroke-width="\(number(width))" fill="\(fill)" \
        stroke-linejoin="round"\(dashAttribute(dash))/>

        """
    }

    /// A shape of its own for each series.
    /// - Parameter isHollow: for what somebody declared and nobody counted.
    static func marker(_ series: Int, x: Double, y: Double, color: String, isHollow: Bool = false) -> HTML {
        let path =
            switch series % 4 {
            case 0: "M\(at(x - 5, y))a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z"
            case 1: "M\(at(x - 5, y - 5))h10v10h-10Z"
            case 2: "M\(at(x, y - 6))l6 11h-12Z"
            default: "M\(at(x, y - 7))l7 7l-7 7l-7 -7Z"
            }
        return isHollow
            ? SVG.path(path, stroke: color, width: 2, fill: paper)
            : SVG.path(path, stroke: paper, width: 1.5, fill: color)
    }

    static func at(_ x: Double, _ y: Double) -> String {
        "\(number(x)) \(number(y))"
    }

    /// With one digit after the point, so that the same values give the same bytes everywhere.
    static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let whole = abs(tenths) / 10
        let rest = abs(tenths) % 10
        return (tenths < 0 ? "-" : "") + "\(whole)" + (rest == 0 ? "" : ".\(rest)")
    }

    private static func dashAttribute(_ dash: String) -> HTML {
        dash.isEmpty ? .empty : " stroke-dasharray=\"\(dash)\""
    }
}
