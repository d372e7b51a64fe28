import Foundation

extension SyntheticWard {
    /// Writes what a right tool must find (`truth.tsv`) and what it must leave alone (`decoys.tsv`).
    final class Answers {
        private var truth = "id\tclass\tsystem\tgroup\tkey\tfield\tclean\tseverity\n"
        private var decoys = "id\tkind\tsystem\tgroup\tkey\n"
        private(set) var counts: [DefectClass: Int] = [:]
        private(set) var decoyCounts: [Decoy: Int] = [:]
        private var truthCount = 0
        private var decoyCount = 0

        func tell(_ kind: DefectClass, _ sheet: Sheet, key: String, field: String, clean: String = "") {
            truthCount += 1
            counts[kind, default: 0] += 1
            truth +=
                "D\(padded(truthCount, to: 7))\t\(kind.rawValue)\t\(sheet.system.rawValue)\t\(sheet.target)\t\(key)\t"
            truth += "\(field)\t\(clean)\t\(kind.severity)\n"
        }

        func tell(_ decoy: Decoy, _ sheet: Sheet, key: String) {
            decoyCount += 1
            decoyCounts[decoy, default: 0] += 1
            decoys +=
                "C\(padded(decoyCount, to: 7))\t\(decoy.rawValue)\t\(sheet.system.rawValue)\t\(sheet.target)\t\(key)\n"
        }

        func write(to folder: URL) throws {
            try Data(truth.utf8).write(to: folder.appendingPathComponent("truth.tsv"))
            try Data(decoys.utf8).write(to: folder.appendingPathComponent("decoys.tsv"))
        }
    }
}
