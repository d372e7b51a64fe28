import Japanese
import LifeEvents
import Site
import Storage
import Ward

/// The personal list on the screen, with what can be done with it.
struct PersonalListPage: PageView {
    let place: GuidePlace
    let guide: Guide
    let list: PersonalList
    /// Whether questions are left.
    let hasQuestions: Bool
    let state: PageState
    /// Why the paper could not be made.
    var problem: String?

    static func load(_ request: PageRequest, on connection: any Connection) throws -> PersonalListPage {
        let place = try GuidePlace.load(request, on: connection)
        let guide = try place.answers(request, on: connection)
        guard !guide.facts.answers.isEmpty else { throw Elsewhere(place.path()) }
        let list = PersonalList(
            place.base, guide.facts, today: request.today, office: try SettingStore.officeCalendar(on: connection),
            shown: place.shown, done: guide.done)
        let plan = QuestionPlan(place.base, facts: guide.facts, today: request.today, for: place.shown)
        return PersonalListPage(
            place: place, guide: guide, list: list, hasQuestions: plan.next != nil, state: request.state)
    }

    var page: Page {
        place.page(words("手続きの一覧", "する こと", "Your list"), at: "list", body: body)
    }

    private var words: GuideWords { place.words }

    private var body: HTML {
        """
        \(problem.map { Notice(.error, $0, language: place.language) })\(questions)\(contradictions)\
        \(markup)\(actions)
        """
    }

    private var markup: PersonalListMarkup {
        let (place, state) = (place, state)
        return PersonalListMarkup(list: list, words: words, isPaper: false) { entry, isDone in
            let title =
                isDone
                ? place.words("まだ済んでいない", "まだです", "Not done yet") : place.words("済んだ", "おわった", "Done")
            return ButtonForm(
                title, place.path("done"), state,
                fields: [("procedure", entry.procedure.id), ("done", isDone ? "no" : "yes")],
                context: entry.procedure.title[place.language]
            ).html
        }
    }

    private var questions: HTML {
        let postponed = guide.postponed
        var html = HTML.empty
        if hasQuestions {
            html += """
                \(Notice(.information, words("まだ答えていない質問があります。", "まだ しつもんが あります。", "There are more questions."), language: place.language))
                <div class="actions">\(ButtonLink(
                    words("質問の続きに答える", "つづける", "Continue with the questions"), place.path("questions"), style: .primary))</div>

                """
        }
        if let first = postponed.first, let screen = guide.screen(of: first) {
            html += """
                <p>\(words(
                    "「あとで」にした質問が\(postponed.count)件あります。", "「あとで」の しつもんが \(postponed.count)つ あります。",
                    "\(postponed.count) questions were left for later.")) \
                <a href="\(place.path(QuestionPage.address(screen)))">\(words("答える", "こたえる", "Answer them"))</a></p>

                """
        }
        return html
    }

    private var contradictions: HTML {
        let labels = list.contradictions.compactMap { place.base.facts[$0] }
        guard !labels.isEmpty else { return .empty }
        let items: [HTML] = labels.map { "<li>\(words.question($0))</li>" }
        return """
            \(Notice(
                .warning,
                words(
                    "お答えに、ほかの答えと合わないものがあります。見直してください。", "こたえが 合わない ものが あります。もう一度 見て ください。",
                    "Some answers do not fit together. Please look at them again."), "<ul>\(items)</ul>",
                language: place.language))

            """
    }

    private var actions: HTML {
        let booking: HTML =
            place.base.name == BereavementDesk.event
            ? "\(ButtonLink(words("窓口の予約をする", "よやくする", "Book a visit"), place.path("booking"), style: .primary))" : ""
        return """
            <h2>\(words("この一覧を使う", "この 一覧を つかう", "Use this list"))</h2>
            <div class="actions">\(booking)\
            \(ButtonLink(words("印刷する（PDF）", "いんさつ（PDF）", "Print (PDF)"), place.path("list.pdf")))\
            \(ButtonLink(words("カレンダーに入れる", "カレンダーに 入れる", "Add to calendar"), place.path("list.ics")))\
            \(ButtonLink(words("答えを見直す", "こたえを 見る", "Review answers"), place.path("answers")))\
            \(ButtonForm(
                guide.isSaved
                    ? words("新しい番号で保存する", "新しい 番号で のこす", "Save under a new code")
                    : words("番号を付けて保存する", "番号を つけて のこす", "Save under a code"),
                place.path("save"), state))\
            \(ButtonForm(
                words("終わる（この端末から消す）", "おわる（けす）", "Finish and delete"), place.path("end"), state))</div>
            <p class="field-hint">\(kept)</p>
            """
    }

    private var kept: String {
        let day = words.day(guide.keptUntil)
        return guide.isSaved
            ? words(
                "番号で保存してあります。\(day)まで開けます。", "番号で のこして います。\(day)まで 見られます。",
                "Saved under your code until \(day).")
            : words(
                "保存していないお答えは、\(day)を過ぎると消えます。", "のこさないと、\(day)の あとに きえます。",
                "Unless saved, your answers are deleted after \(day).")
    }
}

/// The code under which a list was saved: shown once.
struct GuideSavedPage {
    let place: GuidePlace
    let code: GuideCode
    let until: CivilDate

    var page: Page {
        let words = place.words
        return place.page(
            words("一覧を保存しました", "のこしました", "Your list is saved"), at: nil,
            body: """
                <p>\(words("次の番号を書き留めるか、この画面を印刷してください。", "この 番号を 書いて ください。", "Write down this code, or print this page."))</p>
                <p class="guide-code">\(code.text)</p>
                <p>\(words(
                    "\(words.day(until))まで、この番号で続きから使えます。番号は、もう一度表示することができません。番号からお名前や手続きの内容は分かりません。",
                    "\(words.day(until))まで つかえます。この 番号は もう 見られません。番号から 名前は わかりません。",
                    "You can use it until \(words.day(until)). The code cannot be shown again. It says nothing about you or the procedures."))</p>
                <div class="actions">\(ButtonLink(
                    words("一覧に戻る", "一覧に もどる", "Back to the list"), place.path("list"), style: .primary))</div>
                """)
    }
}

/// After the answers were taken off this browser.
struct GuideEndedPage {
    let place: GuidePlace
    let wasSaved: Bool

    var page: Page {
        let words = place.words
        let saved =
            wasSaved
            ? words(
                "番号で保存した一覧は残っています。番号があれば、また開けます。", "番号で のこした ものは のこって います。",
                "The list saved under your code is still there; you can open it with the code.")
            : words("お答えはすべて消しました。", "こたえは ぜんぶ けしました。", "All your answers are deleted.")
        return place.page(
            words("終わりました", "おわりました", "Finished"), at: nil,
            body: """
                <p>\(words("この端末からお答えを消しました。", "この きかいから こたえを けしました。", "Your answers are off this device."))\(saved)</p>
                <div class="actions">\(ButtonLink(
                    words("最初のページへ", "さいしょの ページ", "First page"), place.path()))</div>
                """)
    }
}
