import Japanese
import Site
import Storage
import Ward

/// Who sees which comments, and who answers for whom.
enum CommentAccess {
    /// An answer that the person may see, with its quarter and section in words.
    static func entry(
        _ id: ID<Entry>, _ person: SignedIn, on connection: any Connection
    ) throws -> (entry: Entry, title: String)? {
        guard let entry = try Entry.find(id, on: connection),
            let round = try Round.find(entry.round, on: connection),
            EntryAccess.maySee(unit: entry.unit, state: entry.state, in: round, person)
        else { return nil }
        let unit = try UnitStore.find(entry.unit, on: connection)?.name ?? ""
        return (entry, "\(round.label)　\(unit)")
    }

    /// The comments on a subject, without those on answers that the person may not see.
    static func comments(
        about subject: Comment.Subject, of initiative: Initiative, _ person: SignedIn, on connection: any Connection
    ) throws -> (comments: [Comment], titles: [ID<Entry>: String]) {
        guard person.may(.readComments) else { return ([], [:]) }
        let all =
            switch subject {
            case .entry(let entry): try CommentStore.list(on: entry, on: connection)
            case .initiative: try CommentStore.list(on: initiative.lineage, on: connection)
            }
        var titles: [ID<Entry>: String] = [:]
        for id in Set(all.compactMap(\.entry)) { titles[id] = try entry(id, person, on: connection)?.title }
        return (all.filter { comment in comment.entry.map { titles[$0] != nil } ?? true }, titles)
    }

    /// The units that answer for the initiative today, as far as the person may speak for them; every unit for who may
    /// speak for the ward.
    static func respondingUnits(
        for comment: Comment, of initiative: Initiative, _ person: SignedIn, today: CivilDate,
        on connection: any Connection
    ) throws -> [OfficeUnit] {
        guard person.may(.respondToComments) else { return [] }
        let standing = try UnitStore.list(validOn: today, on: connection)
        guard let own = person.units(.respondToComments) else { return standing }
        let succession = try UnitStore.succession(on: connection)
        var answering = initiative.mainUnits
        if let entry = try comment.entry.flatMap({ try Entry.find($0, on: connection) }) {
            answering.append(entry.unit)
        }
        let successors = Set(answering.flatMap { succession.successors(of: $0, validOn: today).map(\.id) })
        return standing.filter { own.contains($0.id) && successors.contains($0.id) }
    }
}
