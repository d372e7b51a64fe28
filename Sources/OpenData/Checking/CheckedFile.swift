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
        report.findings.enumerated()
            .filter { $0.element.proposal != nil && !FileCheck.always.contains($0.element.rule) }
            .prefix(Self.listedMax).map { ($0.offset, $0.element) }
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
}

/// A file that is no table, or none that can be read.
struct UnreadableFile: Refusal {
    let words: String
}

/// Checks of files: so many at once, in the order in which they came, on threads apart from those that answer requests.
struct CheckLane: Sendable {
    /// Checks and hand-ins.
    static let staff = CheckLane(
        "checks of staff", placesMax: 2, waitingMax: 20, busy: "ただいま、たくさんのファイルを点検しています。少し待ってから、もう一度送ってください。")
    /// For people who are not signed in: one after the other, and nothing is kept of them.
    static let visitors = CheckLane(
        "public checks", placesMax: 1, waitingMax: 3, busy: "ただいま、ほかの方のファイルを点検しています。少し待ってから、もう一度送ってください。")

    struct Full: Refusal {
        let words: String
    }

    private let turns: Turns
    private let threads: OwnThread
    private let busy: String

    private init(_ name: String, placesMax: Int, waitingMax: Int, busy: String) {
        turns = Turns(placesMax: placesMax, waitingMax: waitingMax)
        threads = OwnThread(name, isConcurrent: placesMax > 1)
        self.busy = busy
    }

    func run<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        try await turns.pass(refusing: { _ in Full(words: busy) as any Error }) { try await threads.run(body) }
    }
}
