import Japanese
import Ward

/// Why a revision of the plan cannot be made as asked.
enum RevisionRefusal: Refusal, Hashable {
    case noPlan
    case draftExists(number: Int)
    case unknownVersion
    case notADraft(number: Int)
    case unknownInitiative
    case reasonNeeded
    case nothingChanged
    case unknownDecision
    /// Who began the draft does not decide it.
    case begunByOneself
    /// The version the draft was made from is no longer the newest.
    case baseReplaced(number: Int)
    case effectiveBefore(CivilDate)
    case numberTaken(String)
    case mergeIntoItself
    case lastInitiative
    /// The step took nothing out of the draft, or it is back already.
    case nothingToBringBack
    case alreadyAnswered
    case unreadableDate(String)

    var words: String {
        switch self {
        case .noPlan: "計画がまだありません。先に通知文を取り込んでください。"
        case .draftExists(let number): "改定案（第\(number)版）が、すでにあります。それを決定するか取り下げてから、次の改定案を作ってください。"
        case .unknownVersion: "その版はありません。計画の版の一覧から選び直してください。"
        case .notADraft(let number): "第\(number)版は決定しているため、書き換えられません。改定案を作って直してください。"
        case .unknownInitiative: "その取組は、この改定案にありません。改定案の画面から選び直してください。"
        case .reasonNeeded: "改める理由を書いてください。新旧対照表に印刷します。"
        case .nothingChanged: "改めるところがありません。内容を変えてから保存してください。"
        case .unknownDecision: "もとになる決定事項を、確定した会議の記録から選んでください。会議の記録がないときは、先に会議の画面で記録を確定してください。"
        case .begunByOneself: "あなたが作り始めた改定案のため、あなたは決定できません。ほかの人に依頼してください。"
        case .baseReplaced(let number):
            "改定案を作ったあとに、新しい版（第\(number)版）が施行されました。この案を取り下げ、今の版から作り直してください。"
        case .effectiveBefore(let day): "施行日は、前の版の施行日（\(day.japanese)）より後の日にしてください。"
        case .numberTaken(let number): "番号「\(number)」は、ほかの取組が使っています。先にそちらの番号を変えてください。"
        case .mergeIntoItself: "統合する先は、別の取組を選んでください。"
        case .lastInitiative: "最後の取組は終わらせたり統合したりできません。計画には取組が1つ以上要ります。"
        case .nothingToBringBack: "戻す取組がありません。画面を開き直して、改定案の今の内容を確かめてください。"
        case .alreadyAnswered: "この提案への対応は、すでに書かれています。"
        case .unreadableDate(let text): "「\(text)」を期限として読めません。令和7年度末のように書いてください。"
        }
    }
}
