import Japanese
import LifeEvents
import Site
import Ward

/// What is written while a family is served, as one form: whichever button is pressed, nothing of what was typed or ticked
/// elsewhere on it is lost.
struct CaseWork: Component {
    let view: CaseView
    let now: Timestamp
    let state: PageState

    static let identity = ["kana", "birth", "address"]
    static let verified = Field<[String]>.checkboxes(
        "verified", "来庁した方に、次のことを言っていただき、合っていることを確かめる",
        [Choice("kana", "亡くなった方の氏名のフリガナ"), Choice("birth", "亡くなった方の生年月日"), Choice("address", "亡くなった方の住所")],
        isRequired: true)
    static let reached = Field.radios("reached", "結果", [Choice("yes", "話せた"), Choice("no", "つながらなかった")])
    static let note = Field.textArea("note", "伝えたこと、伺ったこと", max: 500, rows: 3).orEmpty

    private var deskCase: DeskCase { view.deskCase }
    private var path: String { deskCase.path }
    private var words: GuideWords { GuideWords(base: view.base, language: .japanese) }
    private var items: [DeskItem] { view.items.filter { $0.result.state == .yes || $0.state != nil } }
    private var mayChange: Bool { deskCase.state.isOpen && deskCase.state != .waiting && !items.isEmpty }

    /// Where the buttons of this form send it, also those that are gone once they were pressed.
    private var addresses: [String] {
        ["items", "calls", "begin", "end", "ask", "unbook", "missed", "reveal"].map { path + "/" + $0 }
    }

    private var answered: String? { addresses.first(where: state.concerns) }

    var html: HTML {
        let calls: [FormField] = [.content(self.calls), .section("電話を記録する", [Self.reached(), Self.note()])]
        guard mayChange else {
            return FormView(
                path + "/calls", state, submit: "電話を記録する", beside: addresses, isWide: true,
                fields: restricted + begin + checks + [.content(table)] + calls
            ).html
        }
        let end: [FormField] =
            deskCase.state == .visiting ? [.button("状態を保存して来庁を終える", to: path + "/end")] : []
        return FormView(
            path + "/items", state, submit: "状態を保存する", revision: view.revision, beside: addresses, isWide: true,
            fields: restricted + begin + checks + calls + [.button("電話を記録する", to: path + "/calls"), .content(table)]
                + end
        ).html
    }

    private var restricted: [FormField] {
        guard deskCase.deceased.isRestricted else { return [] }
        // Only after somebody asked for it and it was recorded.
        let reveal = path + "/reveal"
        let isRevealed = state.concerns(reveal) && state.errors(of: reveal).isEmpty
        return [
            .content(
                """
                \(Notice(.warning, "支援措置などの対象です。", "<p>住所や居場所、ほかの相続人のことを、画面でも紙でも口頭でも伝えないでください。</p>"))\
                \(isRevealed ? "<p>住所（この画面だけに表示）：<strong>\(deskCase.deceased.address.stored)</strong></p>" : HTML.empty)
                """),
            .button("本人確認のために住所を表示する（記録に残ります）", to: reveal),
        ]
    }

    private var begin: [FormField] {
        guard let visit = view.visit, visit.state == .booked else { return [] }
        var fields: [FormField] = [
            Self.verified(), CaseFormPage.proved(deskCase.isRelationProved),
            .button("来庁を始める", to: path + "/begin", style: visit.day == now.date ? .primary : .secondary),
            .button("予約を取り消す", to: path + "/unbook"),
        ]
        if visit.day <= now.date { fields.append(.button("来庁がなかった", to: path + "/missed")) }
        return [.section("来庁したとき", fields)]
    }

    // MARK: checks

    private var checks: [FormField] {
        let rows = view.checks.map { entry -> [HTML] in
            let check = entry.check
            let tag: Tag
            switch check.state {
            case .answered: tag = Tag("回答あり", .done)
            case .asked where check.isOverdue(at: now): tag = Tag("期限超過", .danger)
            default: tag = Tag("回答待ち", .waiting)
            }
            let answers: [HTML] = entry.answers.compactMap { answer in
                guard let fact = view.base.facts[answer.fact] else { return nil }
                let yen = answer.yen.map { "　\(ExactNumber($0).grouped)円" } ?? ""
                switch answer.content {
                case .talk: return "<li>\(fact.label)：<strong>要相談</strong>\(yen)</li>"
                case .fact(let told): return "<li>\(fact.label)：\(words.answer(told, to: fact))\(yen)</li>"
                }
            }
            let shown: HTML =
                view.consents.contains(.share)
                ? "<ul>\(answers)</ul>\(check.note.isEmpty ? HTML.empty : "<p>\(check.note)</p>")"
                : check.state == .answered ? "（窓口に伝えることの同意がないため、表示しません）" : ""
            return [
                "\(words.section(check.section))", "\(tag)", "\(check.dueOn.japanese)", "\(check.facts.count)項目", shown,
            ]
        }
        let none = view.consents.contains(.sections) ? "まだ依頼していません。" : "ご家族の同意がないため、依頼しません。"
        let table: HTML = """
            <h2>担当の課の事前確認</h2>
            \(TableView(
                caption: "事前確認", columns: [.rowHeader("担当"), .name("状態"), .text("期限"), .text("依頼"), .text("回答")],
                rows: rows, empty: none, isCaptionHidden: true))
            """
        let mayAsk =
            [.booked, .investigating, .ready].contains(deskCase.state) && view.consents.contains(.sections)
        return [.content(table)]
            + (mayAsk ? [.button(rows.isEmpty ? "事前確認を依頼する" : "もう一度照会する", to: path + "/ask")] : [])
    }

    // MARK: calls and procedures

    private var calls: HTML {
        let lines: [HTML] = view.calls.map {
            "<li>\($0.at.japanese)　\($0.isReached ? "話せた" : "つながらない")　\($0.by)　\($0.note)</li>"
        }
        return """
            <h2>電話</h2>
            \(lines.isEmpty ? "<p class=\"empty\">まだ電話していません。</p>" : "<ul>\(lines)</ul>" as HTML)
            """
    }

    private var table: HTML {
        let (items, mayChange) = (self.items, self.mayChange)
        guard !items.isEmpty else { return "<h2>手続き</h2>\n<p class=\"empty\">対象と分かった手続きは、まだありません。</p>\n" }
        let sent = answered.flatMap(state.sent)
        let errors = answered.map(state.errors) ?? .none
        let rows = items.map { item -> [HTML] in
            let procedure = item.procedure
            let draft: HTML = procedure.isDraft ? "<br>\(Tag("下書き（担当課の確認前）", .warning))" : ""
            return [
                "\(procedure.id)　\(procedure.title.japanese)\(draft)\(Details("理由と持ち物", details(item)))",
                "\(item.result.deadline.map(words.deadline) ?? "")",
                "\(words.section(procedure.section))<br>\(words.mode(procedure))",
                mayChange ? ItemField(item: item).markup(sent, errors) : item.tag.html,
            ]
        }
        return """
            <h2>手続き</h2>
            \(TableView(
                caption: "対象の手続き（\(items.count)件）",
                columns: [.rowHeader("手続き"), .text("期限"), .name("担当"), .name("状態")], rows: rows))
            """
    }

    private func details(_ item: DeskItem) -> HTML {
        let procedure = item.procedure
        let documents: [HTML] = procedure.documents.map { "<li>\($0.name)</li>" }
        let conflicts = item.result.conflicts.keys.sorted().compactMap { view.base[procedure: $0]?.title.japanese }
        let conflict: HTML = conflicts.isEmpty ? "" : "<p>「\(conflicts.joined(separator: "」「"))」と両方は選べません。</p>"
        return """
            <p>\(Sentences(view.base).sentence(item.result))</p><ul>\(documents)</ul>\
            <p>\(procedure.applicants.joined(separator: "、"))</p>\(conflict)\
            <p class="procedure-note">根拠：\(procedure.source.title)（\(procedure.source.evidence.japanese)）</p>
            """
    }
}
