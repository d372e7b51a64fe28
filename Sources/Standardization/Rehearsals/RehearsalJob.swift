import Conversion
import Foundation
import Site
import Storage
import Ward

/// A rehearsal that was asked for on a page: an item for each stage, so that it goes on after a crash where it stopped.
enum RehearsalJob {
    static let kind = "standardization.rehearse"

    /// Asks for another rehearsal of the same workbench; asked for twice, by a double click, it is one.
    static func request(_ record: RehearsalRecord, by stamp: Stamp, on connection: any Connection) throws -> Job {
        let declared = URL(fileURLWithPath: record.folder).appendingPathComponent("workbench.yaml")
        guard FileManager.default.fileExists(atPath: declared.path) else {
            throw PageRefusal.conflict(record.missingWords)
        }
        return try JobStore.requestOnce(
            kind: kind, title: "データ移行の試行　\(record.workbench)", parameters: ["folder": .string(record.folder)],
            by: stamp, on: connection)
    }

    static let handler = JobHandler(kind: kind, lane: .long) { context in
        guard let path = context.job.parameters["folder"]?.string else { throw RunRefusal.noRun("") }
        let folder = URL(fileURLWithPath: path)
        let workbench = try WorkbenchSource.read(path)
        let ward = context.ward
        let lock = try RunLock(folder)
        defer { withExtendedLifetime(lock) {} }
        let rehearsal = try await RehearsalRun.begin(
            workbench, in: folder, by: context.job.requestedBy, ward: ward, workers: 1)
        try await context.each(rehearsal.stageNames) { stage in
            if stage == "report" {
                _ = try await RehearsalRun.finish(rehearsal, by: context.job.requestedBy, ward: ward, printer: .live)
            } else {
                try await rehearsal.run(stage: stage)
            }
            return .ok()
        }
    }
}
