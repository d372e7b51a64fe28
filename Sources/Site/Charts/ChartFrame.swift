import Japanese
import Ward

/// What every chart has around it: a caption, the picture with its message and description, and the same data as a table.
struct ChartFrame {
    let title: String
    /// What is to be seen in the picture, in a sentence: its name for those who do not see it.
    let message: String
    /// Every value in words.
    let description: String
    let width: Double
    let height: Double
    let picture: HTML
    var legend = HTML.empty
    /// Whether it is shrunk to the width of a narrow screen, because its words can be read there; others are scrolled.
    var isFluid = false
    let table: TableView

    var html: HTML {
        """
        <figure class="chart">
        <figcaption>\(title)</figcaption>
        \(placed)
        \(legend)\(Details("「\(title)」を表で見る", table.html))</figure>

        """
    }

    private var placed: HTML {
        isFluid
            ? "<div class=\"chart-fluid\">\(svg)</div>"
            : "<div class=\"chart-scroll\" role=\"region\" aria-label=\"\(title)（図）\" tabindex=\"0\">\(svg)</div>"
    }

    /// For paper: without a fold, whose table would not open there.
    var onPaper: HTML {
        """
        <figure class="chart">
        <figcaption>\(title)</figcaption>
        \(svg)
        \(legend)</figure>

        """
    }

    private var svg: HTML {
        """
        <svg xmlns="http://www.w3.org/2000/svg" role="img" width="\(SVG.number(width))" \
        height="\(SVG.number(height))" viewBox="0 0 \(SVG.number(width)) \(SVG.number(height))" \
        font-family="\(SVG.fonts)"><title>\(title)。\(message)</title><desc>\(description)</desc>
        \(picture)</svg>
        """
    }

    /// Begins the identifiers of a picture: the same for the same content, others for others.
    static func prefix(_ title: String, _ description: String) -> String {
        "chart-\(ContentHash.of("\(title)\n\(description)").prefix(12))"
    }

    /// What a row of the table is about, leading to it where there is a page.
    static func label(_ text: String, path: String?) -> HTML {
        path.map { "<a href=\"\($0)\">\(text)</a>" } ?? "\(text)"
    }

    /// A legend beside the picture: each sample is a picture of its own.
    static func legend(_ items: [(sample: HTML, width: Double, words: String)]) -> HTML {
        guard !items.isEmpty else { return .empty }
        let parts: [HTML] = items.map { item in
            """
            <li><svg width="\(SVG.number(item.width))" height="24" viewBox="0 0 \(SVG.number(item.width)) 24" \
            aria-hidden="true" focusable="false">\(item.sample)</svg>\(item.words)</li>
            """
        }
        return "<ul class=\"chart-legend\">\(parts)</ul>\n"
    }
}
