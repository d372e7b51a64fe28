import Japanese
import Ward

/// Why the record of a meeting cannot be made or changed.
enum MeetingRefusal: Refusal, Hashable {
    case notPossible(MeetingEvent, in: MeetingState)
    case unknownDecision
    case numberTaken(Int)
    /// The body does not exist on the day of the meeting.
    case bodyNotStanding(name: String, on: CivilDate)
    /// The record is not the one that was on the screen when it was confirmed.
    case changedSinceRead
    case tooManyAgendaItems(max: Int)
    case agendaTooLong(title: String, max: Int)
    /// An item under which something was decided cannot be taken off.
    case agendaDecided(title: String)
    case tooManyDecisions(max: Int)
    /// An agenda item, a round, a report or an initiative that is not there.
    case foreignSubject
    /// Seats for which nobody wrote whether they were taken.
    case attendanceMissing(seats: [String])
    case foreignSeat
    case deputyNeeded(seat: String)
    case deputyForCategory(seat: String)
    case presentOutOfRange(seat: String, max: Int)
    case personalDetail(seat: String, PersonalDetail)
    /// A meeting is confirmed after it took place.
    case stillAhead(CivilDate)
    case nothingWritten
    case reasonNeeded
    case correctionNeeded

    var words: String {
        switch self {
        case .notPossible(let event, .held) where event != .confirm:
            "この会議の記録は確定しています。「\(event.title)」はできません。直すときは、理由を書いて訂正を加えてください。"
        case .notPossible(let event, let state): "この会議は「\(state.title)」のため、「\(event.title)」はできません。"
        case .unknownDecision: "その決定事項はありません。会議のページから選び直してください。"
        case .numberTaken(let number): "第\(number)回は、すでにあります。別の回にしてください。"
        case .bodyNotStanding(let name, let day): "「\(name)」は\(day.japanese)には置かれていません。開催日を確かめてください。"
        case .changedSinceRead: "あなたが開いたあとに、記録が変わりました。今の内容を読んでから、もう一度確定してください。"
        case .tooManyAgendaItems(let max): "議題は\(max)件までです。まとめてください。"
        case .agendaTooLong(let title, let max): "議題「\(title)」は\(max)文字以内にしてください。"
        case .agendaDecided(let title): "議題「\(title)」には決定事項があります。消す前に、決定事項を直してください。"
        case .tooManyDecisions(let max): "決定事項は\(max)件までです。まとめてください。"
        case .foreignSubject: "選んだ議題、取組、四半期または報告書がありません。選び直してください。"
        case .attendanceMissing(let seats):
            "次の席の出欠がまだ書かれていません。書いてから確定してください。\n" + seats.map { "・\($0)" }.joined(separator: "\n")
        case .foreignSeat: "出欠の席が、開催日の構成員と違います。画面を開き直して、書き直してください。"
        case .deputyNeeded(let seat): "「\(seat)」の代理で出席した人の職名を書いてください。"
        case .deputyForCategory(let seat): "「\(seat)」は職ではないため、代理ではなく出席した人数を書いてください。"
        case .presentOutOfRange(let seat, let max): "「\(seat)」の出席者は0名から\(max)名までで書いてください。"
        case .personalDetail(let seat, let detail): "「\(seat)」の代理には職名だけを書いてください。\(detail.words)"
        case .stillAhead(let day): "開催日（\(day.japanese)）がまだ来ていません。開催したあとで確定してください。"
        case .nothingWritten: "議題が1件もありません。議題を書いてから確定してください。"
        case .reasonNeeded: "理由を書いてください。"
        case .correctionNeeded: "訂正の内容を書いてください。"
        }
    }
}
