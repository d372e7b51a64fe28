import Japanese
import Site
import Storage
import Ward

/// 督促: the days, who owes what today, and what was sent.
struct ReminderPage: PageView {
    let round: Round
    /// `nil` while the round takes no answers.
    let debtors: [Chasing.Debtor]?
    let reminders: [Reminder]
    let contacts: [ID<OfficeUnit>: UnitContact]
    let office: OfficeCalendar
    let today: CivilDate
    /// Whether a mail server is set.
    let canSend: Bool
    let state: PageState

    /// Also at the addresses of one reminder, which stand on the page of its round.
    static func load(_ request: PageRequest, on connection: any Connection) throws -> ReminderPage {
        let round =
            request.parameters[Reminder.parameter] == nil
            ? try Round.load(request, on: connection)
            : try Round.known(Reminder.load(request, on: connection).round, on: connection)
        return ReminderPage(
            round: round, debtors: try Chasing.debtors(of: round, on: connection),
            reminders: try ReminderStore.list(round: round.id, on: connection),
            contacts: try UnitContactStore.all(on: connection),
            office: try SettingStore.officeCalendar(on: connection), today: request.today,
            canSend: (try? MailTransport.configured()) ?? nil != nil, state: request.state)
    }

    var json: JSON? { ["reminders": .array(reminders.map(\.json))] }

    static func path(_ round: ID<Round>) -> String { "\(RoundPage.path(round))/reminders" }
    private var path: String { Self.path(round.id) }
    private var occasion: Int? { Chasing.occasion(on: today, of: round, in: office) }

    var page: Page {
        Page(
            "\(round.title)の督促", trail: [RoundListPage.link, Link(round.title, RoundPage.path(round.id))],
            section: RoundListPage.link.path,
            body: """
                \(days)
                \(owing)
                <p class="actions">\(debtors == nil ? .empty : ButtonLink("督促一覧（印刷用のPDF）", "\(path).pdf").html)\(ButtonLink("組織の連絡先", "/units/contacts"))</p>
                \(actions)
                <h2>作った督促</h2>
                \(made)
                """)
    }

    /// Before the start and after the close nobody is reminded, whatever is still unanswered.
    private var owing: HTML {
        guard let debtors else {
            return """
                <h2>まだ届いていない課</h2>
                <p>この四半期は「\(round.state.title)」のため、督促はありません。<a href="\(round.path)">四半期の画面</a>で回答の状態を確かめてください。</p>
                """
        }
        return """
            <h2>まだ届いていない課（\(debtors.count)課）</h2>
            \(DebtorTable(debtors: debtors, contacts: contacts).html)
            """
    }

    private var days: HTML {
        let rows: [[HTML]] = RoundCalendar.reminderOfficeDays.map { offset in
            let day = office.adding(officeDays: offset, to: round.calendar.dueOn)
            let count = reminders.count { $0.occasion == offset && $0.dueOn == round.calendar.dueOn }
            let state: HTML =
                day < round.calendar.opensOn || day > round.calendar.closesOn
                ? "送りません（照会の期間の外）"
                : count > 0 ? "\(count)課に作成済み" : offset == occasion ? "今日作れます" : day < today ? "作成なし" : "予定"
            return ["\(Chasing.title(ofOccasion: offset))", "\(day.japaneseWithWeekday)", state]
        }
        return """
            <p>\(round.dueNote(on: today))締切日は\(round.calendar.closesOn.japaneseWithWeekday)です。締め切った後は送りません。</p>
            \(TableView(caption: "督促の日", columns: [.rowHeader("時期"), .text("日"), .text("状況")], rows: rows))
            """
    }

    private var actions: HTML {
        guard let occasion, let debtors, !debtors.isEmpty else { return .empty }
        let isMade = debtors.allSatisfy { debtor in
            reminders.contains {
                $0.unit == debtor.unit && $0.occasion == occasion && $0.dueOn == round.calendar.dueOn
            }
        }
        var parts: [HTML] = []
        if !isMade {
            parts.append(
                "<p>\(Chasing.title(ofOccasion: occasion))の督促を、課ごとに1通作ります。同じ督促が2度作られることはありません。</p>")
            parts.append(ButtonForm("督促を作る", path, state, style: .primary).html)
        }
        let unsent = reminders.filter { $0.state == .made && $0.mail != nil }.count
        if unsent > 0 {
            parts.append(
                canSend
                    ? ButtonForm(
                        "\(unsent)通をメールで送る", "\(path)/send", state, style: isMade ? .primary : .secondary
                    ).html
                    : "<p>メールのサーバーが設定されていません。下の表からファイルを保存し、メールのソフトで開いて送ってください。</p>")
        }
        return "<h2>次の操作</h2>\(parts)"
    }

    private var made: HTML {
        TableView(
            caption: "作った督促",
            columns: [.rowHeader("課"), .text("時期"), .text("あて先"), .name("状態"), .text("メールのファイル"), .text("操作")],
            rows: reminders.map { reminder in
                [
                    "\(reminder.unitName)", "\(occasion(of: reminder))",
                    reminder.mail.map { "\($0.text)\(reminder.headMail.map { "、写し \($0.text)" } ?? "")" }
                        ?? "連絡先なし（紙で渡してください）",
                    standing(reminder),
                    reminder.mail == nil
                        ? "―" : "<a href=\"/reminders/\(reminder.id)\">\(reminder.unitName)あてのファイル</a>",
                    operations(reminder),
                ]
            }, empty: "作った督促は、まだありません。", isCaptionHidden: true
        ).html
    }

    /// Before an extension it was counted from another day.
    private func occasion(of reminder: Reminder) -> String {
        let title = Chasing.title(ofOccasion: reminder.occasion)
        return reminder.dueOn == round.calendar.dueOn ? title : "\(title)（延長前の期限 \(reminder.dueOn.japanese)）"
    }

    private func operations(_ reminder: Reminder) -> HTML {
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

    private func standing(_ reminder: Reminder) -> HTML {
        switch reminder.state {
        case .sent: "\(Tag(reminder.state.title, .done))　\(reminder.changedAt.japanese)"
        case .made: "\(reminder.mail == nil ? Tag("紙で", .neutral) : Tag(reminder.state.title, .waiting))"
        case .sending: "\(Tag("送信が終わっていません", .warning))　\(reminder.note)"
        case .failed: "\(Tag(reminder.state.title, .warning))　\(reminder.note)"
        }
    }
}

/// Who owes what: on the page and on paper.
struct DebtorTable {
    let debtors: [Chasing.Debtor]
    let contacts: [ID<OfficeUnit>: UnitContact]

    var html: HTML {
        TableView(
            caption: "まだ届いていない課", columns: [.rowHeader("課"), .text("提出されていない取組"), .text("課長の承認待ち"), .text("連絡先")],
            rows: debtors.map { debtor in
                [
                    "\(debtor.name)", list(debtor.open), list(debtor.unapproved),
                    contacts[debtor.unit].map { "\($0.mail)" } ?? Tag("未登録", .warning).html,
                ]
            }, empty: "すべての課から届いています。", isCaptionHidden: true
        ).html
    }

    private func list(_ rows: [RoundBoard.Row]) -> HTML {
        guard !rows.isEmpty else { return "―" }
        let items: [HTML] = rows.map { "\($0.number) \($0.title)（\($0.isReturned ? "差戻し" : $0.state.title)）" }
        return items.dropFirst().reduce(items[0]) { "\($0)<br>\($1)" }
    }
}
