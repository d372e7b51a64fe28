import Japanese
import Notices
import Site
import Storage
import Ward

/// Imported notices, and the form to bring in another.
struct ImportListPage: PageView {
    let runs: [ImportRun]
    let state: PageState

    static let link = Link("通知文の取り込み", "/imports")
    static let file = Field.file(
        "file", "通知文のファイル", accept: NoticeFile.endings, hint: "\(NoticeFile.kinds)。5 MiB まで。")

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ImportListPage {
        ImportListPage(runs: try ImportStore.list(on: connection), state: request.state)
    }

    var page: Page {
        Page(
            Self.link.title, section: Self.link.path,
            body: """
                <p>取組を定めた通知文や計画の文書を選びます。読み取った結果と指摘を確かめてから、計画に取り入れます。</p>
                \(FormView(Self.link.path, state, submit: "読み取る", fields: [Self.file()]))
                <h2>取り込んだ通知文</h2>
                \(TableView(
                    caption: "取り込んだ通知文", columns: [.rowHeader("ファイル"), .text("取り込んだ日時"), .name("状態")],
                    rows: runs.map { run in
                        [
                            "<a href=\"\(ImportPage.path(run.id))\">\(run.fileName)</a>", "\(run.importedAt.japanese)",
                            "\(run.isAdopted ? Tag("計画に取り入れ済み", .done) : Tag("確認待ち", .waiting))",
                        ]
                    }, empty: "取り込んだ通知文は、まだありません。", isCaptionHidden: true))
                """)
    }
}

/// What was read from a notice, with its findings and gaps, to be decided by a person.
struct ImportPage: ProgramView {
    let run: ImportRun
    let reading: NoticeReading
    let decisions: [String: FindingDecision]
    let mayDecide: Bool
    let state: PageState

    static let year = Field.fiscalYear("year", "文書の年度", hint: "例: 令和6年度")

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ImportPage {
        let run = try ImportRun.load(request, on: connection)
        return ImportPage(
            run: run, reading: try ImportStore.reading(of: run, on: connection),
            decisions: try ImportStore.decisions(of: run.id, on: connection),
            mayDecide: try request.person.may(.importNotice), state: request.state)
    }

    static let program = Route.ProgramSide("取り込んだ通知の読取結果", answer: .anyObject)

    var json: JSON { reading.json }

    static func path(_ id: ID<ImportRun>) -> String { "/imports/\(id)" }
    private var path: String { Self.path(run.id) }

    var page: Page {
        Page(
            reading.title ?? run.fileName, trail: [ImportListPage.link], section: ImportListPage.link.path,
            body: """
                \(SummaryList([
                    ("ファイル", "\(run.fileName)（\(reading.source.lineCount)行、\(reading.source.byteCount)バイト）"),
                    ("文書の年度", "\(reading.fiscalYear?.japanese ?? "書かれていません")"),
                    ("基づくもの", "\(reading.basisText.isEmpty ? "読み取れません" : reading.basisText)"),
                    ("読み取ったもの", "取組 \(reading.initiatives.count)件、会議体 \(reading.bodies.count)件、決まり \(reading.governance.count)件"),
                ]))
                \(adoption)
                \(yearQuestion)
                <h2>指摘</h2>
                \(FindingList(page: self).html)
                <h2>取組</h2>
                \(reading.initiatives.map(initiative))
                <h2>会議体</h2>
                \(bodies)
                <h2>書かれていないこと（\(reading.gaps.count)件）</h2>
                \(Details("一覧を開く", "<ul>\(reading.gaps.map { "<li>\($0.message)</li>" as HTML })</ul>"))
                """)
    }

    private var adoption: HTML {
        if run.isAdopted {
            return Notice(.information, "計画に取り入れてあります。", "<p><a href=\"/plan\">計画を見る</a></p>").html
        }
        guard mayDecide else { return .empty }
        return """
            <p>内容がよければ、計画に取り入れます。指摘への判断は、あとからでもできます。</p>
            \(ButtonForm("計画に取り入れる", "\(path)/adopt", state, style: .primary))
            """
    }

    private var yearQuestion: HTML {
        let waiting = reading.initiatives.flatMap(\.promises).flatMap(\.deadlines).filter {
            $0.deadline.needsAnchor && $0.deadline.from == nil && $0.deadline.to == nil
        }
        if let year = run.confirmedYear {
            return "<p>文書の年は\(year.japanese)と確かめてあります。</p>"
        }
        guard !waiting.isEmpty, mayDecide else { return .empty }
        let words = waiting.map { "「\($0.deadline.raw)」（\($0.line)行目）" }.joined(separator: "、")
        return Notice(
            .warning, "文書の年を確かめてください",
            """
            <p>\(words)は、文書の日付がないため、いつの年か決められません。\(reading.fiscalYear.map { "表題は\($0.japanese)です。" } ?? "")</p>
            \(FormView("\(path)/year", state, submit: "この年度として読む", fields: [Self.year(reading.fiscalYear)]))
            """
        ).html
    }

    private func initiative(_ initiative: ReadInitiative) -> HTML {
        let promises: [HTML] = initiative.promises.map { promise in
            let dues: [PromiseDeadline] = promise.deadlines.map {
                PromiseDeadline(
                    deadlineClass: $0.deadline.deadlineClass, from: $0.deadline.from, to: $0.deadline.to,
                    raw: $0.deadline.raw, isExternal: $0.isExternal)
            }
            return "<li>\(promise.text)\(sourceNote(promise.line))<br>\(deadlineList(dues))</li>"
        }
        return "<h3>\(initiative.number) \(initiative.title)\(sourceNote(initiative.line))</h3><ul>\(promises)</ul>"
    }

    private var bodies: HTML {
        TableView(
            caption: "会議体の一覧",
            columns: [.rowHeader("名前"), .text("構成"), .text("事務局"), .number("書かれた合計"), .number("数えた合計")],
            rows: reading.bodies.map { body in
                [
                    "\(body.name)", "\(body.seats.map(\.raw).joined(separator: "、"))",
                    "\(body.secretariat.isEmpty ? "―" : body.secretariat.joined(separator: "、"))",
                    "\(body.declaredTotal.map { "\($0)名" } ?? "―")",
                    "\(body.seats.isEmpty ? "―" : "\(body.computedTotal)名")",
                ]
            }, isCaptionHidden: true
        ).html
    }
}

/// The findings, errors first, each with what a person can decide.
struct FindingList {
    let page: ImportPage

    var html: HTML {
        let order = Finding.Severity.allCases
        let sorted = page.reading.findings.enumerated().sorted { left, right in
            let leftRank = order.firstIndex(of: left.element.severity) ?? 0
            let rightRank = order.firstIndex(of: right.element.severity) ?? 0
            return (leftRank, left.offset) < (rightRank, right.offset)
        }.map(\.element)
        let urgent = sorted.filter { $0.severity != .info }
        let notes = sorted.filter { $0.severity == .info }
        return """
            \(table(urgent, caption: "判断が要る指摘", empty: "判断が要る指摘はありません。"))
            \(Details("確かめたこと（\(notes.count)件）", table(notes, caption: "確かめたこと", empty: "ありません。")))
            """
    }

    private func table(_ findings: [Finding], caption: String, empty: String) -> HTML {
        TableView(
            caption: caption,
            columns: [.text("種類"), .text("場所"), .rowHeader("指摘"), .text("案"), .text("判断")],
            rows: findings.map { finding in
                [
                    tag(finding.severity),
                    finding.line == 0 ? "全体" : "\(finding.line)行目\(finding.column > 1 ? " \(finding.column)文字目" : "")",
                    "\(finding.message)（\(finding.rule.title)）", "\(finding.proposal ?? "―")", decision(finding),
                ]
            }, empty: empty, isCaptionHidden: true
        ).html
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
        if let decision = page.decisions[finding.key] {
            return decision.isAccepted ? Tag("案を採用", .done).html : Tag("原文のまま", .neutral).html
        }
        guard finding.proposal != nil, page.mayDecide, finding.severity != .question else { return "―" }
        let action = "\(ImportPage.path(page.run.id))/findings"
        func button(_ title: String, _ decision: String) -> HTML {
            ButtonForm(
                title, action, page.state,
                fields: [("key", finding.key), ("decision", decision)], context: "\(finding.line)行目"
            ).html
        }
        return "\(button("案を採用する", "accept"))\(button("原文のままにする", "reject"))"
    }
}
