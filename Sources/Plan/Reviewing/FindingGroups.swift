import Notices
import Site
import Ward

/// The findings by what they concern, errors first, each with what a person can decide and take back.
struct FindingGroups {
    let page: ImportPage
    let reading: NoticeReading

    private struct Group {
        let rule: NoticeRule
        let severity: Finding.Severity
        var findings: [Finding]
    }

    var html: HTML {
        let urgent = groups.filter { $0.severity != .info }
        let notes = groups.filter { $0.severity == .info }.flatMap(\.findings)
        let open = urgent.flatMap(\.findings).count { page.decisions[$0.key] == nil }
        let drawn: [HTML] = urgent.map { group in
            "<h3>\(group.rule.title)（\(group.findings.count)件）</h3>\(table(group.findings, caption: group.rule.title))"
        }
        return """
            <p>\(urgent.isEmpty ? "判断が要る指摘はありません。" : "判断が要る指摘のうち、\(open)件をまだ判断していません。")</p>
            \(drawn)
            \(Details("確かめたこと（\(notes.count)件）", table(notes, caption: "確かめたこと")))
            """
    }

    private var groups: [Group] {
        let order = Finding.Severity.allCases
        var groups: [Group] = []
        for finding in reading.findings {
            if let place = groups.firstIndex(where: { $0.rule == finding.rule && $0.severity == finding.severity }) {
                groups[place].findings.append(finding)
            } else {
                groups.append(Group(rule: finding.rule, severity: finding.severity, findings: [finding]))
            }
        }
        return order.flatMap { severity in groups.filter { $0.severity == severity } }
    }

    private func table(_ findings: [Finding], caption: String) -> HTML {
        TableView(
            caption: caption, columns: [.text("種類"), .text("場所"), .rowHeader("指摘"), .text("案"), .text("判断")],
            rows: findings.map { finding in
                [
                    tag(finding.severity), place(finding), "\(finding.message)", "\(finding.proposal ?? "―")",
                    decision(finding),
                ]
            }, empty: "ありません。", isCaptionHidden: true
        ).html
    }

    private func place(_ finding: Finding) -> HTML {
        guard finding.line > 0 else { return "全体" }
        return
            "<a href=\"\(page.address(of: finding.line))\">\(finding.line)行目\(finding.column > 1 ? " \(finding.column)文字目" : "")</a>"
    }

    private func tag(_ severity: Finding.Severity) -> HTML {
        switch severity {
        case .error: Tag(severity.title, .danger).html
        case .warning: Tag(severity.title, .warning).html
        case .question: Tag(severity.title, .waiting).html
        case .info: Tag(severity.title).html
        }
    }

    private func decision(_ finding: Finding) -> HTML {
        func button(_ title: String, _ address: String, _ fields: [(name: String, value: String)]) -> HTML {
            ButtonForm(
                title, "\(page.path)/\(address)", page.state, fields: [("key", finding.key)] + fields,
                context: finding.line > 0 ? "\(finding.line)行目" : "文書全体"
            ).html
        }
        if let decision = page.decisions[finding.key] {
            let tag =
                decision.isAccepted ? Tag("案を採用", .done) : Tag(finding.proposal == nil ? "確認済み" : "原文のまま", .neutral)
            return "\(tag)\(page.mayDecide ? button("判断を取り消す", "findings/undo", []) : .empty)"
        }
        guard page.mayDecide, finding.severity != .info, finding.severity != .question else { return "―" }
        guard finding.proposal != nil else {
            return button("確かめた", "findings", [("decision", "reject")])
        }
        return """
            \(button("案を採用する", "findings", [("decision", "accept")]))\
            \(button("原文のままにする", "findings", [("decision", "reject")]))
            """
    }
}
