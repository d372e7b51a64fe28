import Site
import Storage
import Tabular
import Ward

/// The addresses of the public edition.
enum PublishingRoutes {
    static let all: [Route] = [
        Route(.get, "publishing", needs: .publishEditions) { .page(try await page($0).page) },
        Route(.post, "publishing", needs: .publishEditions, handler: publish),
        Route(.get, "publishing/site.zip", needs: .publishEditions) { request in
            let owner = request.wardName
            let edition = try await request.ward.database.read {
                try PublicationStore.edition(owner: owner, on: $0)
            }
            guard let bytes = ZIPWriter.bytes(of: edition.files.map { ($0.path, $0.bytes) }) else {
                throw PageRefusal.conflict("公表用のファイルを1つにまとめられませんでした。空きメモリーを確かめて、もう一度試してください。")
            }
            return .bytes(bytes, type: "application/zip", filename: "kohyo.zip")
        },
    ]

    private static func page(_ request: PageRequest) async throws -> PublishingPage {
        PublishingPage(
            items: try await request.ward.database.read { try PublicationStore.list(on: $0) },
            csrfToken: request.csrfToken)
    }

    private static func publish(_ request: PageRequest) async throws -> PageResponse {
        let form = request.form
        let stamp = try request.stamp
        do {
            try await request.ward.database.write { connection in
                try PublicationStore.publish(
                    kind: form["kind"] ?? "", subject: form["subject"] ?? "",
                    edition: form["edition"].flatMap { Int($0) } ?? 0, by: stamp, on: connection)
            }
            return .seeOther(PublishingPage.link.path, flash: Flash(.done, "公表済みにしました。公表用のファイルを受け取って、区のサイトに置いてください。"))
        } catch let refusal as any Refusal {
            var page = try await page(request)
            page.errors = FormErrors(general: refusal.words)
            return .page(page.page, status: 409)
        }
    }
}
