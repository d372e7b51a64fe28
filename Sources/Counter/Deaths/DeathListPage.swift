import Site
import Storage
import Ward

/// The daily list of deaths: taking it in, and beginning a case from it.
struct DeathListPage: PageView {
    static let path = "/desk/deaths"

    let deaths: [ReportedDeath]
    let state: PageState
    /// What was wrong with single rows of the file just read.
    var findings: [DeathList.Finding] = []
    var outcome: DeathStore.Outcome?
    /// A file of which not every column is read: to be looked at before anything is taken.
    var held: (file: ID<DeathFileStore>, list: DeathList)?

    private static let findingsMax = 50
    private static let confirmPath = path + "/confirm"
    private static let file = Field.file(
        "list", "住民記録システムから出力したCSVファイル", accept: ".csv,.txt",
        hint: "1行目に見出しが要ります：氏名、フリガナ、生年月日、死亡日、住所。あれば支援措置。文字コードはUTF-8です。個人番号の列は除いてください。")

    static func load(_ request: PageRequest, on connection: any Connection) throws -> DeathListPage {
        DeathListPage(deaths: try DeathStore.latest(shown, on: connection), state: request.state)
    }

    var page: Page {
        Page("死亡一覧の取込み", trail: [DeskPage.link], body: "\(result)\(held.map(confirmation) ?? form)\(table)")
    }

    private var result: HTML {
        let done: HTML? = outcome.map {
            "\(Notice(.information, "\($0.taken)人を取り込みました。", "<p>すでに取り込んでいた人は\($0.known)人です。</p>"))"
        }
        guard !findings.isEmpty else { return "\(done)" }
        let lines: [HTML] = findings.prefix(Self.findingsMax).map {
            "<li>\($0.words)</li>"
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
                "このとおり取り込む", Self.confirmPath, state, style: .primary,
                fields: [("file", file.text), ("answer", "take")]))\
            \(ButtonForm(
                "取り込まない", Self.confirmPath, state, fields: [("file", file.text), ("answer", "drop")]))</div>

            """
    }

    private var form: HTML {
        """
        <p>毎日の死亡一覧を取り込むと、予約のときに氏名などを打ち直さずに済み、取り違えを防げます。同じ人は1回だけ取り込みます。</p>
        \(FormView(Self.path, state, submit: "取り込む", beside: [Self.confirmPath], fields: [Self.file()]))
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
        .page("desk/deaths", needs: .runDesk, load),
        .form("desk/deaths", access: .needs(.runDesk), page: load) { request, form in
            let bytes = try form.values(file).bytes
            let today = request.today
            let list = try await SentFile.read { DeathList(bytes, base: try BereavementDesk.base, today: today) }
            guard !list.unread.isEmpty, !list.rows.isEmpty else { return try await take(list, request, form) }
            let stamp = try request.stamp
            let page = try await request.ward.database.write { connection in
                var page = try load(request, on: connection)
                page.findings = list.findings
                page.held = (try DeathFileStore.keep(bytes, by: stamp, on: connection), list)
                return page
            }
            return .answer(.page(page.page))
        },
        // The word of somebody who looked at the columns.
        .form("desk/deaths/confirm", access: .needs(.runDesk), page: load) { request, form in
            guard let id = form.form["file"].flatMap({ ID<DeathFileStore>(untrusted: $0) }) else {
                throw PageRefusal.notFound
            }
            let stamp = try request.stamp
            guard form.form["answer"] == "take" else {
                try await request.ward.database.write { try DeathFileStore.drop(id, by: stamp, on: $0) }
                return .done("取り込みませんでした。送られたファイルは消しました。", at: path)
            }
            guard let held = try await request.ward.database.read({ try DeathFileStore.content(of: id, on: $0) })
            else { throw gone(form) }
            let today = request.today
            let list = try await SentFile.read { DeathList(held, base: try BereavementDesk.base, today: today) }
            return try await take(list, of: id, request, form)
        },
    ]

    private static func gone(_ form: FormReader) -> FormRefused {
        form.refusing(file, "送られたファイルは、すでに取り込んだか、1日を過ぎて消しました。もう一度選んでください。")
    }

    /// Takes the rows that are right, and shows the others; refuses a file without a right one.
    /// - Parameter held: the file that waited, which goes with it.
    private static func take(
        _ list: DeathList, of held: ID<DeathFileStore>? = nil, _ request: PageRequest, _ form: FormReader
    ) async throws -> ShownOutcome {
        let stamp = try request.stamp
        guard !list.rows.isEmpty else {
            // Nothing else of the file counts.
            if !list.marked.isEmpty {
                try await request.ward.database.write { try DeathStore.protect(list.marked, by: stamp, on: $0) }
            }
            let rest = list.findings.count - findingsMax
            let findings =
                list.findings.prefix(findingsMax).map(\.words) + (rest > 0 ? ["ほかに\(rest)件あります。"] : [])
            throw form.refusing(file, findings.isEmpty ? "見出しのほかに行がありません。" : findings.joined(separator: "\n"))
        }
        let page = try await request.ward.database.write { connection -> DeathListPage? in
            if let held, try !DeathFileStore.remove(held, on: connection) { return nil }
            let outcome = try DeathStore.take(list, by: stamp, on: connection)
            var page = try load(request, on: connection)
            (page.findings, page.outcome) = (list.findings, outcome)
            return page
        }
        guard let page else { throw gone(form) }
        return .answer(.page(page.page))
    }
}

extension DeathList.Finding {
    /// 3行目：「氏名」が空です。
    fileprivate var words: String { "\(line.map { "\($0)行目：" } ?? "")\(message)" }
}
