import Japanese
import Storage
import Ward

/// The list of long work, the newest first.
struct JobsPage: ProgramView {
    struct Row: Sendable {
        let job: Job
        let progress: JobProgress?

        static let answer: AnswerShape = [
            "id": .text, "kind": .text, "requestedBy": .text, "requestedAt": .integer, "message": .orNull(.text),
            "progress": .orNull(JobProgress.answer),
        ]

        /// For programs.
        var json: JSON {
            [
                "id": .string(job.id.text), "kind": .string(job.kind), "requestedBy": .string(job.requestedBy.name),
                "requestedAt": .integer(job.requestedAt.milliseconds), "message": JSON(job.message),
                "progress": progress?.json ?? nil,
            ]
        }
    }

    let rows: [Row]
    let isFirst: Bool

    static func load(_ request: PageRequest, on connection: any Connection) throws -> JobsPage {
        let before = request.query["before"].flatMap { ID<Job>(untrusted: $0) }
        return JobsPage(
            rows: try JobStore.list(before: before, on: connection).map { job in
                Row(job: job, progress: try JobStore.progress(of: job.id, on: connection))
            }, isFirst: before == nil)
    }

    static let program = Route.ProgramSide(
        "処理の一覧", answer: ["jobs": .list(Row.answer)],
        query: [Field.text("before", "この処理より前（処理の番号）", max: 26).optional])

    var json: JSON { ["jobs": .array(rows.map(\.json))] }

    var page: Page {
        let table = TableView(
            caption: "処理の一覧",
            columns: [.rowHeader("処理"), .name("状態"), .text("進み具合"), .text("依頼した人"), .text("依頼した日時")],
            rows: rows.map { row in
                [
                    "<a href=\"\(row.job.path)\">\(row.job.title)</a>", "\(row.job.tag)",
                    "\(row.progress?.words ?? "")", "\(row.job.requestedBy.name)", "\(row.job.requestedAt.japanese)",
                ]
            }, empty: "処理はまだありません。", isCaptionHidden: true)
        let older = rows.count == JobStore.pageRows ? rows.last.map { "/jobs?before=\($0.job.id)" } : nil
        return Page(
            "処理", section: "/jobs",
            body: """
                <p class="actions">\(ButtonLink("お知らせのメールの送信状況", NotificationsPage.link.path))</p>
                \(table)\(Pager(newer: isFirst ? nil : "/jobs", older: older))
                """)
    }
}

/// One long work and its ledger.
struct JobPage: ProgramView {
    let job: Job
    let progress: JobProgress
    let items: [JobItem]
    let isFirst: Bool
    let mayManage: Bool
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> JobPage {
        let job = try Job.load(request, on: connection)
        guard let progress = try JobStore.progress(of: job.id, on: connection) else { throw PageRefusal.notFound }
        let after = request.query["after"] ?? ""
        return JobPage(
            job: job, progress: progress, items: try JobStore.items(of: job.id, after: after, on: connection),
            isFirst: after.isEmpty, mayManage: try request.person.may(.manageJobs), state: request.state)
    }

    private var path: String { job.path }

    static let program = Route.ProgramSide("処理の状況", answer: JobsPage.Row.answer)

    var json: JSON { JobsPage.Row(job: job, progress: progress).json }

    var page: Page {
        Page(
            job.title, trail: [Link("処理", "/jobs")], section: "/jobs",
            body: "\(bar)\(facts)\(actions)<h2>1件ごとの結果</h2>\(ledger)\(pager)")
    }

    private var bar: HTML {
        guard let total = progress.total, let percent = progress.percent else { return .empty }
        return """
            <p><label for="job-progress">進み具合 \(percent)%（\(total)件中\(progress.done)件）</label><br>
            <progress id="job-progress" max="\(max(total, 1))" value="\(min(progress.done, total))">\(percent)%</progress></p>

            """
    }

    private var facts: SummaryList {
        var facts: [(name: String, value: HTML)] = [
            ("状態", job.isCancelRequested && !job.state.isEnded ? "\(Tag("中止の依頼済み", .warning))" : "\(job.tag)"),
            ("結果", "\(progress.words)"), ("依頼した人", "\(job.requestedBy.name)"),
            ("依頼した日時", "\(job.requestedAt.japanese)"),
        ]
        if let began = job.startedAt { facts.append(("開始", "\(began.japanese)")) }
        if let ended = job.endedAt { facts.append(("終了", "\(ended.japanese)")) }
        if let message = job.message { facts.append(("止まった理由", "\(message)")) }
        return SummaryList(facts)
    }

    private var actions: HTML {
        var buttons: [HTML] = []
        if !job.state.isEnded { buttons.append(ButtonLink("最新の状況を見る", path).html) }
        if mayManage {
            if !job.state.isEnded, !job.isCancelRequested {
                buttons.append(ButtonForm("中止する", "\(path)/cancel", state).html)
            }
            if job.state == .failed || job.state == .cancelled {
                buttons.append(ButtonForm("続きから再開する", "\(path)/resume", state).html)
            }
            if job.state.isEnded, progress.failed > 0 {
                let retry = ButtonForm(
                    "失敗した\(progress.failed)件をやり直す", "\(path)/resume", state, fields: [("retry", "1")])
                buttons.append(retry.html)
            }
        }
        return buttons.isEmpty ? .empty : "<div class=\"actions\">\(buttons)</div>\n"
    }

    private var ledger: TableView {
        TableView(
            caption: "1件ごとの結果", columns: [.rowHeader("対象"), .text("結果"), .text("説明"), .text("日時")],
            rows: items.map { item in
                ["\(item.item)", "\(item.outcome.tag)", "\(item.outcome.message)", "\(item.recordedAt.japanese)"]
            }, empty: "まだ1件も終わっていません。", isCaptionHidden: true)
    }

    private var pager: Pager {
        let next =
            items.count == JobStore.pageRows
            ? items.last.map { "\(path)?after=\(PercentCoding.encoded($0.item))" } : nil
        return Pager(first: isFirst ? nil : path, next: next)
    }
}

extension Job {
    fileprivate var tag: Tag {
        switch state {
        case .waiting: Tag(state.title, .waiting)
        case .running: Tag(state.title, .active)
        case .done: Tag(state.title, .done)
        case .failed: Tag(state.title, .danger)
        case .cancelled: Tag(state.title, .warning)
        }
    }
}

extension JobOutcome {
    fileprivate var tag: Tag {
        switch self {
        case .ok: Tag(title, .done)
        case .failed: Tag(title, .danger)
        case .skipped: Tag(title, .neutral)
        }
    }
}

extension JobProgress {
    /// 済み 12件、失敗 1件
    fileprivate var words: String {
        let parts = [("済み", ok), ("失敗", failed), ("対象外", skipped)].filter { $0.1 > 0 }
        let counted = parts.map { "\($0.0) \($0.1)件" }.joined(separator: "、")
        return counted.isEmpty ? "未着手" : counted
    }
}

extension JobProgress {
    static let answer: AnswerShape = [
        "title": .text, "state": .text, "total": .orNull(.integer), "done": .integer, "ok": .integer,
        "failed": .integer,
        "skipped": .integer,
    ]
}
