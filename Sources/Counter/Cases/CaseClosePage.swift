import Site
import Ward

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
                        .text("reason", "終える理由", max: Self.reasonMax, hint: "例: ご家族が各窓口で手続きを済ませたため、連絡が取れないため")
                    ]))
                """)
    }

    // MARK: routes

    static let routes: [Route] = [
        Route(.get, "desk/cases/:case/close", needs: .runDesk) { .page(try await load($0).page) },
        Route(.post, "desk/cases/:case/close", needs: .runDesk, handler: close),
    ]

    private static let reasonMax = 200

    private static func load(_ request: PageRequest) async throws -> CaseClosePage {
        CaseClosePage(view: try await CaseRoutes.view(request), csrfToken: request.csrfToken)
    }

    private static func close(_ request: PageRequest) async throws -> PageResponse {
        var page = try await load(request)
        var reader = FormReader(request.form)
        guard let reason = reader.text("reason", "終える理由", max: reasonMax) else {
            page.errors = reader.errors
            page.sent = request.form
            return .page(page.page, status: 422)
        }
        return try await CaseRoutes.change(request, "案件を終えました。") { view, stamp, connection in
            try CaseStore.end(view.deskCase, because: reason, by: stamp, on: connection)
            return nil
        }
    }
}
