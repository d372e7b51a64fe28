import Japanese
import LifeEvents
import Site
import Storage
import Ward

/// What-if: facts in, the old and the new answer out.
struct RuleTryPage: PageView {
    let place: RulePlace
    let form: QuestionForm
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RuleTryPage {
        let place = try RulePlace.load(request, on: connection)
        let base = place.base
        // What either version asks for, with the days its deadlines are counted from.
        var codes = [base.eventDay]
        for candidate in [place.procedure, place.draft].compactMap(\.self) {
            let tried = base.replacing([candidate])
            codes += tried.evaluate(CaseFacts(), today: candidate.validFrom)[candidate.id]?.blocking ?? []
            codes += candidate.deadlines.flatMap(\.anchors) + candidate.deadlines.flatMap(\.condition.facts)
        }
        return RuleTryPage(
            place: place,
            form: QuestionForm(
                base: base, words: GuideWords(base: base, language: .japanese), screen: .init(of: codes, in: base),
                facts: CaseFacts(), today: request.today.adding(days: 3660)), state: request.state)
    }

    private var address: String { place.path + "/try" }
    private var procedure: Procedure { place.procedure }

    var page: Page {
        Page(
            "\(procedure.title.japanese)を試す", trail: [RuleListPage.link, Link(procedure.id, place.path)],
            body: """
                \(result)
                <p>答えを選ぶと、この規則でどうなるかを示します。何も保存しません。</p>
                \(form.html(address, state, submit: "試す"))
                """)
    }

    private var result: HTML {
        guard let sent = state.sent(to: address), state.errors(of: address).isEmpty else { return .empty }
        var reader = FormReader(sent)
        let facts = CaseFacts(form.read(&reader))
        let now = one("今の規則", place.base, facts)
        guard let draft = place.draft else { return now }
        return "\(now)\(one("改める案", place.base.replacing([draft]), facts))"
    }

    private func one(_ title: String, _ base: KnowledgeBase, _ facts: CaseFacts) -> HTML {
        // On a day on which this version is valid, whatever day is tried.
        var evaluated = base.evaluate(facts, today: procedure.validFrom, office: place.office)[procedure.id]
        if evaluated == nil, let valid = base[procedure: procedure.id]?.validFrom {
            var without = facts
            without[base.eventDay] = nil
            evaluated = base.evaluate(without, today: valid, office: place.office)[procedure.id]
        }
        guard let result = evaluated else { return "<h2>\(title)</h2><p>この日には、この規則は適用されません。</p>" }
        let sentences = Sentences(base)
        let dates: [HTML] = result.deadlines.map { "<li>\(sentences.sentence($0))</li>" }
        let yen: HTML =
            result.state == .yes
            ? result.procedure.yen.map { "<p>受け取れる額：\(ExactNumber($0).grouped)円</p>" } ?? "" : ""
        return """
            <h2>\(title)</h2>
            <p><strong>\(sentences.sentence(result))</strong></p>
            \(dates.isEmpty ? HTML.empty : "<ul>\(dates)</ul>")\(yen)

            """
    }
}
