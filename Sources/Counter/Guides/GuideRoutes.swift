import Japanese
import LifeEvents
import Site
import Storage
import Ward

/// The addresses of the guide for families. All are open; what somebody answered belongs to their browser, and neither an
/// address nor the log tells anything of it.
enum GuideRoutes {
    static let all: [Route] = [
        Route(.get, "guides/:event", access: .open) { request in
            guard let place = GuidePlace(event: request.parameters["event"], language: PageLanguage.japanese.rawValue)
            else { throw PageRefusal.notFound }
            return .seeOther(place.path())
        },
        Route(.get, "guides/:event/:language", access: .open) { request in
            let place = try await place(request)
            return .page(
                GuideStartPage(
                    place: place, guide: try await guide(request, place),
                    isReady: try await !shown(request, place).isEmpty,
                    csrfToken: request.csrfToken
                ).page)
        },
        Route(.post, "guides/:event/:language/start", access: .open, handler: start),
        Route(.post, "guides/:event/:language/resume", access: .open, handler: resume),
        Route(.get, "guides/:event/:language/questions", access: .open, handler: next),
        Route(.get, "guides/:event/:language/questions/:number", access: .open, handler: questions),
        Route(.post, "guides/:event/:language/questions/:number", access: .open, handler: answer),
        Route(.get, "guides/:event/:language/answers", access: .open) { request in
            let place = try await place(request)
            guard let guide = try await guide(request, place) else { return .seeOther(place.path()) }
            return .page(AnswersPage(place: place, guide: guide, csrfToken: request.csrfToken).page)
        },
        Route(.get, "guides/:event/:language/list", access: .open, handler: list),
        Route(.get, "guides/:event/:language/list.pdf", access: .open, handler: paper),
        Route(.get, "guides/:event/:language/list.ics", access: .open, handler: calendar),
        Route(.post, "guides/:event/:language/done", access: .open, handler: tick),
        Route(.post, "guides/:event/:language/save", access: .open, handler: save),
        Route(.post, "guides/:event/:language/end", access: .open, handler: end),
    ]

    /// The guide of the address, with the rules that are valid on the day of the family's event.
    static func place(_ request: PageRequest) async throws -> GuidePlace {
        guard let place = GuidePlace(event: request.parameters["event"], language: request.parameters["language"])
        else { throw PageRefusal.notFound }
        let browser = browser(request)
        let today = request.today
        return try await request.ward.database.read { connection in
            let guide = try GuideStore.find(browser: browser, event: place.base, today: today, on: connection)
            return try place.on(guide?.facts.day(place.base.eventDay) ?? today, connection)
        }
    }

    /// The browser, as it is kept: a hash of the word that already guards its forms.
    static func browser(_ request: PageRequest) -> String {
        ContentHash.of("guide " + request.csrfToken)
    }

    static func guide(_ request: PageRequest, _ place: GuidePlace) async throws -> Guide? {
        let browser = browser(request)
        return try await request.ward.database.read {
            try GuideStore.find(browser: browser, event: place.base, today: request.today, on: $0)
        }
    }

    // MARK: beginning and ending

    private static func start(_ request: PageRequest) async throws -> PageResponse {
        let place = try await place(request)
        guard try await !shown(request, place).isEmpty else { return .seeOther(place.path()) }
        let browser = browser(request)
        let id: ID<Guide> = request.ward.newID()
        try await request.ward.database.write {
            try GuideStore.begin(browser: browser, event: place.base, id: id, today: request.today, on: $0)
        }
        return .seeOther(place.path("questions"))
    }

    private static func resume(_ request: PageRequest) async throws -> PageResponse {
        let place = try await place(request)
        let browser = browser(request)
        var reader = FormReader(request.form, language: place.language)
        let label = place.words("保存したときの番号", "番号", "Your code")
        if let typed = reader.text("code", label, max: 40) {
            if let code = GuideCode(reading: typed),
                try await request.ward.database.write({
                    try GuideStore.resume(
                        code, browser: browser, event: place.base.name, today: request.today, on: $0)
                })
            {
                return .seeOther(place.path("list"))
            }
            reader.errors.add(
                "code",
                place.words(
                    "この番号の一覧は見つかりません。番号を確かめてください。保存期間を過ぎると開けなくなります。",
                    "この 番号は ありません。番号を もう一度 見て ください。",
                    "No list is saved under this code. Please check it; lists are deleted after a time."))
        }
        let guide = try await guide(request, place)
        return .page(
            GuideStartPage(
                place: place, guide: guide, isReady: true, csrfToken: request.csrfToken, errors: reader.errors,
                sent: request.form
            ).page, status: 422)
    }

    private static func save(_ request: PageRequest) async throws -> PageResponse {
        let place = try await place(request)
        guard let guide = try await guide(request, place) else { return .seeOther(place.path()) }
        let code = GuideCode(request.ward.random)
        try await request.ward.database.write {
            try GuideStore.keep(guide, code: code, today: request.today, on: $0)
        }
        return .page(
            GuideSavedPage(place: place, code: code, until: request.today.adding(days: Guide.savedDays)).page)
    }

    private static func end(_ request: PageRequest) async throws -> PageResponse {
        let place = try await place(request)
        let wasSaved = try await guide(request, place)?.isSaved ?? false
        let browser = browser(request)
        try await request.ward.database.write {
            try GuideStore.leave(browser: browser, event: place.base.name, on: $0)
        }
        return .page(GuideEndedPage(place: place, wasSaved: wasSaved).page)
    }

    // MARK: questions

    /// The next screen that was not answered yet, or the list.
    private static func next(_ request: PageRequest) async throws -> PageResponse {
        let place = try await place(request)
        guard let guide = try await guide(request, place) else { return .seeOther(place.path()) }
        return .seeOther(place.path(QuestionPage.address(guide.screens.count)))
    }

    private static func questions(_ request: PageRequest) async throws -> PageResponse {
        let place = try await place(request)
        guard let guide = try await guide(request, place) else { return .seeOther(place.path()) }
        guard let page = try await questionPage(request, place, guide) else { return .seeOther(place.path("list")) }
        return .page(page.page)
    }

    private static func answer(_ request: PageRequest) async throws -> PageResponse {
        let place = try await place(request)
        guard var guide = try await guide(request, place) else { return .seeOther(place.path()) }
        guard var page = try await questionPage(request, place, guide),
            // Somebody who went on in another window looks at what is asked now.
            request.form["facts"] == page.form.screen.facts.joined(separator: ",")
        else { return .seeOther(place.path("questions")) }
        let (answers, errors) = page.form.read(request.form)
        guard errors.isEmpty else {
            page.errors = errors
            page.sent = request.form
            return .page(page.page, status: 422)
        }
        guide.answer(screen: page.number, facts: page.form.screen.facts, answers, base: place.base)
        let changed = guide
        try await request.ward.database.write { try GuideStore.save(changed, today: request.today, on: $0) }
        return .seeOther(place.path(QuestionPage.address(page.number + 1)))
    }

    /// The screen the address names; the next one for any number beyond. `nil` when nothing is left to ask.
    private static func questionPage(
        _ request: PageRequest, _ place: GuidePlace, _ guide: Guide
    ) async throws -> QuestionPage? {
        guard let number = request.parameters["number"].flatMap({ Int($0) }), number > 0 else {
            throw PageRefusal.notFound
        }
        let shown = try await shown(request, place)
        let plan = QuestionPlan(place.base, facts: guide.facts, today: request.today, for: shown)
        let screen: QuestionPlan.Screen
        if number <= guide.screens.count {
            screen = QuestionPlan.Screen(of: guide.screens[number - 1], in: place.base)
        } else if let next = plan.next {
            screen = next
        } else {
            return nil
        }
        let results = place.base.evaluate(guide.facts, today: request.today).results.filter { shown.contains($0.id) }
        return QuestionPage(
            place: place, number: min(number - 1, guide.screens.count),
            form: QuestionForm(
                base: place.base, words: place.words, screen: screen, facts: guide.facts, today: request.today),
            decided: results.count { $0.state != .unknown }, shown: results.count, csrfToken: request.csrfToken)
    }

    // MARK: the list

    /// The procedures that residents see: those whose source was read or whose section confirmed them.
    static func shown(_ request: PageRequest, _ place: GuidePlace) async throws -> Set<String> {
        Set(place.base.procedures.filter { !$0.isDraft }.map(\.id))
    }

    private static func listPage(_ request: PageRequest) async throws -> PersonalListPage? {
        let place = try await place(request)
        guard let guide = try await guide(request, place), !guide.facts.answers.isEmpty else { return nil }
        let shown = try await shown(request, place)
        let office = try await request.ward.database.read { try SettingStore.officeCalendar(on: $0) }
        let list = PersonalList(
            place.base, guide.facts, today: request.today, office: office, shown: shown, done: guide.done)
        let plan = QuestionPlan(place.base, facts: guide.facts, today: request.today, for: shown)
        return PersonalListPage(
            place: place, guide: guide, list: list, hasQuestions: plan.next != nil, csrfToken: request.csrfToken)
    }

    private static func list(_ request: PageRequest) async throws -> PageResponse {
        guard let page = try await listPage(request) else { return .seeOther(try await place(request).path()) }
        return .page(page.page)
    }

    /// Ticks a procedure off, or on again.
    private static func tick(_ request: PageRequest) async throws -> PageResponse {
        let place = try await place(request)
        guard var guide = try await guide(request, place) else { return .seeOther(place.path()) }
        guard let id = request.form["procedure"], place.base[procedure: id] != nil else { throw PageRefusal.notFound }
        if request.form["done"] == "yes" { guide.done.insert(id) } else { guide.done.remove(id) }
        let changed = guide
        try await request.ward.database.write { try GuideStore.save(changed, today: request.today, on: $0) }
        return .seeOther(place.path("list"))
    }

    private static func paper(_ request: PageRequest) async throws -> PageResponse {
        guard var page = try await listPage(request) else { return .seeOther(try await place(request).path()) }
        let isSample = try await request.ward.database.read { try SettingStore.isSample(on: $0) }
        let words = page.place.words
        let made = words(
            "\(request.today.japanese)に作成しました。お答えに基づく目安です。",
            "\(words.day(request.today))に つくりました。めやすです。",
            "Made on \(request.today.english). A guide based on your answers.")
        let document = PrintDocument(
            page.page.title, isSample: isSample, language: page.place.language,
            body: "<p>\(made)</p>\n\(PersonalListMarkup(list: page.list, words: words, isPaper: true))")
        do throws(PrintingError) {
            let bytes = try await request.outside.pages.pdf(document.html)
            return .bytes(bytes, type: "application/pdf", filename: "tetsuzuki-ichiran.pdf")
        } catch {
            page.problem = words(
                "PDFを作れませんでした。ブラウザーの印刷をお使いください。", "PDFが できません。ブラウザーで いんさつ して ください。",
                "The PDF could not be made. Please use your browser's print function.")
            return .page(page.page, status: 503)
        }
    }

    private static func calendar(_ request: PageRequest) async throws -> PageResponse {
        guard let page = try await listPage(request) else { return .seeOther(try await place(request).path()) }
        let calendar = PersonalCalendar(
            list: page.list, words: page.place.words, guide: page.guide.id, now: request.ward.clock.now())
        return .bytes(calendar.bytes, type: "text/calendar; charset=utf-8", filename: "kigen.ics")
    }
}
