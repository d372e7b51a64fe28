import Japanese
import Storage
import Ward

/// A reminder that was made for a unit, and how far it came.
struct Reminder: Hashable, Sendable {
    enum State: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
        case made, sending, sent, failed

        var title: String {
            switch self {
            case .made: "未送信"
            case .sending: "送信中"
            case .sent: "送信済み"
            case .failed: "送信できず"
            }
        }
    }

    let id: ID<Reminder>
    let round: ID<Round>
    let unit: ID<OfficeUnit>
    let unitName: String
    /// The due day that it names.
    let dueOn: CivilDate
    /// Office days from that day.
    let occasion: Int
    /// `nil` where the unit had no address: it is reminded on paper.
    let mail: MailAddress?
    let headMail: MailAddress?
    let subject: String
    let body: String
    let madeAt: Timestamp
    let state: State
    let changedAt: Timestamp
    /// Why it could not be sent.
    let note: String

    /// The mail; `nil` where the unit has no address.
    ///
    /// - Parameter sender: `nil` gives a draft that opens in a mail program, to be sent by hand.
    func message(from sender: MailAddress?) -> MailMessage? {
        guard let mail else { return nil }
        return MailMessage(
            id: id.text, from: sender.map { .init("並木　進捗確認事務局", $0) }, to: [.init(unitName, mail)],
            cc: headMail.map { [.init("\(unitName)長", $0)] } ?? [], subject: subject, body: body, date: madeAt)
    }

    /// Name of its file: ASCII, so that it survives any mail program and archive.
    var fileName: String { "reminder-\(occasion < 0 ? "before" : "after")-\(abs(occasion))-\(id.text).eml" }

    /// For programs.
    var json: JSON {
        [
            "id": .string(id.text), "unit": .string(unitName), "occasion": JSON(occasion), "mail": JSON(mail?.text),
            "headMail": JSON(headMail?.text), "subject": .string(subject), "state": .string(state.rawValue),
            "note": .string(note),
        ]
    }
}

/// Why nothing is sent.
enum ChasingRefusal: Refusal, Hashable {
    case noOccasion
    case closed
    case notFailed
    /// It may still be under way, or was decided on meanwhile.
    case underWay

    var words: String {
        switch self {
        case .noOccasion: "今日は、督促をする日ではありません。最初の督促の日になってから作ってください。"
        case .closed: "締切日を過ぎたか、照会が終わっています。締め切った後は、督促を送りません。"
        case .underWay: "この督促は、まだ送信中かもしれません。5分ほどたってから画面を開き直して、確かめてください。"
        case .notFailed: "この督促は、送り直す必要がありません。"
        }
    }
}
