import Japanese
import Site
import Storage
import Ward

/// The addresses of reports.
enum ReportRoutes {
    static let all: [Route] = [
        Route(.get, "reports", needs: .readEditions, handler: list),
        Route(.get, "reports/new", needs: .writeReports) { .page(try await newPage($0).page) },
        Route(.post, "reports", needs: .writeReports, handler: create),
        Route(.get, "reports/:report", needs: .readEditions) { .page(try await page($0).page) },
        Route(.get, "reports/:report/draft", needs: .writeReports, handler: draft),
        Route(.post, "reports/:report/paragraphs", needs: .writeReports, handler: addParagraph),
        Route(.post, "reports/:report/proposals", needs: .writeReports, handler: addProposal),
        Route(.post, "reports/:report/remove", needs: .writeReports) { request in
            try await change(request, "消しました。") { report, stamp, connection in
                try ReportStore.remove(
                    statement: request.form["statement"] ?? "", from: report, by: stamp, on: connection)
            }
        },
        Route(.post, "reports/:report/seal", needs: .writeReports) { request in
            try await change(request, "報告書を確定しました。") { report, stamp, connection in
                _ = try ReportSealing.seal(report.id, by: stamp, on: connection)
            }
        },
        Route(.post, "reports/:report/correct", needs: .writeReports, handler: correct),
        Route(.get, "reports/:report/editions/:edition", needs: .readEditions, handler: edition),
    ]

    private static func list(_ request: PageRequest) async throws -> PageResponse {
        let person = try request.person
        return try await request.ward.database.read { connection in
            let titles = try RoundStore.list(on: connection).map { ($0.id, $0.title) }
            return .page(
                ReportListPage(
                    reports: try ReportStore.list(on: connection),
                    titles: Dictionary(titles, uniquingKeysWith: { first, _ in first }),
                    mayWrite: person.may(.writeReports)
                ).page)
        }
    }

    private static func newPage(_ request: PageRequest) async throws -> NewReportPage {
        try await request.ward.database.read { connection in
            let rounds = try RoundStore.list(on: connection)
                // Ad-hoc rounds would be counted beside the quarter they fall into.
                .filter { $0.state.isSealed && $0.limitedTo == nil }
            let plan = try PlanStore.current(on: connection)?.planTitle ?? "計画"
            let committee = try BodyStore.list(on: connection).first { $0.kind == .subcommittee }
            let group = try BodyStore.list(on: connection).first { !$0.secretariat.isEmpty }
            let author = try group?.secretariat.first.flatMap { try UnitStore.find($0, on: connection)?.name }
            let quarter = rounds.first.map { "（\($0.title)）" } ?? ""
            return NewReportPage(
                rounds: rounds,
                proposal: ("\(plan)に定めた取組の進捗について\(quarter)", committee?.name ?? "", author ?? ""),
                csrfToken: request.csrfToken)
        }
    }

    private static func create(_ request: PageRequest) async throws -> PageResponse {
        var page = try await newPage(request)
        var reader = FormReader(request.form)
        let chosen = reader.choices("round", "報告する四半期", of: page.rounds.map(\.id.text), isRequired: true)
        let title = reader.text("title", "件名", max: ReportLimits.titleScalarsMax)
        let addressee = reader.text("addressee", "あて先", max: 100)
        let author = reader.text("author", "作成者", max: 100)
        let date = reader.date("reportedOn", "報告日", isRequired: false)
        let rounds = page.rounds.filter { chosen.contains($0.id.text) }.sorted { $0.quarter < $1.quarter }
        if Set(rounds.map(\.version)).count > 1 {
            reader.errors.add("round", ReportRefusal.roundsOfDifferentPlans.words)
        }
        if let title, let addressee, let author, reader.errors.isEmpty {
            let stamp = try request.stamp
            do {
                let report = try await request.ward.database.write { connection in
                    try ReportStore.create(
                        title: title, addressee: addressee, author: author, reportedOn: date,
                        coverage: rounds.map { .init(round: $0.id, edition: $0.edition) }, by: stamp, on: connection)
                }
                return .seeOther(ReportPage.path(report.id), flash: Flash(.done, "報告書の下書きを作りました。"))
            } catch let refusal as any Refusal {
                reader.errors.addGeneral(refusal.words)
            }
        }
        page.errors = reader.errors
        page.sent = request.form
        return .page(page.page, status: 422)
    }

    private static func page(_ request: PageRequest) async throws -> ReportPage {
        let id: ID<Report> = try request.id("report")
        let person = try request.person
        return try await request.ward.database.read { connection in
            guard let report = try ReportStore.find(id, on: connection) else { throw PageRefusal.notFound }
            let rounds = try report.coverage.compactMap { try RoundStore.find($0.round, on: connection) }
            let content = try ReportSealing.content(of: report, on: connection)
            return ReportPage(
                report: report, rounds: rounds,
                groups: try BodyStore.list(on: connection).filter { $0.kind == .studyGroup },
                initiatives: try rounds.first.map { try InitiativeStore.list(version: $0.version, on: connection) }
                    ?? [],
                entries: content.rounds.flatMap(\.entries),
                paragraphs: try ReportStore.paragraphs(of: id, on: connection),
                proposals: try ReportStore.proposals(of: id, on: connection),
                editions: try SealStore.editions(kind: Report.sealKind, subject: id.text, on: connection),
                mayWrite: person.may(.writeReports), csrfToken: request.csrfToken)
        }
    }

    /// The report as it would be sealed now.
    private static func draft(_ request: PageRequest) async throws -> PageResponse {
        let id: ID<Report> = try request.id("report")
        let content = try await request.ward.database.read { connection in
            guard let report = try ReportStore.find(id, on: connection) else { throw PageRefusal.notFound }
            return try ReportSealing.content(of: report, on: connection)
        }
        let bytes = Array(ReportDocument(content: content, sealed: nil).html.text.utf8)
        return .bytes(
            bytes, type: "text/html; charset=utf-8",
            headers: ["Content-Security-Policy": SealedPages.contentSecurityPolicy(of: bytes)])
    }

    private static func addParagraph(_ request: PageRequest) async throws -> PageResponse {
        var page = try await page(request)
        var reader = FormReader(request.form)
        let groups = page.groups.map(\.id.text)
        let place = reader.choice("place", "場所", of: ["overview"] + groups)
        let content = reader.textArea("content", "文", max: ReportLimits.paragraphScalarsMax)
        let sources = reader.choices("source", "根拠になる回答", of: page.entries.map(\.id))
        if let place, let content, reader.errors.isEmpty {
            return try await change(request, "説明を加えました。") { report, stamp, connection in
                try ReportStore.add(
                    paragraph: content, section: place == "overview" ? .overview : .group,
                    body: place == "overview" ? nil : ID(place), sources: sources, to: report, by: stamp,
                    on: connection)
            }
        }
        page.errors = reader.errors
        page.sent = request.form
        return .page(page.page, status: 422)
    }

    private static func addProposal(_ request: PageRequest) async throws -> PageResponse {
        var page = try await page(request)
        var reader = FormReader(request.form)
        let max = ReportLimits.paragraphScalarsMax
        let initiative = reader.id("initiative", "取組", of: page.initiatives.map(\.id))
        let present = reader.textArea("present", "現行の記載", max: max)
        let proposed = reader.textArea("proposed", "修正案", max: max)
        let reason = reader.textArea("reason", "理由", max: max)
        let sources = reader.choices("source", "根拠になる回答", of: page.entries.map(\.id), isRequired: true)
        if let initiative, let present, let proposed, let reason, reader.errors.isEmpty {
            return try await change(request, "修正案を加えました。") { report, stamp, connection in
                try ReportStore.add(
                    proposalFor: initiative, present: present, proposed: proposed, reason: reason, sources: sources,
                    to: report, by: stamp, on: connection)
            }
        }
        page.proposalErrors = reader.errors
        page.sent = request.form
        return .page(page.page, status: 422)
    }

    /// Begins the next edition of a sealed report.
    private static func correct(_ request: PageRequest) async throws -> PageResponse {
        var reader = FormReader(request.form)
        let reason = reader.text("reason", "訂正の理由", max: ReportLimits.reasonScalarsMax)
        guard let reason, reader.errors.isEmpty else {
            var page = try await page(request)
            page.correctionErrors = reader.errors
            page.sent = request.form
            return .page(page.page, status: 422)
        }
        return try await change(request, "訂正を始めました。直してから確定すると、次の版になります。") { report, stamp, connection in
            try ReportStore.correct(report, reason: reason, by: stamp, on: connection)
        }
    }

    private static func change(
        _ request: PageRequest, _ done: String,
        _ change: @escaping @Sendable (Report, Stamp, any Connection) throws -> Void
    ) async throws -> PageResponse {
        let id: ID<Report> = try request.id("report")
        let stamp = try request.stamp
        do {
            try await request.ward.database.write { connection in
                guard let report = try ReportStore.find(id, on: connection) else { throw PageRefusal.notFound }
                try change(report, stamp, connection)
            }
            return .seeOther(ReportPage.path(id), flash: Flash(.done, done))
        } catch let refusal as any Refusal {
            var page = try await page(request)
            page.errors = FormErrors(general: refusal.words)
            return .page(page.page, status: 409)
        }
    }

    /// A sealed edition as a page, or with `.pdf` as the PDF made from it.
    private static func edition(_ request: PageRequest) async throws -> PageResponse {
        let id: ID<Report> = try request.id("report")
        return try await SealedPages.edition(
            request.parameters["edition"] ?? "", kind: Report.sealKind, subject: id.text, filename: "部会報告", request)
    }
}
