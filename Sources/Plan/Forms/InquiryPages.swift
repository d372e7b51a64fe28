import Japanese
import Site
import Storage
import Ward

/// 照会票 of a round: to receive, to give back, and what came back.
struct InquiryListPage: PageView {
    let round: Round
    let forms: [InquiryForm]
    let returned: [ReturnedForm]
    let mayReturn: Bool
    /// Whether the person sends the forms out.
    let maySendOut: Bool
    let state: PageState

    static let file = Field.file(
        "file", "記入した照会票", accept: ".xlsx", hint: "読み取っても、まだ何も変わりません。変わるところを確かめてから取り込みます。")

    static func load(_ request: PageRequest, on connection: any Connection) throws -> InquiryListPage {
        let round = try Round.load(request, on: connection)
        let person = try request.person
        let forms = try InquiryStore.forms(round, on: connection).filter { InquiryAccess.maySee(person, $0.unit) }
        return InquiryListPage(
            round: round, forms: forms,
            returned: try InquiryStore.list(round: round.id, on: connection)
                .filter { InquiryAccess.maySee(person, $0.unit) },
            mayReturn: forms.contains { InquiryAccess.mayReturn(person, $0.unit) && $0.takesAnswers },
            maySendOut: person.may(.manageRounds) && !forms.isEmpty, state: request.state)
    }

    static func path(_ round: ID<Round>) -> String { "\(RoundPage.path(round))/forms" }

    private var path: String { Self.path(round.id) }

    var page: Page {
        Page(
            "照会票（Excel）", trail: [RoundListPage.link, Link(round.label, RoundPage.path(round.id))],
            section: RoundListPage.link.path,
            body: """
                <p>Excelで回答するときに使います。課ごとの照会票を受け取り、黄色の欄に記入して、ここで読み取ります。画面で書いた下書きも入っています。</p>
                <h2>照会票を受け取る</h2>
                \(TableView(
                    caption: "照会票を受け取る", columns: [.rowHeader("課"), .number("取組"), .text("まだ提出していないもの"), .text("照会票")],
                    rows: forms.map { form in
                        [
                            "\(form.unitName)", "\(form.lines.count)件",
                            "\(form.lines.filter { !$0.entry.state.isHandedIn }.count)件",
                            "<a href=\"\(path)/\(form.unit)/form.xlsx\">受け取る<span class=\"visually-hidden\">（\(form.unitName)）</span></a>",
                        ]
                    }, empty: "あなたの課に照会票はありません。", isCaptionHidden: true))
                \(maySendOut
                    ? ButtonLink("すべての課の照会票を受け取る（ZIP）", InquiryArchive.path(round.id)).html : .empty)
                \(mayReturn ? upload : .empty)
                <h2>届いた照会票</h2>
                \(TableView(
                    caption: "届いた照会票", columns: [.rowHeader("ファイル"), .text("課"), .text("読み取った日時"), .name("状態")],
                    rows: returned.map { form in
                        [
                            "<a href=\"\(ReturnedInquiryPage.path(form))\">\(form.filename)</a>", "\(form.unitName)",
                            "\(form.returnedAt.japanese)　\(form.returnedBy)",
                            "\(form.takenAt == nil ? Tag("確認待ち", .waiting) : Tag("取込み済み", .done))",
                        ]
                    }, empty: "届いた照会票は、まだありません。", isCaptionHidden: true))
                """)
    }

    private var upload: HTML {
        """
        <h2>記入した照会票を読み取る</h2>
        \(FormView(path, state, submit: "読み取る", fields: [Self.file()]))
        """
    }
}

/// What a returned 照会票 would change, before and after it is taken.
struct ReturnedInquiryPage: ProgramView {
    let form: ReturnedForm
    let round: Round
    /// `nil` when the file can no longer be compared, with the reason.
    let comparison: Result<InquiryComparison, InquiryRefusal>
    let mayTake: Bool
    let mayHandIn: Bool
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ReturnedInquiryPage {
        let seen = try SeenForm.load(request, on: connection)
        guard let bytes = try EvidenceStore.bytes(seen.form.hash, on: connection) else { throw PageRefusal.notFound }
        let comparison: Result<InquiryComparison, InquiryRefusal>
        do {
            comparison = .success(try InquiryStore.compare(bytes, in: seen.round, on: connection))
        } catch let refusal as InquiryRefusal {
            comparison = .failure(refusal)
        }
        return ReturnedInquiryPage(
            form: seen.form, round: seen.round, comparison: comparison, mayTake: seen.mayTake,
            mayHandIn: seen.mayHandIn, state: request.state)
    }

    static let program = Route.ProgramSide(
        "届いた照会票と、取り込むと変わること",
        answer: [
            "round": .text, "unit": .text, "answers": .integer,
            "outcomes": .list([
                "kind": .text, "effect": .text, "sheet": .text, "place": .text, "subject": .text, "message": .text,
            ]),
        ])

    var json: JSON { get throws { try comparison.get().json } }

    static func path(_ form: ReturnedForm) -> String { "\(InquiryListPage.path(form.round))/returned/\(form.id)" }

    private var path: String { Self.path(form) }

    var page: Page {
        Page(
            form.filename,
            trail: [
                RoundListPage.link, Link(round.label, RoundPage.path(round.id)),
                Link("照会票（Excel）", InquiryListPage.path(round.id)),
            ], section: RoundListPage.link.path,
            body: """
                \(SummaryList([
                    ("課", "\(form.unitName)"), ("四半期", "\(round.label)"),
                    ("読み取った日時", "\(form.returnedAt.japanese)　\(form.returnedBy)"),
                    ("取り込んだ日時", "\(form.takenAt.map { "\($0.japanese)　\(form.takenBy ?? "")" } ?? "まだ取り込んでいません")"),
                    ("ファイル", "<a href=\"\(path)/file\">\(form.filename)</a>"),
                ]))
                \(content)
                """)
    }

    private var content: HTML {
        switch comparison {
        case .failure(let refusal): Notice(.warning, "今は取り込めません", Prose(refusal.words).html).html
        case .success(let comparison):
            """
            \(Figures(InquiryOutcome.Effect.allCases.map { .init($0.title, "\(comparison.outcomes($0).count)か所") }))
            \(table(comparison, .refused, "取り込まないところ", "照会票を直して、もう一度読み取れます。"))
            \(table(comparison, .taken, "取り込むところ", 
                mayHandIn
                    ? "下書きとして取り込むか、取り込んで提出します。書き足りない回答は、提出せずに下書きとして残します。"
                    : "下書きとして保存します。提出は、課の担当が画面で確かめてから行います。"))
            \(taking(comparison))
            \(table(comparison, .told, "お知らせ", "取込みの結果は変わりません。"))
            \(answers(comparison))
            """
        }
    }

    private func taking(_ comparison: InquiryComparison) -> HTML {
        if comparison.changes.isEmpty {
            return form.takenAt == nil
                ? Notice(.information, "取り込むところがありません", "<p>照会票の内容は、今の回答と同じか、取り込めないものだけです。</p>").html
                : .empty
        }
        guard mayTake else { return .empty }
        let take = ButtonForm(
            "\(comparison.changes.count)件の回答に取り込む", "\(path)/take", state, style: .primary)
        guard mayHandIn else { return take.html }
        return "<div class=\"actions\">\(take)\(ButtonForm("取り込んで提出する", "\(path)/submit", state))</div>"
    }

    private func table(
        _ comparison: InquiryComparison, _ effect: InquiryOutcome.Effect, _ title: String, _ note: String
    ) -> HTML {
        let outcomes = comparison.outcomes(effect)
        guard !outcomes.isEmpty else { return .empty }
        return """
            <h2>\(title)（\(outcomes.count)か所）</h2>
            <p>\(note)</p>
            \(TableView(
                caption: title, columns: [.rowHeader("種類"), .text("場所"), .text("取組"), .text("内容")],
                rows: outcomes.map { outcome in
                    [
                        "\(outcome.kind.title)", "\(outcome.sheet)\(outcome.place.isEmpty ? "" : "　\(outcome.place)")",
                        "\(outcome.subject.isEmpty ? "―" : outcome.subject)", "\(outcome.message)",
                    ]
                }, isCaptionHidden: true))
            """
    }

    /// Where to go on.
    private func answers(_ comparison: InquiryComparison) -> HTML {
        let waiting = comparison.form.lines.filter { !$0.entry.state.isHandedIn }
        guard form.takenAt != nil, !waiting.isEmpty else { return .empty }
        return """
            <h2>まだ提出していない回答</h2>
            \(LinkList(waiting.map { .init("\($0.heading)（\($0.entry.state.title)）", EntryPage.path($0.entry.id)) }))
            """
    }
}
