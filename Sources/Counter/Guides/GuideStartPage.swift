import Site
import Storage

/// The first page of a guide: what it does, what is kept, where to go on.
struct GuideStartPage: PageView {
    let place: GuidePlace
    /// What this browser has begun.
    let guide: Guide?
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> GuideStartPage {
        let place = try GuidePlace.load(request, on: connection)
        return GuideStartPage(place: place, guide: try place.begun(request, on: connection), state: request.state)
    }

    var page: Page {
        place.page(place.guide.title[place.language], at: "", body: body)
    }

    private var words: GuideWords { place.words }

    private var body: HTML {
        guard !place.shown.isEmpty else {
            return "<p class=\"lead\">\(place.guide.lead[place.language])</p>\n\(notReady)"
        }
        return """
            <p class="lead">\(place.guide.lead[place.language])</p>
            \(begun)\(begin)\(visit)\(handbook)\(privacy)\(resume)
            """
    }

    private var notReady: Notice {
        let content: HTML = """
            <p>\(words(
                "担当の課が内容を確かめています。お急ぎのときは、窓口にお尋ねください。", "いそぐ ときは、まどぐちで 聞いて ください。",
                "The sections are checking the contents. Please ask at the ward office."))</p>
            """
        return Notice(
            .information, words("ただいま準備中です。", "まだ つかえません。", "Not open yet."), content, language: place.language)
    }

    private var begun: HTML {
        guard let guide, !guide.facts.answers.isEmpty else { return .empty }
        return """
            \(Notice(.information, words("途中まで答えた質問があります。", "とちゅうまで こたえて います。", "You have already answered some questions."), language: words.language))
            <div class="actions">\(ButtonLink(words("続きから答える", "つづける", "Continue"), place.path("questions"), style: .primary))\
            \(ButtonLink(words("手続きの一覧を見る", "する ことを 見る", "Show my list"), place.path("list")))</div>

            """
    }

    private var begin: HTML {
        let hasBegun = guide.map { !$0.facts.answers.isEmpty } ?? false
        let title =
            hasBegun
            ? words("最初から答え直す", "はじめから こたえる", "Start again")
            : words("質問に答える", "しつもんに こたえる", "Start")
        return """
            <div class="actions">\(ButtonForm(
                title, place.path("start"), state, style: hasBegun ? .secondary : .primary))</div>

            """
    }

    private var visit: HTML {
        guard place.base.name == BereavementDesk.event else { return .empty }
        return """
            <h2>\(words("窓口でまとめて手続きをする", "まどぐちに 行く", "Do it all at one desk"))</h2>
            <p>\(words(
                "おくやみコーナーでは、予約をしていただくと、区役所でできる手続きをまとめてご案内します。質問に答えなくても予約できます。",
                "「おくやみコーナー」に よやくを すると、区役所の 手つづきを いっしょに できます。しつもんに こたえなくても よやく できます。",
                "At the bereavement desk you can do the ward office procedures in one visit, by appointment. You can book without answering the questions."))</p>
            <div class="actions">\(ButtonLink(
                words("窓口の予約をする", "よやくする", "Book a visit"), place.path("booking")))</div>

            """
    }

    private var handbook: HTML {
        """
        <h2>\(words("手引き", "手引き（日本語）", "Handbook"))</h2>
        <p><a href="\(place.path("handbook", in: .japanese))">\(words(
            "すべての手続きを載せた手引きを見る", "ぜんぶの 手つづきを 見る", "Handbook of all procedures (in Japanese)"))</a></p>

        """
    }

    private var privacy: HTML {
        """
        <h2>\(words("お答えの取扱い", "こたえの あつかい", "Your answers"))</h2>
        <ul>
        <li>\(words("お名前やご住所はお尋ねしません。", "名前や 住所は 聞きません。", "We do not ask for names or addresses."))</li>
        <li>\(words(
            "お答えは、このブラウザーで続けられるように1日だけ保管し、その後に消します。番号を付けて保存すると\(Guide.savedDays)日間保管します。",
            "こたえは 1日だけ のこります。番号を つけると \(Guide.savedDays)日 のこります。",
            "Answers are kept for one day for this browser and then deleted. If you save them under a code, they are kept for \(Guide.savedDays) days."))</li>
        <li>\(words(
            "図書館などの共用の端末では、最後に「終わる」を押してください。", "図書館などでは、さいごに「おわる」を おして ください。",
            "On a shared computer, press “Finish and delete” at the end."))</li>
        <li>\(words(
            "一覧は、お答えに基づく目安です。期限や対象かどうかは、それぞれの窓口で確かめてください。",
            "これは めやすです。まどぐちでも 聞いて ください。",
            "The list is a guide based on your answers. Please confirm with each office."))</li>
        </ul>

        """
    }

    private var resume: HTML {
        let form = FormView(
            place.path("resume"), state, submit: words("保存した一覧を開く", "ひらく", "Open my list"), language: place.language,
            fields: [GuideCode.saved(words)()])
        return """
            <h2>\(words("保存した一覧を開く", "のこした ものを ひらく", "Open a saved list"))</h2>
            \(form)
            """
    }
}
