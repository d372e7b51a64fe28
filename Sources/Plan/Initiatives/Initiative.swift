import Japanese
import Ward

/// One initiative (取組) of one version of the plan.
public struct Initiative: Hashable, Sendable {
    public let id: ID<Initiative>
    public let version: ID<PlanVersion>
    public let lineage: ID<Lineage>
    /// 1, 2, 3 … in the order of the document.
    public let position: Int
    /// As printed, such as `(1)`.
    public let number: String
    public let title: String
    /// The paragraphs under the heading, one per line, as they stand in the document.
    public let body: String
    /// The line of its heading in the imported file.
    public let sourceLine: Int?
    /// The study group that looks after it, if any.
    public let studyGroup: ID<Body>?
    /// Set where the same initiative is listed a second time (再掲).
    public let repeatOf: ID<Initiative>?
    /// 取組主管課. Empty until a person assigned them: the document does not say.
    public let mainUnits: [ID<OfficeUnit>]
    /// 関係課
    public let relatedUnits: [ID<OfficeUnit>]
    public let promises: [Promise]

    public init(
        id: ID<Initiative>, version: ID<PlanVersion>, lineage: ID<Lineage>, position: Int, number: String,
        title: String, body: String, sourceLine: Int?, studyGroup: ID<Body>?, repeatOf: ID<Initiative>?,
        mainUnits: [ID<OfficeUnit>], relatedUnits: [ID<OfficeUnit>], promises: [Promise]
    ) {
        self.id = id
        self.version = version
        self.lineage = lineage
        self.position = position
        self.number = number
        self.title = title
        self.body = body
        self.sourceLine = sourceLine
        self.studyGroup = studyGroup
        self.repeatOf = repeatOf
        self.mainUnits = mainUnits
        self.relatedUnits = relatedUnits
        self.promises = promises
    }

    /// 「(1) 行政保有データ等の利活用の推進」
    public var heading: String { "\(number) \(title)" }
}

/// One thing the document commits to, with the dates it names.
public struct Promise: Hashable, Sendable {
    public let id: ID<Promise>
    public let content: String
    public let sourceLine: Int?
    public let deadlines: [PromiseDeadline]

    public init(id: ID<Promise>, content: String, sourceLine: Int?, deadlines: [PromiseDeadline]) {
        self.id = id
        self.content = content
        self.sourceLine = sourceLine
        self.deadlines = deadlines
    }
}

/// A date named in a promise, with its class and its words.
public struct PromiseDeadline: Hashable, Sendable {
    public let deadlineClass: DeadlineClass
    /// `nil` where the words give no beginning, or where they wait for a person to confirm the year.
    public let from: CivilDate?
    public let to: CivilDate?
    public let raw: String
    /// The date of the nation or of another body, not the ward's own.
    public let isExternal: Bool

    public init(deadlineClass: DeadlineClass, from: CivilDate?, to: CivilDate?, raw: String, isExternal: Bool) {
        self.deadlineClass = deadlineClass
        self.from = from
        self.to = to
        self.raw = raw
        self.isExternal = isExternal
    }
}
