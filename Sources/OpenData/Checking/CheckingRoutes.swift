import Datasets
import Foundation
import Japanese
import Site
import Storage
import Ward

/// The addresses at which files are checked: by staff to hand them in, by everybody to know.
enum CheckingRoutes {
    /// What came of the page already, by the same person.
    @Sendable private static func handedIn(_ request: PageRequest, on connection: any Connection) throws -> Release? {
        _ = try EditedDataset.load(request, on: connection)
        return try Release.handedIn(with: request.id("upload"), by: request.person.person, on: connection)
    }

    static let all: [Route] = [
        .submission("datasets/:dataset/files", needs: .editDatasets, summary: "ファイルを点検する", page: DatasetStaffPage.load)
        {
            request, form in
            let (dataset, resources) = try await request.ward.database.read { connection in
                let dataset = try EditedDataset.load(request, on: connection).dataset
                return (dataset, try Resource.of(dataset, on: connection).filter { $0.endedOn == nil })
            }
            guard dataset.source == nil else { throw OpenDataRefusal.filledByProgram }
            let (choice, title, file) = try form.values(
                HandingInFields.resource(resources), HandingInFields.name, HandingInFields.file)
            let resource = resources.first { $0.id.text == choice }
            let bytes = file.bytes
            let report = try await form.blaming(HandingInFields.file) {
                try await CheckLane.staff.run {
                    try await FileCheck.report(bytes, file.filename, standard: dataset.standard)
                }
            }
            let (stamp, purpose) = (try request.stamp, FindingsPage.purpose(dataset))
            let kept = try await request.ward.database.write { connection in
                let upload = try KeptUpload.keep(
                    bytes, named: file.filename, for: purpose, by: stamp, on: connection)
                let waiting = WaitingFile(
                    upload: upload.id.text, filename: file.filename, resource: resource?.id.text,
                    resourceTitle: resource?.title ?? title ?? dataset.title, report: report,
                    decisions: resource?.decisions ?? RepairDecisions())
                return try KeptUpload.keep(
                    Array(JSONEncoder().encode(waiting)), named: file.filename, for: purpose, by: stamp, on: connection)
            }
            return .onward(to: "\(dataset.path)/files/\(kept.id)")
        },
        Route(.get, "datasets/:dataset/files/:upload", access: .needs(.editDatasets)) { request in
            try await request.ward.database.read { connection in
                if let release = try handedIn(request, on: connection) { return .seeOther(release.path) }
                return .page(try FindingsPage.load(request, on: connection).page)
            }
        },
        .submission(
            "datasets/:dataset/files/:upload", needs: .editDatasets, summary: "点検したファイルを提出する", page: FindingsPage.load
        ) { request, form in
            // Whoever sends it twice is led to what came of the first.
            let done = "提出しました。オープンデータ担当が確かめて公開します。"
            if let release = try await request.ward.database.read({ try handedIn(request, on: $0) }) {
                return .done(done, at: release.path)
            }
            let (person, now) = (try request.person.person, request.ward.clock.now())
            let (dataset, waiting, upload) = try await request.ward.database.read { connection in
                let dataset = try EditedDataset.load(request, on: connection).dataset
                let waiting = try FindingsPage.waiting(request, of: dataset, on: connection)
                return (
                    dataset, waiting,
                    try KeptUpload.find(
                        ID(waiting.upload), for: FindingsPage.purpose(dataset), of: person, at: now, on: connection)
                )
            }
            guard let upload else { throw KeptUploadRefusal.gone }
            let decisions = try RepairFields.read(&form, waiting)
            let file = try await CheckLane.staff.run {
                try await FileCheck.prepared(
                    upload.content, waiting.filename, standard: dataset.standard, decisions)
            }
            if let resource = waiting.resource { try await Release.compare(file, for: ID(resource), in: request.ward) }
            let stamp = try request.stamp
            let (report, own): (ID<KeptUpload>, ID<KeptUpload>) = (try request.id("upload"), upload.id)
            let release = try await request.ward.database.write { connection in
                // Of two windows that hand it in at once, one does.
                guard try KeptUpload.remove(own, of: person, on: connection) else {
                    guard let release = try handedIn(request, on: connection) else { throw KeptUploadRefusal.gone }
                    return release
                }
                try KeptUpload.remove(report, of: person, on: connection)
                let known = try Resource.of(dataset, on: connection)
                let resource =
                    try known.first { $0.id.text == waiting.resource }
                    ?? Resource.create(
                        Resource.freeName(known), title: waiting.resourceTitle, of: dataset, by: stamp, on: connection)
                return try Release.handIn(file, for: resource, upload: report, by: stamp, on: connection)
            }
            return .done(done, at: release.path)
        },
        .page("opendata/check", access: .open, PublicCheckPage.load),
        .form("opendata/check", access: .open, page: PublicCheckPage.load) { request, form in
            let file = try form.values(PublicCheckPage.file)
            let bytes = file.bytes
            let report = try await form.blaming(PublicCheckPage.file) {
                try await CheckLane.visitors.run { try await FileCheck.report(bytes, file.filename, standard: nil) }
            }
            return .answer(
                .page(
                    Page(
                        "点検の結果", trail: [CataloguePage.link, PublicCheckPage.link], home: PublicPlace.home,
                        body: "<p>ファイルは保存していません。</p>\n\(ReportSection(report))")))
        },
    ]
}

/// データのファイルを確かめる: for everybody, and nothing is kept.
struct PublicCheckPage: PageView {
    static let path = "/opendata/check"
    static let link = Link("データのファイルを確かめる", path)
    static let file = Field<Form.File>.file(
        "file", "ファイル", accept: ".csv,.txt,.xlsx",
        hint: "CSVかExcel（.xlsx）。サインインしていないときは\(BodyLimit.visitorFileWords)まで。")

    let state: PageState

    static func load(_ request: PageRequest, on _: any Connection) -> PublicCheckPage {
        PublicCheckPage(state: request.state)
    }

    var page: Page {
        Page(
            Self.link.title, trail: [CataloguePage.link], home: PublicPlace.home,
            body: """
                <p class="lead">オープンデータとして公開する前のファイルを点検し、直すところと直し方の案を示します。ファイルは保存しません。</p>
                \(FormView(Self.path, state, submit: "点検する", fields: [Self.file()]))
                """)
    }
}
