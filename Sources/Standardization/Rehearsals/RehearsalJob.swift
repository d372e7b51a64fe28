import Foundation
import Site
import Ward

/// A rehearsal that was asked for on a page: an item for each stage, so that it goes on after a crash where it stopped.
enum RehearsalJob {
    static let kind = "standardization.rehearse"

    static let handler = JobHandler(kind: kind) { context in
        guard let path = context.job.parameters["folder"]?.string else { throw RunRefusal.noRun("") }
        let folder = URL(fileURLWithPath: path)
        let workbench = try WorkbenchSource.read(path)
        let ward = context.ward
        let decisions = try await ward.database.read { try DecisionStore.all(folder: path, on: $0) }
        let rehearsal = try Rehearsal.begin(
            workbench, in: folder, decisions: decisions, at: ward.clock.now(), workers: 1)
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
