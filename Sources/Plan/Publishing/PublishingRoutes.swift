import Site
import Storage
import Tabular
import Ward

/// The addresses of the public edition.
enum PublishingRoutes {
    static let all: [Route] = [
        .page("publishing", needs: .publishEditions, PublishingPage.load),
        .action(
            "publishing", on: PublishedEdition.self, needs: .publishEditions, summary: "確定版を公表済みにする",
            page: PublishingPage.load,
            asks: { edition, _ in edition.confirmation }
        ) { edition, _, change in
            try PublicationStore.publish(edition, by: change.stamp, on: change.connection)
            return .done("公表済みにしました。公表用のファイルを受け取って、区のサイトに置いてください。")
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
