/// A form that narrows a list by a query (GET): it changes nothing, and its address can be kept.
///
///     FilterForm(action: "/audit", query: request.query, fields: [.date("from", "この日から", isRequired: false)])
public struct FilterForm: Component {
    public let action: String
    public let query: Form
    public let errors: FormErrors
    public let submit: String
    public let fields: [FormField]

    public init(
        action: String, query: Form, errors: FormErrors = .none, submit: String = "絞り込む", fields: [FormField]
    ) {
        self.action = action
        self.query = query
        self.errors = errors
        self.submit = submit
        self.fields = fields
    }

    public var html: HTML {
        let markup = FieldMarkup(
            prefix: "filter", errors: errors, sent: query.fields.isEmpty ? nil : query, tellsNeed: false)
        return """
            <form class="filter" method="get" action="\(action)" role="search" aria-label="絞り込み">
            \(fields.map(markup.html))<button class="button button-secondary" type="submit">\(submit)</button>
            </form>

            """
    }
}
