import Japanese
import Site
import Storage
import Ward

/// 督促: the days, who owes what today, and what was sent.
struct ReminderPage: ProgramView {
    let round: Round
    /// `nil` while the round takes no answers.
    let debtors: [Chasing.Debtor]?
    let reminders: [Reminder]
    let list: ListView<Reminder>
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
        let reminders = try ReminderStore.list(round: round.id, on: connection)
        return ReminderPage(
            round: round, debtors: try Chasing.debtors(of: round, on: connection), reminders: reminders,
            list: ListView(ReminderListing(round: round, state: request.state).listing(reminders), reminders, request),
            contacts: try UnitContactStore.all(on: connection),
            office: try SettingStore.officeCalendar(on: connection), today: request.today,
            canSend: (try? NotificationSending.Post.configured()) ?? nil != nil, state: request.state)
    }

    static let program = Route.ProgramSide(
        "四半期の督促",
        answer: [
            "reminders": .list([
                "id": .text, "unit": .text, "occasion": .integer, "mail": .orNull(.text), "headMail": .orNull(.text),
                "subject": .text, "state": .text, "note": .text,
            ])
        ])

    var json: JSON { ["reminders": .array(list.matching.map(\.json))] }
    var export: ListExport? { list.export }

    static func path(_ round: ID<Round>) -> String { "\(RoundPage.path(round))/reminders" }
    private var path: String { Self.path(round.id) }
    private var occasion: Int? { Chasing.occasion(on: today, of: round, in: office) }

    var page: Page {
        Page(
            "\(round.title)の督促", trail: [RoundListPage.link, Link(round.title, RoundPage.path(round.id))],
            section: RoundListPage.link.path,
            body: """
                \(actions)
                <p>\(round.dueNote(on: today))締切日は\(round.calendar.closesOn.japaneseWithWeekday)です。締め切った後は送りません。</p>
                <h2>作った督促</h2>
                \(list.html)
                \(owing)
                <p class="actions">\(debtors == nil ? .empty : ButtonLink("督促一覧（印刷用のPDF）", "\(path).pdf").html)\(ButtonLink("組織の連絡先", "/units/contacts"))</p>
                \(days)
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
            <h2>督促の日</h2>
            \(TableView(
                caption: "督促の日", columns: [.rowHeader("時期"), .text("日"), .text("状況")], rows: rows,
                isCaptionHidden: true))
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
