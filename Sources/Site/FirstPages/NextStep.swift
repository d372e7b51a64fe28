import Ward

/// Finds what comes next for a person, whether or not something waits: asked on their first page.
public struct StepSource: Sendable {
    public let steps: @Sendable (SignedIn, Ward) async throws -> StepList?

    public init(steps: @escaping @Sendable (SignedIn, Ward) async throws -> StepList?) {
        self.steps = steps
    }
}

/// Steps on the way to one end, such as a new installation that is ready for its first quarter.
public struct StepList: Hashable, Sendable {
    public let title: String
    /// In the order in which they are best done.
    public let steps: [NextStep]

    public init(_ title: String, _ steps: [NextStep]) {
        self.title = title
        self.steps = steps
    }

    /// Whether nothing is known to be left.
    public var isDone: Bool { next == nil }

    /// The first that is not done.
    public var next: NextStep? { steps.first { $0.state == .open } }
}

/// One step, with the page where it is done.
public struct NextStep: Hashable, Sendable {
    public enum State: String, Sendable {
        case done, open
        /// Done outside, where this program does not see it.
        case unseen
    }

    public let title: String
    /// `nil` for what is done on the server; the note says how.
    public let path: String?
    /// How far it is, or what it is good for, in one short sentence.
    public let note: String
    public let state: State

    public init(_ link: Link, isDone: Bool, note: String) {
        title = link.title
        path = link.path
        state = isDone ? .done : .open
        self.note = note
    }

    /// What is done on the server, by a command.
    public init(onServer title: String, _ state: State, note: String) {
        self.title = title
        path = nil
        self.state = state
        self.note = note
    }
}

extension StepList: Component {
    public var html: HTML {
        let items: [HTML] = steps.map { step in
            let current: HTML = step == next ? " aria-current=\"step\"" : ""
            let title: HTML =
                step.path.map { "<a href=\"\($0)\">\(step.title)</a>" } ?? "<strong>\(step.title)</strong>"
            return "<li\(current)>\(tag(step)) \(title)<div class=\"link-note\">\(step.note)</div></li>\n"
        }
        return """
            <div><h3>\(title)</h3>
            <ol class="next-steps">
            \(items)</ol></div>

            """
    }

    private func tag(_ step: NextStep) -> Tag {
        switch step.state {
        case .done: Tag("済み", .done)
        case .unseen: Tag("サーバーで確かめること")
        case .open: step == next ? Tag("次にすること", .active) : Tag("これから", .waiting)
        }
    }

    /// For programs: `title`, `steps` with `title`, `path`, `note`, `state`.
    static let answer: AnswerShape = [
        "title": .text,
        "steps": .list(["title": .text, "path": .orNull(.text), "note": .text, "state": .text]),
    ]

    var json: JSON {
        [
            "title": .string(title),
            "steps": .array(
                steps.map {
                    [
                        "title": .string($0.title), "path": JSON($0.path), "note": .string($0.note),
                        "state": .string($0.state.rawValue),
                    ]
                }),
        ]
    }
}
