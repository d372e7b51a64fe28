import Japanese
import Site
import Storage
import Ward

extension EntryPage {
    /// Where the answer stands in the list from which it was opened, and the next one that waits for the person.
    static func neighbours(
        of seen: SeenEntry, today: CivilDate, on connection: any Connection
    ) throws -> (ListPlace?, Link?) {
        let decides = seen.person.may(.reviewEntries) || seen.person.may(.approveEntries)
        guard decides || seen.origin != nil else { return (nil, nil) }
        let answers = try RoundAnswers(
            RoundBoard(seen.round, on: connection), seen.person, today: today, on: connection)
        let listing = answers.listing(offering: [.accept, .approve])
        let rows = try answers.rows(for: ListQuery(seen.origin, of: listing), on: connection)
        func link(_ row: RoundAnswers.Row) -> Link {
            Link("\(row.heading)（\(row.answer.unitName)）", path(row.answer.entry))
        }
        let own = seen.entry.id.text
        let next = listing.nextWaiting(after: own, in: rows, from: seen.origin).map(link)
        return (
            seen.origin.flatMap { ListPlace($0, in: listing, rows, of: own, link: link) },
            next.map { next in Link(next.title, seen.origin?.carried(to: next.path) ?? next.path) }
        )
    }
}
