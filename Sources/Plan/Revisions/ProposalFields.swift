import Site
import Ward

/// What is asked about a proposal.
enum ProposalFields {
    static let content = Field.textArea("content", "どこをどう改めるか", max: Proposal.contentScalarsMax, rows: 5)
    static let reason = Field.textArea("reason", "理由", max: Proposal.reasonScalarsMax, rows: 3)
    static let response = Field.textArea("response", "対応の内容や見送る理由", max: Proposal.reasonScalarsMax, rows: 3)
    static let isAdopted = Field.radios(
        "state", "対応", [Choice("adopted", "改定案に入れた"), Choice("declined", "見送る")]
    ).mapped(to: { $0 == "adopted" }, from: { $0 ? "adopted" : "declined" }, problem: { _ in "" })

    static func proposer(_ proposers: [Proposers.Entry]) -> Field<Proposers.Entry> {
        Field.radios(
            "proposer", "提案する立場", proposers.map { Choice($0.kind.rawValue, "\($0.kind.title)（\($0.name)）") }
        ).mapped(
            to: { text in proposers.first { $0.kind.rawValue == text } }, from: \.kind.rawValue, problem: { _ in "" })
    }
}
