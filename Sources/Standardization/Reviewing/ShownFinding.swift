import Conversion
import Foundation
import Ward

/// All that stands behind a finding, from the run's files and the workbench as it is now.
struct ShownFinding {
    /// `nil` where the files are not there any more.
    var record: ReviewedRecord?
    /// `nil` where the finding is about one record.
    var other: ComparedRecord?
    /// How the mapping fills the item.
    var expression: String?
    /// Source items that it is filled from.
    var sourceItems: [String] = []
    /// What a decided value must fit; `nil` where no item is concerned.
    var targetItem: TargetCheck?

    /// The workbench as it was for the run, and what the run was made from; `nil` where it is another one today.
    private static func workbench(of review: Review) -> (manifest: RunManifest, workbench: Workbench)? {
        guard
            let manifest = try? RunFiles.decode(
                RunManifest.self, from: review.run.appendingPathComponent("manifest.json")),
            let workbench = KnownFiles.workbench(in: review.folder, declarations: manifest.declarations)
        else { return nil }
        return (manifest, workbench)
    }

    /// What a decided value must fit.
    static func target(of finding: ReviewedFinding) -> TargetCheck? {
        workbench(of: finding.findings.review).flatMap { target(of: finding.line, $0.workbench) }
    }

    private static func target(of line: FindingLine, _ workbench: Workbench) -> TargetCheck? {
        workbench.target.group(named: line.target)?.item(named: line.item).map { TargetCheck($0, in: workbench.target) }
    }

    static func read(_ line: FindingLine, _ findings: ReviewedFindings) throws -> ShownFinding {
        let (review, reason) = (findings.review, findings.reason)
        guard let (manifest, workbench) = workbench(of: review),
            let system = workbench.systems.first(where: { $0.id == findings.system.id })
        else { return ShownFinding() }
        let reader = RecordReader(
            workbench: workbench, folder: review.folder, run: review.run, inputs: manifest.inputs,
            protected: review.protected)
        var shown = ShownFinding(record: try reader.record(of: line, system: system))
        shown.other = try other(of: line, reason, besides: shown.record, review: review, reader: reader)
        let group = system.mapping.groups.first { $0.target == line.target && $0.source == line.source }
        let item = group?.items.first { $0.item == line.item }
        shown.expression = item?.text
        shown.sourceItems = line.field.isEmpty ? [] : [line.field]
        let source = system.layout.group(named: line.source)?.items ?? []
        for column in (item?.expression.columns ?? []).sorted() where source.indices.contains(column) {
            if !shown.sourceItems.contains(source[column].name) { shown.sourceItems.append(source[column].name) }
        }
        shown.targetItem = target(of: line, workbench)
        return shown
    }

    private static func other(
        of line: FindingLine, _ reason: Reason, besides own: ReviewedRecord?, review: Review, reader: RecordReader
    ) throws -> ComparedRecord? {
        guard let written = line.other else { return nil }
        let system = review.view.systems.first { $0.id == written.system }
        let section = system?.section ?? ""
        func compared(_ content: ComparedRecord.Content) -> ComparedRecord {
            ComparedRecord(
                written: written, systemName: system?.name ?? written.system, section: section, content: content)
        }
        guard system != nil, review.scope.mayRead(section) else { return compared(.ofAnotherSection) }
        // What a protected person is compared with may be their household's head, or themselves.
        let record = try reader.record(written, isProtected: own?.isProtected ?? true)
        guard let record else { return compared(.gone) }
        let target = reader.workbench.target
        let column = target.group(named: line.target)?.items.firstIndex { $0.name == line.item } ?? -1
        let rule = reader.workbench.rules.rules.first { $0.id == line.rule }
        guard case .set(let check)? = rule?.check, let items = target.group(named: written.target)?.items else {
            return compared(.read(record, items: []))
        }
        let columns = check.compared(reason, at: column).filter(items.indices.contains)
        return compared(.read(record, items: columns.map { items[$0].name }))
    }
}
