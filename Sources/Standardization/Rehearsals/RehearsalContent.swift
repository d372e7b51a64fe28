import Conversion
import Foundation
import Ward

/// What a report of a rehearsal says, as one value that is sealed.
enum RehearsalContent {
    static let format = "namiki-rehearsal-1"

    static func json(_ rehearsal: Rehearsal, _ ledgers: [SystemLedger]) throws -> JSON {
        let target = rehearsal.workbench.target
        let accuracy = try Accuracy.measure(rehearsal)
        return [
            "format": .string(format), "manifest": rehearsal.manifest.json,
            "target": [
                "name": .string(target.name), "business": .string(target.business), "version": .string(target.version),
                "effective": JSON(target.effective), "lengthUnit": .string(target.lengthUnit.rawValue),
            ],
            "gate": JSON(ledgers.allSatisfy(\.blockers.isEmpty) ? "open" : "closed"),
            "systems": try JSON(encoding: ledgers.map(\.report)),
            "decisions": try JSON(encoding: decisions(rehearsal)), "accuracy": accuracy?.json ?? nil,
            "files": .array(try RunFileList.stageFiles(of: rehearsal.folder).map(\.json)),
        ]
    }

    private static func decisions(_ rehearsal: Rehearsal) -> DecisionUse {
        let stages = rehearsal.folder.appendingPathComponent("stages")
        return DecisionUse(of: rehearsal.workbench.decisions) { system in
            ["convert-\(system)", "check/\(system)"].map { stages.appendingPathComponent($0) }
        }
    }
}
