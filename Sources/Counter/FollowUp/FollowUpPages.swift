import Japanese
import Site
import Storage
import Ward

/// Whom to call today.
struct CallListPage {
    let duties: [CallStore.Duty]

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
struct ReminderListPage {
    static let path = "/desk/reminders"

    let reminders: [DeskReminder]
    let settings: DeskSettings
    let csrfToken: String

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
                    "知らせた", action: Self.path, csrfToken: csrfToken,
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
            let contact = [settings.place, settings.phone].compactMap(\.self).joined(separator: "　")
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
        Route(.get, "desk/calls", needs: .runDesk) { request in
            let today = request.today
            let duties = try await request.ward.database.read { try CallStore.duties(today: today, on: $0) }
            return .page(CallListPage(duties: duties).page)
        },
        Route(.get, "desk/reminders", needs: .runDesk) { .page(try await page($0).page) },
        Route(.get, "desk/reminders/letters.pdf", needs: .runDesk) { request in
            let letters = try await page(request).letters
            guard !letters.isEmpty else { throw PageRefusal.notFound }
            return try await DeskPaper.answer(
                request, title: "手続きの期限のお知らせ", file: "oshirase-\(request.today)", body: "\(letters)")
        },
        Route(.post, "desk/reminders", needs: .runDesk, handler: settle),
    ]

    private static func page(_ request: PageRequest) async throws -> ReminderListPage {
        let today = request.today
        let token = request.csrfToken
        return try await request.ward.database.read { connection in
            ReminderListPage(
                reminders: try DeskReminderStore.due(
                    today: today, base: { try RuleStore.base(of: $0, on: connection) }, on: connection),
                settings: try DeskSettingsStore.get(on: connection), csrfToken: token)
        }
    }

    private static func settle(_ request: PageRequest) async throws -> PageResponse {
        let stamp = try request.stamp
        let (id, procedure, days) = (request.form["case"], request.form["procedure"], request.form["days"])
        let today = request.today
        let isFound = try await request.ward.database.write { connection in
            let due = try DeskReminderStore.due(
                today: today, base: { try RuleStore.base(of: $0, on: connection) }, on: connection)
            guard
                let reminder = due.first(where: {
                    $0.deskCase.id.text == id && $0.item.procedure.id == procedure && String($0.daysBefore) == days
                })
            else { return false }
            try DeskReminderStore.settle(
                case: reminder.deskCase.id, procedure: reminder.item.procedure.id, daysBefore: reminder.daysBefore,
                deadline: reminder.deadline, by: stamp, on: connection)
            return true
        }
        return .seeOther(
            ReminderListPage.path, flash: isFound ? Flash(.done, "知らせたことを記録しました。") : Flash(.warning, "すでに記録されています。"))
    }
}
