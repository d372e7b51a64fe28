import Japanese

/// The words of a reminder: what is missing, until when, what happens otherwise, and where to do it.
struct ReminderLetter {
    let round: Round
    let debtor: Chasing.Debtor
    /// The day on which it is made.
    let today: CivilDate
    /// Address of the site, where it is known.
    let address: String?
    let isSample: Bool

    /// Also in the days between the due day and the first occasion after it.
    var isLate: Bool { round.calendar.dueOn < today }
    private var due: String { round.calendar.dueOn.japaneseWithWeekday }
    private var closes: String { round.calendar.closesOn.japaneseWithWeekday }

    var subject: String {
        let kind = isLate ? "【督促】" : "【回答期限のお知らせ】"
        return "\(isSample ? "【見本】" : "")\(kind)\(round.title)の進捗確認（回答期限 \(due)）"
    }

    var body: String {
        var lines = ["\(debtor.name)　御中", ""]
        if isSample { lines += ["これは見本のデータで作った文です。", ""] }
        lines.append("\(round.title)（\(round.calendar.asOf.japanese)現在）の進捗確認について、お知らせします。")
        if !debtor.open.isEmpty {
            lines += ["", "次の取組の回答が、まだ提出されていません。"]
            lines += debtor.open.map { "・\($0.number) \($0.title)（\($0.isReturned ? "差戻し" : $0.state.title)）" }
        }
        if !debtor.unapproved.isEmpty {
            lines += ["", "次の取組の回答は、課長の承認を待っています。"]
            lines += debtor.unapproved.map { "・\($0.number) \($0.title)" }
        }
        lines += [
            "",
            round.dueNote(on: today) + (isLate ? "締切日の\(closes)までに提出してください。" : "期限までに提出してください。"),
        ]
        if let extended = round.extended { lines.append("延長の理由　\(extended.reason)") }
        lines += [
            "締切日（\(closes)）までに提出がないときは、「未回答」として部会に報告します。", "",
            "回答は、並木の「今日の仕事」から書けます。",
        ]
        if let address { lines.append(address) }
        lines += ["", "行き違いで提出が済んでいるときは、御容赦ください。"]
        return lines.joined(separator: "\n")
    }
}
