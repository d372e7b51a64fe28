import LifeEvents
import Site
import Storage

/// One screen of questions.
struct QuestionPage: PageView {
    let place: GuidePlace
    /// From 0.
    let number: Int
    let form: QuestionForm
    /// Of the procedures that residents see: how many are decided.
    let decided: Int
    let shown: Int
    let state: PageState

    /// The screen that the address names; the next one for any number beyond.
    static func load(_ request: PageRequest, on connection: any Connection) throws -> QuestionPage {
        let place = try GuidePlace.load(request, on: connection)
        return try QuestionPage(place, try place.answers(request, on: connection), request)
    }

    /// The same, where the place and what was answered are known.
    init(_ place: GuidePlace, _ guide: Guide, _ request: PageRequest) throws {
        guard let number = request.parameters["number"].flatMap({ Int($0) }), number > 0 else {
            throw PageRefusal.notFound
        }
        let (base, shown) = (place.base, place.shown)
        let known = number <= guide.screens.count ? guide.screens[number - 1] : nil
        let next = QuestionPlan(base, facts: guide.facts, today: request.today, for: shown).next
        guard let screen = known.map({ QuestionPlan.Screen(of: $0, in: base) }) ?? next else {
            throw Elsewhere(place.path("list"))
        }
        let results = base.evaluate(guide.facts, today: request.today).results.filter { shown.contains($0.id) }
        self.place = place
        self.number = min(number - 1, guide.screens.count)
        form = QuestionForm(
            base: base, words: place.words, screen: screen, facts: guide.facts, today: request.today)
        decided = results.count { $0.state != .unknown }
        self.shown = results.count
        state = request.state
    }

    static func address(_ number: Int) -> String { "questions/\(number + 1)" }

    var page: Page {
        let title = words("質問\(number + 1)", "しつもん \(number + 1)", "Questions \(number + 1)")
        return place.page(title, at: Self.address(number), body: body)
    }

    private var words: GuideWords { place.words }

    private var body: HTML {
        let progress = words(
            "手続き\(shown)件のうち\(decided)件は、要るかどうかが分かりました。", "\(shown)の 手つづきの うち \(decided)が わかりました。",
            "\(decided) of \(shown) procedures are clear.")
        let back = number == 0 ? place.path() : place.path(Self.address(number - 1))
        return """
            <p><progress value="\(decided)" max="\(max(1, shown))" aria-label="\(progress)"></progress><br>\(progress)</p>
            <p>\(words(
                "空欄のままの質問は「あとで」として進みます。いつでも途中の一覧を見られます。",
                "こたえない しつもんは「あとで」に なります。いつでも 一覧を 見られます。",
                "Questions left blank are kept for later. You can look at the list at any time."))</p>
            \(form.html(place.path(Self.address(number)), state))
            <div class="actions">\(ButtonLink(words("前の画面に戻る", "もどる", "Back"), back))\
            \(ButtonLink(words("ここまでの一覧を見る", "一覧を 見る", "Show the list so far"), place.path("list")))</div>
            """
    }
}

/// Everything that was answered, to be looked over and changed.
struct AnswersPage: PageView {
    let place: GuidePlace
    let guide: Guide

    static func load(_ request: PageRequest, on connection: any Connection) throws -> AnswersPage {
        let place = try GuidePlace.load(request, on: connection)
        return AnswersPage(place: place, guide: try place.answers(request, on: connection))
    }

    var page: Page {
        place.page(words("答えの見直し", "こたえを 見る", "Your answers"), at: "answers", body: body)
    }

    private var words: GuideWords { place.words }

    private var body: HTML {
        let screens: [HTML] = guide.screens.enumerated().map { number, codes in
            let answers: [(String, HTML)] = codes.compactMap { code in
                guard let fact = place.base.facts[code], let answer = guide.facts[code] else { return nil }
                return (words.question(fact), "\(words.answer(answer, to: fact))")
            }
            let title = words("質問\(number + 1)", "しつもん \(number + 1)", "Questions \(number + 1)")
            return """
                <h2>\(title)</h2>
                \(SummaryList(answers))
                <div class="actions">\(ButtonLink(
                    words("\(title)を答え直す", "\(title)を なおす", "Change \(title)"),
                    place.path(QuestionPage.address(number))))</div>

                """
        }
        let empty: HTML =
            screens.isEmpty
            ? "<p class=\"empty\">\(words("まだ答えた質問はありません。", "まだ こたえて いません。", "Nothing answered yet."))</p>" : ""
        return """
            \(empty)\(screens)
            <div class="actions">\(ButtonLink(
                words("手続きの一覧を見る", "する ことを 見る", "Show my list"), place.path("list"), style: .primary))</div>
            """
    }
}
