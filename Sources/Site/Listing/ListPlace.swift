/// Where a record stands in the list from which it was opened: the way back, the one before and the one after.
///
///     let place = ListOrigin(request).flatMap { ListPlace($0, in: listing, rows, of: id.text) { Link($0.title, $0.path) } }
///
/// The rows are those that fit now. A record that no longer fits, such as one that was just accepted in a list of those
/// that wait, keeps its place between its neighbours.
public struct ListPlace: Sendable {
    let title: String
    let counter: String
    /// The page of the list on which the record stands.
    let back: String
    /// From 1; `nil` where the record does not fit what was asked.
    public let position: Int?
    /// How many fit.
    public let count: Int
    public let previous: Link?
    public let next: Link?

    /// - Parameter link: the page of a row, without the list.
    /// - Returns: `nil` where the address is not that of the list.
    public init?<Row>(
        _ origin: ListOrigin, in listing: Listing<Row>, _ rows: [Row], of identity: String, link: (Row) -> Link
    ) {
        guard origin.path == listing.path else { return nil }
        let query = ListQuery(origin, of: listing)
        let matching = listing.matching(query, in: rows)
        let fitting = Set(matching.map(listing.identity))
        let ordered = listing.sorted(query, rows)
        guard let own = ordered.firstIndex(where: { listing.identity($0) == identity }) else { return nil }
        func carried(_ row: Row?) -> Link? {
            row.map(link).map { Link($0.title, origin.carried(to: $0.path)) }
        }
        title = listing.title
        counter = listing.counter
        count = matching.count
        position = matching.firstIndex { listing.identity($0) == identity }.map { $0 + 1 }
        previous = carried(ordered[..<own].last { fitting.contains(listing.identity($0)) })
        next = carried(ordered[(own + 1)...].first { fitting.contains(listing.identity($0)) })
        let page = position.map { ($0 - 1) / Listing<Row>.pageRows + 1 } ?? query.page
        back = query.with { $0.page = page }.path(of: listing)
    }

    public var html: HTML {
        """
        <nav class="list-place" aria-label="一覧の中の移動"><ul>
        <li><a href="\(back)">一覧に戻る</a></li>
        \(previous.map { Self.item($0, "前", relation: "prev") })\
        \(position.map { "<li>\($0)/\(count)\(counter)</li>\n" })\
        \(next.map { Self.item($0, "次", relation: "next") })</ul></nav>

        """
    }

    private static func item(_ link: Link, _ word: String, relation: String) -> HTML {
        """
        <li><a href="\(link.path)" rel="\(relation)">\(word)<span class="visually-hidden">：\(link.title)</span></a></li>

        """
    }
}

extension Listing {
    /// The next row with which the actions of the list can be done, in the order of what was asked: first after the row, then
    /// from the beginning.
    public func nextWaiting(after identity: String, in rows: [Row], from origin: ListOrigin?) -> Row? {
        let query = ListQuery(origin, of: self)
        let ordered = sorted(query, rows)
        guard let own = ordered.firstIndex(where: { self.identity($0) == identity }) else { return nil }
        let fitting = Set(matching(query, in: rows).map(self.identity))
        let round = ordered[(own + 1)...] + ordered[..<own]
        return round.first { isChoosable($0) && fitting.contains(self.identity($0)) } ?? round.first(where: isChoosable)
    }
}
