import Conversion
import Foundation
import Japanese
import Site
import Storage
import Tabular
import Ward

/// A rehearsal as one person may see it.
struct Review: Sendable {
    let record: RehearsalRecord
    let content: JSON
    let scope: ReviewScope
    /// Whose values and keys are not shown.
    let protected: ProtectedKeys
    /// The run's folder is there, and is the one that was recorded.
    var hasFiles = true

    var view: RehearsalView { RehearsalView(content) }

    /// The systems this person may see.
    var systems: [RehearsalView.System] { view.systems.filter { scope.mayRead($0.section) } }

    /// The workbench's folder, and the run's in it.
    var folder: URL { URL(fileURLWithPath: record.folder) }
    var run: URL { folder.appendingPathComponent(record.runFolder) }

    static func find(_ request: PageRequest) async throws -> Review {
        let id: ID<RehearsalRecord> = try request.id("rehearsal")
        let person = try request.person
        let today = request.today
        return try await request.ward.database.read { connection in
            guard let record = try RehearsalStore.find(id, on: connection),
                let seal = try SealStore.latest(kind: RehearsalRecord.sealKind, subject: id.text, on: connection)
            else { throw PageRefusal.notFound }
            let run = URL(fileURLWithPath: record.folder).appendingPathComponent(record.runFolder)
            return Review(
                record: record, content: try SealStore.content(of: seal, on: connection),
                scope: try ReviewScope(person, today: today, on: connection),
                protected: ProtectedKeys(reading: run.appendingPathComponent("stages/check")),
                hasFiles: isRecorded(run, record))
        }
    }

    private static func isRecorded(_ run: URL, _ record: RehearsalRecord) -> Bool {
        guard let report = try? MappedFile(path: run.appendingPathComponent("report.json").path) else { return false }
        return KnownInputs.shared.isSame(report, as: record.contentHash)
    }

    /// What is said instead of the findings where the run's files are not there.
    var missingWords: String {
        let place = record.folder.isEmpty ? "" : "（\(record.folder)）"
        return
            "試行のフォルダーが元の場所\(place)にないか、記録した試行のものではないため、1件ずつの内容を表示できません。情報システムの担当に、フォルダーを戻すか、移した先でもう一度試行するよう伝えてください。"
    }
    var missing: HTML { "\(Notice(.warning, "試行のフォルダーがありません。", "<p>\(missingWords)</p>"))" }

    /// A system by the address; whether one of another section exists is not told.
    func system(_ request: PageRequest) throws -> RehearsalView.System {
        guard let id = request.parameters["system"], let system = systems.first(where: { $0.id == id }) else {
            throw PageRefusal.notFound
        }
        return system
    }

    func reason(_ request: PageRequest) throws -> Reason {
        guard let reason = request.parameters["code"].flatMap(Reason.init(code:)) else { throw PageRefusal.notFound }
        return reason
    }

    static let listPath = "/standardization"
    static let listLink = Link("データ移行の試行", listPath)

    var link: Link { Link("第\(record.number)回", record.path) }

    func path(_ system: String) -> String { "\(record.path)/systems/\(system)" }
    func path(_ system: String, _ reason: Reason) -> String { "\(record.path)/findings/\(system)/\(reason.code)" }
}
