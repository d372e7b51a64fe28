import Site
import Ward

/// Everything a report says, by value: what is sealed, and all that its pages are drawn from.
///
/// One report covers one or several frozen rounds (reports are made 適宜, checks every quarter).
struct ReportContent: SealedDocument, Hashable {
    static let kind = "plan.report"
    static let drawing = DocumentStyle.version

    /// A paragraph written by the secretariat, with the entries it rests on.
    struct Paragraph: Codable, Hashable, Sendable {
        let text: String
        /// Identifiers of entries; empty when the paragraph is the secretariat's own statement, and printed as such.
        let sources: [String]
    }

    /// What a study group did (3 グループの検討状況).
    struct GroupStatus: Codable, Hashable, Sendable {
        let group: String
        let paragraphs: [Paragraph]
    }

    /// A proposed change of the plan (4 計画修正(案)).
    struct Proposal: Codable, Hashable, Sendable {
        let initiative: String
        let present: String
        let proposed: String
        let reason: String
        let sources: [String]
    }

    /// What somebody thought of an initiative or an answer, and what was done about it (別紙3).
    struct Opinion: Codable, Hashable, Sendable {
        let initiative: String
        /// 検討グループ（働き方改革検討グループ）
        let origin: String
        let text: String
        /// With its state; empty while nobody answered.
        let response: String
    }

    let title: String
    /// The body it is reported to: デジタル・セキュリティ部会.
    let addressee: String
    let planTitle: String
    let author: String
    /// The date printed on the report, in Japanese form; `nil` until the meeting is set.
    let date: String?
    /// Oldest first; the last is the one section 1 speaks of.
    var rounds: [ReportedRound]
    /// The frozen round before the first one, to compare with.
    var previous: ReportedRound?
    let overview: [Paragraph]
    let groups: [GroupStatus]
    let proposals: [Proposal]
    /// Set for data of the demonstration.
    let isSample: Bool
    /// Why this edition replaces the one before; `nil` for a first edition.
    var correction: String?
    @OrEmpty var opinions: [Opinion] = []

    enum CodingKeys: String, CodingKey {
        case title, addressee, author, date, rounds, previous, overview, groups, proposals, correction, opinions
        case planTitle = "plan"
        case isSample = "sample"
    }

    func drawn(_ heading: SealHeading) -> [UInt8] {
        Array(ReportDocument(content: self, sealed: (heading.edition, heading.contentHash)).html.text.utf8)
    }
}
