import Ward

/// What somebody is told after a change, and where they go: a program is told the same as a person.
///
///     return .done("締め切りました。")
///     return .done("会議を加えました。", at: MeetingPage.path(meeting.id))
public struct Outcome: Sendable {
    enum Course: Sendable {
        /// To a page; `nil` is the page of the subject.
        case go(String?)
        /// The page on which the form stood, with what was typed into it, apart from these fields.
        case stay(without: [String])
    }

    let flash: Flash?
    let course: Course

    /// For a program.
    var json: JSON {
        switch course {
        case .go(let path): ["message": JSON(flash?.text), "at": JSON(path)]
        case .stay: ["message": JSON(flash?.text), "at": nil]
        }
    }

    public static func done(_ words: String, at path: String? = nil) -> Outcome {
        Outcome(flash: Flash(.done, words), course: .go(path))
    }

    public static func warning(_ words: String, at path: String? = nil) -> Outcome {
        Outcome(flash: Flash(.warning, words), course: .go(path))
    }

    /// To the next page, without words: what was done shows there.
    public static func onward(to path: String) -> Outcome {
        Outcome(flash: nil, course: .go(path))
    }

    /// A change beside the form that is being written: the page is drawn again with everything that was typed.
    /// - Parameter fields: what the change itself was made with, which is settled and not shown again.
    public static func kept(_ words: String, settling fields: [String] = []) -> Outcome {
        Outcome(flash: Flash(.done, words), course: .stay(without: fields))
    }
}

/// What comes of a form that only people fill in: beside an ``Outcome``, an answer that no program could read, such as a page that
/// shows a secret once, or the cookie of a session.
public struct ShownOutcome: Sendable {
    enum Course: Sendable {
        case told(Outcome)
        case answer(PageResponse)
    }

    let course: Course

    public static func done(_ words: String, at path: String? = nil) -> ShownOutcome {
        ShownOutcome(course: .told(.done(words, at: path)))
    }

    public static func answer(_ response: PageResponse) -> ShownOutcome {
        ShownOutcome(course: .answer(response))
    }
}
