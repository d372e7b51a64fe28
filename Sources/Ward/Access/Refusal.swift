/// A rule that refuses what somebody asked for, with the words for them: where, what, and how to mend it.
///
///     do { try UnitStore.reorganise(…) } catch let refusal as any Refusal { throw PageRefusal.conflict(refusal.words) }
///
/// Pages show it with status 409 beside the form; commands print it and exit with 2.
public protocol Refusal: Error, Sendable {
    /// One or more Japanese sentences.
    var words: String { get }
}

/// A refusal that may pass by itself, such as of work for which too many wait: pages answer with status 503 and the time to wait.
public protocol PassingRefusal: Refusal {
    /// `nil` where waiting does not help.
    var secondsToWait: Int? { get }
}
