import Conversion
import Site
import Ward

/// The addresses of one finding: looking, deciding, and looking at what is hidden.
enum FindingRoutes {
    private typealias Fields = FindingFields
    private static let path = "standardization/:rehearsal/findings/:system/:code/:number"

    static let all: [Route] = [
        .page(path, needs: .readRehearsals, FindingPage.load),
        .form(path + "/unmask", access: .needs(.unmaskProtected), page: FindingPage.load) { request, _ in
            let page = try await request.ward.database.read { try FindingPage.load(request, on: $0) }
            guard page.finding.mayUnmask else { throw PageRefusal.forbidden(.unmaskProtected) }
            let stamp = try request.stamp
            return .answer(.page(try await request.ward.database.write { try page.looked(by: stamp, on: $0) }.page))
        },
        .action(
            path + "/decide", on: DecidedFinding.self, needs: .decideFindings, summary: "検出した事項に判断を残す",
            page: FindingPage.load
        ) {
            decided, form, change in
            let finding = decided.finding
            let isReplaced =
                form.form[Fields.action(finding.findings.reason).name] == FindingDecision.Action.replace.rawValue
            let (action, value, why) = try form.values(
                Fields.action(finding.findings.reason),
                isReplaced ? Fields.value(ShownFinding.target(of: finding)) : Fields.value(nil).orEmpty, Fields.why)
            try form.checkRevision(of: finding)
            let stamp = try change.stamp
            try DecisionStore.add(
                FindingDecision(
                    subject: finding.subject, hash: finding.line.hash, action: action, value: isReplaced ? value : "",
                    why: why, decidedBy: stamp.actor.name, decidedOn: stamp.today),
                workbench: finding.findings.review.record.workbenchID, by: stamp, on: change.connection)
            return .done("判断を記録しました。次の試行から当てはめます。")
        },
    ]
}
