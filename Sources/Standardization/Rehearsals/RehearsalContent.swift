import Conversion
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
            "decisions": decisions(rehearsal).json, "accuracy": accuracy?.json ?? nil,
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
            return (path, file.bytes.count, try FileHash.sha256(file))
        }
    }

    private static func decisions(_ rehearsal: Rehearsal) -> DecisionUse {
        let stages = rehearsal.folder.appendingPathComponent("stages")
        return DecisionUse(of: rehearsal.workbench.decisions) { system in
            ["convert-\(system)", "check/\(system)"].map { stages.appendingPathComponent($0) }
        }
    }
}
