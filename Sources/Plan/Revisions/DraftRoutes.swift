import Site
import Ward

/// The addresses at which a draft is written.
enum DraftRoutes {
    static let all: [Route] = [
        .page("plan/versions/:version/initiatives/new", needs: .managePlan, InitiativeDraftPage.load),
        write("", "改定案に取組を加える") { drafted, form, change in
            let source = form.value(DraftFields.source(drafted.others)) ?? nil
            let (draft, reason) = try drafted.fields.read(&form)
            try RevisionStore.add(
                draft, to: drafted.version.id, reason: reason, dividing: source, by: change.stamp,
                on: change.connection)
            return .done("取組「\(draft.title)」を改定案に加えました。")
        },
        .page("plan/versions/:version/initiatives/:initiative", needs: .managePlan, InitiativeDraftPage.load),
        write("/:initiative", "改定案の取組を直す") { drafted, form, change in
            let (draft, reason) = try drafted.fields.read(&form)
            try form.checkRevision(of: drafted.known)
            try RevisionStore.edit(
                drafted.known.id, draft, reason: reason, by: change.stamp, on: change.connection)
            return .done("改定案に書きました。改めるところを確かめてください。")
        },
        write("/:initiative/end", "改定案から取組を外す") { drafted, form, change in
            let (target, reason) = try form.values(DraftFields.target(drafted.others), DraftFields.endReason)
            let initiative = try drafted.known
            try form.checkRevision(of: initiative)
            try RevisionStore.end(
                initiative.id, mergingInto: target, reason: reason, by: change.stamp, on: change.connection)
            // Its own page is gone with it.
            return .done("「\(initiative.heading)」を改定案から外しました。")
        },
    ]

    private static func write(
        _ path: String, _ summary: String,
        change: @escaping @Sendable (DraftedInitiative, inout FormReader, Change) throws -> Outcome
    ) -> Route {
        .action(
            "plan/versions/:version/initiatives\(path)", on: DraftedInitiative.self, needs: .managePlan,
            summary: summary, page: InitiativeDraftPage.load, change: change)
    }
}
