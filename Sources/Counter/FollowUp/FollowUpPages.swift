import Site
import Storage
import Ward

/// Whom to call today.
struct CallListPage: PageView {
    static let path = "/desk/calls"

    let duties: [CallStore.Duty]

    static func load(_ request: PageRequest, on connection: any Connection) throws -> CallListPage {
        CallListPage(duties: try CallStore.duties(today: request.today, on: connection))
    }

    var page: Page {
        let rows = duties.map { duty -> [HTML] in
            let deskCase = duty.deskCase
            return [
                "<a href=\"\(deskCase.path)\">\(deskCase.number)</a>", "\(deskCase.visitor.name)様",
                "<a href=\"tel:\(deskCase.visitor.phone)\">\(deskCase.visitor.phone)</a>", "\(duty.reason)",
                "\(duty.lastCall.map { "\($0.at.japanese) \($0.isReached ? "話せた" : "つながらない")" } ?? "")",
            ]
        }
        return Page(
            "電話をかける", trail: [DeskPage.link],
            body: """
                <p>来庁が近い方には、持ち物、来る人、かかる時間を伝えます。日程が決まっていない方には、都合を伺います。結果は案件に記録してください。</p>
                \(TableView(
                    caption: "電話をかける方",
                    columns: [.rowHeader("番号"), .text("来庁する方"), .text("電話番号"), .text("用件"), .text("前回")], rows: rows,
                    empty: "今日、電話をかける方はいません。"))
                """)
    }
}

/// Deadlines of which families are to be reminded today.
struct ReminderListPage: PageView {
    static let path = "/desk/reminders"

    let reminders: [DeskReminder]
    let settings: DeskSettings
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ReminderListPage {
        ReminderListPage(
            reminders: try DeskReminderStore.due(today: request.today, on: connection),
            settings: try DeskSettingsStore.get(on: connection), state: request.state)
    }

    var page: Page {
        let rows = reminders.map { reminder -> [HTML] in
            let deskCase = reminder.deskCase
            let sms: HTML =
                deskCase.reminders == .sms
                ? "<br><span class=\"procedure-note\">\(reminder.message(phone: settings.phone))</span>" : ""
            return [
                "<a href=\"\(deskCase.path)\">\(deskCase.number)</a>", "\(deskCase.visitor.name)様",
                "\(reminder.item.procedure.title.japanese)\(sms)", "\(reminder.deadline.japaneseWithWeekday)",
                "\(deskCase.reminders.title.japanese)",
                ButtonForm(
                    "知らせた", Self.path, state,
                    fields: [
                        ("case", deskCase.id.text), ("procedure", reminder.item.procedure.id),
                        ("days", String(reminder.daysBefore)),
                    ], context: "\(deskCase.number) \(reminder.item.procedure.title.japanese)"
                ).html,
            ]
        }
        return Page(
            "期限のお知らせ", trail: [DeskPage.link],
            body: """
                <p>期限の30日前、7日前、当日に、ご家族が選んだ方法で知らせます。済んだ手続きは出ません。</p>
                \(rows.isEmpty ? HTML.empty : "<div class=\"actions\">\(ButtonLink("手紙を印刷する", Self.path + "/letters.pdf"))</div>")
                \(TableView(
                    caption: "今日知らせるもの",
                    columns: [.rowHeader("番号"), .text("来庁した方"), .text("手続き"), .text("期限"), .text("方法"), .text("記録")],
                    rows: rows, empty: "今日知らせるものはありません。"))
                """)
    }

    /// A letter for each family with all its deadlines.
    var letters: [HTML] {
        let byCase = Dictionary(grouping: reminders.filter { $0.deskCase.reminders == .letter }) { $0.deskCase.number }
        return byCase.sorted { $0.key < $1.key }.compactMap { number, reminders in
            guard let deskCase = reminders.first?.deskCase else { return nil }
            let rows = reminders.map { reminder -> [HTML] in
                [
                    "\(reminder.item.procedure.title.japanese)", "\(reminder.deadline.japaneseWithWeekday)",
                    "\(reminder.item.procedure.documents.map(\.name).joined(separator: "、"))",
                ]
            }
            let contact = settings.contact
            return """
                <section class="sheet">
                <p>\(deskCase.visitor.name)　様</p>
                <h2>手続きの期限のお知らせ</h2>
                <p>先日はお越しいただき、ありがとうございました。次の手続きの期限が近づいています。すでにお済みのときは、行き違いをご容赦ください。</p>
                \(TableView(
                    caption: "期限が近い手続き", columns: [.rowHeader("手続き"), .text("期限"), .text("持ち物")], rows: rows))
                <p>お問い合わせ：\(contact.isEmpty ? "おくやみコーナー" : contact)（番号 \(number)）</p>
                </section>

                """
        }
    }
}

enum FollowUpRoutes {
    static let all: [Route] = [
        .page("desk/calls", needs: .runDesk, CallListPage.load),
        .page("desk/reminders", needs: .runDesk, ReminderListPage.load),
        Route(.get, "desk/reminders/letters.pdf", needs: .runDesk) { request in
            let letters = try await request.ward.database.read { try ReminderListPage.load(request, on: $0).letters }
            guard !letters.isEmpty else { throw PageRefusal.notFound }
            return try await DeskPaper.answer(
                request, title: "手続きの期限のお知らせ", file: "oshirase-\(request.today)", body: "\(letters)")
        },
        .action("desk/reminders", needs: .runDesk, summary: "期限を知らせたことを記録する", page: ReminderListPage.load) {
            form, change in
            let (id, procedure, days) = (form.form["case"], form.form["procedure"], form.form["days"])
            let due = try DeskReminderStore.due(today: change.today, on: change.connection).first {
                $0.deskCase.id.text == id && $0.item.procedure.id == procedure && String($0.daysBefore) == days
            }
            guard let due else { return .warning("すでに記録されています。", at: ReminderListPage.path) }
            try DeskReminderStore.settle(
                case: due.deskCase.id, procedure: due.item.procedure.id, daysBefore: due.daysBefore,
                deadline: due.deadline, by: change.stamp, on: change.connection)
            return .done("知らせたことを記録しました。", at: ReminderListPage.path)
        },
    ]
}
