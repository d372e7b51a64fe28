import Documents
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
                let read = try await read(file)
                return try await request.ward.database.write { try ImportStore.keep(read, by: stamp, on: $0) }
            }
            return run.importedAt == stamp.at
                ? .done("読み取りました。指摘を確かめてください。", at: run.path)
                : .warning("同じファイルが、すでに取り込まれています。何も変えていません。", at: run.path)
        },
        .page("gaps", needs: .readPlan, GapPage.load),
        Route(.get, "gaps.csv", needs: .readPlan) { request in
            let page = try await request.ward.database.read { try GapPage.load(request, on: $0) }
            return .bytes(page.csv, type: "text/csv; charset=utf-8", filename: "未記載事項.csv")
        },
    ]

    /// Read once, outside the transaction and within the limits of files and of programs.
    private static func read(_ file: Form.File) async throws -> NoticeFile {
        let (bytes, name) = (file.bytes, file.filename)
        guard DocumentReader.isPDF(bytes) else {
            return try await SentFile.read { try NoticeFile(reading: bytes, name: name) }
        }
        return try await NoticeFile(reading: bytes, name: name, tools: .live())
    }
}

extension ImportRun: AddressedRecord {
    static let parameter = "run"
    var path: String { ImportPage.path(id) }
}
