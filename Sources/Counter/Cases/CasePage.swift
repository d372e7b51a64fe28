import Japanese
import LifeEvents
import Site
import Ward

/// One case: who, when, what sections said, what is to be done.
struct CasePage {
    let view: CaseView
    let now: Timestamp
    let csrfToken: String
    var errors = FormErrors.none
    /// Of a protected person, after somebody asked for it and was recorded.
    var revealedAddress: String?

    private var deskCase: DeskCase { view.deskCase }
    private var sentences: Sentences { Sentences(view.base) }

    var page: Page {
        Page(
            "案件 \(deskCase.number)", trail: [DeskPage.link],
            body: """
                \(problems)\(restricted)\(next)\(uncovered)\(doubles)\(people)\(visits)\(contradictions)\(checks)\(items)\(papers)\
                \(calls)\(log)
                """)
    }

    private var problems: HTML {
        guard !errors.isEmpty else { return .empty }
        let lines: [HTML] = errors.entries.map { "<li>\($0.message)</li>" }
        return "\(Notice(.error, "操作できませんでした。", "<ul>\(lines)</ul>"))"
    }

    private var restricted: HTML {
        guard deskCase.deceased.isRestricted else { return .empty }
        return """
            \(Notice(.warning, "支援措置などの対象です。", "<p>住所や居場所、ほかの相続人のことを、画面でも紙でも口頭でも伝えないでください。</p>"))
            \(revealedAddress.map { "<p>住所（この画面だけに表示）：<strong>\($0)</strong></p>" as HTML })
            <div class="actions">\(post("本人確認のために住所を表示する（記録に残ります）", "reveal"))</div>

            """
    }

    private var uncovered: HTML {
        guard let words = sentences.uncovered(view.result, view.ledger.facts) else { return .empty }
        let items: [HTML] = view.result.running(on: now.date).map { result in
            "<li>\(result.id)　\(result.procedure.title.japanese)：\(result.deadline.map(sentences.sentence) ?? "")</li>"
        }
        return "\(Notice(.warning, words, "<p>今の規則では、次の期限が残っています。</p><ul>\(items)</ul>"))"
    }

    private func post(_ title: String, _ rest: String, _ style: ButtonStyle = .secondary) -> HTML {
        ButtonForm(title, action: deskCase.path + "/" + rest, csrfToken: csrfToken, style: style).html
    }

    /// The one thing to do now, and what else may be done.
    private var next: HTML {
        var buttons = HTML.empty
        switch deskCase.state {
        case .waiting:
            buttons += ButtonLink("日時を決める", deskCase.path + "/booking", style: .primary).html
            buttons += ButtonLink("質問をする", deskCase.path + "/questions").html
        case .booked, .investigating, .ready:
            buttons +=
                ButtonLink(
                    "質問をする", deskCase.path + "/questions", style: deskCase.state == .booked ? .primary : .secondary
                ).html
            if view.consents.contains(.sections) { buttons += post("事前確認を依頼する", "ask") }
            buttons += ButtonLink("日時を変える", deskCase.path + "/booking").html
        case .visiting:
            buttons += ButtonLink("質問をする", deskCase.path + "/questions").html
            buttons += post("来庁を終える", "end", .primary)
        case .followUp:
            buttons += ButtonLink("もう一度予約する", deskCase.path + "/booking").html
        case .archived, .cancelled: break
        }
        if deskCase.state.isOpen, deskCase.state != .visiting {
            buttons += ButtonLink("案件を終える", deskCase.path + "/close").html
        }
        let reason: HTML = deskCase.endReason.isEmpty ? "" : "<p>終えた理由：\(deskCase.endReason)</p>"
        let state = """
            <p>\(deskCase.state.tag)　\(deskCase.source.title)で受付（\(deskCase.openedAt.japanese)）</p>\(reason)
            """ as HTML
        return "\(state)<div class=\"actions\">\(buttons)</div>\n"
    }

    /// Others who may be the same person: nobody is mixed up, nobody is handled twice.
    private var doubles: HTML {
        var lines: [HTML] = view.others.map {
            "<li>同じフリガナと生年月日の案件があります：<a href=\"\($0.path)\">\($0.number)</a>（\($0.state.title)）</li>"
        }
        if view.matches.isEmpty {
            lines.append("<li>住民記録の死亡一覧に、同じフリガナと生年月日の方が見つかりません。届出がまだ反映されていないか、入力の誤りがないかを確かめてください。</li>")
        }
        for match in view.matches where match.deceased.diedOn != deskCase.deceased.diedOn {
            lines.append("<li>死亡一覧では、亡くなった日が\(match.deceased.diedOn.japanese)です。</li>")
        }
        for match in view.matches where TextKey(match.deceased.name) != TextKey(deskCase.deceased.name) {
            lines.append("<li>死亡一覧では、氏名が「\(match.deceased.name)」です。</li>")
        }
        for match in view.matches
        where !deskCase.deceased.isRestricted
            && TextKey(match.deceased.address.stored) != TextKey(deskCase.deceased.address.stored)
        {
            lines.append("<li>死亡一覧では、住所が「\(match.deceased.address.shown)」です。</li>")
        }
        return lines.isEmpty ? .empty : "\(Notice(.warning, "別の人と取り違えていないかを確かめてください。", "<ul>\(lines)</ul>"))"
    }

    private var people: HTML {
        let deceased = deskCase.deceased
        let given = ConsentPurpose.allCases.filter(view.consents.contains).map(\.title.japanese)
        let consents: [HTML] = given.map { "<li>\($0)</li>" }
        let wishes = VisitWish.allCases.filter(deskCase.wishes.contains).map(\.title)
        return """
            <h2>ご家族</h2>
            \(SummaryList([
                ("亡くなった方", "\(deceased.name)（\(deceased.kana)）"),
                ("生年月日", "\(deceased.bornOn.japanese)"), ("亡くなった日", "\(deceased.diedOn.japaneseWithWeekday)"),
                ("住所", "\(deceased.address.shown)"),
                ("来庁する方", "\(deskCase.visitor.name)様（\(deskCase.visitor.relation)）"),
                ("関係の確認", deskCase.isRelationProved ? "書類で確かめた" : "まだ確かめていない"),
                ("電話番号", "\(deskCase.visitor.phone)"), ("希望", "\(wishes.isEmpty ? "なし" : wishes.joined(separator: "、"))"),
                ("言葉", "\(deskCase.language.name)"), ("期限のお知らせ", "\(deskCase.reminders.title.japanese)"),
                ("同意", consents.isEmpty ? "なし" : "<ul>\(consents)</ul>"),
                ("メモ", deskCase.note.isEmpty ? "なし" : "\(deskCase.note)"),
            ]))
            <div class="actions">\(ButtonLink("内容を直す", deskCase.path + "/edit"))</div>

            """
    }

    // MARK: the visit

    private var visits: HTML {
        let minutes = view.minutes
        let learned = view.model.percent == 100 ? "" : "（これまでの記録から\(view.model.percent)%として\(minutes.slot)分）"
        var html: HTML = """
            <h2>来庁</h2>
            <p>見込みの時間：手続きの合計で\(minutes.planned)分\(learned)</p>

            """
        let rows = view.visits.map { visit -> [HTML] in
            [
                "\(visit.japanese)", "\(visit.state.title)", "\(visit.slot.minutes)分",
                "\(visit.actualMinutes.map { "\($0)分" } ?? "")",
            ]
        }
        html +=
            TableView(
                caption: "来庁の予定と記録",
                columns: [.rowHeader("日時"), .text("状態"), .text("予定"), .text("実際")], rows: rows,
                empty: "日時は決まっていません。", isCaptionHidden: true
            ).html
        if let visit = view.visit, visit.state == .booked { html += begin(visit) }
        return html
    }

    private func begin(_ visit: Visit) -> HTML {
        let form = FormView(
            action: deskCase.path + "/begin", csrfToken: csrfToken, submit: "来庁を始める",
            fields: [
                .checkboxes(
                    "verified", "来庁した方に、次のことを言っていただき、合っていることを確かめる",
                    [
                        Choice("kana", "亡くなった方の氏名のフリガナ"), Choice("birth", "亡くなった方の生年月日"),
                        Choice("address", "亡くなった方の住所"),
                    ], isRequired: true),
                .checkbox("proved", "亡くなった方との関係を書類で確かめた", isOn: deskCase.isRelationProved),
            ])
        return """
            \(Details("来庁したとき", isOpen: visit.day == now.date, form.html))
            <div class="actions">\(post("予約を取り消す", "unbook"))\
            \(visit.day <= now.date ? post("来庁がなかった", "missed") : .empty)</div>

            """
    }

    // MARK: facts and checks

    private var contradictions: HTML {
        let told = view.ledger.contradictions
        let rules = view.contradictions.filter { code in !told.contains { $0.code == code } }
        guard !told.isEmpty || !rules.isEmpty else { return .empty }
        let words = GuideWords(base: view.base, language: .japanese)
        let lines: [HTML] = told.compactMap { entry in
            guard let fact = view.base.facts[entry.code] else { return nil }
            let said = entry.claims.map { "\($0.source.title)「\(words.answer($0.answer, to: fact))」" }
                .joined(separator: "、")
            return """
                <li><a href="\(deskCase.path)/facts/\(entry.code)">\(fact.label)</a>：\(said)</li>

                """
        }
        let derived: [HTML] = rules.compactMap { view.base.facts[$0] }.map {
            "<li><a href=\"\(deskCase.path)/facts/\($0.code)\">\($0.label)</a>が、ほかの答えと合いません。</li>"
        }
        return "\(Notice(.warning, "食い違いがあります。", "<ul>\(lines)\(derived)</ul>"))"
    }

    private var checks: HTML {
        let words = GuideWords(base: view.base, language: .japanese)
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
        return """
            <h2>担当の課の事前確認</h2>
            \(TableView(
                caption: "事前確認", columns: [.rowHeader("担当"), .text("状態"), .text("期限"), .text("依頼"), .text("回答")],
                rows: rows, empty: none, isCaptionHidden: true))
            """
    }

    // MARK: procedures

    private var items: HTML {
        let applying = view.items.filter { $0.result.state == .yes || $0.state != nil }
        let undecided = view.items.filter { $0.result.state == .unknown && $0.state == nil }
        return """
            <h2>手続き</h2>
            \(itemForm(applying))\(open(undecided))
            """
    }

    private func itemForm(_ items: [DeskItem]) -> HTML {
        guard !items.isEmpty else { return "<p class=\"empty\">対象と分かった手続きは、まだありません。</p>\n" }
        let words = GuideWords(base: view.base, language: .japanese)
        let mayChange = deskCase.state.isOpen && deskCase.state != .waiting
        let rows = items.map { item -> [HTML] in
            let procedure = item.procedure
            let draft: HTML = procedure.isDraft ? "<br>\(Tag("下書き（担当課の確認前）", .warning))" : ""
            let control: HTML = mayChange ? select(item) : item.tag.html
            return [
                """
                \(procedure.id)　\(procedure.title.japanese)\(draft)\(Details("理由と持ち物", details(item)))
                """,
                "\(item.result.deadline.map(words.deadline) ?? "")",
                "\(words.section(procedure.section))<br>\(words.mode(procedure))",
                control,
            ]
        }
        let table = TableView(
            caption: "対象の手続き（\(items.count)件）",
            columns: [.rowHeader("手続き"), .text("期限"), .text("担当"), .text("状態")], rows: rows)
        guard mayChange else { return table.html }
        return """
            <form class="item-form" method="post" action="\(deskCase.path)/items">
            <input type="hidden" name="\(FormView.csrfField)" value="\(csrfToken)">
            \(table)
            <div class="form-actions"><button class="button button-primary" type="submit">状態を保存する</button></div>
            </form>

            """
    }

    private func select(_ item: DeskItem) -> HTML {
        let name = "state-\(item.procedure.id)"
        let options: [HTML] = DeskItem.State.allCases.map { state in
            "<option value=\"\(state.rawValue)\"\("selected", if: state == item.state)>\(state.title)</option>"
        }
        return """
            <label class="visually-hidden" for="\(name)">\(item.procedure.title.japanese)の状態</label>\
            <select id="\(name)" name="\(name)"><option value="">\(item.result.state == .yes ? "対象（これから）" : "確認が必要")</option>\
            \(options)</select>\
            <label class="item-reason" for="reason-\(item.procedure.id)">理由・メモ</label>\
            <input type="text" id="reason-\(item.procedure.id)" name="reason-\(item.procedure.id)" value="\(item.reason)">
            """
    }

    private func details(_ item: DeskItem) -> HTML {
        let procedure = item.procedure
        let documents: [HTML] = procedure.documents.map { "<li>\($0.name)</li>" }
        let conflicts = item.result.conflicts.keys.sorted().compactMap { view.base[procedure: $0]?.title.japanese }
        let conflict: HTML = conflicts.isEmpty ? "" : "<p>「\(conflicts.joined(separator: "」「"))」と両方は選べません。</p>"
        return """
            <p>\(sentences.sentence(item.result))</p><ul>\(documents)</ul>\
            <p>\(procedure.applicants.joined(separator: "、"))</p>\(conflict)\
            <p class="procedure-note">根拠：\(procedure.source.title)（\(procedure.source.evidence.japanese)）</p>
            """
    }

    private func open(_ items: [DeskItem]) -> HTML {
        guard !items.isEmpty else { return .empty }
        let rows = items.map { item -> [HTML] in
            let blocking: [HTML] = item.result.blocking.map { code in
                let origin: String =
                    switch view.base.facts[code]?.origin {
                    case .section(let section): view.base.sections[section]?.name ?? section
                    default: "ご家族"
                    }
                return "<li><a href=\"\(deskCase.path)/facts/\(code)\">\(sentences.matter(code))</a>（\(origin)）</li>"
            }
            return [
                "\(item.procedure.id)　\(item.procedure.title.japanese)", "<ul>\(blocking)</ul>",
                "\(item.day?.japaneseWithWeekday ?? "")",
            ]
        }
        let table = TableView(
            caption: "確認が必要な手続き", columns: [.rowHeader("手続き"), .text("分かると決まること"), .text("要る場合の期限")],
            rows: rows, isCaptionHidden: true)
        return "\(Details("確認が必要な手続き（\(items.count)件）", table.html))"
    }

    // MARK: papers, calls, log

    private var papers: HTML {
        """
        <h2>印刷</h2>
        <div class="actions">\(ButtonLink("書類一式（表紙、一覧、申請書など）", deskCase.path + "/bundle.pdf"))\
        \(ButtonLink("手続きの一覧（ご家族用）", deskCase.path + "/sheet.pdf"))\
        \(ButtonLink("引継ぎ票", deskCase.path + "/slips.pdf"))</div>

        """
    }

    private var calls: HTML {
        let lines: [HTML] = view.calls.map {
            "<li>\($0.at.japanese)　\($0.isReached ? "話せた" : "つながらない")　\($0.by)　\($0.note)</li>"
        }
        let list: HTML = lines.isEmpty ? "<p class=\"empty\">まだ電話していません。</p>" : "<ul>\(lines)</ul>"
        let form = FormView(
            action: deskCase.path + "/calls", csrfToken: csrfToken, submit: "電話を記録する",
            fields: [
                .radios("reached", "結果", [Choice("yes", "話せた"), Choice("no", "つながらなかった")]),
                .textArea("note", "伝えたこと、伺ったこと", max: 500, rows: 3, isRequired: false),
            ])
        return """
            <h2>電話</h2>
            \(list)
            \(Details("電話を記録する", form.html))
            """
    }

    private var log: HTML {
        let lines: [HTML] = view.events.reversed().map {
            "<li>\($0.at.japanese)　\(CounterActions.title($0.kind))　\($0.by)</li>"
        }
        return "\(Details("記録（\(lines.count)件）", "<ol>\(lines)</ol>"))"
    }
}
