import Japanese

/// What the reader checked and found in order, told so that a person sees that it was looked at.
struct SummaryFindings {
    private(set) var findings: [Finding] = []

    init(
        heading: NoticeHeading, outline: NoticeOutline, initiatives: [ReadInitiative], bodies: [ReadBody],
        governance: [ReadClause], kind: DocumentKind
    ) {
        structure(outline, initiatives, bodies, kind)
        if let title = heading.title {
            let year = heading.fiscalYear.map { "年度は\($0.japanese)（\($0.year)年度）" } ?? "年度は書かれていません"
            info(.documentTitle, heading.titleLine ?? 0, "表題は「\(title)」、\(year)、内容は「\(heading.subject ?? title)」です。")
        }
        for item in heading.basis {
            let revised =
                item.period.map { "、\(item.revised ?? "")（\(Quarter(containing: $0.from).japanese)）に改定" } ?? ""
            info(.foundation, item.line, "基づくもの: 「\(item.title)」\(revised)。")
        }
        relations(bodies, initiatives)
        people(bodies)
        for clause in governance { info(.governance, clause.line, "進行管理の決まり（\(clause.kind.title)）: \(clause.text)") }
        if let clause = governance.first(where: { $0.kind == .workingTeams }),
            !bodies.contains(where: { $0.kind == .workingTeam })
        {
            info(.workingTeams, clause.line, "作業チームを設置できるとありますが、この文書で設置されたものはありません。")
        }
    }

    private mutating func info(_ rule: NoticeRule, _ line: Int, _ message: String) {
        findings.append(
            Finding(rule: rule, severity: .info, line: line, column: 1, message: message, proposal: nil))
    }

    private mutating func structure(
        _ outline: NoticeOutline, _ initiatives: [ReadInitiative], _ bodies: [ReadBody], _ kind: DocumentKind
    ) {
        guard !initiatives.isEmpty else {
            guard kind.holdsInitiatives else {
                info(.noInitiatives, 0, "この文書は\(kind.title)なので、取組を探しませんでした。")
                return
            }
            if kind == .letter {
                info(.noInitiatives, 0, "この文書には、計画に取り入れる取組がありません。")
                return
            }
            findings.append(
                Finding(
                    rule: .noInitiatives, severity: kind == .unknown ? .error : .warning, line: 0, column: 1,
                    message: outline.roots.isEmpty
                        ? "見出しの番号（1、(1)、第1 など）が見つからないため、取組を読み取れません。取組に番号の付いた文書を選んでください。"
                        : "番号の付いた見出しはありますが、取組と読めるものがありません。取組の見出しと文を確かめてください。",
                    proposal: nil))
            return
        }
        let names = outline.roots.map(\.sign).filter { !$0.isEmpty }.joined(separator: "、")
        info(.outline, outline.roots.first?.line ?? 0, "大きな見出しは\(outline.roots.count)つ（\(names)）です。")
        info(
            .outline, initiatives[0].line,
            "取組は\(initiatives.count)件です: " + initiatives.map { "\($0.number) \($0.title)" }.joined(separator: "、"))
    }

    private mutating func relations(_ bodies: [ReadBody], _ initiatives: [ReadInitiative]) {
        for body in bodies {
            if let parent = body.parent { info(.parentBody, body.line, "「\(body.name)」は「\(parent)」のもとに置かれています。") }
            if let number = body.relatedInitiative {
                info(.bodyOfInitiative, body.line, "「\(body.name)」は、言葉の一致から取組\(number)に対応します。")
            }
        }
        let without = initiatives.map(\.number).filter { number in !bodies.contains { $0.relatedInitiative == number } }
        if bodies.contains(where: { $0.relatedInitiative != nil }), !without.isEmpty {
            info(.bodyOfInitiative, 0, "取組\(without.joined(separator: "、"))には、対応する会議体がありません。")
        }
    }

    private mutating func people(_ bodies: [ReadBody]) {
        for body in bodies where !body.seats.isEmpty {
            let leaders = body.seats.filter { $0.role == .leader }.compactMap(\.post).joined(separator: "、")
            let deputies = body.seats.filter { $0.role == .deputy }
            info(
                .leaders, body.line,
                "「\(body.name)」の長は\(leaders.isEmpty ? "書かれていません" : leaders)、副は\(deputies.count)名\(deputies.isEmpty ? "" : "（\(deputies.compactMap(\.post).joined(separator: "、"))）")、事務局は\(body.secretariat.isEmpty ? "書かれていません" : body.secretariat.joined(separator: "、"))です。"
            )
        }
    }
}

extension ReadClause.Kind {
    var title: String {
        switch self {
        case .quarterlyCheck: "四半期ごとの確認"
        case .report: "部会への報告"
        case .revision: "計画の修正"
        case .workingTeams: "作業チーム"
        }
    }
}
