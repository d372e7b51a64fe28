/// Something that can be opened when it is wanted.
public struct Details: Component {
    public let summary: String
    public let content: HTML
    public let isOpen: Bool

    public init(_ summary: String, isOpen: Bool = false, _ content: HTML) {
        self.summary = summary
        self.isOpen = isOpen
        self.content = content
    }

    /// A fold with a form in it, open when what was sent to one of these addresses is being answered.
    public init(_ summary: String, for actions: [String], _ state: PageState, _ content: HTML) {
        self.init(summary, isOpen: actions.contains(where: state.concerns), content)
    }

    public var html: HTML {
        """
        <details class="details"\("open", if: isOpen)>
        <summary>\(summary)</summary>
        <div class="details-content">\(content)</div>
        </details>

        """
    }
}
