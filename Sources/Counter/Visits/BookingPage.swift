import Site
import Storage
import Ward

/// Choosing the time of a visit at the desk.
struct BookingPage: PageView {
    let view: CaseView
    let slots: [SlotTable.Slot]
    let sameDay: [SlotTable.Slot]
    let state: PageState

    private static let todayPrefix = "today-"
    private var deskCase: DeskCase { view.deskCase }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> BookingPage {
        try of(CaseView.load(request, on: connection), request, on: connection)
    }

    private static func of(
        _ view: CaseView, _ request: PageRequest, on connection: any Connection
    ) throws -> BookingPage {
        let table = try VisitStore.table(settings: view.settings, from: request.today, on: connection)
        let (minutes, wishes, time) = (view.minutes.slot, view.deskCase.wishes, request.ward.clock.now().timeOfDay)
        return BookingPage(
            view: view, slots: table.free(minutes: minutes, wishes: wishes, on: request.today),
            sameDay: table.free(
                minutes: minutes, wishes: wishes, on: request.today, from: time.hour * 60 + time.minute,
                isSameDay: true), state: request.state)
    }

    var page: Page {
        Page(
            "案件 \(deskCase.number) の日時", trail: [DeskPage.link, deskCase.link],
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
        return FormView(
            deskCase.path + "/booking", state, submit: "この日時で予約する", cancel: Link("日程待ちのままにする", deskCase.path),
            fields: [slot()]
        ).html
    }

    private var slot: Field<String> {
        .select(
            "slot", "日時",
            sameDay.map { Choice(Self.todayPrefix + $0.code, $0.japanese + "（当日）") }
                + slots.map { Choice($0.code, $0.japanese) },
            hint: "通常は\(view.settings.leadDays)開庁日後からです。担当の課が調べる時間を取るためです。当日は、質問だけで進めます。")
    }

    // MARK: routes

    static let routes: [Route] = [
        .page("desk/cases/:case/booking", needs: .runDesk, load),
        .action("desk/cases/:case/booking", on: CaseView.self, needs: .runDesk, summary: "来庁の日時を予約する", page: load) {
            view, form, change in
            let page = try of(view, change.request, on: change.connection)
            let text = form.form[page.slot.name] ?? ""
            let isSameDay = text.hasPrefix(todayPrefix)
            let code = isSameDay ? String(text.dropFirst(todayPrefix.count)) : text
            guard let slot = (isSameDay ? page.sameDay : page.slots).first(where: { $0.code == code }) else {
                throw form.refusing(
                    page.slot, text.isEmpty ? DeskRefusal.noSlot.words : DeskRefusal.slotTaken.words)
            }
            try view.book(slot, isSameDay: isSameDay, by: change.stamp, on: change.connection)
            return .done("\(slot.japanese)に予約しました。")
        },
    ]
}
