import Ward

/// What a person is told after a change, and where they go.
///
///     return .done("締め切りました。")
///     return .done("会議を加えました。", at: MeetingPage.path(meeting.id))
public struct Outcome: Sendable {
    enum Course: Sendable {
        /// To a page; `nil` is the page of the subject.
        case go(String?)
        /// The page on which the form stood, with what was typed into it, apart from these fields.
        case stay(without: [String])
        case answer(PageResponse)
    }

    let flash: Flash?
    let course: Course

    /// For a program; `nil` where there is an answer that is no page.
    var json: JSON? {
        switch course {
        case .go(let path): ["message": JSON(flash?.text), "at": JSON(path)]
        case .stay: ["message": JSON(flash?.text)]
        case .answer: nil
        }
    }

    public static func done(_ words: String, at path: String? = nil) -> Outcome {
        Outcome(flash: Flash(.done, words), course: .go(path))
    }

    public static func warning(_ words: String, at path: String? = nil) -> Outcome {
        Outcome(flash: Flash(.warning, words), course: .go(path))
    }

    /// A change beside the form that is being written: the page is drawn again with everything that was typed.
    /// - Parameter fields: what the change itself was made with, which is settled and not shown again.
    public static func kept(_ words: String, settling fields: [String] = []) -> Outcome {
        Outcome(flash: Flash(.done, words), course: .stay(without: fields))
    }

    /// Another answer than a page that is gone to.
    public static func answer(_ response: PageResponse) -> Outcome {
        Outcome(flash: nil, course: .answer(response))
    }
}
