import Japanese
import LifeEvents
import Site
import Storage
import Ward

/// Questions asked at the desk or on the phone: what a section has told is not asked again.
struct InterviewPage {
    let view: CaseView
    let form: QuestionForm
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?

    var page: Page {
        let deskCase = view.deskCase
        return Page(
            "案件 \(deskCase.number) の質問", trail: [DeskPage.link, Link("案件 \(deskCase.number)", deskCase.path)],
            body: """
                <p>\(deskCase.visitor.name)様に伺います。空欄の質問は「あとで」になります。対象 \(view.applying.count)件、確認が必要 \(view.undecided.count)件。</p>
                \(form.html(
                    action: deskCase.path + "/questions", csrfToken: csrfToken, sent: sent, errors: errors))
                <div class="actions">\(ButtonLink("案件に戻る", deskCase.path))</div>
                """)
    }
}

/// One fact: who said what, and the word that counts.
struct FactPage {
    let view: CaseView
    let fact: Fact
    let form: QuestionForm
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?

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
            fact.label, trail: [DeskPage.link, Link("案件 \(deskCase.number)", deskCase.path)],
            body: """
                \(TableView(
                    caption: "これまでに伺ったこと", columns: [.rowHeader("答え"), .text("だれから"), .text("いつ"), .text("記録した人")],
                    rows: rows, empty: "まだ伺っていません。"))
                <h2>記録する</h2>
                <p>書類で確かめたことは、担当の課やご家族の答えより優先します。前の記録は残ります。</p>
                \(form.html(
                    action: deskCase.path + "/facts/\(fact.code)", csrfToken: csrfToken, sent: sent, errors: errors,
                    before: source, submit: "記録する"))
                """)
    }

    private var source: HTML {
        """
        <fieldset class="field"><legend class="field-label">だれから</legend><div class="answers">\
        <span class="answer"><input type="radio" id="source-family" name="source" value="family" checked>\
        <label for="source-family">ご家族に伺った</label></span>\
        <span class="answer"><input type="radio" id="source-document" name="source" value="document">\
        <label for="source-document">書類で確かめた</label></span></div></fieldset>

        """
    }
}

enum InterviewRoutes {
    static let all: [Route] = [
        Route(.get, "desk/cases/:case/questions", needs: .runDesk) { request in
            let view = try await CaseRoutes.view(request)
            guard let page = interview(view, request) else {
                return .seeOther(view.deskCase.path, flash: Flash(.done, "質問はすべて済みました。"))
            }
            return .page(page.page)
        },
        Route(.post, "desk/cases/:case/questions", needs: .runDesk, handler: answer),
        Route(.get, "desk/cases/:case/facts/:fact", needs: .runDesk) { .page(try await factPage($0).page) },
        Route(.post, "desk/cases/:case/facts/:fact", needs: .runDesk, handler: record),
    ]

    private static func form(_ view: CaseView, _ screen: QuestionPlan.Screen, _ request: PageRequest) -> QuestionForm {
        QuestionForm(
            base: view.base, words: GuideWords(base: view.base, language: .japanese), screen: screen,
            facts: view.ledger.facts, today: request.today)
    }

    private static func interview(_ view: CaseView, _ request: PageRequest) -> InterviewPage? {
        QuestionPlan(view.base, facts: view.ledger.facts, today: view.deskCase.openedAt.date).next.map {
            InterviewPage(view: view, form: form(view, $0, request), csrfToken: request.csrfToken)
        }
    }

    private static func answer(_ request: PageRequest) async throws -> PageResponse {
        let view = try await CaseRoutes.view(request)
        guard var page = interview(view, request),
            request.form["facts"] == page.form.screen.facts.joined(separator: ",")
        else { return .seeOther(view.deskCase.path + "/questions") }
        let (answers, errors) = page.form.read(request.form)
        guard errors.isEmpty else {
            page.errors = errors
            page.sent = request.form
            return .page(page.page, status: 422)
        }
        let stamp = try request.stamp
        try await request.ward.database.write { connection in
            try FactStore.tell(
                CaseFacts(answers), case: view.deskCase.id, source: .family, by: stamp, on: connection)
            try DeskLog.append(
                "fact", case: view.deskCase.id, ["count": JSON(answers.count)], by: stamp, on: connection)
            // What the family has settled no section needs to look up.
            if let visit = view.visit, view.checks.contains(where: { $0.check.state == .asked }) {
                try PriorCheckStore.ask(
                    try CaseStore.get(view.deskCase.id, on: connection), visitOn: visit.day, base: view.base, by: stamp,
                    on: connection)
            }
        }
        return .seeOther(view.deskCase.path + "/questions")
    }

    private static func factPage(_ request: PageRequest) async throws -> FactPage {
        let view = try await CaseRoutes.view(request)
        guard let fact = request.parameters["fact"].flatMap({ view.base.facts[$0] }),
            let section = view.base.questions.first(where: { $0.facts.contains(fact.code) })
        else { throw PageRefusal.notFound }
        let screen = QuestionPlan.Screen(parts: [.init(section: section, facts: [fact.code])])
        return FactPage(view: view, fact: fact, form: form(view, screen, request), csrfToken: request.csrfToken)
    }

    private static func record(_ request: PageRequest) async throws -> PageResponse {
        var page = try await factPage(request)
        let (answers, errors) = page.form.read(request.form)
        guard errors.isEmpty else {
            page.errors = errors
            page.sent = request.form
            return .page(page.page, status: 422)
        }
        let source: FactLedger.Source = request.form["source"] == "document" ? .document : .family
        let code = page.fact.code
        return try await CaseRoutes.change(request, "「\(page.fact.label)」を記録しました。") { view, stamp, connection in
            try FactStore.tell(
                CaseFacts(answers), case: view.deskCase.id, source: source, by: stamp, on: connection)
            try DeskLog.append("fact", case: view.deskCase.id, ["fact": .string(code)], by: stamp, on: connection)
            return nil
        }
    }
}
