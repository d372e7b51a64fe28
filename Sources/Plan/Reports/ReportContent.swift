import Ward

/// Everything a report says, by value: what is sealed, and all that its pages are drawn from.
///
/// One report covers one or several frozen rounds (reports are made 適宜, checks every quarter).
struct ReportContent: Hashable, Sendable {
    /// A paragraph written by the secretariat, with the entries it rests on.
    struct Paragraph: Hashable, Sendable {
        let text: String
        /// Identifiers of entries; empty when the paragraph is the secretariat's own statement, and printed as such.
        let sources: [String]
    }

    /// What a study group did (3 グループの検討状況).
    struct GroupStatus: Hashable, Sendable {
        let group: String
        let paragraphs: [Paragraph]
    }

    /// A proposed change of the plan (4 計画修正(案)).
    struct Proposal: Hashable, Sendable {
        let initiative: String
        let present: String
        let proposed: String
        let reason: String
        let sources: [String]
    }

    /// What somebody thought of an initiative or an answer, and what was done about it (別紙3).
    struct Opinion: Hashable, Sendable {
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
    let rounds: [ReportedRound]
    /// The frozen round before the first one, to compare with.
    let previous: ReportedRound?
    let overview: [Paragraph]
    let groups: [GroupStatus]
    let proposals: [Proposal]
    /// Set for data of the demonstration.
    let isSample: Bool
    /// Why this edition replaces the one before; `nil` for a first edition.
    var correction: String?
    var opinions: [Opinion] = []
}

extension ReportContent {
    /// Format of the sealed content; raised when the document would render otherwise from the same content.
    static let formatVersion = 1

    var json: JSON {
        var members: [String: JSON] = [
            "format": JSON(Self.formatVersion), "title": .string(title), "addressee": .string(addressee),
            "plan": .string(planTitle), "author": .string(author), "date": JSON(date),
            "rounds": .array(rounds.map(\.json)), "previous": previous?.json ?? .null,
            "overview": .array(overview.map(\.json)), "groups": .array(groups.map(\.json)),
            "proposals": .array(proposals.map(\.json)), "sample": JSON(isSample),
        ]
        if let correction { members["correction"] = .string(correction) }
        if !opinions.isEmpty { members["opinions"] = .array(opinions.map(\.json)) }
        return .object(members)
    }

    /// - Returns: `nil` when the content is not one this program wrote.
    init?(_ json: JSON) {
        guard json["format"]?.integer == Self.formatVersion, let title = json["title"]?.string,
            let addressee = json["addressee"]?.string, let planTitle = json["plan"]?.string,
            let author = json["author"]?.string, let rounds = json["rounds"]?.array, let sample = json["sample"]
        else { return nil }
        self.init(
            title: title, addressee: addressee, planTitle: planTitle, author: author, date: json["date"]?.string,
            rounds: rounds.compactMap(ReportedRound.init), previous: json["previous"].flatMap(ReportedRound.init),
            overview: (json["overview"]?.array ?? []).compactMap(Paragraph.init),
            groups: (json["groups"]?.array ?? []).compactMap(GroupStatus.init),
            proposals: (json["proposals"]?.array ?? []).compactMap(Proposal.init), isSample: sample == .bool(true),
            correction: json["correction"]?.string,
            opinions: (json["opinions"]?.array ?? []).compactMap(Opinion.init))
    }
}

extension ReportContent.Paragraph {
    var json: JSON { ["text": .string(text), "sources": .array(sources.map { .string($0) })] }

    init?(_ json: JSON) {
        guard let text = json["text"]?.string else { return nil }
        self.init(text: text, sources: (json["sources"]?.array ?? []).compactMap(\.string))
    }
}

extension ReportContent.GroupStatus {
    var json: JSON { ["group": .string(group), "paragraphs": .array(paragraphs.map(\.json))] }

    init?(_ json: JSON) {
        guard let group = json["group"]?.string else { return nil }
        self.init(
            group: group,
            paragraphs: (json["paragraphs"]?.array ?? []).compactMap(ReportContent.Paragraph.init))
    }
}

extension ReportContent.Proposal {
    var json: JSON {
        [
            "initiative": .string(initiative), "present": .string(present), "proposed": .string(proposed),
            "reason": .string(reason), "sources": .array(sources.map { .string($0) }),
        ]
    }

    init?(_ json: JSON) {
        guard let initiative = json["initiative"]?.string, let present = json["present"]?.string,
            let proposed = json["proposed"]?.string, let reason = json["reason"]?.string
        else { return nil }
        self.init(
            initiative: initiative, present: present, proposed: proposed, reason: reason,
            sources: (json["sources"]?.array ?? []).compactMap(\.string))
    }
}

extension ReportContent.Opinion {
    var json: JSON {
        [
            "initiative": .string(initiative), "origin": .string(origin), "text": .string(text),
            "response": .string(response),
        ]
    }

    init?(_ json: JSON) {
        guard let initiative = json["initiative"]?.string, let origin = json["origin"]?.string,
            let text = json["text"]?.string
        else { return nil }
        self.init(initiative: initiative, origin: origin, text: text, response: json["response"]?.string ?? "")
    }
}
