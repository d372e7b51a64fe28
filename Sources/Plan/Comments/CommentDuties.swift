import Japanese
import Site
import Storage
import Ward

/// Comments on a section's initiatives about which nothing was answered yet.
enum CommentDuties {
    static func duties(
        of person: SignedIn, today: CivilDate, on connection: any Connection
    ) throws -> [Duty] {
        // Who may answer for every section is not the one who is asked.
        guard person.may(.respondToComments), let own = person.units(.respondToComments) else { return [] }
        let succession = try UnitStore.succession(on: connection)
        var counts: [ID<Initiative>: Int] = [:]
        for comment in try CommentStore.unanswered(on: connection) { counts[comment.initiative, default: 0] += 1 }
        return try counts.keys.sorted().compactMap { id in
            guard let initiative = try Initiative.find(id, on: connection), let count = counts[id] else {
                return nil
            }
            guard !own.isDisjoint(with: initiative.answeringUnits(on: today, in: succession)) else { return nil }
            return Duty(
                DutyKind("plan.respond", "意見に対応する"),
                link: Link("意見に対応する：\(initiative.heading)", CommentListPage.path(.initiative(id))),
                note: "対応結果が書かれていない意見が\(count)件あります。")
        }
    }
}
