import Japanese
import Site
import Storage
import Tabular
import Ward

/// The addresses of 照会票.
enum InquiryRoutes {
    static let all: [Route] = [
        Route(.get, "rounds/:round/forms", needs: .readRounds) { .page(try await listPage($0).page) },
        Route(.get, "rounds/:round/forms/:unit/form.xlsx", needs: .readRounds, handler: workbook),
        Route(.post, "rounds/:round/forms", needs: .readRounds, handler: upload),
        Route(.get, "rounds/:round/forms/returned/:form", needs: .readRounds) { request in
            let page = try await page(request)
            if request.wantsJSON {
                switch page.comparison {
                case .success(let comparison): return .json(comparison.json)
                case .failure(let refusal): throw PageRefusal.conflict(refusal.words)
                }
            }
            return .page(page.page)
        },
        Route(.get, "rounds/:round/forms/returned/:form/file", needs: .readRounds) { request in
            let form = try await page(request).form
            guard let bytes = try await request.ward.database.read({ try EvidenceStore.bytes(form.hash, on: $0) })
            else { throw PageRefusal.notFound }
            return .bytes(bytes, type: TableRoutes.excel, filename: form.filename)
        },
        Route(.post, "rounds/:round/forms/returned/:form/take", needs: .readRounds, handler: take),
    ]

    /// Sections give back their own forms; the secretariat also those that reach it by mail.
    private static func mayReturn(_ person: SignedIn, _ unit: ID<OfficeUnit>) -> Bool {
        person.may(.editEntries, unit: unit) || person.may(.manageRounds)
    }

    private static func maySee(_ person: SignedIn, _ unit: ID<OfficeUnit>) -> Bool {
        mayReturn(person, unit) || person.may(.readAllEntries)
    }

    private static func listPage(_ request: PageRequest) async throws -> InquiryListPage {
        let id: ID<Round> = try request.id("round")
        let person = try request.person
        return try await request.ward.database.read { connection in
            guard let round = try Round.find(id, on: connection) else { throw PageRefusal.notFound }
            let forms = try InquiryStore.forms(round, on: connection).filter { maySee(person, $0.unit) }
            return InquiryListPage(
                round: round, forms: forms,
                returned: try InquiryStore.list(round: id, on: connection).filter { maySee(person, $0.unit) },
                mayReturn: forms.contains { mayReturn(person, $0.unit) && $0.takesAnswers },
                csrfToken: request.csrfToken)
        }
    }

    private static func workbook(_ request: PageRequest) async throws -> PageResponse {
        let id: ID<Round> = try request.id("round")
        let unit: ID<OfficeUnit> = try request.id("unit")
        let person = try request.person
        let form = try await request.ward.database.read { connection in
            guard maySee(person, unit), let round = try Round.find(id, on: connection),
                let form = try InquiryStore.forms(round, unit: unit, on: connection).first
            else { throw PageRefusal.notFound }
            return form
        }
        let madeAt = try request.stamp.at
        do throws(WorkbookRefusal) {
            let book = InquiryWorkbook(form: form, madeAt: madeAt).workbook
            return .bytes(
                try book.bytes(), type: TableRoutes.excel,
                filename: "照会票_\(form.round.quarter.code)_\(form.unitName).xlsx")
        } catch {
            throw PageRefusal.conflict(error.japanese)
        }
    }

    private static func upload(_ request: PageRequest) async throws -> PageResponse {
        var reader = FormReader(request.form)
        let id: ID<Round> = try request.id("round")
        let person = try request.person
        if let file = reader.file("file", "記入した照会票") {
            let stamp = try request.stamp
            do {
                let form = try await request.ward.database.write { connection in
                    guard let round = try Round.find(id, on: connection) else { throw PageRefusal.notFound }
                    let returned = try ReturnedInquiry(file.bytes)
                    guard mayReturn(person, returned.unit) else { throw InquiryRefusal.unknownUnit }
                    return try InquiryStore.keep(
                        file.bytes, filename: file.filename, in: round, by: stamp, on: connection)
                }
                return .seeOther(
                    ReturnedInquiryPage.path(form),
                    flash: form.returnedAt == stamp.at
                        ? Flash(.done, "読み取りました。変わるところを確かめて、取り込んでください。")
                        : Flash(.warning, "同じファイルは、すでに読み取っています。"))
            } catch let refusal as any Refusal {
                reader.errors.add("file", refusal.words)
            }
        }
        var page = try await listPage(request)
        page.errors = reader.errors
        return .page(page.page, status: 422)
    }

    private static func page(_ request: PageRequest) async throws -> ReturnedInquiryPage {
        let id: ID<ReturnedForm> = try request.id("form")
        let roundID: ID<Round> = try request.id("round")
        let person = try request.person
        return try await request.ward.database.read { connection in
            guard let form = try InquiryStore.list(round: roundID, on: connection).first(where: { $0.id == id }),
                maySee(person, form.unit), let round = try Round.find(roundID, on: connection),
                let bytes = try EvidenceStore.bytes(form.hash, on: connection)
            else { throw PageRefusal.notFound }
            let comparison: Result<InquiryComparison, InquiryRefusal>
            do {
                comparison = .success(try InquiryStore.compare(bytes, in: round, on: connection))
            } catch let refusal as InquiryRefusal {
                comparison = .failure(refusal)
            }
            return ReturnedInquiryPage(
                form: form, round: round, comparison: comparison, mayTake: mayReturn(person, form.unit),
                csrfToken: request.csrfToken)
        }
    }

    private static func take(_ request: PageRequest) async throws -> PageResponse {
        var page = try await page(request)
        guard page.mayTake else { throw PageRefusal.forbidden(.editEntries) }
        let stamp = try request.stamp
        let id = page.form.id
        do {
            let taken = try await request.ward.database.write { connection in
                try InquiryStore.take(id, by: stamp, on: connection)
            }
            let refused = taken.outcomes(.refused).count
            return .seeOther(
                ReturnedInquiryPage.path(page.form),
                flash: Flash(
                    refused == 0 ? .done : .warning,
                    "\(taken.changes.count)件の回答を、下書きとして取り込みました。"
                        + (refused == 0 ? "画面で確かめて、提出してください。" : "取り込まなかったところが\(refused)か所あります。")))
        } catch let refusal as any Refusal {
            page.errors = FormErrors(general: refusal.words)
            return .page(page.page, status: 409)
        }
    }
}
