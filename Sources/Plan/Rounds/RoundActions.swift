import Site
import Ward

/// What the secretariat can do with a round as it stands: one thing first, the rare ones folded away.
struct RoundActions {
    let page: RoundPage
    let round: Round

    private var path: String { round.path }

    var html: HTML {
        guard page.person.may(.manageRounds) || page.person.may(.freezeRounds) else { return .empty }
        return "<h2>次の操作</h2>\(actions)\(folds)"
    }

    private var actions: HTML {
        switch round.state {
        case .planned:
            "<p>始めると、取組ごとに主管課の回答欄ができ、担当の「今日の仕事」に出ます。</p>\(button("照会を始める", "open"))"
        case .open, .chasing:
            """
            <p>締め切ると、新しい回答は受け付けません。未回答は、未回答のまま残ります。</p>
            \(button("締め切って確認に入る", "close"))
            <p><a href="\(ReminderPage.path(round.id))">督促</a>で、まだ届いていない課に知らせます。</p>
            """
        case .reviewing:
            """
            \(notes)
            <p>確定すると、その内容は変えられません。訂正は理由を書いて次の版を作ります。</p>
            \(button("第\(round.edition + 1)版として確定する", "freeze"))
            """
        case .frozen, .reported, .published:
            """
            <p>部会への報告は<a href="/reports/new">報告書を作る</a>から進めます。</p>
            \(round.state == .reported ? button("公表済みにする", "publish") : .empty)
            """
        }
    }

    /// The rare ones. What was sent and refused is shown also where the round has gone on meanwhile.
    private var folds: HTML {
        let units = RoundFields.units(page.board)()
        return """
            \(fold(
                "一部の課に、もう一度照会する", "reopen", isOffered: round.state == .reviewing, submit: "もう一度照会する",
                [units, RoundFields.reason()]))
            \(fold(
                "確定した内容を訂正する", "amend", isOffered: round.state.isSealed, submit: "訂正を始める",
                [units, RoundFields.reason(), RoundFields.decision()]))
            """
    }

    private func fold(
        _ title: String, _ act: String, isOffered: Bool, submit: String, _ fields: [FormField]
    ) -> HTML {
        let action = "\(path)/\(act)"
        guard isOffered || page.state.concerns(action) else { return .empty }
        return Details(
            title, for: [action], page.state, FormView(action, page.state, submit: submit, fields: fields).html
        )
        .html
    }

    /// What stands open before the freeze.
    private var notes: HTML {
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
        return notes.isEmpty ? "<p>すべての回答を受け付けています。</p>" : "<ul>\(notes)</ul>"
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

    private func button(_ title: String, _ act: String) -> HTML {
        ButtonForm(title, "\(path)/\(act)", page.state, style: .primary).html
    }
}
