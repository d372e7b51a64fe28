import Japanese
import Site
import Ward

/// An answer to be read.
struct AnswerList {
    private let entry: Entry
    private let marks: MarkSet
    private let indicators: [PlanIndicator]

    private var answer: Answer { entry.answer }

    init(_ entry: Entry, in round: Round, indicators: [PlanIndicator]) {
        self.entry = entry
        marks = round.markSet
        self.indicators = indicators
    }

    var html: HTML {
        var facts: [(name: String, value: HTML)] = [
            ("進捗区分", "\(answer.mark.flatMap { marks[$0] }?.title ?? "未記入")"), ("実施したこと", text(answer.done)),
            ("今後の予定", text(answer.plan)), ("課題", text(answer.problem)), ("対応", text(answer.response)),
        ]
        if let doneOn = answer.doneOn { facts.append(("終えた日", "\(doneOn.japanese)")) }
        facts += CountedList(entry, indicators: indicators).facts
        for indicator in indicators where entry.counted[indicator.id] == nil {
            // What is connected and not counted yet is nobody's own statement.
            if indicator.registryID != nil, answer.values[indicator.id] == nil {
                facts.append((indicator.name, "まだ数えていません。"))
                continue
            }
            let value = answer.values[indicator.id]?.printed(for: indicator) ?? "値なし"
            let basis: HTML = answer.bases[indicator.id].map { "<br>値のもと：\($0)" } ?? .empty
            facts.append((indicator.name, "\(value)（自己申告）\(basis)"))
        }
        return SummaryList(facts).html
    }

    private func text(_ text: String) -> HTML {
        text.isEmpty ? "記載なし" : Prose(text).html
    }
}

/// What the platform counted for an answer, each value with the way to its records and what the section says of it.
struct CountedList {
    private let entry: Entry
    private let indicators: [PlanIndicator]

    init(_ entry: Entry, indicators: [PlanIndicator]) {
        self.entry = entry
        self.indicators = indicators
    }

    var facts: [(name: String, value: HTML)] {
        indicators.compactMap { indicator in
            guard let counted = entry.counted[indicator.id] else { return nil }
            let path = CountedValue.path(entry.round.text, indicator.id.text)
            let remark: HTML =
                entry.answer.remarks[indicator.id].map { remark in
                    remark.isDisputed
                        ? "<br>\(Tag("異議", .waiting))　\(remark.text)" : "<br>説明　\(remark.text)"
                } ?? .empty
            return (
                indicator.name,
                "<a href=\"\(path)\">\(counted.printed(for: indicator))</a>（\(counted.note)）\(remark)"
            )
        }
    }

    var html: HTML { facts.isEmpty ? .empty : SummaryList(facts).html }
}

/// What approver and secretariat can do with an answer.
struct EntryDecisions {
    let page: EntryPage

    /// Whether the person is to approve or to accept it.
    var isWaiting: Bool {
        let entry = page.entry
        func allowed(_ event: EntryEvent) -> Bool { page.round.allows(event, wasReturned: entry.returnedReason != nil) }
        guard page.deciders == nil else { return false }
        return entry.state == .submitted && page.person.may(.approveEntries, unit: entry.unit) && allowed(.approve)
            || entry.state == .approved && page.person.may(.reviewEntries) && allowed(.accept)
    }

    var html: HTML {
        let parts = decisions
        return parts.isEmpty ? .empty : "<h2>判断</h2>\(parts)"
    }

    private var path: String { EntryPage.path(page.entry.id) }

    private var decisions: [HTML] {
        let entry = page.entry
        let wasReturned = entry.returnedReason != nil
        func allowed(_ event: EntryEvent) -> Bool {
            page.round.allows(event, wasReturned: wasReturned)
        }
        var parts: [HTML] = []
        let mayApprove = page.person.may(.approveEntries, unit: entry.unit)
        let mayReview = page.person.may(.reviewEntries)
        if entry.state == .submitted, mayApprove, allowed(.approve) {
            if let standIn = page.acting {
                parts.append(
                    Notice(.information, "\(standIn.principal.titled)の代行として承認すると、「代決」と記録し、印刷します。").html)
            }
            parts.append(ownAnswer("承認") ?? button("承認する", "approve"))
        }
        if entry.state == .approved, mayReview, allowed(.accept) {
            if entry.isSelfApproved { parts.append(Notice(.information, "提出した人と承認した人が同じです。").html) }
            parts.append(ownAnswer("受付") ?? button("受け付ける", "accept"))
        }
        if entry.state == .accepted, mayReview, page.round.allows(.undoAccept, wasReturned: page.isSettled) {
            parts.append(button("受付を取り消す", "accept/undo", style: .secondary))
        }
        let waits = entry.state == .submitted || entry.state == .approved
        let mayReturn = waits && (mayApprove && entry.state == .submitted || mayReview) && allowed(.sendBack)
        let mayWithdraw =
            waits && !mayReturn && page.person.may(.editEntries, unit: entry.unit) && allowed(.withdraw)
        parts += [
            reasonFold("理由を書いて差し戻す", "差し戻す", "return", isOffered: mayReturn),
            reasonFold("提出を取り下げて直す", "取り下げる", "withdraw", isOffered: mayWithdraw),
        ].compactMap(\.self)
        return parts
    }

    /// In place of the button, for who handed the answer in.
    private func ownAnswer(_ step: String) -> HTML? {
        page.deciders.map { others in
            let note = SecondPersonNote(
                others,
                nobody: """
                    <p>ほかに\(step)できる人がいません。管理者に、別の人へ\(step)できる役割を付けるよう依頼するか、提出を取り下げて、別の担当者が提出してください。</p>
                    """)
            return Notice(.information, "あなたが提出した回答のため、あなたは\(step)できません。", note.html).html
        }
    }

    /// Nobody decides about words that changed after the page was opened.
    private func button(_ title: String, _ act: String, style: ButtonStyle = .primary) -> HTML {
        ButtonForm(
            title, "\(path)/\(act)", page.state, style: style,
            fields: [("revision", "\(page.entry.revision)")] + (page.origin.map { [$0.hidden] } ?? [])
        ).html
    }

    /// What was sent and refused is shown also where the answer has gone on meanwhile.
    private func reasonFold(_ summary: String, _ submit: String, _ act: String, isOffered: Bool) -> HTML? {
        let action = "\(path)/\(act)"
        guard isOffered || page.state.concerns(action) else { return nil }
        let form = FormView(
            action, page.state, submit: submit,
            fields: (page.origin.map { [.hidden($0.hidden.name, $0.hidden.value)] } ?? []) + [RoundFields.reason()])
        return Details(summary, for: [action], page.state, form.html).html
    }
}
