import Japanese
import Site
import Storage
import Ward

/// The form in which a rule is changed.
struct RuleEditPage: PageView {
    let place: RulePlace
    let form: RuleForm
    let today: CivilDate
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RuleEditPage {
        let place = try OwnRule.load(request, on: connection).place
        return RuleEditPage(
            place: place, form: RuleForm(procedure: place.draft ?? place.procedure, base: place.base),
            today: request.today, state: request.state)
    }

    var page: Page {
        let nextMonth = CivilDate(year: today.year + today.month / 12, month: today.month % 12 + 1, day: 1) ?? today
        return Page(
            "\(form.procedure.title.japanese)を改める", trail: [RuleListPage.link, Link(place.procedure.id, place.path)],
            body: """
                <p>保存すると案になり、公開するまで何も変わりません。前の規則で受け付けた案件は、前の規則のままです。</p>
                \(FormView(
                    place.path + "/edit", state, submit: "案として保存する", cancel: Link("やめる", place.path),
                    revision: place.revision,
                    fields: form.drawn(validFrom: place.draft?.validFrom ?? nextMonth, note: place.version?.note)))
                """)
    }
}

/// The rule's file itself, for what the form does not reach.
struct RuleTextPage: PageView {
    let place: RulePlace
    let state: PageState

    static let text = Field.textArea("text", "規則", max: 20_000, rows: 30)

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RuleTextPage {
        RuleTextPage(place: try OwnRule.load(request, on: connection).place, state: request.state)
    }

    var page: Page {
        Page(
            "\(place.procedure.title.japanese)の規則を文字で直す",
            trail: [RuleListPage.link, Link(place.procedure.id, place.path)],
            body: """
                <p>条件（when）や期限（deadline）を、規則の書き方で直します。書き方は、モジュールの説明書にあります。誤りは、保存する前にすべて示します。</p>
                \(FormView(
                    place.path + "/text", state, submit: "案として保存する", cancel: Link("やめる", place.path),
                    revision: place.revision,
                    fields: [RuleForm.note(place.version?.note), Self.text(place.version?.text ?? place.text)]))
                """)
    }
}
