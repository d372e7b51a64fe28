/// The bodies (会議体) of a document and what became of the lines that tell of them.
///
///     let reading = BodyReader.roster(document)
///     reading.bodies[0].seats.map(\.post)   // ["副区長", "総務部長", …]
///
/// Seats are posts and kinds of people. Names of people are in no part of a reading: their lines are set aside as
/// ``LineLedger/Reason/personName``.
public struct BodyReading: Hashable, Sendable {
    public private(set) var bodies: [ReadBody]
    /// 所掌事務, of the bodies that have some.
    public let remits: [ReadRemit]
    /// Printed totals with their lines, and numbers before members, by the body's place in ``bodies``.
    public let details: [RosterDetail]
    /// How often a person's name stood in a line that was read.
    public let namesSetAside: Int
    /// Lines in which running text lists bodies by name, before any seats.
    public let listedLines: [Int]
    public let ledger: LineLedger
}

/// What a body is charged with (所掌事務), item by item.
public struct ReadRemit: Hashable, Sendable {
    public struct Item: Hashable, Sendable {
        public let text: String
        public let line: Int
    }

    public let body: String
    public let items: [Item]
}

/// How a roster was printed, for the checks on it.
public struct RosterDetail: Hashable, Sendable {
    /// Where the total (計 22名) stands.
    public let totalLine: Int?
    /// A total that was numbered like a member, as printed: `19 計22名`.
    public let numberedTotal: String?
    public let numberedTotalLine: Int?
    /// Numbers before members, in their order.
    public let numbers: [Int]
    /// People of whom nothing but a name is printed.
    public let namelessCount: Int
}

extension BodyReading {
    init(drafts: [BodyDraft], names: Int, ledger: LineLedger, listedLines: [Int] = []) {
        bodies = drafts.map { $0.body() }
        remits = drafts.filter { !$0.remit.isEmpty }.map { ReadRemit(body: $0.name, items: $0.remit) }
        details = drafts.map {
            RosterDetail(
                totalLine: $0.totalLine, numberedTotal: $0.numberedTotal?.text,
                numberedTotalLine: $0.numberedTotal?.line, numbers: $0.numbers, namelessCount: $0.nameless)
        }
        namesSetAside = names
        self.listedLines = listedLines
        self.ledger = ledger
    }
}

extension BodyReading {
    /// With the initiative each body looks after: the one whose title shares the longest noun with the body's name, where no other
    /// shares as much.
    public func relating(to initiatives: [ReadInitiative]) -> BodyReading {
        var reading = self
        let titles = initiatives.map { (number: $0.number, title: Array($0.title.unicodeScalars)) }
        // The same body stands in many documents that were joined to one.
        var known: [String: String?] = [:]
        let related = bodies.map { body -> String? in
            if let number = known[body.name] { return number }
            let number = Self.related(body.name, titles)
            known[body.name] = .some(number)
            return number
        }
        reading.bodies = zip(bodies, related).map { body, number in
            ReadBody(
                name: body.name, rawName: body.rawName, line: body.line, kind: body.kind, parent: body.parent,
                secretariat: body.secretariat, seats: body.seats, declaredTotal: body.declaredTotal,
                computedTotal: body.computedTotal,
                relatedInitiative: body.seats.isEmpty && body.parent == nil ? nil : number)
        }
        return reading
    }

    /// A shorter run is a chance: 情報 is in every title.
    private static let sharedMin = 3

    private static func related(
        _ name: String, _ titles: [(number: String, title: [Unicode.Scalar])]
    ) -> String? {
        let stem = Array(BodyName.stem(name).unicodeScalars)
        guard stem.count >= sharedMin else { return nil }
        let scores = titles.map { (number: $0.number, score: longestCommon(stem, $0.title)) }
        guard let best = scores.max(by: { $0.score < $1.score }), best.score >= sharedMin,
            scores.count(where: { $0.score == best.score }) == 1
        else { return nil }
        return best.number
    }

    static func longestCommon(_ left: String, _ right: String) -> Int {
        longestCommon(Array(left.unicodeScalars), Array(right.unicodeScalars))
    }

    /// Length of the longest common run of scalars.
    static func longestCommon(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var best = 0
        // From the end, so that each length is still that of the scalar before.
        var lengths = [Int](repeating: 0, count: right.count + 1)
        for scalar in left {
            for position in right.indices.reversed() {
                lengths[position + 1] = scalar == right[position] ? lengths[position] + 1 : 0
                best = max(best, lengths[position + 1])
            }
        }
        return best
    }
}
