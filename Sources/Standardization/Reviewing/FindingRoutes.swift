import Conversion
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

    private static func page(_ request: PageRequest, looking: Bool = false, withNext: Bool = true) async throws
        -> FindingPage
    {
        let review = try await Review.find(request)
        let (system, reason) = (try review.system(request), try review.reason(request))
        guard review.hasFiles else { throw PageRefusal.conflict(review.missingWords) }
        let file = FindingFile(run: review.run, system: system.id, reason: reason)
        guard let number = request.parameters["number"].flatMap({ Int($0) }), number >= 0,
            let entry = file.entry(number)
        else { throw PageRefusal.notFound }
        let subject = entry.line.subject(system: system.id, reason: reason)
        if looking, !review.scope.mayUnmask(system.section) { throw PageRefusal.forbidden(.unmaskProtected) }
        let shown = try await ShownFinding.read(entry.line, reason, system: system.id, review: review)
        var look: RecordedLook?
        if looking {
            let stamp = try request.stamp
            look = try await request.ward.database.write { connection in
                try RecordedLook.record(
                    subject,
                    other: shown.other.flatMap { other in
                        other.key.flatMap { review.scope.mayUnmask(other.section) ? (other.written, $0) : nil }
                    }, by: stamp,
                    on: connection)
            }
        }
        let workbench = review.record.workbenchID
        let decisions = DecisionSet(
            try await request.ward.database.read { try DecisionStore.all(workbench: workbench, on: $0) })
        let pending = decisions.state(of: subject, hash: entry.line.hash)
        let next =
            withNext
            ? file.next(after: number) { line in
                let subject = line.subject(system: system.id, reason: reason)
                return decisions.state(of: subject, hash: line.hash).state != .decided
            } : nil
        return FindingPage(
            review: review, system: system, reason: reason, entry: entry, shown: shown, next: next?.number,
            pending: pending.state == .decided ? pending.decision : nil, look: look,
            protected: review.protected, csrfToken: request.csrfToken)
    }

    private static func unmask(_ request: PageRequest) async throws -> PageResponse {
        .page(try await page(request, looking: true).page)
    }

    private static func decide(_ request: PageRequest) async throws -> PageResponse {
        var page = try await page(request, withNext: false)
        guard page.review.scope.mayDecide(page.system.section) else { throw PageRefusal.forbidden(.decideFindings) }
        guard !page.reason.actions.isEmpty, !page.entry.line.key.isEmpty else {
            throw PageRefusal.conflict("この事項は、判断を記録してもなくなりません。元のデータか、項目の対応を直してください。")
        }
        var reader = FormReader(request.form)
        let actions = page.reason.actions
        let chosen = reader.choice("action", FindingPage.actionTitle, of: actions.map(\.rawValue))
        let value = reader.text("value", "移行先に入れる値", max: FindingPage.valueMax, isRequired: chosen == "replace")
        if let value, chosen == "replace", let item = page.shown.targetItem, let refusal = item.refusal(of: value) {
            reader.errors.add("value", "「\(value)」は入れられません。\(item.item.form)。\(refusal.japanese)")
        }
        let why = reader.textArea("why", "理由", max: FindingPage.whyMax)
        let stamp = try request.stamp
        guard reader.errors.isEmpty, let action = chosen.flatMap(FindingDecision.Action.init(rawValue:)), let why else {
            page.errors = reader.errors
            page.sent = request.form
            return .page(page.page, status: 422)
        }
        let decision = FindingDecision(
            subject: page.entry.line.subject(system: page.system.id, reason: page.reason), hash: page.entry.line.hash,
            action: action, value: action == .replace ? value ?? "" : "", why: why, decidedBy: stamp.actor.name,
            decidedOn: stamp.today)
        let workbench = page.review.record.workbenchID
        try await request.ward.database.write {
            try DecisionStore.add(decision, workbench: workbench, by: stamp, on: $0)
        }
        return .seeOther(
            "\(page.review.path(page.system.id, page.reason))/\(page.entry.number)",
            flash: Flash(.done, "判断を記録しました。次の試行から当てはめます。"))
    }
}
