import Japanese
import Storage

/// What a family agrees to, each by itself.
enum ConsentPurpose: String, CaseIterable, Sendable, SQLBindable, SQLDecodable {
    case sections, share, papers, reminders

    var title: Wording {
        switch self {
        case .sections:
            Wording(
                "担当の課が、手続きの有無を調べるために区の記録を確かめること", "区の 課が、手つづきの ために 記録を 見る こと",
                "The sections may look at their own records to find out which procedures there are")
        case .share:
            Wording(
                "確かめた結果（はい・いいえ）を、おくやみコーナーに伝えること", "見た けっかを、おくやみコーナーに つたえる こと",
                "The sections may tell the desk the result (yes or no)")
        case .papers:
            Wording(
                "申請書などに、氏名などをあらかじめ印字すること", "書類に 名前などを いんさつ して おく こと",
                "Forms may be filled in with names and so on in advance")
        case .reminders:
            Wording("手続きの期限が近づいたときに、お知らせをすること", "きげんの 前に、おしらせする こと", "You may be reminded of deadlines")
        }
    }
}
