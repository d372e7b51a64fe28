import Ward

/// What a page is drawn with beside its records: the word for its forms, and what became of the form that was sent.
///
///     FormView(RoundPage.path(id) + "/amend", state, submit: "訂正を始める", fields: […])
///
/// A page that is only looked at has an empty one. When a form was refused, the same page is drawn again with a state that
/// knows which form it was, what was sent and what was wrong with it: only that form shows it.
public struct PageState: Sendable {
    /// Put into every form.
    public let csrfToken: String
    private let answered: Answered?
    /// Whether what is sent to an address is asked about first, because it cannot be undone.
    var asksFirst: @Sendable (_ path: String) -> Bool = { _ in false }

    private struct Answered: Sendable {
        let action: String
        let errors: FormErrors
        let sent: Form
    }

    public init(csrfToken: String) {
        self.csrfToken = csrfToken
        answered = nil
    }

    private init(csrfToken: String, answered: Answered, asksFirst: @escaping @Sendable (_ path: String) -> Bool) {
        self.csrfToken = csrfToken
        self.answered = answered
        self.asksFirst = asksFirst
    }

    /// - Parameter action: the address to which the form was sent.
    func answering(_ action: String, errors: FormErrors, sent: Form) -> PageState {
        PageState(
            csrfToken: csrfToken, answered: Answered(action: action, errors: errors, sent: sent), asksFirst: asksFirst)
    }

    /// What is wrong with the form that is sent to this address.
    public func errors(of action: String) -> FormErrors {
        concerns(action) ? answered?.errors ?? .none : .none
    }

    /// What was sent to this address, to be shown again.
    public func sent(to action: String) -> Form? {
        concerns(action) ? answered?.sent : nil
    }

    /// Whether the form that was sent to this address is the one being answered, so that its fold stays open.
    public func concerns(_ action: String) -> Bool {
        guard let answered else { return false }
        return answered.action == action.prefix { $0 != "?" && $0 != "#" }
    }
}

extension PageRequest {
    /// The same request, to draw the page again on which its form stood.
    /// - Parameter settled: fields that are not shown again.
    func redrawn(with errors: FormErrors, without settled: [String] = []) -> PageRequest {
        var copy = self
        let kept = Form(fields: form.fields.filter { !settled.contains($0.name) }, files: form.files)
        copy.state = state.answering(path, errors: errors, sent: kept)
        return copy
    }
}
