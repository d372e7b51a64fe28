import Site
import Storage
import Ward

/// The address of mark sets.
enum MarkRoutes {
    static let all: [Route] = [
        Route(.get, "marks", needs: .readRounds) { request in
            let page = try await page(request)
            guard request.wantsJSON else { return .page(page.page) }
            return .json(["markSets": .array(page.sets.map(\.json))])
        },
        Route(.post, "marks", needs: .manageRounds, handler: load),
    ]

    private static func page(_ request: PageRequest) async throws -> MarkPage {
        let stored = try await request.ward.database.read { try MarkSetStore.list(on: $0) }
        return MarkPage(
            sets: stored.isEmpty ? [.standard] : stored, mayLoad: try request.person.may(.manageRounds),
            csrfToken: request.csrfToken)
    }

    private static func load(_ request: PageRequest) async throws -> PageResponse {
        var reader = FormReader(request.form)
        var status = 422
        if let file = reader.file("file", "進捗区分のファイル") {
            do {
                let name = try await MarkLoading.load(file.bytes, into: request.ward, by: try request.stamp)
                return .seeOther(MarkPage.link.path, flash: Flash(.done, "「\(name)」を、次に始める四半期から使います。"))
            } catch let refusal as MarkLoading.Unfit {
                for problem in refusal.problems { reader.errors.add("file", problem) }
            } catch let refusal as any Refusal {
                reader.errors.addGeneral(refusal.words)
                status = 409
            }
        }
        var page = try await page(request)
        page.errors = reader.errors
        return .page(page.page, status: status)
    }
}
