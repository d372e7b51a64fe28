/// Where something stands on its way, such as a quarterly round.
///
///     Stepper("第1四半期の進み方", [
///         .init("報告の受付", .done, note: "7月1日"), .init("とりまとめ", .current), .init("確定", .ahead),
///     ])
public struct Stepper: Component {
    public enum State: String, Sendable {
        case done, current, ahead
    }

    public struct Step: Hashable, Sendable {
        public let title: String
        public let state: State
        /// A date or a number, in few words.
        public let note: String?

        public init(_ title: String, _ state: State, note: String? = nil) {
            self.title = title
            self.state = state
            self.note = note
        }
    }

    public let title: String
    public let steps: [Step]

    public init(_ title: String, _ steps: [Step]) {
        self.title = title
        self.steps = steps
    }

    public var html: HTML {
        let items: [HTML] = steps.map { step in
            let current: HTML = step.state == .current ? " aria-current=\"step\"" : ""
            let note: HTML? = step.note.map { "<span class=\"step-note\">\($0)</span>" }
            return """
                <li class="step step-\(step.state.rawValue)"\(current)><span class="step-title">\(step.title)</span>\
                <span class="step-state">\(word(step.state))</span>\(note)</li>

                """
        }
        return "<ol class=\"stepper\" aria-label=\"\(title)\">\n\(items)</ol>\n"
    }

    private func word(_ state: State) -> HTML {
        switch state {
        case .done: "済み"
        case .current: "いまここ"
        case .ahead: "これから"
        }
    }
}
