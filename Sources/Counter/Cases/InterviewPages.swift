import Japanese
import LifeEvents
import Site
import Storage
import Ward

/// Questions asked at the desk or on the phone: what a section has told is not asked again.
struct InterviewPage: PageView {
    let view: CaseView
    let form: QuestionForm
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> InterviewPage {
        try of(CaseView.load(request, on: connection), request)
    }

    static func of(_ view: CaseView, _ request: PageRequest) throws -> InterviewPage {
        // What was asked when the form was drawn, whatever a section has told meanwhile: no answer is lost.
        let asked = request.form["facts"].map { codes in
            QuestionPlan.Screen(of: codes.split(separator: ",").map(String.init), in: view.base)
        }
        let next = QuestionPlan(view.base, facts: view.ledger.facts, today: view.deskCase.openedAt.date).next
        guard let screen = asked ?? next else {
            throw Elsewhere(view.deskCase.path, flash: Flash(.done, "質問はすべて済みました。"))
        }
        return InterviewPage(
            view: view, form: QuestionForm(view, screen, today: request.today), state: request.state)
    }

    var page: Page {
        let deskCase = view.deskCase
        return Page(
            "案件 \(deskCase.number) の質問", trail: [DeskPage.link, deskCase.link],
            body: """
                <p>\(deskCase.visitor.name)様に伺います。空欄の質問は「あとで」になります。対象 \(view.applying.count)件、確認が必要 \(view.undecided.count)件。</p>
                \(form.html(deskCase.path + "/questions", state))
                <div class="actions">\(ButtonLink("案件に戻る", deskCase.path))</div>
                """)
    }
}

/// One fact: who said what, and the word that counts.
struct FactPage: PageView {
    let view: CaseView
    let fact: Fact
    let form: QuestionForm
    let state: PageState

    private static let sources = [Choice("family", "ご家族に伺った"), Choice("document", "書類で確かめた")]
    static let source = Field.radios("source", "だれから", sources)
    private var address: String { view.deskCase.path + "/facts/\(fact.code)" }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> FactPage {
        try of(CaseView.load(request, on: connection), request)
    }

    static func of(_ view: CaseView, _ request: PageRequest) throws -> FactPage {
        guard let fact = request.parameters["fact"].flatMap({ view.base.facts[$0] }),
            view.base.questions.contains(where: { $0.facts.contains(fact.code) })
        else { throw PageRefusal.notFound }
        let screen = QuestionPlan.Screen(of: [fact.code], in: view.base)
        return FactPage(
            view: view, fact: fact, form: QuestionForm(view, screen, today: request.today), state: request.state)
    }

    var page: Page {
        let deskCase = view.deskCase
        let words = form.words
        let rows = view.ledger.claims.filter { $0.code == fact.code }.reversed().map { claim -> [HTML] in
            [
                "\(words.answer(claim.answer, to: fact))",
                "\(claim.source.title)\(claim.section.map { "（\(words.section($0))）" } ?? "")", "\(claim.at.japanese)",
                "\(claim.by)",
            ]
        }
        return Page(
            fact.label, trail: [DeskPage.link, deskCase.link],
            body: """
                \(TableView(
                    caption: "これまでに伺ったこと", columns: [.rowHeader("答え"), .text("だれから"), .text("いつ"), .text("記録した人")],
                    rows: rows, empty: "まだ伺っていません。"))
                <h2>記録する</h2>
                <p>書類で確かめたことは、担当の課やご家族の答えより優先します。前の記録は残ります。</p>
                \(form.html(address, state, before: source, submit: "記録する"))
                """)
    }

    private var source: HTML {
        let chosen = state.sent(to: address)?[Self.source.name] ?? "family"
        let choices: [HTML] = Self.sources.map { choice in
            """
            <span class="answer"><input type="radio" id="source-\(choice.value)" name="source" value="\(choice.value)"\
            \("checked", if: choice.value == chosen)><label for="source-\(choice.value)">\(choice.label)</label></span>
            """
        }
        return """
            <fieldset class="field"><legend class="field-label">\(Self.source.label)</legend>\
            <div class="answers">\(choices)</div></fieldset>

            """
    }
}

extension QuestionForm {
    fileprivate init(_ view: CaseView, _ screen: QuestionPlan.Screen, today: CivilDate) {
        self.init(
            base: view.base, words: GuideWords(base: view.base, language: .japanese), screen: screen,
            facts: view.ledger.facts, today: today)
    }
}

enum InterviewRoutes {
    static let all: [Route] = [
        .page("desk/cases/:case/questions", needs: .runDesk, InterviewPage.load),
        .action(
            "desk/cases/:case/questions", on: CaseView.self, needs: .runDesk, summary: "面談の質問に答えを記録する",
            page: InterviewPage.load
        ) {
            view, form, change in
            let answers = try InterviewPage.of(view, change.request).form.read(&form)
            try form.check()
            try view.tell(answers, by: change.stamp, on: change.connection)
            return .onward(to: view.deskCase.path + "/questions")
        },
        .page("desk/cases/:case/facts/:fact", needs: .runDesk, FactPage.load),
        .action(
            "desk/cases/:case/facts/:fact", on: CaseView.self, needs: .runDesk, summary: "案件の事実を一つ記録する",
            page: FactPage.load
        ) {
            view, form, change in
            let page = try FactPage.of(view, change.request)
            let answers = page.form.read(&form)
            let source = try form.values(FactPage.source)
            try FactStore.tell(
                CaseFacts(answers), case: view.deskCase.id, source: source == "document" ? .document : .family,
                by: change.stamp, on: change.connection)
            try DeskLog.append(
                "fact", case: view.deskCase.id, ["fact": .string(page.fact.code)], by: change.stamp,
                on: change.connection)
            return .done("「\(page.fact.label)」を記録しました。")
        },
    ]
}
