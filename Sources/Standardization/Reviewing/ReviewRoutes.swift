import Conversion
import Foundation
import Site
import Storage
import Ward

/// The addresses of rehearsals.
enum ReviewRoutes {
    private static let rehearsal = "standardization/:rehearsal"

    static let all: [Route] = [
        .page("standardization", needs: .readRehearsals, RehearsalListPage.load),
        .action(
            rehearsal + "/again", on: RehearsalRecord.self, needs: .runRehearsals, summary: "もう一度試行する", fields: [],
            page: RehearsalListPage.load,
            asks: { record, _ in
                Confirmation(
                    "「\(record.workbench)」をもう一度試行します", submit: "試行を始める",
                    consequences: [
                        "作業フォルダーにある今のデータと、これまでの課の判断とで、はじめから変換して確かめます。", "終わると、新しい回の報告として確定し、試行の一覧に加わります。",
                    ], irreversible: "始めた試行の回と確定した報告は、消すことも直すこともできません。前の回の報告は、そのまま残ります。")
            }
        ) { record, _, change in
            let job = try RehearsalJob.request(record, by: change.stamp, on: change.connection)
            return .done("試行を始めました。終わると、試行の一覧に加わります。", at: "/jobs/\(job.id)")
        },
        .page(rehearsal, needs: .readRehearsals, RehearsalPage.load),
        report("/report", "text/html"),
        report("/report.pdf", "application/pdf"),
        .page(rehearsal + "/systems/:system", needs: .readRehearsals, SystemReviewPage.load),
        .page(rehearsal + "/findings", needs: .readRehearsals, FindingOverviewPage.load),
        .page(rehearsal + "/characters/:system", needs: .readRehearsals, CharacterPage.load),
        Route(.get, rehearsal + "/glyphs/:system/:glyph", needs: .readRehearsals) { request in
            let review = try await request.ward.database.read { try Review.load(request, on: $0) }
            guard let code = request.parameters["glyph"].flatMap({ UInt32($0, radix: 16) }),
                let bytes = GlyphPictures.read(code, in: review.folder, system: try review.system(request).id)
            else { throw PageRefusal.notFound }
            return .bytes(bytes, type: "image/png")
        },
        .page(rehearsal + "/findings/:system/:code", needs: .readRehearsals, FindingListPage.load),
    ]

    /// The whole report speaks of all systems: a section sees its own on the pages.
    private static func report(_ path: String, _ type: String) -> Route {
        Route(.get, rehearsal + path, needs: .readRehearsals) { request in
            let bytes = try await request.ward.database.read { connection in
                let record = try RehearsalRecord.load(request, on: connection)
                let scope = try ReviewScope(try request.person, today: request.today, on: connection)
                guard scope.readable == nil else { throw PageRefusal.forbidden(.runRehearsals) }
                return try record.rendering(type, on: connection)
            }
            guard let bytes else { throw PageRefusal.notFound }
            return type == "text/html" ? SealedEdition.document(bytes) : .bytes(bytes, type: type)
        }
    }
}
