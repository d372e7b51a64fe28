import Japanese
import Storage
import Ward

extension NotificationKind {
    /// An opinion that waits for the section's response (対応結果).
    static let commentWaits = NotificationKind(
        "plan.comment.waits", "意見への対応のお願い", opening: "次の取組に、対応結果の書かれていない意見があります。", listPath: "/",
        permission: .respondToComments
    ) { told, person, today, connection in
        guard let id = ID<Comment>(untrusted: told.subject), let comment = try Comment.find(id, on: connection),
            let initiative = try Initiative.find(comment.initiative, on: connection)
        else { return .over }
        let answering = initiative.answeringUnits(on: today, in: try UnitStore.succession(on: connection))
        guard let own = person.units(.respondToComments), !own.isDisjoint(with: answering) else { return .notAllowed }
        return comment.response == nil && comment.withdrawal == nil ? .stands(note: "") : .over
    }
}

/// Whom an opinion concerns.
enum CommentNotifications {
    static func added(
        _ comment: ID<Comment>, on initiative: Initiative, by stamp: Stamp, on connection: any Connection
    ) throws {
        let units = initiative.answeringUnits(on: stamp.today, in: try UnitStore.succession(on: connection))
        let people = try UnitPeople(holding: .respondToComments, by: PlanGrants.all, on: stamp.today, connection)
        try NotificationStore.tell(
            .commentWaits,
            [
                NotificationMatter(
                    subject: comment.text, occasion: "", title: initiative.heading,
                    path: CommentListPage.path(.initiative(initiative.id)),
                    people: units.reduce(into: []) { $0.formUnion(people[$1]) })
            ], by: stamp, on: connection)
    }
}

extension Initiative {
    /// Its main units on a day, or those that took over their work.
    func answeringUnits(on day: CivilDate, in succession: Succession) -> Set<ID<OfficeUnit>> {
        Set(mainUnits.flatMap { succession.successors(of: $0, validOn: day).map(\.id) })
    }
}
