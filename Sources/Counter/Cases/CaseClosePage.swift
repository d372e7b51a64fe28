import Site

/// Ending a case in which not everything was done, with the reason: once, and not to be undone.
struct CaseClosePage {
    let view: CaseView
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?

    var page: Page {
        let deskCase = view.deskCase
        let open = view.applying.count { !($0.state?.isSettled ?? false) }
        return Page(
            "案件 \(deskCase.number) を終える", trail: [DeskPage.link, Link("案件 \(deskCase.number)", deskCase.path)],
            body: """
                <p>終えると、予約と、回答を待っている事前確認を取り消し、期限のお知らせを止めます。終えた案件は元に戻せません。\
                済んでいない手続きが\(open)件あります。記録は、終えた日から\(view.settings.keepMonths)か月後に消します。</p>
                \(FormView(
                    action: deskCase.path + "/close", csrfToken: csrfToken, submit: "案件を終える", errors: errors, sent: sent,
                    cancel: Link("終えない", deskCase.path),
                    fields: [
                        .text("reason", "終える理由", max: 200, hint: "例: ご家族が各窓口で手続きを済ませたため、連絡が取れないため")
                    ]))
                """)
    }
}
