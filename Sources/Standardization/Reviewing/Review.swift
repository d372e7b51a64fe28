import Conversion
import Foundation
import Site
import Storage
import Tabular
import Ward

/// A rehearsal as one person may see it.
struct Review: Sendable {
    let record: RehearsalRecord
    let view: RehearsalView
    let scope: ReviewScope
    /// Whose values and keys are not shown.
    let protected: ProtectedKeys
    /// The run's folder is there, and is the one that was recorded.
    var hasFiles = true

    /// The systems this person may see.
    var systems: [SystemReport] { view.systems.filter { scope.mayRead($0.section) } }

    /// The workbench's folder, and the run's in it.
    var folder: URL { URL(fileURLWithPath: record.folder) }
    var run: URL { folder.appendingPathComponent(record.runFolder) }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> Review {
        let record = try RehearsalRecord.load(request, on: connection)
        let view = try KnownFiles.report(of: record, on: connection)
        let run = URL(fileURLWithPath: record.folder).appendingPathComponent(record.runFolder)
        let hasFiles = KnownInputs.areSame(["report.json": record.contentHash], in: run)
        return Review(
            record: record, view: view,
            scope: try ReviewScope(try request.person, today: request.today, on: connection),
            protected: hasFiles ? KnownFiles.protected(in: run, report: view) : .everybody,
            hasFiles: hasFiles)
    }

    /// What is said instead of the findings where the run's files are not there.
    var missing: HTML { "\(Notice(.warning, "試行のフォルダーがありません。", "<p>\(record.missingWords)</p>"))" }

    /// A system by the address; whether one of another section exists is not told.
    func system(_ request: PageRequest) throws -> SystemReport {
        guard let id = request.parameters["system"], let system = systems.first(where: { $0.id == id }) else {
            throw PageRefusal.notFound
        }
        return system
    }

    /// What this person may see of the report: a section its own systems, and no names of other files.
    var json: JSON {
        get throws {
            guard scope.readable != nil else { return view.content }
            return [
                "number": JSON(record.number), "target": view.content["target"] ?? nil,
                // Of no system nothing can be said.
                "gate": .string(
                    systems.isEmpty ? "unknown" : systems.allSatisfy(\.blockers.isEmpty) ? "open" : "closed"),
                "systems": try JSON(encoding: systems),
            ]
        }
    }

    static let listLink = Link("データ移行の試行", "/standardization")
    var link: Link { Link("第\(record.number)回", record.path) }
    /// Where a page of this rehearsal stands.
    var trail: [Link] { [Self.listLink, link] }

    func path(_ system: String) -> String { "\(record.path)/systems/\(system)" }
    func path(_ system: String, _ reason: Reason) -> String { "\(record.path)/findings/\(system)/\(reason.code)" }
}

/// Findings of one system and one reason, with what was decided about them for the next rehearsal.
struct ReviewedFindings: Sendable {
    let review: Review
    let system: SystemReport
    let reason: Reason
    let decisions: DecisionSet

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ReviewedFindings {
        let review = try Review.load(request, on: connection)
        guard let reason = request.parameters["code"].flatMap(Reason.init(code:)) else { throw PageRefusal.notFound }
        return ReviewedFindings(
            review: review, system: try review.system(request), reason: reason,
            decisions: DecisionSet(try DecisionStore.all(workbench: review.record.workbenchID, on: connection)))
    }

    var path: String { review.path(system.id, reason) }
    var file: FindingFile { FindingFile(run: review.run, system: system.id, reason: reason) }

    func subject(_ line: FindingLine) -> FindingDecision.Subject { line.subject(system: system.id, reason: reason) }

    /// The newest decision about a finding, which the next rehearsal will apply.
    func pending(_ line: FindingLine) -> FindingDecision? {
        let (state, decision) = decisions.state(of: subject(line), hash: line.hash)
        return state == .decided ? decision : nil
    }
}

/// One finding, by its number among those of its kind.
struct ReviewedFinding: RouteSubject, Revised {
    let findings: ReviewedFindings
    let entry: FindingFile.Entry

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ReviewedFinding {
        let findings = try ReviewedFindings.load(request, on: connection)
        guard findings.review.hasFiles else { throw PageRefusal.conflict(findings.review.record.missingWords) }
        guard let number = request.parameters["number"].flatMap({ Int($0) }), number >= 0,
            let entry = findings.file.entry(number)
        else { throw PageRefusal.notFound }
        return ReviewedFinding(findings: findings, entry: entry)
    }

    var path: String { "\(findings.path)/\(entry.number)" }
    var line: FindingLine { entry.line }
    var subject: FindingDecision.Subject { findings.subject(line) }
    /// How many decisions about it there are.
    var revision: Int { findings.decisions.decisions.count { $0.subject == subject } }
    /// Whether a decision changes anything about it.
    var isDecidable: Bool { !findings.reason.actions.isEmpty && !line.key.isEmpty }
    var mayDecide: Bool { findings.review.scope.mayDecide(findings.system.section) }
    var mayUnmask: Bool { findings.review.scope.mayUnmask(findings.system.section) }
}

/// A finding that the person decides about.
struct DecidedFinding: RouteSubject {
    let finding: ReviewedFinding

    static func load(_ request: PageRequest, on connection: any Connection) throws -> DecidedFinding {
        let finding = try ReviewedFinding.load(request, on: connection)
        guard finding.mayDecide else { throw PageRefusal.forbidden(.decideFindings) }
        guard finding.isDecidable else {
            throw PageRefusal.conflict("この事項は、判断を記録してもなくなりません。元のデータか、項目の対応を直してください。")
        }
        return DecidedFinding(finding: finding)
    }

    var path: String { finding.path }
}
