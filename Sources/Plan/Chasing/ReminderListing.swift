import Japanese
import Site
import Ward

/// The reminders that were made for a round, as a list.
struct ReminderListing: Sendable {
    let round: Round
    let state: PageState

    func listing(_ reminders: [Reminder]) -> Listing<Reminder> {
        Listing(
            "作った督促", at: ReminderPage.path(round.id), file: "tokusoku-\(round.quarter.code)", counter: "通",
            identity: \.id.text,
            columns: [
                .heading("unit", "課") { .text($0.unitName) },
                ListColumn("occasion", "時期", order: { .count($0.occasion) }) { .text(occasion(of: $0)) },
                ListColumn("mail", "あて先") { reminder in
                    .text(reminder.mail.map { "\($0.text)\(reminder.headMail.map { "、写し \($0.text)" } ?? "")" })
                } drawn: { reminder in
                    reminder.mail.map { "\($0.text)\(reminder.headMail.map { "、写し \($0.text)" } ?? "")" }
                        ?? "連絡先なし（紙で渡してください）"
                },
                ListColumn("state", "状態", { .text($0.state.title) }, drawn: standing),
                ListColumn("changed", "状態の日時", isShown: false) { .moment($0.changedAt) },
                ListColumn("file", "メールのファイル", isSearched: false, { .text($0.mail == nil ? nil : $0.fileName) }) {
                    reminder in
                    reminder.mail == nil
                        ? "―" : "<a href=\"/reminders/\(reminder.id)\">\(reminder.unitName)あてのファイル</a>"
                },
                ListColumn("operations", "操作", isSearched: false, { _ in .none }, drawn: operations),
            ],
            filters: [
                ListFilter("state", "状態", choices: Reminder.State.allCases.map { Choice($0.rawValue, $0.title) }) {
                    $0.state.rawValue == $1
                },
                ListFilter("occasion", "時期", of: reminders) { occasion(of: $0) },
                ListFilter("paper", "渡し方", yes: "連絡先がない（紙で渡す）") { $0.mail == nil },
            ], empty: "<p>作った督促は、まだありません。</p>")
    }

    /// Before an extension it was counted from another day.
    @Sendable private func occasion(of reminder: Reminder) -> String {
        let title = Chasing.title(ofOccasion: reminder.occasion)
        return reminder.dueOn == round.calendar.dueOn ? title : "\(title)（延長前の期限 \(reminder.dueOn.japanese)）"
    }

    @Sendable private func operations(_ reminder: Reminder) -> HTML {
        func button(_ title: String, _ action: String) -> HTML {
            ButtonForm(title, "/reminders/\(reminder.id)/\(action)", state, context: reminder.unitName).html
        }
        switch reminder.state {
        case .made: return button("手で送ったことにする", "handed-over")
        case .sending: return button("もう一度送れるようにする", "retry")
        case .failed: return button("もう一度送れるようにする", "retry") + button("手で送ったことにする", "handed-over")
        case .sent: return "―"
        }
    }

    @Sendable private func standing(_ reminder: Reminder) -> HTML {
        switch reminder.state {
        case .sent: "\(Tag(reminder.state.title, .done))　\(reminder.changedAt.japanese)"
        case .made: "\(reminder.mail == nil ? Tag("紙で", .neutral) : Tag(reminder.state.title, .waiting))"
        case .sending: "\(Tag("送信が終わっていません", .warning))　\(reminder.note)"
        case .failed: "\(Tag(reminder.state.title, .warning))　\(reminder.note)"
        }
    }
}
