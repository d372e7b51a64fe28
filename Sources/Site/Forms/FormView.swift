import Japanese

/// A form that is sent by POST: fields with their errors beside them, and a summary of all errors on top.
///
///     FormView(
///         "\(report.path)/proposals", state, submit: "加える",
///         fields: [ReportFields.present(), ReportFields.proposed(), ReportFields.proposalReason()])
///
/// What a person entered is shown in place of the given values when the page is drawn again, so that nothing is lost after
/// an error. Passwords and files are never given back.
public struct FormView: Component {
    public let action: String
    public let csrfToken: String
    public let submit: String
    public let errors: FormErrors
    public let fields: [FormField]
    /// Where to go without sending.
    public let cancel: Link?
    /// A second button: the field `choice` then holds its value instead of nothing.
    public let alternative: Choice?
    /// Of the button that sends it.
    public let style: ButtonStyle
    public let language: PageLanguage
    /// With tables among its fields, which need the whole width of the page.
    var isWide = false
    /// Its buttons stay in sight.
    var isLong = false
    let sent: Form?

    public init(
        action: String, csrfToken: String, submit: String, errors: FormErrors = .none, sent: Form? = nil,
        cancel: Link? = nil, alternative: Choice? = nil, style: ButtonStyle = .primary,
        language: PageLanguage = .japanese, fields: [FormField]
    ) {
        self.language = language
        self.action = action
        self.csrfToken = csrfToken
        self.submit = submit
        self.errors = errors
        // A page that was only asked for has no fields of its own to keep.
        self.sent = sent.flatMap { $0.fields.isEmpty ? nil : $0 }
        self.cancel = cancel
        self.alternative = alternative
        self.style = style
        self.fields = fields
    }

    /// A form of a page that may be drawn again: what was sent to the same address, and what was wrong with it, is shown.
    /// Its buttons are ``ButtonStyle/irreversible`` where they lead to something that is asked about first.
    ///
    /// - Parameters:
    ///   - revision: of the record that is changed, sent along so that nobody overwrites what they have not seen.
    ///   - beside: addresses of side actions whose buttons may be gone once they are done, such as removing the last file.
    ///   - isWide: for a form with tables among its fields.
    ///   - isLong: for a form that is longer than a screen: its buttons stay in sight where there is room.
    public init(
        _ action: String, _ state: PageState, submit: String, cancel: Link? = nil, alternative: Choice? = nil,
        language: PageLanguage = .japanese, revision: Int? = nil, beside: [String] = [], isWide: Bool = false,
        isLong: Bool = false, fields: [FormField]
    ) {
        let owned = [action] + beside + fields.flatMap(\.leaves).compactMap(\.address)
        let answered = owned.first(where: state.concerns) ?? action
        self.init(
            action: action, csrfToken: state.csrfToken, submit: submit, errors: state.errors(of: answered),
            sent: state.sent(to: answered), cancel: cancel, alternative: alternative,
            style: state.asksFirst(action) ? .irreversible : .primary, language: language,
            fields: (revision.map { [.hidden(FormReader.revisionField, "\($0)")] } ?? [])
                + fields.map { $0.styled(state.asksFirst) })
        self.isWide = isWide
        self.isLong = isLong
    }

    /// Stands in the markup of a form that says what is wrong with it.
    static let summaryMark = "class=\"error-summary\""
    /// The name of the hidden field with the CSRF token.
    public static let csrfField = "csrf"
    /// The name of the field that tells which button was pressed.
    public static let choiceField = "choice"

    public var html: HTML {
        let leaves = fields.flatMap(\.leaves)
        let hasFile = leaves.contains { if case .file = $0.control { true } else { false } }
        let markup = FieldMarkup(prefix: prefix, errors: errors, sent: sent, language: language)
        let second: HTML? = alternative.map { choice in
            """
            <button class="button button-secondary" type="submit" name="\(Self.choiceField)" \
            value="\(choice.value)">\(choice.label)</button>
            """
        }
        let away: HTML? = cancel.map {
            "<a class=\"button button-tertiary\" href=\"\($0.path)\">\($0.title)</a>"
        }
        let actions: HTML = """
            <button class="button button-\(style.rawValue)" type="submit">\(submit)</button>\(second)\(away)
            """
        // Enter in a line of text presses the first button of a form: never one that stands beside a file.
        let pressedByEnter: HTML? =
            leaves.contains { $0.address != nil } ? "<button type=\"submit\" hidden></button>" : nil
        let encoding: HTML = hasFile ? " enctype=\"multipart/form-data\"" : ""
        return """
            <form class="form\(isWide ? " form-wide" : "")\(isGuided ? " form-guided" : "")" method="post" action="\(action)"\(encoding) novalidate>
            <input type="hidden" name="\(Self.csrfField)" value="\(csrfToken)">
            \(pressedByEnter)\(summary(leaves))\(fields.map(markup.html))
            \(StickyBar(actions, sticks: isLong))
            </form>

            """
    }

    /// Whether there are explanations that stand beside their fields where there is room.
    private var isGuided: Bool {
        fields.contains { field in
            if case .section = field.control { field.hint != nil } else { false }
        }
    }

    private func summary(_ leaves: [FormField]) -> HTML {
        guard !errors.isEmpty else { return .empty }
        let items: [HTML] = errors.entries.map { entry in
            guard let field = entry.field, let target = leaves.first(where: { $0.name == field }),
                let identifier = FieldMarkup(prefix: prefix, errors: errors, sent: sent).focusTarget(of: target)
            else { return "<li>\(entry.message)</li>" }
            return "<li><a href=\"#\(identifier)\">\(entry.message)</a></li>"
        }
        return """
            <div class="error-summary" role="alert" tabindex="-1" autofocus id="\(prefix)-errors">
            <h2>\(FrameWords.summary(errors.entries.count)[language])</h2>
            <ul>\(items)</ul>
            </div>

            """
    }

    /// Begins every identifier of this form, so that several forms can stand on one page.
    private var prefix: String {
        let scalars = action.unicodeScalars.map { scalar -> Unicode.Scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil) ? scalar : "-"
        }
        return "form" + String(String.UnicodeScalarView(scalars))
    }
}
