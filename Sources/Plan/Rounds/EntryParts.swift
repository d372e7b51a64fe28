import Japanese
import Site
import Ward

/// An answer to be read.
struct AnswerList {
    let answer: Answer
    let marks: MarkSet
    let indicators: [PlanIndicator]

    var html: HTML {
        var facts: [(name: String, value: HTML)] = [
            ("進捗区分", "\(answer.mark.flatMap { marks[$0] }?.title ?? "未記入")"), ("実施したこと", text(answer.done)),
            ("今後の予定", text(answer.plan)), ("課題", text(answer.problem)), ("対応", text(answer.response)),
        ]
        if let doneOn = answer.doneOn { facts.append(("終えた日", "\(doneOn.japanese)")) }
        for indicator in indicators {
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

/// Files of an answer, and the form to add one.
struct EvidenceSection {
    let page: EntryPage

    var html: HTML {
        let path = "\(EntryPage.path(page.entry.id))/evidence"
        let rows: [[HTML]] = page.evidence.map { file in
            var cells: [HTML] = [
                "<a href=\"\(path)/\(file.hash)\">\(file.title)</a>",
                "\(EvidenceType(rawValue: file.type)?.title ?? "")", "\((file.size + 1023) / 1024) KiB",
            ]
            if page.mayWrite {
                cells.append(
                    ButtonForm(
                        "外す", action: "\(path)/\(file.hash)/remove", csrfToken: page.csrfToken, context: file.title
                    ).html)
            }
            return cells
        }
        let columns: [TableView.Column] =
            [.rowHeader("資料"), .text("種類"), .number("大きさ")] + (page.mayWrite ? [.text("操作")] : [])
        return """
            <h2 id="evidence">根拠資料</h2>
            \(TableView(caption: "根拠資料の一覧", columns: columns, rows: rows, empty: "根拠資料は付いていません。", isCaptionHidden: true))
            \(page.mayWrite ? adding(path) : .empty)
            """
    }

    private func adding(_ path: String) -> HTML {
        Details(
            "根拠資料を付ける", isOpen: page.errors.entries.contains { $0.field == "evidence" },
            """
            <p>書きかけの回答は、先に「下書きを保存する」を押してください。</p>
            \(FormView(
                action: path, csrfToken: page.csrfToken, submit: "資料を付ける",
                fields: [
                    .file("file", "ファイル", hint: "PDF、画像、Office文書、テキスト、CSV。20 MiB まで。"),
                    .text("title", "資料の名前", max: 100, isRequired: false, hint: "書かないときは、ファイルの名前になります。"),
                ]))
            """
        ).html
    }
}

/// What approver and secretariat can do with an answer.
struct EntryDecisions {
    let page: EntryPage

    var html: HTML {
        let parts = decisions
        return parts.isEmpty ? .empty : "<h2>判断</h2>\(parts)"
    }

    private var decisions: [HTML] {
        let entry = page.entry
        let path = EntryPage.path(entry.id)
        let wasReturned = entry.returnedReason != nil
        func allowed(_ event: EntryEvent) -> Bool {
            page.round.allows(event, wasReturned: wasReturned)
        }
        var parts: [HTML] = []
        // Nobody decides about words that changed after the page was opened.
        let revision = (name: "revision", value: "\(entry.revision)")
        let mayApprove = page.person.may(.approveEntries, unit: entry.unit)
        let mayReview = page.person.may(.reviewEntries)
        if entry.state == .submitted, mayApprove, allowed(.approve) {
            parts.append(
                ButtonForm(
                    "承認する", action: "\(path)/approve", csrfToken: page.csrfToken, style: .primary, fields: [revision]
                ).html)
        }
        if entry.state == .approved, mayReview, allowed(.accept) {
            let note: HTML =
                entry.isSelfApproved
                ? Notice(.information, "提出した人と承認した人が同じです。").html : .empty
            let button = ButtonForm(
                "受け付ける", action: "\(path)/accept", csrfToken: page.csrfToken, style: .primary, fields: [revision])
            parts.append("\(note)\(button)")
        }
        if entry.state == .submitted || entry.state == .approved {
            if mayApprove && entry.state == .submitted || mayReview, allowed(.sendBack) {
                parts.append(reasonForm("理由を書いて差し戻す", "差し戻す", "\(path)/return"))
            } else if page.person.may(.editEntries, unit: entry.unit), allowed(.withdraw) {
                parts.append(reasonForm("提出を取り下げて直す", "取り下げる", "\(path)/withdraw"))
            }
        }
        return parts
    }

    private func reasonForm(_ summary: String, _ submit: String, _ action: String) -> HTML {
        Details(
            summary,
            FormView(
                action: action, csrfToken: page.csrfToken, submit: submit,
                fields: [.textArea("reason", "理由", max: 500, rows: 3)]
            ).html
        ).html
    }
}
