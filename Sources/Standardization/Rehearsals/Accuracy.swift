import Foundation
import Ward

/// How well the findings of a rehearsal meet the defects that were planted in invented data.
///
/// A defect is found when its system, class and key are named by a finding. What is named without having been planted counts against
/// precision, decoys above all. These figures rest on synthetic data and say so wherever they are shown.
public struct Accuracy: Hashable, Sendable {
    /// One class of defects.
    public struct Line: Hashable, Sendable {
        public let name: String
        public let severity: String
        public var planted = 0
        public var found = 0
        /// Findings of the class that nothing was planted for.
        public var unplanted = 0

        /// Whether values of the class are listed one by one; others are changed in form and counted in the ledger only.
        public var isListed: Bool { name.isEmpty || Reason.allCases.contains { $0.defectClass == name && $0.isListed } }

        /// Per thousand; `nil` when nothing was planted, or nothing is listed.
        public var recallPermille: Int? { planted == 0 || !isListed ? nil : found * 1000 / planted }

        public var precisionPermille: Int? {
            found + unplanted == 0 ? nil : found * 1000 / (found + unplanted)
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
        let found = try Self.found(in: rehearsal)
        var byClass: [String: Line] = [:]
        var truths: Set<String> = []
        for row in planted {
            guard let name = row["class"], let system = row["system"], let key = row["key"] else { continue }
            let subject = "\(system)\t\(name)\t\(key)"
            guard truths.insert(subject).inserted else { continue }
            var line = byClass[name] ?? Line(name: name, severity: row["severity"] ?? "")
            line.planted += 1
            if found.contains(subject) { line.found += 1 }
            byClass[name] = line
        }
        for subject in found where !truths.contains(subject) {
            let name = String(subject.split(separator: "\t", omittingEmptySubsequences: false)[1])
            byClass[name]?.unplanted += 1
        }
        var named: Set<String> = []
        for subject in found where !truths.contains(subject) {
            let parts = subject.split(separator: "\t", omittingEmptySubsequences: false)
            named.insert("\(parts[0])\t\(parts[2])")
        }
        let decoyKeys = Set(
            decoys.compactMap { row in row["system"].flatMap { s in row["key"].map { "\(s)\t\($0)" } } })
        return Accuracy(
            lines: byClass.values.sorted { $0.name < $1.name }, decoys: decoyKeys.count,
            decoysNamed: decoyKeys.intersection(named).count)
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

    /// `system, class, key` of everything that is listed as more than a matter of form.
    private static func found(in rehearsal: Rehearsal) throws -> Set<String> {
        var found: Set<String> = []
        for system in rehearsal.workbench.systems {
            for stage in ["convert-\(system.id)", "check/\(system.id)"] {
                let folder = rehearsal.folder.appendingPathComponent("stages/\(stage)")
                for reason in Reason.allCases {
                    let url = folder.appendingPathComponent("findings/\(reason.code).tsv")
                    guard let data = try? Data(contentsOf: url) else { continue }
                    for line in data.split(separator: 0x0A).dropFirst() {
                        let cells = line.split(separator: 0x09, maxSplits: 3, omittingEmptySubsequences: false)
                        guard cells.count > 2 else { continue }
                        found.insert(
                            "\(system.id)\t\(reason.defectClass)\t\(String(decoding: cells[2], as: UTF8.self))")
                    }
                }
                guard let data = try? Data(contentsOf: folder.appendingPathComponent("broken.tsv")) else { continue }
                for line in data.split(separator: 0x0A).dropFirst() {
                    let cells = line.split(separator: 0x09, omittingEmptySubsequences: false)
                    guard cells.count > 1 else { continue }
                    found.insert("\(system.id)\tFM1\t#\(String(decoding: cells[1], as: UTF8.self))")
                }
            }
        }
        return found
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

extension Reason {
    /// The class of the ward's defect list: `DT3` of `DT3-ORDER`.
    public var defectClass: String { String(code.prefix { $0 != "-" }) }
}
