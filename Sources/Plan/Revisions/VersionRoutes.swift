import Japanese
import Site
import Storage
import Tabular
import Ward

/// The addresses of the plan's versions and of what is set side by side.
enum VersionRoutes {
    private typealias Fields = VersionFields

    static let all: [Route] = [
        .page("plan/versions", needs: .readPlan, VersionListPage.load),
        .action("plan/versions", needs: .managePlan, summary: "計画の改定案を作る", fields: [], page: VersionListPage.load) {
            _, change in
            let draft = try RevisionStore.begin(by: change.stamp, on: change.connection)
            return .done("改定案（第\(draft.number)版）を作りました。改める取組を選んで直してください。", at: draft.path)
        },
        .page("plan/versions/:version", needs: .readPlan, VersionPage.load),
        .action(
            "plan/versions/:version/decide", on: PlanVersion.self, needs: .managePlan, summary: "改定案の決定を記録する",
            page: VersionPage.load,
            asks: VersionConfirmations.decide
        ) { version, form, change in
            let decisions = try MeetingStore.confirmedDecisions(on: change.connection)
            let (decision, day) = try form.values(Fields.decision(decisions), Fields.effectiveOn)
            try RevisionStore.decide(
                version, decision: decision, effectiveOn: day, by: change.stamp, on: change.connection)
            return .done(day <= change.today ? "決定しました。今の計画は、この版です。" : "決定しました。\(day.japanese)に、この版になります。")
        },
        .action(
            "plan/versions/:version/discard", on: PlanVersion.self, needs: .managePlan, summary: "改定案を取り下げる",
            fields: [], page: VersionPage.load,
            asks: VersionConfirmations.discard
        ) { version, _, change in
            try RevisionStore.discard(version, by: change.stamp, on: change.connection)
            return .done("改定案を取り下げました。", at: VersionListPage.link.path)
        },
        Route(
            .get, "plan/versions/:version/comparison/:other/:file", needs: .readPlan,
            program: Route.ProgramSide("計画の版の新旧対照", answer: .anyObject), handler: comparison),
    ]

    /// `table.html`, `table.pdf` or `table.xlsx` of what another version says differently.
    private static func comparison(_ request: PageRequest) async throws -> PageResponse {
        let stamp = try request.stamp
        let (number, content, page) = try await request.ward.database.read { connection in
            let new = try PlanVersion.load(request, on: connection)
            let old = try PlanVersion.known(try request.id("other"), on: connection)
            guard old.plan == new.plan else { throw PageRefusal.notFound }
            if new.basedOn == old.id, let sealed = try SealedComparison.latest(of: new, on: connection) {
                return (
                    new.number, sealed.content,
                    try SealStore.rendering(of: sealed.seal, type: "text/html", on: connection)
                )
            }
            let comparison = try RevisionStore.comparison(from: old, to: new, on: connection)
            return (
                new.number,
                SealedComparison(comparison, decision: "", isSample: try SettingStore.isSample(on: connection)), nil
            )
        }
        if request.wantsJSON { return .json(try JSON(encoding: content)) }
        let name = "新旧対照表_第\(number)版"
        let document = ComparisonDocument(content: content, heading: nil)
        // What was decided is shown as it was sealed.
        let html = page.map { HTML(trusted: String(decoding: $0, as: UTF8.self)) } ?? document.html
        switch request.parameters["file"] {
        case "table.html": return SealedEdition.document(Array(html.text.utf8))
        case "table.pdf": return try await request.pdf(html, filename: "\(name).pdf")
        case "table.xlsx":
            return try .workbook(document.workbook(madeAt: stamp.at), filename: "\(name).xlsx")
        default: throw PageRefusal.notFound
        }
    }
}

/// What is asked when a version is decided.
enum VersionFields {
    static let effectiveOn = Field.date("effectiveOn", "施行日", hint: "この日から、新しい版になります。")

    static func decision(_ decisions: [BodyOverview.Origin]) -> Field<ID<Decision>> {
        .record(
            "decision", "もとになる決定事項",
            decisions.map { origin in
                Choice(
                    origin.decision.id.text,
                    "\(origin.meeting.heldOn.japanese)　\(origin.meeting.title)　決定事項\(origin.decision.number)　\(origin.decision.content.shortenedForOutcome)"
                )
            })
    }
}
