import Japanese
import Site
import Storage
import Ward

/// The addresses of imported notices and of the gap register.
enum ImportRoutes {
    static let all: [Route] = [
        Route(.get, "imports", needs: .importNotice) { .page(try await listPage($0).page) },
        Route(.post, "imports", needs: .importNotice, handler: upload),
        Route(.get, "imports/:run", needs: .importNotice) { request in
            let page = try await page(request)
            return request.wantsJSON ? .json(page.reading.json) : .page(page.page)
        },
        Route(.post, "imports/:run/adopt", needs: .importNotice) { request in
            try await change(request, "計画に取り入れました。", to: "/plan") { run, stamp, _, connection in
                try Adoption.adopt(run, by: stamp, on: connection)
            }
        },
        Route(.post, "imports/:run/year", needs: .importNotice, handler: confirmYear),
        Route(.post, "imports/:run/findings", needs: .importNotice) { request in
            try await change(request, "判断を記録しました。") { run, stamp, form, connection in
                try ImportStore.decide(
                    form["key"] ?? "", accept: form["decision"] == "accept", note: "", in: run, by: stamp,
                    on: connection)
            }
        },
        Route(.get, "gaps", needs: .readPlan) { request in
            let page = GapPage(items: try await request.ward.database.read { try GapRegister.gaps(on: $0) })
            return request.wantsJSON ? .json(page.json) : .page(page.page)
        },
        Route(.get, "gaps.csv", needs: .readPlan) { request in
            let page = GapPage(items: try await request.ward.database.read { try GapRegister.gaps(on: $0) })
            return .bytes(page.csv, type: "text/csv; charset=utf-8", filename: "未記載事項.csv")
        },
    ]

    private static func listPage(_ request: PageRequest) async throws -> ImportListPage {
        ImportListPage(
            runs: try await request.ward.database.read { try ImportStore.list(on: $0) }, csrfToken: request.csrfToken)
    }

    private static func upload(_ request: PageRequest) async throws -> PageResponse {
        var reader = FormReader(request.form)
        if let file = reader.file("file", "通知文のファイル") {
            let stamp = try request.stamp
            do {
                let run = try await request.ward.database.write { connection in
                    try ImportStore.keep(file.bytes, name: file.filename, by: stamp, on: connection)
                }
                return .seeOther(
                    ImportPage.path(run.id),
                    flash: run.importedAt == stamp.at
                        ? Flash(.done, "読み取りました。指摘を確かめてください。")
                        : Flash(.warning, "同じファイルが、すでに取り込まれています。何も変えていません。"))
            } catch let refusal as any Refusal {
                reader.errors.add("file", refusal.words)
            }
        }
        var page = try await listPage(request)
        page.errors = reader.errors
        return .page(page.page, status: 422)
    }

    private static func page(_ request: PageRequest) async throws -> ImportPage {
        let id: ID<ImportRun> = try request.id("run")
        let person = try request.person
        return try await request.ward.database.read { connection in
            guard let run = try ImportStore.find(id, on: connection) else { throw PageRefusal.notFound }
            return ImportPage(
                run: run, reading: try ImportStore.reading(of: run, on: connection),
                decisions: try ImportStore.decisions(of: id, on: connection), mayDecide: person.may(.importNotice),
                csrfToken: request.csrfToken)
        }
    }

    private static func confirmYear(_ request: PageRequest) async throws -> PageResponse {
        guard let year = request.form["year"].flatMap({ FiscalYear(reading: $0) }) else {
            var page = try await page(request)
            page.errors = FormErrors(general: "「文書の年度」を年度として読めません。令和6年度のように書いてください。")
            return .page(page.page, status: 422)
        }
        return try await change(request, "文書の年度を\(year.japanese)と確かめました。") { run, stamp, _, connection in
            try ImportStore.confirmYear(year, in: run, by: stamp, on: connection)
        }
    }

    private static func change(
        _ request: PageRequest, _ done: String, to path: String? = nil,
        _ change: @escaping @Sendable (ID<ImportRun>, Stamp, Form, any Connection) throws -> Void
    ) async throws -> PageResponse {
        let id: ID<ImportRun> = try request.id("run")
        let stamp = try request.stamp
        let form = request.form
        do {
            try await request.ward.database.write { try change(id, stamp, form, $0) }
            return .seeOther(path ?? ImportPage.path(id), flash: Flash(.done, done))
        } catch let refusal as any Refusal {
            var page = try await page(request)
            page.errors = FormErrors(general: refusal.words)
            return .page(page.page, status: 409)
        }
    }
}
