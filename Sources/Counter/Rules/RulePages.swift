import Japanese
import LifeEvents
import Site
import Ward

/// All rules by section, with what waits for a section's word.
struct RuleListPage {
    static let path = "/desk/rules"
    static let link = Link("手続きの規則", path)

    let base: KnowledgeBase
    let drafts: [RuleVersion]
    /// Sections of the rules the person answers for.
    let own: Set<String>
    let today: CivilDate

    var page: Page {
        let waiting = Set(drafts.map(\.procedure))
        let sections = base.sections.values.sorted { left, right in
            (own.contains(left.code) ? 0 : 1, left.code) < (own.contains(right.code) ? 0 : 1, right.code)
        }
        let parts: [HTML] = sections.compactMap { section in
            let procedures = base.procedures.filter { $0.section == section.code }
            guard !procedures.isEmpty else { return nil }
            let rows = procedures.map { procedure -> [HTML] in
                [
                    "<a href=\"\(Self.path)/\(procedure.id)\">\(procedure.id)　\(procedure.title.japanese)</a>",
                    state(procedure), waiting.contains(procedure.id) ? "\(Tag("改める案あり", .active))" : "",
                ]
            }
            let table = TableView(
                caption: section.name, columns: [.rowHeader("手続き"), .text("確認"), .text("案")], rows: rows,
                isCaptionHidden: true)
            return "\(Details("\(section.name)（\(procedures.count)件）", isOpen: own.contains(section.code), table.html))"
        }
        let open = base.procedures.count(where: \.isDraft)
        return Page(
            Self.link.title,
            body: """
                <p>手続きの一覧、期限、持ち物は、この規則から作られます。担当の課が確かめ、改めます。</p>
                <p>\(base.procedures.count)件のうち、担当課の確認を待っているものは\(open)件です。確認するまで、ご家族の一覧には出ません。</p>
                <div class="actions">\(ButtonLink("手引きを見る", "/guides/\(base.name)/ja/handbook"))\
                \(ButtonLink("様式", FormListPage.path))</div>
                \(parts)
                """)
    }

    private func state(_ procedure: Procedure) -> HTML {
        if procedure.isDraft { return "\(Tag("担当課の確認前", .warning))" }
        guard let checked = procedure.source.checkedOn else { return "\(procedure.source.evidence.japanese)" }
        let isOld = checked.adding(days: 366) < today
        return "\(checked.japanese)に確認\(isOld ? "（1年を過ぎました）" : "")"
    }
}

/// One rule: how it reads, its versions, the draft.
struct RulePage {
    let procedure: Procedure
    let base: KnowledgeBase
    let versions: [RuleVersion]
    let draft: (version: RuleVersion, check: RuleCheck)?
    let mayEdit: Bool
    let mayPublish: Bool
    /// Where the person wrote the draft: the others who may publish it.
    var publishers: [Person]?
    let csrfToken: String
    var errors = FormErrors.none

    private var path: String { RuleListPage.path + "/" + procedure.id }

    var page: Page {
        Page(
            "\(procedure.id)　\(procedure.title.japanese)", trail: [RuleListPage.link],
            body: "\(problems)\(draftPart)\(RuleSummary(procedure: procedure, base: base))\(actions)\(history)")
    }

    private var problems: HTML {
        guard !errors.isEmpty else { return .empty }
        let lines: [HTML] = errors.entries.map { "<li>\($0.message)</li>" }
        return "\(Notice(.error, "操作できませんでした。", "<ul>\(lines)</ul>"))"
    }

    private var draftPart: HTML {
        guard let draft else { return .empty }
        let changes: [HTML] =
            draft.check.procedure.map {
                RuleDiff(old: procedure, new: $0, base: base).sentences.map { "<li>\($0)</li>" as HTML }
            } ?? []
        let wrong: [HTML] = draft.check.problems.map { "<li>\($0.message)</li>" }
        let remarks: [HTML] = draft.check.remarks.map { "<li>\($0.message)</li>" }
        let onlyExamples = !draft.check.problems.isEmpty && draft.check.problems.allSatisfy { $0.rule == .wrongExample }
        var buttons: HTML = "\(ButtonLink("試してみる", path + "/try"))"
        if mayEdit {
            buttons += ButtonLink("案を直す", path + "/edit").html
            if onlyExamples {
                buttons += ButtonForm("例の答えを新しい規則に合わせる", action: path + "/examples", csrfToken: csrfToken).html
            }
            buttons += ButtonForm("案を取り下げる", action: path + "/withdraw", csrfToken: csrfToken).html
        }
        if mayPublish, draft.check.problems.isEmpty, publishers == nil {
            buttons += ButtonForm("この案を公開する", action: path + "/publish", csrfToken: csrfToken, style: .primary).html
        }
        let mend: HTML = wrong.isEmpty ? "" : "\(Notice(.error, "直すところがあります（\(wrong.count)件）。", "<ul>\(wrong)</ul>"))"
        let known: HTML = remarks.isEmpty ? "" : "\(Notice(.information, "知っておくこと", "<ul>\(remarks)</ul>"))"
        let publish: HTML =
            mayPublish || !wrong.isEmpty ? "" : "<p class=\"field-hint\">公開は、担当の課の課長が行います。</p>"
        let own: HTML =
            publishers.map { others in
                let note = SecondPersonNote(
                    others, nobody: "<p>ほかに公開できる人がいません。管理者に、担当の課の課長の役割を別の人へ付けるよう依頼してください。</p>")
                return Notice(.information, "あなたが作った案のため、あなたは公開できません。", note.html).html
            } ?? ""
        return """
            <h2>改める案</h2>
            <p>\(draft.version.madeBy)さんが\(draft.version.madeAt.japanese)に作りました。理由：\(draft.version.note)</p>
            \(changes.isEmpty ? "<p>今の規則と変わるところはありません。</p>" : "<ul>\(changes)</ul>" as HTML)
            \(mend)\(known)\(mayPublish ? own : .empty)
            <div class="actions">\(buttons)</div>\(publish)

            """
    }

    private var actions: HTML {
        guard mayEdit else { return "<div class=\"actions\">\(ButtonLink("試してみる", path + "/try"))</div>" }
        return """
            <div class="actions">\(ButtonLink("改める", path + "/edit", style: .primary))\
            \(ButtonForm("この内容で間違いないことを確かめた", action: path + "/check", csrfToken: csrfToken))\
            \(ButtonLink("試してみる", path + "/try"))\
            \(ButtonLink("規則を文字で直す", path + "/text"))</div>

            """
    }

    private var history: HTML {
        let rows = versions.filter { $0.state != .draft }.map { version -> [HTML] in
            [
                "\(version.edition.map { "第\($0)版" } ?? "―")", "\(version.state.title)",
                "\(version.validFrom.japanese)",
                "\(version.note)", "\(version.madeBy)", "\(version.decidedBy ?? "")",
            ]
        }
        return """
            <h2>これまでの改正</h2>
            \(TableView(
                caption: "これまでの改正",
                columns: [.rowHeader("版"), .text("状態"), .text("適用する日"), .text("理由"), .text("作った人"), .text("決めた人")],
                rows: rows, empty: "並木に付いている規則のままです。", isCaptionHidden: true))
            """
    }
}

/// How a rule reads.
struct RuleSummary: Component {
    let procedure: Procedure
    let base: KnowledgeBase

    var html: HTML {
        let sentences = Sentences(base)
        let deadlines: [HTML] = procedure.deadlines.map { rule in
            let note: HTML = rule.note.map { "<br><span class=\"procedure-note\">\($0)</span>" } ?? ""
            return "<li>\(sentences.sentence(rule))\(note)</li>"
        }
        let documents: [HTML] = procedure.documents.map { "<li>\(RuleDiff.document($0))</li>" }
        let variants: [HTML] = procedure.variants.map { "<li>\(sentences.sentence($0))</li>" }
        let examples: [HTML] = procedure.examples.map { example in
            let facts = example.facts.answers.sorted { $0.key < $1.key }.compactMap { code, answer -> String? in
                base.facts[code].map { fact in
                    "\(fact.label)：\(GuideWords(base: base, language: .japanese).answer(answer, to: fact))"
                }
            }.joined(separator: "、")
            let state = example.expected == .yes ? "対象" : example.expected == .no ? "対象ではない" : "まだ決められない"
            let day = example.legalDay.map { "（期限 \($0.japanese)）" } ?? ""
            return "<li>\(facts) → \(state)\(day)</li>"
        }
        return SummaryList([
            ("対象", "\(sentences.sentence(procedure.condition))"), ("期限", "<ul>\(deadlines)</ul>"),
            (
                "担当",
                "\(base.sections[procedure.section]?.name ?? procedure.section)\(procedure.place.map { "　\($0)" } ?? "")"
            ),
            ("窓口での扱い", "\(procedure.mode.japanese)（\(procedure.minutes)分）"),
            ("持ち物", documents.isEmpty ? "なし" : "<ul>\(documents)</ul>"),
            ("手続きできる人", "\(procedure.applicants.joined(separator: "、"))"),
            ("受け取れる額", "\(procedure.yen.map { "\(ExactNumber($0).grouped)円" } ?? "定額ではない")"),
            ("人による違い", variants.isEmpty ? "なし" : "<ul>\(variants)</ul>"), ("注意", "\(procedure.note ?? "なし")"),
            ("根拠の法令", "\(procedure.laws.joined(separator: "、"))"),
            ("適用", "\(procedure.validFrom.japanese)から"),
            ("出典", "\(procedure.source.title)（\(procedure.source.evidence.japanese)）"),
            ("担当課の確認", "\(procedure.source.checkedOn?.japanese ?? "まだ")"), ("例", "<ul>\(examples)</ul>"),
        ]).html
    }
}

/// The form in which a rule is changed.
struct RuleEditPage {
    let procedure: Procedure
    let base: KnowledgeBase
    let validFrom: CivilDate
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?

    var page: Page {
        let path = RuleListPage.path + "/" + procedure.id
        return Page(
            "\(procedure.title.japanese)を改める", trail: [RuleListPage.link, Link(procedure.id, path)],
            body: """
                <p>保存すると案になり、公開するまで何も変わりません。前の規則で受け付けた案件は、前の規則のままです。</p>
                \(FormView(
                    action: path + "/edit", csrfToken: csrfToken, submit: "案として保存する", errors: errors, sent: sent,
                    cancel: Link("やめる", path), fields: RuleForm(procedure: procedure, base: base).fields(validFrom: validFrom)))
                """)
    }
}

/// The rule's file itself, for what the form does not reach.
struct RuleTextPage {
    let procedure: Procedure
    let text: String
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?

    static let textMax = 20_000

    var page: Page {
        let path = RuleListPage.path + "/" + procedure.id
        return Page(
            "\(procedure.title.japanese)の規則を文字で直す", trail: [RuleListPage.link, Link(procedure.id, path)],
            body: """
                <p>条件（when）や期限（deadline）を、規則の書き方で直します。書き方は、モジュールの説明書にあります。誤りは、保存する前にすべて示します。</p>
                \(FormView(
                    action: path + "/text", csrfToken: csrfToken, submit: "案として保存する", errors: errors, sent: sent,
                    cancel: Link("やめる", path),
                    fields: [
                        .text("note", "改める理由", max: 200),
                        .textArea("text", "規則", value: text, max: Self.textMax, rows: 30),
                    ]))
                """)
    }
}

/// What-if: facts in, the old and the new answer out.
struct RuleTryPage {
    let procedure: Procedure
    let draft: Procedure?
    let base: KnowledgeBase
    let form: QuestionForm
    let facts: CaseFacts?
    let office: OfficeCalendar
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?

    var page: Page {
        let path = RuleListPage.path + "/" + procedure.id
        return Page(
            "\(procedure.title.japanese)を試す", trail: [RuleListPage.link, Link(procedure.id, path)],
            body: """
                \(result)
                <p>答えを選ぶと、この規則でどうなるかを示します。何も保存しません。</p>
                \(form.html(action: path + "/try", csrfToken: csrfToken, sent: sent, errors: errors, submit: "試す"))
                """)
    }

    private var result: HTML {
        guard let facts else { return .empty }
        let now = one("今の規則", base, facts)
        guard let draft else { return now }
        return "\(now)\(one("改める案", base.replacing([draft]), facts))"
    }

    private func one(_ title: String, _ base: KnowledgeBase, _ facts: CaseFacts) -> HTML {
        // On a day on which this version is valid, whatever day is tried.
        var evaluated = base.evaluate(facts, today: procedure.validFrom, office: office)[procedure.id]
        if evaluated == nil, let valid = base[procedure: procedure.id]?.validFrom {
            var without = facts
            without[base.eventDay] = nil
            evaluated = base.evaluate(without, today: valid, office: office)[procedure.id]
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
