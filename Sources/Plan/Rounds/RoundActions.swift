import Site
import Ward

/// What is to be done with a round as it stands: one thing first, by what the person may do; the rare ones folded away.
struct RoundActions {
    let page: RoundPage
    let round: Round

    private var path: String { round.path }
    private var mayManage: Bool { page.person.may(.manageRounds) || page.person.may(.freezeRounds) }

    /// Stands at the top of the page.
    var next: HTML {
        let parts: HTML = "\(waiting)\(mayManage ? actions : .empty)"
        return parts.isEmpty ? .empty : "<h2>次の操作</h2>\(parts)"
    }

    private var waiting: HTML {
        let links: [HTML] = waitingLists.enumerated().map { position, list in
            ButtonLink("\(list.count)\(list.words)", "\(list.path)#list", style: position == 0 ? .primary : .secondary)
                .html
        }
        return links.isEmpty ? .empty : "<p class=\"actions\">\(links)</p>"
    }

    /// What moves the round on comes second while answers wait for the person.
    private var style: ButtonStyle { waitingLists.isEmpty ? .primary : .secondary }

    /// The answers that wait for the person, as lists in which several can be decided at once.
    private var waitingLists: [(count: Int, words: String, path: String)] {
        let answers = page.answers
        let own = answers.rows.count { row in
            !row.answer.state.isHandedIn && page.person.has(.editor)
                && page.person.may(.editEntries, unit: row.answer.unit)
                && round.allows(.save, wasReturned: row.answer.isReturned)
        }
        return [
            (answers.count(.accept), "件の回答を確かめて受け付ける", RoundAnswers.path(round.id, .approved)),
            (answers.count(.approve), "件の回答を承認する", RoundAnswers.path(round.id, .submitted)),
            (own, "件の回答を書く", RoundAnswers.path(round.id, .notAnswered, .draft)),
        ].filter { $0.0 > 0 }
    }

    private var actions: HTML {
        switch round.state {
        case .planned:
            "<p>始めると、取組ごとに主管課の回答欄ができ、担当の「今日の仕事」に出ます。</p>\(button("照会を始める", "open"))"
        case .open, .chasing:
            """
            <p>締め切ると、新しい回答は受け付けません。未回答は、未回答のまま残ります。</p>
            \(button("締め切って確認に入る", "close", style: style))
            <p><a href="\(ReminderPage.path(round.id))">督促</a>で、まだ届いていない課に知らせます。</p>
            """
        case .reviewing:
            """
            \(notes)
            <p>確定すると、その内容は変えられません。訂正は理由を書いて次の版を作ります。</p>
            \(freezing)
            """
        case .frozen, .reported, .published:
            """
            <p>部会への報告は<a href="/reports/new">報告書を作る</a>から進めます。</p>
            \(round.state == .reported ? button("公表済みにする", "publish") : .empty)
            """
        }
    }

    /// Before the base date it takes a reason.
    private var freezing: HTML {
        let title = "第\(round.edition + 1)版として確定する"
        guard round.isBeforeBaseDate(page.today) else { return button(title, "freeze", style: style) }
        return Notice(
            .warning, "基準日（\(round.calendar.asOf.japanese)）がまだ来ていません。",
            FormView("\(path)/freeze", page.state, submit: title, fields: [RoundFields.earlyReason()]).html
        ).html
    }

    /// The rare ones. What was sent and refused is shown also where the round has gone on meanwhile.
    var folds: HTML {
        guard mayManage else { return .empty }
        let days = round.calendar
        return """
            \(fold(
                "日程を変える", "days", isOffered: round.state == .planned, submit: "日程を変える",
                [
                    RoundFields.asOf(days.asOf), RoundFields.opensOn(days.opensOn), RoundFields.dueOn(days.dueOn),
                    RoundFields.closesOn(days.closesOn), RoundFields.freezesOn(days.freezesOn),
                ]))
            \(fold(
                "回答期限を延ばす", "extend", isOffered: round.state.takesAnswers, submit: "回答期限を延ばす",
                [
                    RoundFields.newDueOn(days.dueOn), RoundFields.closesOn(days.closesOn),
                    RoundFields.freezesOn(days.freezesOn), RoundFields.extensionReason(),
                ]))
            \(again)
            \(round.state == .planned ? button("この四半期を削除する", "discard", style: .secondary) : .empty)
            \(round.isAmending ? button("訂正を取りやめる", "amend/cancel", style: .secondary) : .empty)
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

    /// Whom to ask again is chosen among all sections, on a page of its own.
    private var again: HTML {
        guard let title = RoundAgainPage.title(in: round.state) else { return .empty }
        return "<p class=\"actions\">\(ButtonLink(title, RoundAgainPage.path(round.id)))</p>"
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
                notes.append(
                    "<li>確かめる点が\(check.doubts.count)件あります。確定版にも印刷します。<a href=\"\(path)?\(RoundAnswers.checkKey)=yes\">確かめる点のある回答を見る</a></li>"
                )
            }
        }
        return notes.isEmpty ? "<p>すべての回答を受け付けています。</p>" : "<ul>\(notes)</ul>"
    }

    private func button(_ title: String, _ act: String, style: ButtonStyle = .primary) -> HTML {
        ButtonForm(title, "\(path)/\(act)", page.state, style: style).html
    }
}
