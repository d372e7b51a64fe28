import Datasets
import Foundation
import Japanese
import Site
import Storage
import Tabular
import Ward

/// A file that was sent for a dataset and checked, waiting for the person to decide about the repairs.
struct WaitingFile: Sendable, Codable {
    /// The file itself, kept for the same person.
    let upload: String
    let filename: String
    /// The table it is for; `nil` for a new one of this title.
    let resource: String?
    let resourceTitle: String
    let report: CheckReport
    /// What was decided about the file before.
    let decisions: RepairDecisions

    /// Findings that a person may have repaired one by one.
    static let listedMax = 100

    var repairable: [(position: Int, finding: DataFinding)] {
        report.findings.enumerated().filter { $0.element.proposal != nil }.prefix(Self.listedMax).map {
            ($0.offset, $0.element)
        }
    }

    /// Classes with repairs, apart from those that every release has.
    var classes: [CheckReport.RuleCount] {
        report.counts.filter { $0.repairable > 0 && !FileCheck.always.contains($0.rule) }
    }
}

/// Checks and repairs files for pages and commands alike.
enum FileCheck {
    /// Every release is UTF-8 with lines ended by CRLF, whatever the file was.
    static let always: [DataRule] = [.encoding, .lineEnds]
    /// What keeps a file from being published while it stands.
    static let barring: Set<DataRule> = [.individualNumber, .formulaText]

    static func open(_ bytes: [UInt8], _ filename: String) throws -> DataFile {
        do throws(DataFileRefusal) {
            return try DataFile(bytes, name: filename)
        } catch {
            throw UnreadableFile(words: error.japanese)
        }
    }

    /// - Parameter standard: the number of the standard dataset it is meant to be.
    static func options(_ standard: String?) -> CheckOptions {
        CheckOptions(layout: standard.flatMap { StandardDataset.find($0)?.layout(.current) })
    }

    static func report(_ bytes: [UInt8], _ filename: String, standard: String?) async throws -> CheckReport {
        try await DatasetCheck(open(bytes, filename), options(standard)).report()
    }

    /// The file as it would be released, with what was repaired.
    /// - Throws: ``OpenDataRefusal/openFindings(_:)`` while something stands that must not be public.
    static func prepared(
        _ bytes: [UInt8], _ filename: String, standard: String?, _ decided: RepairDecisions
    ) async throws -> PreparedFile {
        var decisions = decided
        for rule in always { decisions.accept(rule) }
        async let original = PreparedEvidence(bytes, filename: filename, bytesMax: Release.bytesMax)
        let file = try open(bytes, filename)
        let repaired = try await DatasetRepair(file, decisions, options(standard)).changedBytes()
        let left = repaired.report.left.filter { barring.contains($0.rule) }
        guard left.isEmpty else {
            throw OpenDataRefusal.openFindings(left.prefix(20).map { "\($0.place): \($0.message)" })
        }
        let table: ReleaseTable
        do throws(CSVRefusal) {
            table = try await ReleaseTable.reading(csv: repaired.bytes ?? bytes, delimiter: nil)
        } catch {
            throw UnreadableFile(words: error.japanese)
        }
        // What comes as it is released is neither written nor hashed again.
        let content = table.isWritten && repaired.bytes == nil ? try await original : nil
        var prepared = try await PreparedFile.prepare(
            table, filename: filename, original: original, content: content, encoding: file.facts.encoding)
        prepared.found = repaired.report.doneCount + repaired.report.leftCount
        prepared.repaired = repaired.report.doneCount
        prepared.ledger = repaired.report.done.map { patch in
            "\(patch.row.map { "\($0)行目" } ?? "")\(patch.column.map { "「\($0)」" } ?? "")（\(patch.rule.title)）: 「\(patch.value)」→「\(patch.replacement)」"
        }
        prepared.decisions = try JSON(encoding: decided).canonical
        return prepared
    }
}

/// A file that is no table, or none that can be read.
struct UnreadableFile: Refusal {
    let words: String
}

/// Checks for people who are not signed in: few at once, apart from the work of staff, and nothing is kept of them.
enum PublicLane {
    static let runningMax = 2
    private static let turns = Turns(placesMax: runningMax, waitingMax: 0)

    struct Full: Refusal {
        var words: String { "ただいま、ほかの方のファイルを点検しています。少し待ってから、もう一度送ってください。" }
    }

    static func run<Value>(_ body: () async throws -> Value) async throws -> Value {
        try await turns.pass(refusing: { _ in Full() as any Error }, body)
    }
}
