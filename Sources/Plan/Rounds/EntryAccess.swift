import Site
import Storage
import Ward

/// Who may see an answer: the section itself and who may see all; once it is sealed, everybody who may read editions.
enum EntryAccess {
    static func maySee(_ row: RoundBoard.Row, in round: Round, _ person: SignedIn) -> Bool {
        maySee(unit: row.unit, state: row.state, in: round, person)
    }

    static func maySee(
        unit: ID<OfficeUnit>, state: EntryState, in round: Round, _ person: SignedIn
    ) -> Bool {
        person.may(.readAllEntries) || person.may(.editEntries, unit: unit) || person.may(.approveEntries, unit: unit)
            || person.assignments.contains {
                $0.role == .related && ($0.unit == unit || $0.unit == nil && $0.body == nil)
            }
            || round.state.isSealed && state.isHandedIn && person.may(.readEditions)
    }

    /// Who sees what was computed beside the mark: who answers for it, and who goes through all answers.
    static func mayJudge(_ unit: ID<OfficeUnit>, _ person: SignedIn) -> Bool {
        person.may(.readAllEntries) || person.may(.editEntries, unit: unit) || person.may(.approveEntries, unit: unit)
    }
}

/// An answer that the person may see, with its round.
struct SeenEntry: RouteSubject {
    let entry: Entry
    let round: Round
    let person: SignedIn
    /// The list from which it was opened.
    let origin: ListOrigin?

    /// After a change one is still inside the list.
    var path: String {
        let path = EntryPage.path(entry.id)
        return origin?.carried(to: path) ?? path
    }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> SeenEntry {
        let entry = try Entry.known(try request.id("entry"), on: connection)
        let round = try Round.known(entry.round, on: connection)
        let person = try request.person
        guard EntryAccess.maySee(unit: entry.unit, state: entry.state, in: round, person) else {
            throw PageRefusal.notFound
        }
        return SeenEntry(entry: entry, round: round, person: person, origin: ListOrigin(request))
    }

    /// The permission, unless the person holds it for the answer's unit.
    fileprivate func missing(_ permission: Permission) -> Permission? {
        person.may(permission, unit: entry.unit) ? nil : permission
    }
}

/// An answer with which the person may do one thing.
protocol PermittedEntry: RouteSubject {
    var seen: SeenEntry { get }
    init(seen: SeenEntry)
    /// What the person lacks for it; `nil` when they may.
    static func missing(for seen: SeenEntry) -> Permission?
}

extension PermittedEntry {
    var entry: Entry { seen.entry }
    var path: String { seen.path }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> Self {
        let seen = try SeenEntry.load(request, on: connection)
        if let permission = missing(for: seen) { throw PageRefusal.forbidden(permission) }
        return Self(seen: seen)
    }
}

/// An answer that the person writes.
struct WrittenEntry: PermittedEntry {
    let seen: SeenEntry
    static func missing(for seen: SeenEntry) -> Permission? { seen.missing(.editEntries) }
}

/// An answer that the person approves as head of its section.
struct ApprovedEntry: PermittedEntry {
    let seen: SeenEntry
    static func missing(for seen: SeenEntry) -> Permission? { seen.missing(.approveEntries) }
}

/// An answer that the person accepts for the secretariat.
struct AcceptedEntry: PermittedEntry {
    let seen: SeenEntry
    static func missing(for seen: SeenEntry) -> Permission? { seen.missing(.reviewEntries) }
}

/// An answer that the person gives back: the secretariat, and the head of its section before approving.
struct ReturnedEntry: PermittedEntry {
    let seen: SeenEntry
    static func missing(for seen: SeenEntry) -> Permission? {
        let isHead = seen.missing(.approveEntries) == nil && seen.entry.state == .submitted
        return isHead || seen.person.may(.reviewEntries) ? nil : .reviewEntries
    }
}
