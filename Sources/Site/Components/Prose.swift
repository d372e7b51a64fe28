/// Text that a person wrote, with its line breaks and paragraphs.
///
///     Prose(entry.note)
public struct Prose: Component {
    public let text: String

    public init(_ text: String) {
        self.text = text
    }

    public var html: HTML {
        let paragraphs: [HTML] = text.unifyingLineBreaks.split(separator: "\n\n", omittingEmptySubsequences: true)
            .map { paragraph in
                let lines = paragraph.split(separator: "\n", omittingEmptySubsequences: true)
                var joined = HTML.empty
                for (position, line) in lines.enumerated() {
                    if position > 0 { joined += "<br>" }
                    joined += HTML.escaping(String(line))
                }
                return "<p>\(joined)</p>\n"
            }
        return "<div class=\"prose\">\(paragraphs)</div>\n"
    }
}
