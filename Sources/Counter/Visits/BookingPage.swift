import Japanese
import Site
import Storage
import Ward

/// Choosing the time of a visit at the desk.
struct BookingPage {
    let view: CaseView
    let slots: [SlotTable.Slot]
    let sameDay: [SlotTable.Slot]
    let csrfToken: String
    var errors = FormErrors.none

    private var deskCase: DeskCase { view.deskCase }

    var page: Page {
        Page(
            "案件 \(deskCase.number) の日時", trail: [DeskPage.link, Link("案件 \(deskCase.number)", deskCase.path)],
            body: """
                <p>見込みの時間は\(view.minutes.slot)分です。質問に答えていただくと、より正しくなります。</p>
                \(form)
                """)
    }

    private var form: HTML {
        guard !slots.isEmpty || !sameDay.isEmpty else {
            return """
                \(Notice(.warning, "空いている時間がありません。", "<p>希望を変えるか、日程待ちのまま電話でお知らせしてください。</p>"))
                <div class="actions">\(ButtonLink("案件に戻る", deskCase.path))</div>
                """
        }
        let choices = (sameDay.map { ($0, "（当日）") } + slots.map { ($0, "") }).map { slot, mark in
            Choice((mark.isEmpty ? "" : "today-") + slot.code, slot.japanese + mark)
        }
        return FormView(
            action: deskCase.path + "/booking", csrfToken: csrfToken, submit: "この日時で予約する", errors: errors,
            cancel: Link("日程待ちのままにする", deskCase.path),
            fields: [
                .select(
                    "slot", "日時", choices,
                    hint: "通常は\(view.settings.leadDays)開庁日後からです。担当の課が調べる時間を取るためです。当日は、質問だけで進めます。")
            ]
        ).html
    }

    // MARK: routes

    static let routes: [Route] = [
        Route(.get, "desk/cases/:case/booking", needs: .runDesk) { .page(try await load($0).page) },
        Route(.post, "desk/cases/:case/booking", needs: .runDesk, handler: book),
    ]

    private static func load(_ request: PageRequest) async throws -> BookingPage {
        let view = try await CaseRoutes.view(request)
        let now = request.ward.clock.now()
        let today = request.today
        let table = try await request.ward.database.read {
            try VisitStore.table(settings: view.settings, from: today, on: $0)
        }
        let minutes = view.minutes.slot
        let time = now.timeOfDay
        return BookingPage(
            view: view, slots: table.free(minutes: minutes, wishes: view.deskCase.wishes, on: today),
            sameDay: table.free(
                minutes: minutes, wishes: view.deskCase.wishes, on: today, from: time.hour * 60 + time.minute,
                isSameDay: true), csrfToken: request.csrfToken)
    }

    private static func book(_ request: PageRequest) async throws -> PageResponse {
        var page = try await load(request)
        let text = request.form["slot"] ?? ""
        let isSameDay = text.hasPrefix("today-")
        let code = isSameDay ? String(text.dropFirst("today-".count)) : text
        guard let slot = (isSameDay ? page.sameDay : page.slots).first(where: { $0.code == code }) else {
            page.errors.add("slot", text.isEmpty ? DeskRefusal.noSlot.words : DeskRefusal.slotTaken.words)
            return .page(page.page, status: 422)
        }
        return try await CaseRoutes.change(request, "\(slot.japanese)に予約しました。") { view, stamp, connection in
            try VisitStore.book(
                slot, for: view.deskCase, plannedMinutes: view.minutes.planned, isSameDay: isSameDay, by: stamp,
                on: connection)
            if view.consents.contains(.sections), !isSameDay {
                try PriorCheckStore.ask(
                    try CaseStore.get(view.deskCase.id, on: connection), visitOn: slot.day, base: view.base, by: stamp,
                    on: connection)
            }
            return nil
        }
    }
}
