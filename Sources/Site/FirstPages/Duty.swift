import Japanese
import Ward

/// Finds what waits for a person: asked on their first page.
public struct DutySource: Sendable {
    public let duties: @Sendable (SignedIn, Ward) async throws -> [Duty]

    public init(duties: @escaping @Sendable (SignedIn, Ward) async throws -> [Duty]) {
        self.duties = duties
    }
}

/// What is to be done, of whatever record: things of one kind stand together on the first page.
///
///     static let accept = DutyKind("plan.accept", "受け付ける")
public struct DutyKind: Hashable, Sendable {
    /// Stable, for programs and in addresses; begins with the module's name.
    public let code: String
    /// What somebody does, as 受け付ける.
    public let title: String

    public init(_ code: String, _ title: String) {
        self.code = code
        self.title = title
    }
}

/// One thing that waits for a person, with the page where it is done.
public struct Duty: Hashable, Sendable {
    public let kind: DutyKind
    public let link: Link
    /// Why it waits, and until when, in one short sentence.
    public let note: String
    /// The last day on which it is in time; `nil` where no day is set.
    public let dueOn: CivilDate?
    /// Shown before others.
    public let isOverdue: Bool
    /// A list in which it stands with others of its kind, where several are done at once; `nil` where there is none.
    public let list: String?

    public init(
        _ kind: DutyKind, link: Link, note: String, dueOn: CivilDate? = nil, isOverdue: Bool = false,
        list: String? = nil
    ) {
        self.list = list
        self.kind = kind
        self.link = link
        self.note = note
        self.dueOn = dueOn
        self.isOverdue = isOverdue
    }

    /// What is late first, then by the day; what has no day last.
    func goesBefore(_ other: Duty) -> Bool {
        if isOverdue != other.isOverdue { return isOverdue }
        return switch (dueOn, other.dueOn) {
        case (let own?, let others?): own < others
        case (_?, nil): true
        default: false
        }
    }
}

extension Duty {
    static let answer: AnswerShape = [
        "kind": .text, "title": .text, "path": .text, "note": .text, "dueOn": .orNull(.text), "isOverdue": .flag,
    ]

    /// For programs.
    var json: JSON {
        [
            "kind": .string(kind.code), "title": .string(link.title), "path": .string(link.path),
            "note": .string(note), "dueOn": JSON(dueOn?.description), "isOverdue": .bool(isOverdue),
        ]
    }
}
