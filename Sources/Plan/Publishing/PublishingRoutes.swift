import Site
import Storage
import Tabular
import Ward

/// The addresses of the public edition.
enum PublishingRoutes {
    static let all: [Route] = [
        .page("publishing", needs: .publishEditions, PublishingPage.load),
        .action("publishing", needs: .publishEditions, page: PublishingPage.load) { form, change in
            let sent = form.form
            try PublicationStore.publish(
                kind: sent["kind"] ?? "", subject: sent["subject"] ?? "",
                edition: sent["edition"].flatMap { Int($0) } ?? 0, by: change.stamp, on: change.connection)
            return .done("公表済みにしました。公表用のファイルを受け取って、区のサイトに置いてください。", at: PublishingPage.link.path)
        },
        Route(.get, "publishing/site.zip", needs: .publishEditions) { request in
            let owner = request.wardName
            let edition = try await request.ward.database.read {
                try PublicationStore.edition(owner: owner, on: $0)
            }
            let archive = try TemporaryFile()
            guard ZIPWriter.write(edition.files.map { ($0.path, $0.bytes) }, to: archive.path) else {
                throw PageRefusal.conflict("公表用のファイルを1つにまとめられませんでした。サーバーの空き容量を確かめて、もう一度試してください。")
            }
            return .file(archive.path, type: "application/zip", filename: "kohyo.zip", keeping: archive)
        },
    ]
}
