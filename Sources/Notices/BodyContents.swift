/// The bodies of a document, with what became of the lines they were read from.
struct BodyContents {
    let bodies: [ReadBody]
    let findings: [Finding]
    private(set) var accounts: [Int: LineLedger.Account] = [:]

    init(kind: DocumentKind, outline: NoticeOutline, repairs: [String: String], initiatives: [ReadInitiative]) {
        guard kind != .minutes, kind != .contents else {
            bodies = []
            findings = []
            return
        }
        let reading = RosterReading(outline, repairs: repairs)
        bodies = reading.bodies(related: initiatives)
        findings = reading.findings(bodies: bodies)
        for body in bodies {
            accounts[body.line] = .used(.body)
            for seat in body.seats { accounts[seat.line] = .used(.member) }
        }
        let seated = Set(bodies.flatMap(\.seats).map(\.line))
        for table in outline.tables where table.rows.contains(where: { seated.contains($0.line) }) {
            for row in table.rows where accounts[row.line] == nil { accounts[row.line] = .used(.member) }
        }
        for item in reading.listed { accounts[item.line] = .used(.body) }
    }
}
