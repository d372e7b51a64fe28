import Japanese

/// What is known of a fact.
public enum FactValue: Hashable, Sendable {
    case truth(Bool)
    /// One of the fact's choices, by code.
    case choice(String)
    case number(Int)
    case day(CivilDate)
    /// Several things of one kind, such as children, each with facts of its own.
    case list([[String: FactValue]])
}

/// What somebody said to a question. Only what is known decides anything.
public enum FactAnswer: Hashable, Sendable {
    case known(FactValue)
    /// わからない
    case notKnown
    /// 答えたくない
    case withheld
    /// あとで: asked again.
    case later
    /// 該当しない: the question does not fit; every test of the fact is false.
    case notApplicable

    public var value: FactValue? {
        if case .known(let value) = self { value } else { nil }
    }
}

/// The facts of one case, by code. What is absent was not asked yet.
public struct CaseFacts: Hashable, Sendable {
    public var answers: [String: FactAnswer]

    public init(_ answers: [String: FactAnswer] = [:]) {
        self.answers = answers
    }

    public subscript(code: String) -> FactAnswer? {
        get { answers[code] }
        set { answers[code] = newValue }
    }

    public func day(_ code: String) -> CivilDate? {
        if case .known(.day(let day)) = answers[code] { day } else { nil }
    }
}
