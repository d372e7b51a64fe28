import Japanese
import Storage
import Ward

/// On whose behalf a person may propose: the section that answers for the initiative, its group, the sub-committee, the
/// secretariat, as the person's roles say.
struct Proposers {
    struct Entry: Hashable, Sendable {
        let kind: Proposal.Proposer
        /// As it is kept with the proposal.
        let name: String
    }

    let all: [Entry]

    init(_ person: SignedIn, _ initiative: Initiative, today: CivilDate, on connection: any Connection) throws {
        guard person.may(.proposeRevisions) else {
            all = []
            return
        }
        var proposers: [Entry] = []
        let succession = try UnitStore.succession(on: connection)
        let section = initiative.mainUnits.flatMap { succession.successors(of: $0, validOn: today) }.first {
            person.may(.editEntries, unit: $0.id) || person.may(.approveEntries, unit: $0.id)
        }
        if let section { proposers.append(Entry(kind: .section, name: section.name)) }
        if CommentLayer.group.mayBeWritten(by: person, group: initiative.studyGroup),
            let group = try initiative.studyGroup.flatMap({ try BodyStore.find($0, on: connection) })
        {
            proposers.append(Entry(kind: .group, name: group.name))
        }
        if person.may(.commentAsSubcommittee) {
            let name = try BodyStore.list(validOn: today, on: connection).first { $0.kind == .subcommittee }?.name
            proposers.append(Entry(kind: .subcommittee, name: name ?? "部会"))
        }
        if person.may(.managePlan) { proposers.append(Entry(kind: .secretariat, name: "事務局")) }
        all = proposers
    }
}
