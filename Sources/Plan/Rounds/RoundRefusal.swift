import Japanese
import Ward

/// Why a round or an entry cannot be changed as asked.
public enum RoundRefusal: Refusal, Hashable {
    case notPossible(RoundEvent, in: RoundState)
    case entryNotPossible(EntryEvent, in: EntryState)
    /// The round no longer takes this change.
    case roundClosed(RoundState)
    /// Days are changed and a round is taken back only before it is opened.
    case opened(RoundState)
    /// A meeting decided something on the round that is to be taken back.
    case decidedUpon([String])
    /// No correction is being made.
    case noAmendment
    /// A round is frozen before its base date (基準日) only for a stated reason.
    case beforeBaseDate(CivilDate)
    case roundExists(Quarter)
    case noInitiatives
    /// Initiatives without a main unit that exists, or whose unit ended without a successor.
    case withoutMainUnit(initiatives: [String], on: CivilDate)
    case calendar([String])
    case reasonNeeded
    case noUnitsNamed
    /// A unit was named that has no answer in the round.
    case unitsNotAsked
    /// Units that ended, without a unit that could answer in their place.
    case nobodyAnswers([String])
    /// The answer was changed after the page was opened on which somebody decides about it.
    case changedSinceRead
    /// Who handed an answer in neither approves nor accepts it, whatever their roles.
    case handedInByOneself
    /// A correction would print 未回答 where the edition before has an answer.
    case amendmentUnfinished([String])
    /// Somebody else saved in between, where it is known who and when; nothing was overwritten.
    case changedMeanwhile(by: String?, at: String?)
    case invalid([EntryFinding])
    case tooManyEvidenceFiles(max: Int)
    /// What was sealed no longer has its hash.
    case sealBroken([String])
    case markSetInUse
    /// People could not tell the marks apart.
    case markSetUnfit([String])

    public var words: String {
        switch self {
        case .notPossible(let event, let state):
            "この四半期は「\(state.title)」のため、「\(event.title)」はできません。"
        case .entryNotPossible(let event, let state):
            "この回答は「\(state.title)」のため、「\(event.title)」はできません。画面を開き直して、今の状態を確かめてください。"
        case .roundClosed(let state):
            "この四半期は「\(state.title)」のため、回答を変えられません。直す必要があるときは事務局に連絡してください。"
        case .opened(let state):
            "この四半期は「\(state.title)」のため、日程の変更と削除はできません。\(state.takesAnswers ? "回答期限は、理由を書いて延ばせます。" : "")"
        case .decidedUpon(let decisions):
            "会議の決定事項がこの四半期に結び付いているため、削除できません。会議の記録を直してから削除してください。\n"
                + decisions.map { "・\($0)" }.joined(separator: "\n")
        case .noAmendment: "この四半期では、訂正は始まっていません。画面を開き直して、今の状態を確かめてください。"
        case .beforeBaseDate(let day): "基準日（\(day.japanese)）より前に確定するときは、その理由を書いてください。確定版に印刷します。"
        case .roundExists(let quarter): "\(quarter.japanese)は、すでにあります。四半期の一覧から開いてください。"
        case .noInitiatives: "計画に取組がありません。先に通知文を取り込んでください。"
        case .withoutMainUnit(let initiatives, let day):
            "主管課が決まっていない、または廃止されて引き継ぐ課のない取組があるため、照会を始められません（\(day.japanese)現在）。計画の画面で主管課を決めてください。\n"
                + initiatives.map { "・\($0)" }.joined(separator: "\n")
        case .calendar(let problems): problems.joined(separator: "\n")
        case .reasonNeeded: "理由を書いてください。"
        case .noUnitsNamed: "対象の課を1つ以上選んでください。"
        case .unitsNotAsked: "選んだ課の中に、この四半期で回答を求めていない課があります。四半期の画面から選び直してください。"
        case .nobodyAnswers(let units):
            "次の課は組織改正でなくなり、代わりに回答できる課がありません。組織の画面で引き継ぐ課を決めるか、同じ取組に回答している課を選んでください。\n"
                + units.map { "・\($0)" }.joined(separator: "\n")
        case .changedSinceRead: "あなたが開いたあとに、回答が変わりました。今の内容を読んでから、もう一度判断してください。"
        case .handedInByOneself: "あなたが提出した回答のため、あなたは承認も受付もできません。ほかの人に依頼してください。"
        case .amendmentUnfinished(let entries):
            "前の版に回答があるのに、訂正がまだ提出されていない取組があります。提出を待ってから確定してください。\n"
                + entries.map { "・\($0)" }.joined(separator: "\n")
        case .changedMeanwhile(let name, let moment):
            "あなたが開いたあとに、\(Self.somebody(name))が\(moment.map { "\($0)に" } ?? "")保存しました。下に両方の内容があります。見比べて、もう一度保存してください。"
        case .invalid(let findings): findings.filter { $0.severity == .error }.map(\.message).joined(separator: "\n")
        case .tooManyEvidenceFiles(let max): "1つの回答に付けられる根拠資料は\(max)件までです。まとめるか、不要なものを外してください。"
        case .sealBroken(let failures):
            "確定した記録が、確定したときと違います。管理者に連絡してください。\n" + failures.joined(separator: "\n")
        case .markSetUnfit(let problems): problems.joined(separator: "\n")
        case .markSetInUse: "照会中の四半期があるため、進捗区分を変えられません。確定してから変えてください。"
        }
    }

    /// 鈴木さん; ほかの人 when nobody is written down.
    static func somebody(_ name: String?) -> String { name.map { "\($0)さん" } ?? "ほかの人" }
}
