import Foundation
import Tabular
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
            "systems": .array(ledgers.map(\.json)),
            "decisions": try decisions(rehearsal), "accuracy": accuracy?.json ?? nil,
            "files": .array(
                try files(of: rehearsal.folder).map { path, bytes, hash in
                    ["path": .string(path), "bytes": JSON(bytes), "sha256": .string(hash)]
                }),
        ]
    }

    /// Everything that the stages wrote, by path.
    static func files(of folder: URL) throws -> [(path: String, bytes: Int, hash: String)] {
        let stages = folder.appendingPathComponent("stages")
        var paths: [String] = []
        let walker = FileManager.default.enumerator(at: stages, includingPropertiesForKeys: [.isRegularFileKey])
        while let url = walker?.nextObject() as? URL {
            guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile ?? false,
                !url.pathComponents.contains(where: { $0.hasSuffix(".part") })
            else { continue }
            paths.append("stages/" + url.path.dropFirst(stages.path.count + 1))
        }
        return try paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { path in
            let file = try MappedFile(path: folder.appendingPathComponent(path).path)
            return (path, file.bytes.count, FileHash.sha256(file))
        }
    }

    /// How many decisions met a finding, and how many met none: what was decided about may be gone, or its key or item may have
    /// another name now.
    private static func decisions(_ rehearsal: Rehearsal) throws -> JSON {
        let subjects = Set(rehearsal.workbench.decisions.decisions.map(\.subject))
        var met: Set<Decision.Subject> = []
        for (system, reasons) in Dictionary(grouping: subjects, by: \.system) {
            for reason in Set(reasons.map(\.reason)) {
                let file = FindingFile(run: rehearsal.folder, system: system, reason: reason)
                for state in [FindingState.decided, .lapsed] {
                    for entry in file.entries(state: state, from: 0, count: .max).entries {
                        let line = entry.line
                        met.insert(
                            Decision.Subject(
                                system: system, reason: reason, key: line.key, field: line.field, target: line.target,
                                item: line.item))
                    }
                }
            }
        }
        return ["subjects": JSON(subjects.count), "met": JSON(subjects.intersection(met).count)]
    }
}
