import LifeEvents
import Ward

/// Why a rule is not changed as was asked.
enum RuleRefusal: Refusal {
    case noDraft
    case findings([KnowledgeFinding])
    case notOwnSection
    /// There is a draft of a change, which comes first.
    case openDraft
    /// Who wrote a draft does not publish it.
    case madeByOneself

    var words: String {
        switch self {
        case .noDraft: "この案は、すでに公開されたか取り下げられました。画面を開き直してください。"
        case .findings(let findings): findings.map(\.message).joined(separator: "\n")
        case .notOwnSection: "この手続きの規則を改められるのは、担当の課だけです。"
        case .madeByOneself: "あなたが作った案のため、あなたは公開できません。ほかの人に依頼してください。"
        case .openDraft: "改める案があります。案を公開するか取り下げてから、確かめてください。"
        }
    }
}
