import Japanese

/// A meeting as its minutes (議事録, 会議録, 議事要旨) tell of it: when and where, who was there by post, what was decided.
///
/// Names of people are in no part of it, and what was said is none: a speaker's 〜いたします binds nobody.
public struct ReadMeeting: Hashable, Sendable {
    public struct Attendance: Hashable, Sendable {
        public let post: String?
        /// 公募委員, 学識経験者; `nil` for a post.
        public let category: String?
        public let role: ReadBody.Seat.Role
        public let count: Int
        public let isAbsent: Bool
        /// Of the secretariat (事務局) or called in to explain (説明員).
        public let isStaff: Bool
        public let line: Int
    }

    public struct Item: Hashable, Sendable {
        /// As printed, in half width: (1); empty where the item has none.
        public let number: String
        public let text: String
        public let line: Int
    }

    public struct Decision: Hashable, Sendable {
        /// The sentence or entry as printed.
        public let text: String
        public let line: Int
    }

    /// The body that met; `nil` where the minutes do not name it.
    public let body: String?
    /// 3 of 第3回.
    public let number: Int?
    public let date: CivilDate?
    /// 令和6年6月8日（土）午後2時～4時, as printed.
    public let dateText: String?
    public let place: String?
    public let attendance: [Attendance]
    public let agenda: [Item]
    public let decisions: [Decision]
    /// The line of its title, or its first.
    public let line: Int
}

/// The meetings of a document and what became of its lines.
public struct MeetingReading: Hashable, Sendable {
    public let meetings: [ReadMeeting]
    /// How many lines belong to speeches.
    public let speechLineCount: Int
    public let namesSetAside: Int
    public let ledger: LineLedger
}
