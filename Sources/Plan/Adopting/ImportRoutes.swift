import Site
import Storage

/// The addresses of imported notices and of the gap register.
enum ImportRoutes {
    static let all: [Route] = [
        .page("imports", needs: .importNotice, ImportListPage.load),
        .submission(
            "imports", needs: .importNotice, summary: "通知文を読み取る", fields: [ImportListPage.file],
            page: ImportListPage.load
        ) { request, form in
            let file = try form.values(ImportListPage.file)
            let stamp = try request.stamp
            let run = try await form.blaming(ImportListPage.file) {
                _ = try await SentFile.read { try ImportStore.read(file.bytes, name: file.filename) }
                return try await request.ward.database.write {
                    try ImportStore.keep(file.bytes, name: file.filename, by: stamp, on: $0)
                }
            }
            return run.importedAt == stamp.at
                ? .done("読み取りました。指摘を確かめてください。", at: run.path)
                : .warning("同じファイルが、すでに取り込まれています。何も変えていません。", at: run.path)
        },
        .page("imports/:run", needs: .importNotice, ImportPage.load),
        .action(
            "imports/:run/adopt", on: ImportRun.self, needs: .importNotice, summary: "読み取った通知を計画に取り入れる", fields: [],
            page: ImportPage.load
        ) {
            run, _, change in
            try Adoption.adopt(run.id, by: change.stamp, on: change.connection)
            return .done("計画に取り入れました。", at: PlanPage.link.path)
        },
        .action(
            "imports/:run/year", on: ImportRun.self, needs: .importNotice, summary: "読み取った通知の年度を確かめる",
            fields: [ImportPage.year], page: ImportPage.load
        ) {
            run, form, change in
            let year = try form.values(ImportPage.year)
            try ImportStore.confirmYear(year, in: run.id, by: change.stamp, on: change.connection)
            return .done("文書の年度を\(year.japanese)と確かめました。")
        },
        .action(
            "imports/:run/findings", on: ImportRun.self, needs: .importNotice, summary: "読み取りの指摘に判断を残す",
            page: ImportPage.load
        ) {
            run, form, change in
            try ImportStore.decide(
                form.form["key"] ?? "", accept: form.form["decision"] == "accept", note: "", in: run.id,
                by: change.stamp, on: change.connection)
            return .done("判断を記録しました。")
        },
        .page("gaps", needs: .readPlan, GapPage.load),
        Route(.get, "gaps.csv", needs: .readPlan) { request in
            let page = try await request.ward.database.read { try GapPage.load(request, on: $0) }
            return .bytes(page.csv, type: "text/csv; charset=utf-8", filename: "未記載事項.csv")
        },
    ]
}

extension ImportRun: AddressedRecord {
    static let parameter = "run"
    var path: String { ImportPage.path(id) }
}
