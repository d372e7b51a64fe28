import Site
import Storage
import Ward

/// The addresses of 照会票.
enum InquiryRoutes {
    static let all: [Route] = [
        .page("rounds/:round/forms", needs: .readRounds, InquiryListPage.load),
        Route(.get, "rounds/:round/forms/:unit/form.xlsx", needs: .readRounds, handler: workbook),
        InquiryArchive.route,
        .submission(
            "rounds/:round/forms", needs: .readRounds, summary: "記入した照会票を読み取る", fields: [InquiryListPage.file],
            page: InquiryListPage.load
        ) {
            try await keep($0, &$1)
        },
        .page("rounds/:round/forms/returned/:form", needs: .readRounds, ReturnedInquiryPage.load),
        Route(.get, "rounds/:round/forms/returned/:form/file", needs: .readRounds) { request in
            try await request.ward.database.read { connection in
                let form = try SeenForm.load(request, on: connection).form
                guard let bytes = try EvidenceStore.bytes(form.hash, on: connection) else { throw PageRefusal.notFound }
                return .bytes(bytes, type: PageResponse.excel, filename: form.filename)
            }
        },
        .action(
            "rounds/:round/forms/returned/:form/take", on: TakenForm.self, needs: .readRounds,
            summary: "照会票の回答を下書きに取り込む", fields: [],
            page: ReturnedInquiryPage.load
        ) { subject, _, change in
            let taken = try InquiryStore.take(subject.form.id, by: change.stamp, on: change.connection)
            let refused = taken.outcomes(.refused).count
            let words = "\(taken.changes.count)件の回答を、下書きとして取り込みました。"
            return refused == 0
                ? .done("\(words)画面で確かめて、提出してください。") : .warning("\(words)取り込まなかったところが\(refused)か所あります。")
        },
        .action(
            "rounds/:round/forms/returned/:form/submit", on: HandedForm.self, needs: .editEntries,
            summary: "照会票の回答を取り込んで提出する", fields: [], page: ReturnedInquiryPage.load
        ) { subject, _, change in
            let handed = try InquiryStore.handIn(subject.form.id, by: change.stamp, on: change.connection)
            return handed.held.isEmpty && !handed.submitted.isEmpty ? .done(handed.words) : .warning(handed.words)
        },
    ]

    private static func workbook(_ request: PageRequest) async throws -> PageResponse {
        let unit: ID<OfficeUnit> = try request.id("unit")
        let person = try request.person
        let form = try await request.ward.database.read { connection in
            let round = try Round.load(request, on: connection)
            guard InquiryAccess.maySee(person, unit),
                let form = try InquiryStore.forms(round, unit: unit, on: connection).first
            else { throw PageRefusal.notFound }
            return form
        }
        return try PageResponse.workbook(
            InquiryWorkbook(form: form, madeAt: try request.stamp.at).workbook,
            filename: "照会票_\(form.round.quarter.code)_\(form.unitName).xlsx")
    }

    /// The file is read before anything is written, so that a large one holds nobody up.
    private static func keep(_ request: PageRequest, _ form: inout FormReader) async throws -> Outcome {
        let file = try form.values(InquiryListPage.file)
        let stamp = try request.stamp
        let person = try request.person
        let kept = try await form.blaming(InquiryListPage.file) {
            let bytes = file.bytes
            let returned = try await SentFile.read { try ReturnedInquiry(bytes) }
            guard InquiryAccess.mayReturn(person, returned.unit) else { throw InquiryRefusal.unknownUnit }
            return try await request.ward.database.write { connection in
                try InquiryStore.keep(
                    bytes, as: returned, filename: file.filename, in: try Round.load(request, on: connection),
                    by: stamp, on: connection)
            }
        }
        let page = ReturnedInquiryPage.path(kept)
        return kept.returnedAt == stamp.at
            ? .done("読み取りました。変わるところを確かめて、取り込んでください。", at: page) : .warning("同じファイルは、すでに読み取っています。", at: page)
    }
}
