import Site
import Storage
import Ward

/// One question to a section: the person, and the facts this section owns.
struct CheckPage: PageView {
    let asked: AskedCheck
    let answers: [PriorCheck.Answer]
    let state: PageState

    /// Of the second button: what is left empty has no record.
    static let noRecord = "none"
    static let note = Field.textArea("note", "窓口に伝えること", max: 300, rows: 3, hint: "病名や相談の内容は書かないでください。").orEmpty

    static func load(_ request: PageRequest, on connection: any Connection) throws -> CheckPage {
        let asked = try AskedCheck.load(request, on: connection)
        return CheckPage(
            asked: asked, answers: try PriorCheckStore.answers(to: asked.check, for: asked.base, on: connection),
            state: request.state)
    }

    var page: Page {
        let (check, deskCase) = (asked.check, asked.deskCase)
        let deceased = deskCase.deceased
        let warning: HTML =
            deceased.isRestricted
            ? "\(Notice(.warning, "支援措置などの対象です。", "<p>住所や居場所を、だれにも伝えないでください。</p>"))" : ""
        let before: HTML =
            check.state == .answered
            ? "\(Notice(.information, "\(check.answeredBy ?? "")さんが\(check.answeredAt?.japanese ?? "")に回答しました。", "<p>改めて保存すると、新しい回答に置き換わります。前の回答も記録に残ります。</p>"))"
            : ""
        return Page(
            "事前確認 \(deskCase.number)", trail: [CheckListPage.link],
            body: """
                \(warning)\(before)
                \(SummaryList([
                    ("担当", "\(asked.base.sections[check.section]?.name ?? check.section)"),
                    ("亡くなった方", "\(deceased.name)（\(deceased.kana)）"), ("生年月日", "\(deceased.bornOn.japanese)"),
                    ("亡くなった日", "\(deceased.diedOn.japanese)"), ("住所", "\(deceased.address.shown)"),
                    ("期限", "\(check.dueOn.japaneseWithWeekday) 正午"),
                ]))
                \(FormView(
                    check.path, state, submit: "回答する", cancel: Link("一覧に戻る", CheckListPage.path),
                    alternative: Choice(Self.noRecord, "空欄はすべて「いいえ」として回答する"), revision: check.revision,
                    fields: asked.fields.flatMap { field in field.drawn(answers.first { $0.fact == field.fact.code }) }
                        + [Self.note(check.note)]))
                """)
    }
}
