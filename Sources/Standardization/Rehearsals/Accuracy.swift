import Conversion
import Foundation
import Ward

/// How well the findings of a rehearsal meet the defects that were planted in invented data.
///
/// A defect is found when its system, class and key are named by a finding. What is named without having been planted counts against
/// precision, decoys above all. Ways of writing (NM1, NM2, AD1) are true wherever they are named: invented systems write all their values
/// in old ways, as real ones do, and only whether the planted ones are found is measured. These figures rest on synthetic data and say so
/// wherever they are shown.
public struct Accuracy: Hashable, Sendable {
    /// One class of defects.
    public struct Line: Hashable, Sendable {
        public let name: String
        public let severity: String
        public var planted = 0
        public var found = 0
        /// Findings of the class that nothing was planted for.
        public var unplanted = 0

        /// Per thousand; `nil` when nothing was planted.
        public var recallPermille: Int? { planted == 0 ? nil : found * 1000 / planted }

        /// `nil` for ways of writing, and when nothing was named.
        public var precisionPermille: Int? {
            let isWay = Reason.allCases.contains { $0.defectClass == name && $0.isWayOfWriting }
            return isWay || found + unplanted == 0 ? nil : found * 1000 / (found + unplanted)
        }
    }

    public let lines: [Line]
    /// Decoys, and how many of them a finding names.
    public let decoys: Int
    public let decoysNamed: Int

    /// All classes of some severities together.
    public func total(_ severities: Set<String>) -> Line {
        var sum = Line(name: "", severity: "")
        for line in lines where severities.contains(line.severity) {
            sum.planted += line.planted
            sum.found += line.found
            sum.unplanted += line.unplanted
        }
        return sum
    }

    /// - Returns: `nil` where the workbench has no file of planted defects.
    static func measure(_ rehearsal: Rehearsal) throws -> Accuracy? {
        let truth = rehearsal.source.appendingPathComponent("truth.tsv")
        guard FileManager.default.fileExists(atPath: truth.path) else { return nil }
        let planted = try table(truth)
        let decoys = try table(rehearsal.source.appendingPathComponent("decoys.tsv"))
        var byClass: [String: Line] = [:]
        var truths: Set<String> = []
        for row in planted {
            guard let name = row["class"], let system = row["system"], let key = row["key"],
                truths.insert(subject(system, name, key)).inserted
            else { continue }
            byClass[name, default: Line(name: name, severity: row["severity"] ?? "")].planted += 1
        }
        let decoyKeys = Set(
            decoys.compactMap { row in row["system"].flatMap { s in row["key"].map { "\(s)\t\($0)" } } })
        var seen: Set<String> = []
        var named: Set<String> = []
        eachFinding(of: rehearsal) { system, name, isWayOfWriting, key in
            let key = String(decoding: key, as: UTF8.self)
            let subject = subject(system, name, key)
            let isPlanted = truths.contains(subject)
            if isWayOfWriting, !isPlanted { return }
            guard seen.insert(subject).inserted else { return }
            if isPlanted {
                byClass[name]?.found += 1
            } else {
                byClass[name]?.unplanted += 1
                named.insert("\(system)\t\(key)")
            }
        }
        return Accuracy(
            lines: byClass.values.sorted { $0.name < $1.name }, decoys: decoyKeys.count,
            decoysNamed: decoyKeys.intersection(named).count)
    }

    private static func subject(_ system: String, _ name: String, _ key: String) -> String {
        "\(system)\t\(name)\t\(key)"
    }

    /// Rows of a tab-separated file by heading.
    private static func table(_ url: URL) throws -> [[String: String]] {
        guard let data = try? Data(contentsOf: url) else { return [] }
        let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
        guard let heading = lines.first?.split(separator: "\t", omittingEmptySubsequences: false) else { return [] }
        return lines.dropFirst().map { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            return Dictionary(zip(heading, cells).map { (String($0), String($1)) }) { first, _ in first }
        }
    }

    /// Calls for everything that is listed, with its system, class and key. A broken record's key is its number.
    private static func eachFinding(
        of rehearsal: Rehearsal, _ body: (String, String, Bool, UnsafeRawBufferPointer) -> Void
    ) {
        for system in rehearsal.workbench.systems {
            for reason in Reason.allCases where reason.isListed {
                FindingFile(run: rehearsal.folder, system: system.id, reason: reason).each { _, line in
                    body(system.id, reason.defectClass, reason.isWayOfWriting, FindingFile.key(line))
                    return true
                }
            }
        }
    }

    public var json: JSON {
        func line(_ line: Line) -> JSON {
            [
                "class": .string(line.name), "severity": .string(line.severity), "planted": JSON(line.planted),
                "found": JSON(line.found), "unplanted": JSON(line.unplanted),
                "recallPermille": JSON(line.recallPermille), "precisionPermille": JSON(line.precisionPermille),
            ]
        }
        return [
            "classes": .array(lines.map(line)), "stopAndBlock": line(total(["stop", "block"])),
            "warn": line(total(["warn"])), "all": line(total(["stop", "block", "warn"])), "decoys": JSON(decoys),
            "decoysNamed": JSON(decoysNamed),
        ]
    }
}
