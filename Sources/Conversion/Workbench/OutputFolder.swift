import Foundation
import Tabular

/// The files that a run of one system writes.
package final class OutputFolder {
    private let folder: URL
    private var handles: [String: FileHandle] = [:]

    package init(_ folder: URL) { self.folder = folder }

    /// Begins the file of a target group with its heading: romaji names where the layout has them (the field names of the
    /// exchange), else names.
    package func begin(_ group: ItemGroup) throws {
        guard handles["out/\(Self.safe(group.name)).csv"] == nil else { return }
        let names = group.items.map { "\"\(($0.romaji ?? $0.name).replacing("\"", with: "\"\""))\"" }
        try append(Array((names.joined(separator: ",") + "\r\n").utf8), toFile: "out/\(Self.safe(group.name)).csv")
    }

    /// Appends records of a target group, and where they came from.
    package func append(_ lines: [UInt8], _ origins: [Origin], to group: String, recordsBefore: Int) throws {
        guard !lines.isEmpty else { return }
        try append(lines, toFile: "out/\(Self.safe(group)).csv")
        var bytes: [UInt8] = []
        bytes.reserveCapacity(origins.count * Origin.size)
        for origin in origins {
            Origin(record: origin.record + recordsBefore, entry: origin.entry, bytes: origin.bytes).append(to: &bytes)
        }
        try append(bytes, toFile: "origins/\(Self.safe(group)).bin")
    }

    /// Writes a part's findings, a line to each, and counts them.
    func append(
        _ part: ConvertedPart, group: ItemGroup, plan: ConversionPlan, recordsBefore: Int,
        counts: inout [Reason: FindingCount]
    ) throws {
        var writers: [FindingWriter] = Array(repeating: FindingWriter(), count: Reason.allCases.count)
        for finding in part.findings {
            counts[finding.reason, default: FindingCount()].add(finding.state)
            let target = finding.entry >= 0 ? plan.entries[finding.entry].target : nil
            writers[Int(finding.reason.rawValue)].append(
                source: group.name, record: finding.record + recordsBefore, key: part.keys[finding.key],
                field: finding.column >= 0 ? group.items[finding.column].name : "", target: target?.name ?? "",
                item: finding.item >= 0 ? target?.items[finding.item].name ?? "" : "", rule: "", bytes: finding.bytes,
                hash: finding.hash, state: finding.state)
        }
        for reason in Reason.allCases { try append(writers[Int(reason.rawValue)], of: reason) }
        guard !part.broken.isEmpty else { return }
        // Broken records have no key: they are named by their number, and by what is broken about them.
        var writer = FindingWriter()
        for broken in part.broken {
            let number = broken.number + recordsBefore + 1
            writer.append(
                source: group.name, record: number, key: "#\(number)".utf8, field: "", target: "", item: "",
                rule: broken.kind.rawValue, bytes: broken.bytes, hash: 0, state: .open)
        }
        try append(writer, of: .broken)
        if handles["broken.tsv"] == nil {
            try append(Array("group\trecord\tfrom\tto\tkind\tcount\n".utf8), toFile: "broken.tsv")
        }
        let lines = part.broken.map { broken in
            "\(group.name)\t\(broken.number + recordsBefore + 1)\t\(broken.bytes.lowerBound)\t\(broken.bytes.upperBound)\t\(broken.kind.rawValue)\t\(broken.count)\n"
        }
        try append(Array(lines.joined().utf8), toFile: "broken.tsv")
    }

    /// Appends lines of findings of one reason.
    func append(_ writer: FindingWriter, of reason: Reason) throws {
        guard !writer.text.isEmpty else { return }
        let name = "findings/\(reason.code).tsv"
        if handles[name] == nil { try append(FindingLine.heading, toFile: name) }
        try append(writer.text, toFile: name)
    }

    package func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }

    private static let reportName = "ledger.json"

    func write(_ report: SystemReport) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(report).write(to: folder.appendingPathComponent(OutputFolder.reportName))
    }

    /// The ledger of a conversion that was written into a folder.
    static func report(in folder: URL) throws -> SystemReport {
        try JSONDecoder().decode(
            SystemReport.self, from: try Data(contentsOf: folder.appendingPathComponent(reportName)))
    }

    package func close() throws {
        for handle in handles.values { try handle.close() }
        handles = [:]
    }

    private func append(_ bytes: [UInt8], toFile name: String) throws {
        if handles[name] == nil {
            let url = folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data().write(to: url)
            handles[name] = try FileHandle(forWritingTo: url)
        }
        try handles[name]?.write(contentsOf: bytes)
    }

    /// A group's name as a file's: separators of paths become underscores.
    package static func safe(_ name: String) -> String {
        let kept = name.unicodeScalars.map { scalar -> Character in
            "/\\:*?\"<>|".unicodeScalars.contains(scalar) || scalar.value < 0x20 ? "_" : Character(scalar)
        }
        return kept.allSatisfy { $0 == "." } ? "_" : String(kept)
    }
}

/// The character ledger as tab-separated text.
enum CharacterText {
    static func tsv(_ lines: [CharacterLedger.Line]) -> String {
        var text = "code\tscalar\tcharacter\tcount\tverdict\ttarget\tbasis\ttwin\n"
        for line in lines {
            let scalar = line.scalar.map { String($0.value, radix: 16, uppercase: true) } ?? ""
            let shown = line.scalar.map { $0.value < 0x20 ? "" : String($0) } ?? ""
            text += "\(String(line.code, radix: 16, uppercase: true))\t\(scalar)\t\(shown)\t\(line.count)\t"
            text += "\(line.verdict.rawValue)\t\(line.target ?? "")\t\(line.basis ?? "")\t\(line.isTwin ? "1" : "")\n"
        }
        return text
    }
}
