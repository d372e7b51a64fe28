import Site
import Ward

/// What the secretariat can do with a round as it stands: one thing first, the rare ones folded away.
struct RoundActions {
    let page: RoundPage
    let round: Round

    var html: HTML {
        guard page.person.may(.manageRounds) || page.person.may(.freezeRounds) else { return .empty }
        let actions = self.actions
        return actions.isEmpty ? .empty : "<h2>次の操作</h2>\(actions)"
    }

    private var actions: HTML {
        let path = RoundPage.path(round.id)
        switch round.state {
        case .planned:
            return
                "<p>始めると、取組ごとに主管課の回答欄ができ、担当の「今日の仕事」に出ます。</p>\(button("照会を始める", "\(path)/open"))"
        case .open, .chasing:
            return """
                <p>締め切ると、新しい回答は受け付けません。未回答は、未回答のまま残ります。</p>
                \(button("締め切って確認に入る", "\(path)/close"))
                <p><a href="\(ReminderPage.path(round.id))">督促</a>で、まだ届いていない課に知らせます。</p>
                """
        case .reviewing: return reviewing(path)
        case .frozen, .reported, .published: return sealed(path)
        }
    }

    private func reviewing(_ path: String) -> HTML {
        let rows = page.board.rows
        let unanswered = rows.filter { !$0.state.isHandedIn }.count
        let notAccepted = rows.filter { $0.state == .submitted || $0.state == .approved }.count
        var notes: [HTML] = []
        if unanswered > 0 { notes.append("<li>未回答が\(unanswered)件あります。確定版には「未回答」と印刷します。</li>") }
        if notAccepted > 0 { notes.append("<li>受け付けていない回答が\(notAccepted)件あります。そのままの状態で印刷します。</li>") }
        if let check = page.check {
            if !check.selfApproved.isEmpty {
                notes.append("<li>提出した人と承認した人が同じ回答が\(check.selfApproved.count)件あります。</li>")
            }
            if !check.doubts.isEmpty {
                notes.append("<li>確かめる点が\(check.doubts.count)件あります。確定版にも印刷します。\(doubts(check.doubts))</li>")
            }
        }
        let list: HTML = notes.isEmpty ? "<p>すべての回答を受け付けています。</p>" : "<ul>\(notes)</ul>"
        return """
            \(list)
            <p>確定すると、その内容は変えられません。訂正は理由を書いて次の版を作ります。</p>
            \(button("第\(round.edition + 1)版として確定する", "\(path)/freeze"))
            \(Details("一部の課に、もう一度照会する", unitsForm("\(path)/reopen", submit: "もう一度照会する", withDecision: false)))
            """
    }

    private func doubts(_ doubts: [RoundCheck.Doubt]) -> HTML {
        let items: [HTML] = doubts.map { doubt in
            """
            <li><a href="\(EntryPage.path(doubt.row.entry))">\(doubt.row.number) \(doubt.row.title)</a>（\(doubt.row.unitName)）　\
            \(doubt.message)</li>
            """
        }
        return "<ul>\(items)</ul>"
    }

    private func sealed(_ path: String) -> HTML {
        let publish: HTML = round.state == .reported ? button("公表済みにする", "\(path)/publish") : .empty
        return """
            <p>部会への報告は<a href="/reports/new">報告書を作る</a>から進めます。</p>
            \(publish)
            \(Details("確定した内容を訂正する", unitsForm("\(path)/amend", submit: "訂正を始める", withDecision: true)))
            """
    }

    private func button(_ title: String, _ action: String) -> HTML {
        ButtonForm(title, action: action, csrfToken: page.csrfToken, style: .primary).html
    }

    private func unitsForm(_ action: String, submit: String, withDecision: Bool) -> HTML {
        var known: Set<String> = []
        let choices = page.board.rows.filter { known.insert($0.unit.text).inserted }
            .map { Choice($0.unit.text, $0.unitName) }
        var fields: [FormField] = [
            .checkboxes("unit", "対象の課", choices, isRequired: true),
            .textArea("reason", "理由", max: 500, rows: 3),
        ]
        if withDecision {
            fields.append(.text("decision", "もとになる会議や決定", max: 200, isRequired: false, hint: "例: 第2回デジタル・セキュリティ部会"))
        }
        return FormView(action: action, csrfToken: page.csrfToken, submit: submit, fields: fields).html
    }
}
