/// A few numbers above a list, each the way to the rows it counts.
///
///     ListFigures("この四半期の回答", [.init("未提出", 12, "件", at: "\(path)?state=notAnswered&state=draft")])
public struct ListFigures: Component {
    public struct Figure: Sendable {
        let label: String
        let count: Int
        let counter: String
        /// The list with the rows that are counted.
        let path: String
        let note: String?

        public init(_ label: String, _ count: Int, _ counter: String, at path: String, note: String? = nil) {
            self.label = label
            self.count = count
            self.counter = counter
            self.path = path
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
            return """
                <div><dt>\(figure.label)</dt><dd class="figure-value"><a href="\(figure.path)#list">\(figure.count)\(figure.counter)\
                <span class="visually-hidden">（\(figure.label)の一覧）</span></a></dd>\(note)</div>

                """
        }
        return "<dl class=\"figures list-figures\">\n\(parts)</dl>\n"
    }
}
