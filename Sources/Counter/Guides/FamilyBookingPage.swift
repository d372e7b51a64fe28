import Japanese
import LifeEvents
import Site
import Storage
import Ward

/// Booking a visit on the web.
struct FamilyBookingPage: PageView {
    let place: GuidePlace
    let slots: [SlotTable.Slot]
    let minutes: Int
    let settings: DeskSettings
    /// What this browser has answered, which can be handed on.
    let answers: CaseFacts
    let today: CivilDate
    let state: PageState

    /// What the form sends for no slot: the desk calls to find a time.
    static let call = "call"
    /// Several weeks of a desk: a longer list is harder to choose from.
    private static let slotsShown = 120

    static func load(_ request: PageRequest, on connection: any Connection) throws -> FamilyBookingPage {
        let place = try GuidePlace.ofDesk(request, on: connection)
        let (facts, today) = (try place.begun(request, on: connection)?.facts ?? CaseFacts(), request.today)
        let settings = try DeskSettingsStore.get(on: connection)
        let planned = place.base.plannedMinutes(facts, today: today, settings: settings)
        let minutes = try VisitStore.model(on: connection).minutes(planned: planned, settings: settings)
        let free = try VisitStore.table(settings: settings, from: today, on: connection)
            .free(minutes: minutes, wishes: [], on: today, isWeb: true)
        return FamilyBookingPage(
            place: place, slots: Array(free.prefix(slotsShown)), minutes: minutes, settings: settings, answers: facts,
            today: today, state: request.state)
    }

    var fields: BookingFields { BookingFields(language: place.language, isDesk: false, today: today) }
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
        \(settings.contact.isEmpty ? HTML.empty : "<li>\(settings.contact)</li>\n")</ul>

        """
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
            fields.append(slot())
        }
        fields += self.fields.drawn()
        if !answers.answers.isEmpty { fields.append(handsOn()) }
        return FormView(
            place.path("booking"), state, submit: words("予約する", "よやくする", "Book"),
            cancel: Link(words("予約しない", "やめる", "Do not book"), place.path()), language: place.language, fields: fields
        ).html
    }

    var slot: Field<String> {
        .select(
            "slot", words("来庁の日時", "来る 日と 時間", "Day and time"),
            slots.map { Choice($0.code, text($0)) } + [Choice(Self.call, words("電話で相談する", "電話で 話す", "Please call me"))],
            empty: words("選んでください", "えらんで ください", "Please choose"),
            hint: words(
                "合う日時がないときは「電話で相談する」を選んでください。", "いい 時間が ない ときは「電話で 話す」を えらんで ください。",
                "If none suits you, choose “Please call me”."))
    }

    var handsOn: Field<Bool> {
        .checkbox(
            "answers",
            words(
                "質問への答えを窓口に渡す（当日の質問が少なくなります）", "しつもんの こたえを まどぐちに わたす",
                "Hand my answers to the desk (fewer questions at the visit)"))
    }

    private func text(_ slot: SlotTable.Slot) -> String {
        let (from, to) = (TimeOfDay.figures(slot.starts), TimeOfDay.figures(slot.starts + slot.minutes))
        return words(slot.japanese, "\(words.day(slot.day)) \(from)から \(to)まで", "\(words.day(slot.day)), \(from)–\(to)")
    }

    /// The time that was chosen; `nil` where the desk is to call.
    func chosen(_ form: inout FormReader) -> SlotTable.Slot? {
        let code = form.form[slot.name] ?? ""
        guard !slots.isEmpty, code != Self.call else { return nil }
        if let found = slots.first(where: { $0.code == code }) { return found }
        form.errors.add(
            slot.name,
            code.isEmpty
                ? words("「来庁の日時」を選んでください。", "「来る 日と 時間」を えらんで ください。", "Please choose a day and time.")
                : words(
                    "選んだ日時は、ほかの予約が入りました。別の日時を選んでください。", "その 時間は もう いっぱいです。ほかの 時間を えらんで ください。",
                    "That time has just been taken. Please choose another."))
        return nil
    }
}
