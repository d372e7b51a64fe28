import Ward

/// Why the desk does not do what was asked, in words.
enum DeskRefusal: Refusal {
    /// The state does not allow it.
    case notNow(DeskCase.State)
    /// Somebody else took the time meanwhile.
    case slotTaken
    /// No time was chosen.
    case noSlot
    /// Somebody has answered meanwhile.
    case alreadyAnswered(by: String)
    case noConsent
    /// The person was not made sure of.
    case notVerified
    case badDay(String)
    case notSample
    /// Days that cannot be right, each in words.
    case wrongDays([String])

    var words: String {
        switch self {
        case .notNow(let state): "この案件は「\(state.title)」のため、この操作はできません。画面を開き直して確かめてください。"
        case .slotTaken: "選んだ時間は、ほかの予約が入りました。別の時間を選んでください。"
        case .noSlot: "日時を選んでください。"
        case .alreadyAnswered(let name): "この事前確認には、\(name)さんが先に回答しました。内容を確かめてから、回答を改めてください。"
        case .noConsent: "担当の課が記録を確かめることに、ご家族の同意がありません。"
        case .notSample: "見本データのデータベースで、案件がまだないときだけ使えます。"
        case .wrongDays(let problems): problems.joined(separator: "\n")
        case .badDay(let text): "「\(text)」は日として読めません。2026-11-30 のように書いてください。"
        case .notVerified: "フリガナ、生年月日、住所の3つとも確かめてから始めてください。"
        }
    }
}
