/// A few numbers that sum a page up.
///
///     Figures([.init("未回答", "3件", note: "期限まで5日"), .init("提出済み", "3件", at: "\(path)?state=submitted")])
public struct Figures: Component {
    public struct Figure: Hashable, Sendable {
        public let label: String
        /// With its unit and qualifier, as 約6,500時間.
        public let value: String
        public let note: String?
        /// The list with what is counted.
        public let path: String?

        public init(_ label: String, _ value: String, at path: String? = nil, note: String? = nil) {
            self.path = path
            self.label = label
            self.value = value
            self.note = note
        }
    }

    public let figures: [Figure]

    public init(_ figures: [Figure]) {
        self.figures = figures
    }

    public var html: HTML {
        let parts: [HTML] = figures.map { figure in
            let note: HTML? = figure.note.map { "<dd class=\"figure-note\">\($0)</dd>" }
            let value: HTML =
                figure.path.map { path in
                    """
                    <a href="\(path)#list">\(figure.value)<span class="visually-hidden">（\(figure.label)の一覧）</span></a>
                    """
                } ?? "\(figure.value)"
            return "<div><dt>\(figure.label)</dt><dd class=\"figure-value\">\(value)</dd>\(note)</div>\n"
        }
        return "<dl class=\"figures\">\n\(parts)</dl>\n"
    }
}
