/// One button that changes something by POST.
///
///     ButtonForm("確定する", action: "/rounds/\(round.id)/freeze", csrfToken: request.csrfToken, style: .primary)
public struct ButtonForm: Component {
    public let title: String
    public let action: String
    public let csrfToken: String
    public let style: ButtonStyle
    /// Hidden fields sent along.
    public let fields: [(name: String, value: String)]
    /// What the button concerns, read aloud where several buttons have the same title.
    public let context: String?

    public init(
        _ title: String, action: String, csrfToken: String, style: ButtonStyle = .secondary,
        fields: [(name: String, value: String)] = [], context: String? = nil
    ) {
        self.title = title
        self.action = action
        self.csrfToken = csrfToken
        self.style = style
        self.fields = fields
        self.context = context
    }

    /// A button of a page that may be drawn again. Where it leads to something that is asked about first, it is
    /// ``ButtonStyle/irreversible`` whatever its weight.
    ///
    ///     ButtonForm("締め切る", "\(path)/close", state, style: .primary)
    public init(
        _ title: String, _ action: String, _ state: PageState, style: ButtonStyle = .secondary,
        fields: [(name: String, value: String)] = [], context: String? = nil
    ) {
        self.init(
            title, action: action, csrfToken: state.csrfToken,
            style: state.asksFirst(action) ? .irreversible : style, fields: fields, context: context)
    }

    public var html: HTML {
        let hidden: [HTML] = fields.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" }
        let spoken: HTML? = context.map { "<span class=\"visually-hidden\">（\($0)）</span>" }
        return """
            <form class="button-form" method="post" action="\(action)">\
            <input type="hidden" name="\(FormView.csrfField)" value="\(csrfToken)">\(hidden)\
            <button class="button button-\(style.rawValue)" type="submit">\(title)\(spoken)</button></form>

            """
    }
}

/// How much weight a button or a link in the form of one has.
public enum ButtonStyle: String, Sendable {
    /// The one thing to do on a page.
    case primary
    case secondary
    /// A way out, such as one that does nothing yet.
    case tertiary
    /// What cannot be undone: the button that leads to what is read first, and the one that confirms it.
    case irreversible
}

/// A link in the form of a button: goes somewhere and changes nothing.
public struct ButtonLink: Component {
    public let link: Link
    public let style: ButtonStyle

    public init(_ title: String, _ path: String, style: ButtonStyle = .secondary) {
        link = Link(title, path)
        self.style = style
    }

    public var html: HTML {
        "<a class=\"button button-\(style.rawValue)\" href=\"\(link.path)\">\(link.title)</a>\n"
    }
}
