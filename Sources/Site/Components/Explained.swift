/// A form with what one reads to fill it in: before it, and beside it where there is room.
///
///     Explained(by: "\(promises)\(previousAnswer)", "<h2>回答</h2>\(form)")
public struct Explained: Component {
    public let explanation: HTML
    public let form: HTML

    public init(by explanation: HTML, _ form: HTML) {
        self.explanation = explanation
        self.form = form
    }

    public var html: HTML {
        guard !explanation.isEmpty else { return form }
        return """
            <div class="explained"><div>\(explanation)</div>
            <div>\(form)</div></div>

            """
    }
}
