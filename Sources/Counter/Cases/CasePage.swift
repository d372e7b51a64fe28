import Japanese
import LifeEvents
import Site
import Storage
import Ward

/// One case: who, when, what sections said, what is to be done.
struct CasePage: PageView {
    let view: CaseView
    let now: Timestamp
    let state: PageState

    private var deskCase: DeskCase { view.deskCase }
    private var path: String { deskCase.path }
    private var sentences: Sentences { Sentences(view.base) }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> CasePage {
        CasePage(
            view: try CaseView.load(request, on: connection), now: request.ward.clock.now(), state: request.state)
    }

    var page: Page {
        Page(
            deskCase.link.title, trail: [DeskPage.link],
            body: """
                \(next)\(uncovered)\(doubles)\(people)\(visits)\(contradictions)\
                \(CaseWork(view: view, now: now, state: state))\(undecided)\(papers)\(closing)\(log)
                """)
    }

    private var uncovered: HTML {
        guard let words = sentences.uncovered(view.result, view.ledger.facts) else { return .empty }
        let items: [HTML] = view.result.running(on: now.date).map { result in
            "<li>\(result.id)　\(result.procedure.title.japanese)：\(result.deadline.map(sentences.sentence) ?? "")</li>"
        }
        return "\(Notice(.warning, words, "<p>今の規則では、次の期限が残っています。</p><ul>\(items)</ul>"))"
    }

    /// The one thing to do now, and what else may be done.
    private var next: HTML {
        let questions = ButtonLink(
            "質問をする", path + "/questions", style: deskCase.state == .booked ? .primary : .secondary)
        let buttons: [ButtonLink] =
            switch deskCase.state {
            case .waiting: [ButtonLink("日時を決める", path + "/booking", style: .primary), questions]
            case .booked, .investigating, .ready: [questions, ButtonLink("日時を変える", path + "/booking")]
            case .visiting: [questions]
            case .followUp: [ButtonLink("もう一度予約する", path + "/booking")]
            case .archived, .cancelled: []
            }
        let reason: HTML = deskCase.endReason.isEmpty ? "" : "<p>終えた理由：\(deskCase.endReason)</p>"
        return """
            <p>\(deskCase.state.tag)　\(deskCase.source.title)で受付（\(deskCase.openedAt.japanese)）</p>\(reason)
            <div class="actions">\(buttons.map(\.html))</div>

            """
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
        let wishes = VisitWish.japanese(deskCase.wishes)
        return """
            <h2>ご家族</h2>
            \(SummaryList([
                ("亡くなった方", "\(deceased.name)（\(deceased.kana)）"),
                ("生年月日", "\(deceased.bornOn.japanese)"), ("亡くなった日", "\(deceased.diedOn.japaneseWithWeekday)"),
                ("住所", "\(deceased.address.shown)"),
                ("来庁する方", "\(deskCase.visitor.name)様（\(deskCase.visitor.relation)）"),
                ("関係の確認", deskCase.isRelationProved ? "書類で確かめた" : "まだ確かめていない"),
                ("電話番号", "\(deskCase.visitor.phone)"), ("希望", "\(wishes.isEmpty ? "なし" : wishes)"),
                ("言葉", "\(deskCase.language.name)"), ("期限のお知らせ", "\(deskCase.reminders.title.japanese)"),
                ("同意", consents.isEmpty ? "なし" : "<ul>\(consents)</ul>"),
                ("メモ", deskCase.note.isEmpty ? "なし" : "\(deskCase.note)"),
            ]))
            <div class="actions">\(ButtonLink("内容を直す", deskCase.path + "/edit"))</div>

            """
    }

    // MARK: the visit and the facts

    private var visits: HTML {
        let minutes = view.minutes
        let learned = view.model.percent == 100 ? "" : "（これまでの記録から\(view.model.percent)%として\(minutes.slot)分）"
        let rows = view.visits.map { visit -> [HTML] in
            [
                "\(visit.japanese)", "\(visit.state.title)", "\(visit.slot.minutes)分",
                "\(visit.actualMinutes.map { "\($0)分" } ?? "")",
            ]
        }
        return """
            <h2>来庁</h2>
            <p>見込みの時間：手続きの合計で\(minutes.planned)分\(learned)</p>
            \(TableView(
                caption: "来庁の予定と記録", columns: [.rowHeader("日時"), .name("状態"), .text("予定"), .text("実際")], rows: rows,
                empty: "日時は決まっていません。", isCaptionHidden: true))
            """
    }

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

    private var undecided: HTML {
        let items = view.items.filter { $0.result.state == .unknown && $0.state == nil }
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

    // MARK: papers, end, log

    private var papers: HTML {
        """
        <h2>印刷</h2>
        <div class="actions">\(ButtonLink("書類一式（表紙、一覧、申請書など）", deskCase.path + "/bundle.pdf"))\
        \(ButtonLink("手続きの一覧（ご家族用）", deskCase.path + "/sheet.pdf"))\
        \(ButtonLink("引継ぎ票", deskCase.path + "/slips.pdf"))</div>

        """
    }

    private var closing: HTML {
        guard deskCase.state.isOpen, deskCase.state != .visiting else { return .empty }
        let form = FormView(path + "/close", state, submit: "案件を終える", fields: [CaseRoutes.endReason()])
        return "\(Details("案件を終える", for: [path + "/close"], state, form.html))"
    }

    private var log: HTML {
        let lines: [HTML] = view.events.reversed().map {
            "<li>\($0.at.japanese)　\(CounterActions.title($0.kind))　\($0.by)</li>"
        }
        return "\(Details("記録（\(lines.count)件）", "<ol>\(lines)</ol>"))"
    }
}
