/// Where a control of a contract stands on a page.
public enum ControlMatch: Hashable, Sendable {
    /// The most trusted candidate names it alone, and no other element is more like it. `faded` are candidates that no longer do.
    case same(element: Int, faded: [Candidate])
    /// The most trusted candidate fails, and one element is clearly the most like it: a person decides.
    case proposed(ControlProposal)
    /// Several are about as like it as each other.
    case ambiguous([Int])
    case missing

    public var element: Int? {
        if case .same(let element, _) = self { element } else { nil }
    }
}

/// A control that is no longer found as agreed, and what it may be now. Nothing is done with it before a person accepts.
public struct ControlProposal: Hashable, Sendable {
    public let control: ControlName
    /// As the contract knows it.
    public let old: Control
    /// As it stands on the page.
    public let new: PageSnapshot.Element
    /// How much of what is known of the control fits the new one, 0 to 1.
    public let score: Double
    /// The same of the next best element.
    public let runnerUp: Double
    /// Candidates that still fit, and that no longer do.
    public let kept: [Candidate]
    public let lost: [Candidate]

    public init(
        control: ControlName, old: Control, new: PageSnapshot.Element, score: Double, runnerUp: Double,
        kept: [Candidate], lost: [Candidate]
    ) {
        self.control = control
        self.old = old
        self.new = new
        self.score = score
        self.runnerUp = runnerUp
        self.kept = kept
        self.lost = lost
    }
}
