import Foundation
import Japanese
import Site
import Storage
import Ward

/// The addresses of one finding: looking, deciding, and looking at what is hidden.
enum FindingRoutes {
    private static let path = "standardization/:rehearsal/findings/:system/:code/:number"

    static let all: [Route] = [
        Route(.get, path, needs: .readRehearsals) { request in
            let page = try await page(request)
            return request.wantsJSON ? .json(FindingPage.json(page.entry, page.protected)) : .page(page.page)
        },
        Route(.post, path + "/unmask", needs: .unmaskProtected, handler: unmask),
        Route(.post, path + "/decide", needs: .decideFindings, handler: decide),
    ]

    private static func subject(_ review: Review, _ system: String, _ reason: Reason, _ line: FindingLine)
        -> Decision.Subject
    {
        Decision.Subject(
            system: system, reason: reason, key: line.key, field: line.field, target: line.target, item: line.item)
    }

    private static func page(_ request: PageRequest, looking: Bool = false) async throws -> FindingPage {
        let review = try await Review.find(request)
        let (system, reason) = (try review.system(request), try review.reason(request))
        guard let number = request.parameters["number"].flatMap({ Int($0) }), number >= 0,
            let entry = FindingFile(run: review.run, system: system.id, reason: reason).entry(number)
        else { throw PageRefusal.notFound }
        let subject = subject(review, system.id, reason, entry.line)
        var look: RecordedLook?
        if looking {
            guard review.scope.mayUnmask(system.section) else { throw PageRefusal.forbidden(.unmaskProtected) }
            let stamp = try request.stamp
            look = try await request.ward.database.write { try RecordedLook.record(subject, by: stamp, on: $0) }
        }
        let folder = review.record.folder
        let pending = try await request.ward.database.read { connection in
            try DecisionStore.all(folder: folder, on: connection).last {
                $0.subject == subject && $0.hash == entry.line.hash
            }
        }
        let shown = try await shown(review, system.id, entry.line)
        return FindingPage(
            review: review, system: system, reason: reason, entry: entry, record: shown.record,
            expression: shown.expression,
            sourceItems: shown.sourceItems, targetItem: shown.targetItem,
            pending: pending, look: look, protected: review.protected, csrfToken: request.csrfToken)
    }

    /// The record before and after, and the mapping's line, from the workbench as it is now.
    private static func shown(
        _ review: Review, _ id: String, _ line: FindingLine
    ) async throws -> (record: ReviewedRecord?, expression: String?, sourceItems: [String], targetItem: TargetCheck?) {
        guard
            let manifest = try? RunFiles.decode(
                RunManifest.self, from: review.run.appendingPathComponent("manifest.json")),
            let workbench = WorkbenchReader.read(review.folder).workbench,
            let system = workbench.systems.first(where: { $0.id == id }),
            // Another layout would read other values out of the same bytes.
            workbench.declarations == manifest.declarations
        else { return (nil, nil, [], nil) }
        let record = try await ReviewedRecord.read(
            line, system: system, workbench: workbench, folder: review.folder, run: review.run, inputs: manifest.inputs,
            protected: review.protected)
        let group = system.mapping.groups.first { $0.target == line.target && $0.source == line.source }
        let item = group?.items.first { $0.item == line.item }
        let source = system.layout.group(named: line.source)?.items ?? []
        var names = line.field.isEmpty ? [] : [line.field]
        for column in (item?.expression.columns ?? []).sorted() where source.indices.contains(column) {
            if !names.contains(source[column].name) { names.append(source[column].name) }
        }
        let target = workbench.target.group(named: line.target)?.item(named: line.item)
        return (record, item?.text, names, target.map { TargetCheck($0, in: workbench.target) })
    }

    private static func unmask(_ request: PageRequest) async throws -> PageResponse {
        .page(try await page(request, looking: true).page)
    }

    private static func decide(_ request: PageRequest) async throws -> PageResponse {
        var page = try await page(request)
        guard page.review.scope.mayDecide(page.system.section) else { throw PageRefusal.forbidden(.decideFindings) }
        guard !page.reason.actions.isEmpty, !page.entry.line.key.isEmpty else {
            throw PageRefusal.conflict("この事項は、判断を記録してもなくなりません。元のデータか、項目の対応を直してください。")
        }
        var reader = FormReader(request.form)
        let actions = page.reason.actions
        let chosen = reader.choice("action", "この値の扱い", of: actions.map(\.rawValue))
        let value = reader.text("value", "移行先に入れる値", max: FindingPage.valueMax, isRequired: chosen == "replace")
        if let value, chosen == "replace", let item = page.targetItem, let refusal = item.refusal(of: value) {
            reader.errors.add("value", "「\(value)」は入れられません。\(item.item.form)。\(refusal.japanese)")
        }
        let why = reader.textArea("why", "理由", max: FindingPage.whyMax)
        let stamp = try request.stamp
        guard reader.errors.isEmpty, let action = chosen.flatMap(Decision.Action.init(rawValue:)), let why else {
            page.errors = reader.errors
            page.sent = request.form
            return .page(page.page, status: 422)
        }
        let decision = Decision(
            subject: subject(page.review, page.system.id, page.reason, page.entry.line), hash: page.entry.line.hash,
            action: action, value: action == .replace ? value ?? "" : "", why: why, decidedBy: stamp.actor.name,
            decidedOn: stamp.today)
        let folder = page.review.record.folder
        try await request.ward.database.write {
            try DecisionStore.add(decision, folder: folder, by: stamp, on: $0)
        }
        return .seeOther(
            "\(page.review.path(page.system.id, page.reason))/\(page.entry.number)",
            flash: Flash(.done, "判断を記録しました。次の試行から当てはめます。"))
    }
}
