/// How an official text binds a date (期限の書き方).
public enum DeadlineClass: String, Sendable, Hashable, CaseIterable, Codable {
    /// 令和7年度中: at any time within, so the last day is the due day. Also 内 and 以内.
    case within = "中"
    /// 令和7年度末: on the last day.
    case atEnd = "末"
    /// 令和8年度から: the first day; no end is promised. Also 以降.
    case from = "から"
    /// 3月31日までに, まで.
    case by = "までに"
    /// 令和7年度を目途に: a soft aim. Also 目処, めど, 頃, 目標.
    case around = "目途"
    /// No such word, or a word that names no day (順次, 早期に, 適宜).
    case none = "なし"

    /// The word as printed: 中, 末, から, までに, 目途; nothing for `none`.
    public var japanese: String { self == .none ? "" : rawValue }
}

/// A promise in time, with its class and its source text: never flattened to a day alone.
///
///     Deadline(reading: "令和7年度中")     // within, 2025-04-01…2026-03-31
///     Deadline(reading: "順次")            // none, no days
///     Deadline(reading: "今年度末")        // atEnd, no days, needsAnchor: which year is “this”?
public struct Deadline: Hashable, Sendable, Codable {
    /// How the words bind the date.
    public let deadlineClass: DeadlineClass
    /// The first day it may mean; `nil` when unknown.
    public let from: CivilDate?
    /// The last day on which it is kept; `nil` when unknown or when no end is promised (から).
    public let to: CivilDate?
    /// The words it was read from.
    public let raw: String
    /// The words depend on the date of the document (今年度, 今年9月), which was not given.
    public let needsAnchor: Bool

    /// From parts already known; to read words use `init(reading:anchor:)`.
    public init(
        deadlineClass: DeadlineClass, from: CivilDate?, to: CivilDate?, raw: String, needsAnchor: Bool = false
    ) {
        self.deadlineClass = deadlineClass
        self.from = from
        self.to = to
        self.raw = raw
        self.needsAnchor = needsAnchor
    }

    /// The day on which it falls due: the last day, or for から the day of the start. `nil` when no day is known.
    public var dueDay: CivilDate? {
        deadlineClass == .from ? from : to
    }

    /// Whether the due day has passed; `nil` when no day is known.
    public func isPast(on day: CivilDate) -> Bool? {
        dueDay.map { $0 < day }
    }
}
