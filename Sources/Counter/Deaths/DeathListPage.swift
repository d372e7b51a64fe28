import Japanese
import LifeEvents
import Site
import Storage
import Ward

/// The daily list of deaths: taking it in, and beginning a case from it.
struct DeathListPage {
    static let path = "/desk/deaths"

    let deaths: [ReportedDeath]
    let csrfToken: String
    var errors = FormErrors.none
    /// What was wrong with single rows of the file just read.
    var findings: [DeathList.Finding] = []
    var outcome: DeathStore.Outcome?
    /// A file of which not every column is read: to be looked at before anything is taken.
    var held: (file: ID<DeathFileStore>, list: DeathList)?

    private static let findingsMax = 50

    var page: Page {
        Page("死亡一覧の取込み", trail: [DeskPage.link], body: "\(result)\(held.map(confirmation) ?? form)\(table)")
    }

    private var result: HTML {
        let done: HTML? = outcome.map {
            "\(Notice(.information, "\($0.taken)人を取り込みました。", "<p>すでに取り込んでいた人は\($0.known)人です。</p>"))"
        }
        guard !findings.isEmpty else { return "\(done)" }
        let lines: [HTML] = findings.prefix(Self.findingsMax).map {
            "<li>\($0.line.map { "\($0)行目：" } ?? "")\($0.message)</li>"
        }
        let rest: HTML = findings.count > Self.findingsMax ? "<p>ほかに\(findings.count - Self.findingsMax)件あります。</p>" : ""
        return "\(done)\(Notice(.warning, "取り込めなかった行があります（\(findings.count)件）。", "<ul>\(lines)</ul>\(rest)"))"
    }

    /// What each column is taken for.
    private func confirmation(_ file: ID<DeathFileStore>, _ list: DeathList) -> HTML {
        let rows = list.columns.map { column -> [HTML] in
            let use: HTML =
                switch column.use {
                case .person(let heading): "「\(heading)」として読みます"
                case .protection: "支援措置の印として読みます（はっきり「無」でない人は、住所を出しません）"
                case .fact(let label): "事実「\(label)」として読みます"
                case .unread: "<strong>読みません</strong>"
                }
            return ["\(column.heading.isEmpty ? "（見出しなし）" : column.heading)", use]
        }
        let protected = list.rows.count(where: \.deceased.isRestricted)
        return """
            <h2>列の読み方を確かめてください</h2>
            <p>読み方の分からない列が\(list.unread.count)あります。まだ何も取り込んでいません。取り込むと\(list.rows.count)人、うち支援措置などの対象は\(protected)人です。</p>
            \(TableView(caption: "列の読み方", columns: [.rowHeader("ファイルの見出し"), .text("読み方")], rows: rows))
            <div class="actions">\(ButtonForm(
                "このとおり取り込む", action: Self.path + "/confirm", csrfToken: csrfToken, style: .primary,
                fields: [("file", file.text), ("answer", "take")]))\
            \(ButtonForm(
                "取り込まない", action: Self.path + "/confirm", csrfToken: csrfToken,
                fields: [("file", file.text), ("answer", "drop")]))</div>

            """
    }

    private var form: HTML {
        let view = FormView(
            action: Self.path, csrfToken: csrfToken, submit: "取り込む", errors: errors,
            fields: [
                .file(
                    "list", "住民記録システムから出力したCSVファイル", accept: ".csv,.txt",
                    hint: "1行目に見出しが要ります：氏名、フリガナ、生年月日、死亡日、住所。あれば支援措置。文字コードはUTF-8です。個人番号の列は除いてください。")
            ])
        return """
            <p>毎日の死亡一覧を取り込むと、予約のときに氏名などを打ち直さずに済み、取り違えを防げます。同じ人は1回だけ取り込みます。</p>
            \(view)
            """
    }

    private var table: HTML {
        let rows = deaths.map { death -> [HTML] in
            let person = death.deceased
            return [
                "\(person.name)", "\(person.kana)", "\(person.bornOn.japanese)", "\(person.diedOn.japanese)",
                "\(person.address.shown)",
                ButtonLink("予約を受ける", "/desk/cases/new?death=\(death.id)").html,
            ]
        }
        return TableView(
            caption: "最近取り込んだ人",
            columns: [.rowHeader("氏名"), .text("フリガナ"), .text("生年月日"), .text("亡くなった日"), .text("住所"), .text("予約")],
            rows: rows, empty: "まだ取り込んでいません。"
        ).html
    }

    // MARK: routes

    private static let shown = 100

    static let routes: [Route] = [
        Route(.get, "desk/deaths", needs: .runDesk) { .page(try await load($0).page) },
        Route(.post, "desk/deaths", needs: .runDesk, handler: take),
        Route(.post, "desk/deaths/confirm", needs: .runDesk, handler: confirm),
    ]

    private static func load(_ request: PageRequest) async throws -> DeathListPage {
        guard let base = KnowledgeLibrary.base(BereavementDesk.event) else { throw PageRefusal.notFound }
        let deaths = try await request.ward.database.read {
            try DeathStore.latest(shown, for: base, on: $0)
        }
        return DeathListPage(deaths: deaths, csrfToken: request.csrfToken)
    }

    private static func take(_ request: PageRequest) async throws -> PageResponse {
        guard let base = KnowledgeLibrary.base(BereavementDesk.event) else { throw PageRefusal.notFound }
        var reader = FormReader(request.form)
        guard let file = reader.file("list", "CSVファイル") else {
            var page = try await load(request)
            page.errors = reader.errors
            return .page(page.page, status: 422)
        }
        let list = DeathList(file.bytes, base: base, today: request.today)
        let stamp = try request.stamp
        if !list.unread.isEmpty, !list.rows.isEmpty {
            let bytes = file.bytes
            let id = try await request.ward.database.write {
                try DeathFileStore.keep(bytes, by: stamp, on: $0)
            }
            var page = try await load(request)
            page.findings = list.findings
            page.held = (id, list)
            return .page(page.page)
        }
        return try await take(list, request)
    }

    /// The word of somebody who looked at the columns.
    private static func confirm(_ request: PageRequest) async throws -> PageResponse {
        guard let base = KnowledgeLibrary.base(BereavementDesk.event),
            let id = request.form["file"].flatMap({ ID<DeathFileStore>(untrusted: $0) })
        else { throw PageRefusal.notFound }
        let isTaken = request.form["answer"] == "take"
        let held = try await request.ward.database.write { connection -> [UInt8]? in
            let content = try DeathFileStore.content(of: id, on: connection)
            try DeathFileStore.remove(id, on: connection)
            return content
        }
        guard isTaken else { return .seeOther(path, flash: Flash(.done, "取り込みませんでした。送られたファイルは消しました。")) }
        guard let bytes = held else {
            var page = try await load(request)
            page.errors.addGeneral("送られたファイルは、すでに取り込んだか、1日を過ぎて消しました。もう一度選んでください。")
            return .page(page.page, status: 422)
        }
        return try await take(DeathList(bytes, base: base, today: request.today), request)
    }

    private static func take(_ list: DeathList, _ request: PageRequest) async throws -> PageResponse {
        let stamp = try request.stamp
        var outcome: DeathStore.Outcome?
        if !list.rows.isEmpty {
            outcome = try await request.ward.database.write { try DeathStore.take(list, by: stamp, on: $0) }
        }
        var page = try await load(request)
        page.findings = list.findings
        page.outcome = outcome
        if list.rows.isEmpty, list.findings.isEmpty { page.errors.addGeneral("見出しのほかに行がありません。") }
        return .page(page.page, status: list.rows.isEmpty ? 422 : 200)
    }
}
