import Japanese
import Site
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
        page("", GuideStartPage.load),
        action("start", page: GuideStartPage.load) { place, _, change in
            guard !place.shown.isEmpty else { return .answer(.seeOther(place.path())) }
            try GuideStore.begin(
                browser: GuidePlace.browser(change.request), event: place.base, id: change.request.ward.newID(),
                today: change.today, on: change.connection)
            return .answer(.seeOther(place.path("questions")))
        },
        action("resume", page: GuideStartPage.load) { place, form, change in
            let field = GuideCode.saved(place.words)
            let typed = try form.values(field)
            guard let code = GuideCode(reading: typed),
                try GuideStore.resume(
                    code, browser: GuidePlace.browser(change.request), event: place.base.name, today: change.today,
                    on: change.connection)
            else {
                throw form.refusing(
                    field,
                    place.words(
                        "この番号の一覧は見つかりません。番号を確かめてください。保存期間を過ぎると開けなくなります。",
                        "この 番号は ありません。番号を もう一度 見て ください。",
                        "No list is saved under this code. Please check it; lists are deleted after a time."))
            }
            return .answer(.seeOther(place.path("list")))
        },
        // The next screen that was not answered yet, or the list.
        Route(.get, root + "/questions", access: .open) { request in
            try await request.ward.database.read { connection in
                let place = try GuidePlace.load(request, on: connection)
                let guide = try place.answers(request, on: connection)
                return .seeOther(place.path(QuestionPage.address(guide.screens.count)))
            }
        },
        page("questions/:number", QuestionPage.load),
        action("questions/:number", page: QuestionPage.load) { place, form, change in
            var guide = try place.answers(change.request, on: change.connection)
            let page = try QuestionPage(place, guide, change.request)
            // Somebody who went on in another window looks at what is asked now.
            guard form.form["facts"] == page.form.screen.facts.joined(separator: ",") else {
                return .answer(.seeOther(place.path("questions")))
            }
            let answers = page.form.read(&form)
            try form.check()
            guide.answer(screen: page.number, facts: page.form.screen.facts, answers, base: place.base)
            try GuideStore.save(guide, today: change.today, on: change.connection)
            return .answer(.seeOther(place.path(QuestionPage.address(page.number + 1))))
        },
        page("answers", AnswersPage.load),
        page("list", PersonalListPage.load),
        Route(.get, root + "/list.pdf", access: .open, handler: paper),
        Route(.get, root + "/list.ics", access: .open) { request in
            let page = try await request.ward.database.read { try PersonalListPage.load(request, on: $0) }
            let calendar = PersonalCalendar(
                list: page.list, words: page.place.words, guide: page.guide.id, now: request.ward.clock.now())
            return .bytes(calendar.bytes, type: "text/calendar; charset=utf-8", filename: "kigen.ics")
        },
        // Ticks a procedure off, or on again.
        action("done", page: PersonalListPage.load) { place, form, change in
            var guide = try place.answers(change.request, on: change.connection)
            guard let id = form.form["procedure"], place.base[procedure: id] != nil else { throw PageRefusal.notFound }
            if form.form["done"] == "yes" { guide.done.insert(id) } else { guide.done.remove(id) }
            try GuideStore.save(guide, today: change.today, on: change.connection)
            return .answer(.seeOther(place.path("list")))
        },
        action("save", page: PersonalListPage.load) { place, _, change in
            let guide = try place.answers(change.request, on: change.connection)
            let code = GuideCode(change.request.ward.random)
            try GuideStore.keep(guide, code: code, today: change.today, on: change.connection)
            return .answer(
                .page(
                    GuideSavedPage(place: place, code: code, until: change.today.adding(days: Guide.savedDays)).page))
        },
        action("end", page: PersonalListPage.load) { place, _, change in
            let wasSaved = try place.begun(change.request, on: change.connection)?.isSaved ?? false
            try GuideStore.leave(
                browser: GuidePlace.browser(change.request), event: place.base.name, on: change.connection)
            return .answer(.page(GuideEndedPage(place: place, wasSaved: wasSaved).page))
        },
    ]

    private static let root = "guides/:event/:language"

    static func page(_ rest: String, _ load: @escaping PageLoading<some PageView>) -> Route {
        .page(rest.isEmpty ? root : root + "/" + rest, access: .open, load)
    }

    /// A change of what a family's browser holds; what is wrong is told in the family's language.
    static func action(
        _ rest: String, page: @escaping PageLoading<some PageView>,
        change: @escaping @Sendable (GuidePlace, inout FormReader, Change) throws -> ShownOutcome
    ) -> Route {
        .formAction(root + "/" + rest, access: .open, page: page) { form, made in
            let place = try GuidePlace.load(made.request, on: made.connection)
            form.language = place.language
            return try change(place, &form, made)
        }
    }

    @Sendable private static func paper(_ request: PageRequest) async throws -> PageResponse {
        var (page, isSample) = try await request.ward.database.read {
            (try PersonalListPage.load(request, on: $0), try SettingStore.isSample(on: $0))
        }
        let words = page.place.words
        let made = words(
            "\(request.today.japanese)に作成しました。お答えに基づく目安です。",
            "\(words.day(request.today))に つくりました。めやすです。",
            "Made on \(request.today.english). A guide based on your answers.")
        let document = PrintDocument(
            page.page.title, isSample: isSample, language: page.place.language,
            body: "<p>\(made)</p>\n\(PersonalListMarkup(list: page.list, words: words, isPaper: true))")
        do throws(PrintingError) {
            return try await request.pdf(document.html, filename: "tetsuzuki-ichiran.pdf")
        } catch {
            page.problem = words(
                "PDFを作れませんでした。ブラウザーの印刷をお使いください。", "PDFが できません。ブラウザーで いんさつ して ください。",
                "The PDF could not be made. Please use your browser's print function.")
            return .page(page.page, status: 503)
        }
    }
}
