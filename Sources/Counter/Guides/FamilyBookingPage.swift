import Japanese
import LifeEvents
import Site
import Storage
import Ward

/// Booking a visit on the web.
struct FamilyBookingPage {
    let place: GuidePlace
    let slots: [SlotTable.Slot]
    let minutes: Int
    let settings: DeskSettings
    /// Whether this browser has answers that can be handed on.
    let hasAnswers: Bool
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?

    private var words: GuideWords { place.words }

    var page: Page {
        place.page(words("窓口の予約", "よやく", "Book a visit"), at: "booking", body: "\(introduction)\(form)")
    }

    private var introduction: HTML {
        """
        <p>\(words(
            "お悔やみ申し上げます。おくやみコーナーでは、区役所でできる手続きをまとめてご案内します。", "よやくを すると、区役所の 手つづきを いっしょに できます。",
            "Please accept our condolences. At this desk you can do the ward office procedures in one visit."))</p>
        <ul>
        <li>\(words(
            "かかる時間の見込みは\(minutes)分です。1回で終わらないこともあります。", "\(minutes)分くらい かかります。1回で おわらない ことも あります。",
            "It takes about \(minutes) minutes; sometimes a second visit is needed."))</li>
        <li>\(words(
            "予約できるのは、\(settings.leadDays)開庁日後からです。その間に担当の課が調べます。お急ぎのときは、各窓口で直接手続きできます。",
            "\(settings.leadDays)日（休みの日は 入れません）あとから よやく できます。いそぐ ときは、まどぐちに 来て ください。",
            "Visits start \(settings.leadDays) office days from now, so that the sections can prepare. If you are in a hurry you can go to each section directly."))</li>
        \(contact)</ul>

        """
    }

    private var contact: HTML {
        let items = [settings.place, settings.phone].compactMap(\.self)
        guard !items.isEmpty else { return .empty }
        return "<li>\(items.joined(separator: "　"))</li>\n"
    }

    private var form: HTML {
        var fields: [FormField] = []
        if slots.isEmpty {
            fields.append(
                .content(
                    Notice(
                        .warning,
                        words(
                            "いま、空いている日時がありません。", "あいて いる 時間が ありません。", "No time is free at present."),
                        "<p>\(words("このまま送ると、窓口から電話で日時をご相談します。", "おくると、まどぐちから 電話します。", "If you send this form, the desk will call you to arrange a time."))</p>",
                        language: place.language
                    ).html))
        } else {
            let choices =
                slots.map { slot in Choice(slot.code, text(slot)) }
                + [Choice(FamilyBookingPage.call, words("電話で相談する", "電話で 話す", "Please call me"))]
            fields.append(
                .select(
                    "slot", words("来庁の日時", "来る 日と 時間", "Day and time"), choices,
                    empty: words("選んでください", "えらんで ください", "Please choose"),
                    hint: words(
                        "合う日時がないときは「電話で相談する」を選んでください。", "いい 時間が ない ときは「電話で 話す」を えらんで ください。",
                        "If none suits you, choose “Please call me”.")))
        }
        fields += BookingFields(language: place.language, isDesk: false).fields(nil, visitor: nil)
        if hasAnswers {
            fields.append(
                .checkbox(
                    "answers",
                    words(
                        "質問への答えを窓口に渡す（当日の質問が少なくなります）", "しつもんの こたえを まどぐちに わたす",
                        "Hand my answers to the desk (fewer questions at the visit)")))
        }
        return FormView(
            action: place.path("booking"), csrfToken: csrfToken, submit: words("予約する", "よやくする", "Book"),
            errors: errors, sent: sent, cancel: Link(words("予約しない", "やめる", "Do not book"), place.path()),
            language: place.language, fields: fields
        ).html
    }

    private func text(_ slot: SlotTable.Slot) -> String {
        let (from, to) = (TimeOfDay.figures(slot.starts), TimeOfDay.figures(slot.starts + slot.minutes))
        return words(slot.japanese, "\(words.day(slot.day)) \(from)から \(to)まで", "\(words.day(slot.day)), \(from)–\(to)")
    }

    /// What the form sends for no slot: the desk calls to find a time.
    static let call = "call"
}

/// What was booked, with the code to change it.
struct FamilyBookedPage {
    let place: GuidePlace
    let number: String
    let code: GuideCode
    let visit: SlotTable.Slot?
    let settings: DeskSettings

    var page: Page {
        let words = place.words
        let contact = [settings.place, settings.phone].compactMap(\.self).joined(separator: "　")
        let when = visit.map { slot in
            words(
                slot.japanese, "\(words.day(slot.day)) \(TimeOfDay.figures(slot.starts))",
                "\(words.day(slot.day)), \(TimeOfDay.figures(slot.starts))")
        }
        let later = words("窓口から電話でご相談します。", "まどぐちから 電話します。", "The desk will call you.")
        return place.page(
            when == nil
                ? words("受け付けました", "うけつけました", "We have your request")
                : words("予約しました", "よやくしました", "Your visit is booked"), at: nil,
            body: """
                \(SummaryList([
                    (words("来庁の日時", "来る 日と 時間", "Day and time"), "\(when ?? later)"),
                    (words("場所", "ばしょ", "Where"), "\(contact.isEmpty ? words("おくやみコーナー", "おくやみコーナー", "Bereavement desk") : contact)"),
                    (words("受付番号", "番号", "Number"), "\(number)"),
                ]))
                <p>\(words(
                    "予約を取り消すときは、次の番号を使います。書き留めるか、この画面を印刷してください。", "やめる ときは、この 番号を つかいます。書いて ください。",
                    "To cancel the visit you need this code. Write it down, or print this page."))</p>
                <p class="guide-code">\(code.text)</p>
                <p>\(words(
                    "前の日までに、持ち物などを電話でお伝えします。", "前の 日までに、電話します。", "We will call you before the visit to tell you what to bring."))</p>
                <div class="actions">\(ButtonLink(
                    words("予約を取り消す", "よやくを やめる", "Cancel a visit"), place.path("booking/cancel")))\
                \(ButtonLink(words("最初のページへ", "さいしょの ページ", "First page"), place.path()))</div>
                """)
    }
}

/// Giving a visit up by its code.
struct FamilyCancelPage {
    let place: GuidePlace
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?
    var isDone = false

    var page: Page {
        let words = place.words
        let title = words("予約の取消し", "よやくを やめる", "Cancel a visit")
        if isDone {
            return place.page(
                title, at: nil,
                body: """
                    <p>\(words("予約を取り消しました。", "よやくを やめました。", "The visit is cancelled."))</p>
                    <div class="actions">\(ButtonLink(
                        words("もう一度予約する", "もう一度 よやくする", "Book again"), place.path("booking")))</div>
                    """)
        }
        return place.page(
            title, at: "booking/cancel",
            body: FormView(
                action: place.path("booking/cancel"), csrfToken: csrfToken,
                submit: words("予約を取り消す", "やめる", "Cancel the visit"), errors: errors, sent: sent,
                cancel: Link(words("取り消さない", "やめない", "Keep the visit"), place.path()), language: place.language,
                fields: [
                    .text(
                        "code", words("予約したときの番号", "番号", "Your code"), max: 40,
                        hint: words("例: K7QM-2X9D-4HTN", "れい: K7QM-2X9D-4HTN", "Example: K7QM-2X9D-4HTN"),
                        autocomplete: "off")
                ]
            ).html)
    }
}

enum FamilyBookingRoutes {
    static let all: [Route] = [
        Route(.get, "guides/:event/:language/booking", access: .open) { .page(try await load($0).page) },
        Route(.post, "guides/:event/:language/booking", access: .open, handler: book),
        Route(.get, "guides/:event/:language/booking/cancel", access: .open) { request in
            .page(FamilyCancelPage(place: try await place(request), csrfToken: request.csrfToken).page)
        },
        Route(.post, "guides/:event/:language/booking/cancel", access: .open, handler: cancel),
    ]

    /// Families who book on the web are not known by name to the records.
    private static let actor = Actor(person: nil, name: "ご家族（ウェブ）")
    /// Several weeks of a desk: a longer list is harder to choose from.
    private static let slotsShown = 120

    private static func place(_ request: PageRequest) async throws -> GuidePlace {
        let place = try await GuideRoutes.place(request)
        guard place.base.name == BereavementDesk.event else { throw PageRefusal.notFound }
        return place
    }

    private static func load(_ request: PageRequest) async throws -> FamilyBookingPage {
        let place = try await place(request)
        let guide = try await GuideRoutes.guide(request, place)
        let today = request.today
        let token = request.csrfToken
        let facts = guide?.facts ?? CaseFacts()
        return try await request.ward.database.read { connection in
            let settings = try DeskSettingsStore.get(on: connection)
            let planned = place.base.plannedMinutes(facts, today: today, settings: settings)
            let minutes = try VisitStore.model(on: connection).minutes(planned: planned, settings: settings)
            let free = try VisitStore.table(settings: settings, from: today, on: connection)
                .free(minutes: minutes, wishes: [], on: today)
            return FamilyBookingPage(
                place: place, slots: Array(free.prefix(slotsShown)), minutes: minutes, settings: settings,
                hasAnswers: !facts.answers.isEmpty, csrfToken: token)
        }
    }

    private static func book(_ request: PageRequest) async throws -> PageResponse {
        var page = try await load(request)
        let place = page.place
        let words = place.words
        var reader = FormReader(request.form, language: place.language)
        let chosen = request.form["slot"] ?? ""
        var slot: SlotTable.Slot?
        if !page.slots.isEmpty, chosen != FamilyBookingPage.call {
            slot = page.slots.first { $0.code == chosen }
            if slot == nil {
                reader.errors.add(
                    "slot",
                    chosen.isEmpty
                        ? words("「来庁の日時」を選んでください。", "「来る 日と 時間」を えらんで ください。", "Please choose a day and time.")
                        : words(
                            "選んだ日時は、ほかの予約が入りました。別の日時を選んでください。", "その 時間は もう いっぱいです。ほかの 時間を えらんで ください。",
                            "That time has just been taken. Please choose another."))
            }
        }
        let told = BookingFields(language: place.language, isDesk: false).read(&reader, today: request.today)
        guard reader.errors.isEmpty, let told else {
            page.errors = reader.errors
            page.sent = request.form
            return .page(page.page, status: 422)
        }
        let guide = try await GuideRoutes.guide(request, place)
        let code = GuideCode(request.ward.random)
        let opening = CaseStore.Opening(
            event: place.base.name, source: .web, deceased: told.deceased, visitor: told.visitor,
            wishes: told.wishes, language: told.spoken, reminders: told.reminders, consents: told.consents,
            answers: request.form["answers"] == nil ? CaseFacts() : guide?.facts ?? CaseFacts(), code: code)
        let stamp = request.ward.stamp(by: actor)
        let wanted = slot
        do {
            let number = try await request.ward.database.write { connection in
                let opened = try CaseStore.open(opening, base: place.base, by: stamp, on: connection)
                guard let wanted else { return opened.number }
                let view = try CaseView.load(opened.id, on: connection)
                try VisitStore.book(
                    wanted, for: opened, plannedMinutes: view.minutes.planned, by: stamp, on: connection)
                if view.consents.contains(.sections) {
                    try PriorCheckStore.ask(
                        try CaseStore.get(opened.id, on: connection), visitOn: wanted.day, base: place.base, by: stamp,
                        on: connection)
                }
                return opened.number
            }
            return .page(
                FamilyBookedPage(place: place, number: number, code: code, visit: slot, settings: page.settings).page)
        } catch DeskRefusal.wrongDays {
            page.errors.add(
                "death",
                words(
                    "亡くなった日が、質問へのお答えの日（知った日や葬儀の日など）より後になっています。日を確かめるか、質問への答えを窓口に渡すことをやめてください。",
                    "なくなった 日と、しつもんの こたえの 日が 合いません。もう一度 見て ください。",
                    "The date of death is later than a date in your answers (such as the funeral). Please check it, or do not hand your answers on."
                ))
            page.sent = request.form
            return .page(page.page, status: 422)
        } catch is DeskRefusal {
            page = try await load(request)
            page.errors.add(
                "slot",
                words(
                    "選んだ日時では、希望するもの（通訳など）を用意できないか、ほかの予約が入りました。別の日時を選んでください。",
                    "その 時間は できません。ほかの 時間を えらんで ください。",
                    "That time cannot be booked with what you need. Please choose another."))
            page.sent = request.form
            return .page(page.page, status: 409)
        }
    }

    private static func cancel(_ request: PageRequest) async throws -> PageResponse {
        let place = try await place(request)
        let words = place.words
        var reader = FormReader(request.form, language: place.language)
        let stamp = request.ward.stamp(by: actor)
        if let typed = reader.text("code", words("予約したときの番号", "番号", "Your code"), max: 40) {
            let code = GuideCode(reading: typed)
            let isDone = try await request.ward.database.write { connection -> Bool in
                guard let code, let deskCase = try CaseStore.find(code: code, on: connection),
                    [.waiting, .booked, .investigating, .ready].contains(deskCase.state)
                else { return false }
                if let visit = try VisitStore.current(of: deskCase.id, on: connection) {
                    try VisitStore.settle(visit.id, as: .cancelled, on: connection)
                }
                try DeskLog.append("unbook", case: deskCase.id, by: stamp, on: connection)
                try CaseStore.move(deskCase.id, to: .cancelled, by: stamp, on: connection)
                return true
            }
            if isDone {
                return .page(FamilyCancelPage(place: place, csrfToken: request.csrfToken, isDone: true).page)
            }
            reader.errors.add(
                "code",
                words(
                    "この番号の予約は見つからないか、もう取り消せません。番号を確かめるか、窓口に電話してください。",
                    "この 番号の よやくは ありません。まどぐちに 電話して ください。",
                    "No visit can be cancelled with this code. Please check it, or call the desk."))
        }
        return .page(
            FamilyCancelPage(place: place, csrfToken: request.csrfToken, errors: reader.errors, sent: request.form)
                .page,
            status: 422)
    }
}
