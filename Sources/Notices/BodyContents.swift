import Documents

/// The bodies and meetings of a document, with what became of the lines they were read from.
struct BodyContents {
    private(set) var bodies: [ReadBody] = []
    private(set) var meetings: [ReadMeeting] = []
    private(set) var remits: [ReadRemit] = []
    private(set) var findings: [Finding] = []
    private(set) var ledger = LineLedger()

    private let kind: DocumentKind
    /// The roster that was read, of a kind that has one.
    private var roster: BodyReading?

    /// What the document says of bodies by itself.
    init(kind: DocumentKind, document: PlacedDocument, repairs: [String: String]) {
        self.kind = kind
        switch kind {
        case .contents: break
        case .minutes:
            let (reading, roster) = BodyReader.minutesWithRoster(document)
            meetings = reading.meetings
            ledger = reading.ledger
            self.roster = roster
        case .rules: take(BodyReader.articles(document))
        case .notice, .plan, .progress, .roster, .letter, .unknown:
            roster = BodyReader.roster(document, repairs: repairs)
        }
    }

    /// With what is known once the whole document was read.
    func settled(
        document: PlacedDocument, outline: NoticeOutline, repairs: [String: String], initiatives: [ReadInitiative]
    ) -> BodyContents {
        guard let roster else { return self }
        var contents = self
        let reading = kind == .minutes ? roster : roster.relating(to: initiatives)
        contents.take(reading)
        contents.findings = BodyFindings(reading, document: document, outline: outline, repairs: repairs).findings
        return contents
    }

    private mutating func take(_ reading: BodyReading) {
        bodies = reading.bodies
        remits = reading.remits
        ledger.merge(reading.ledger)
    }
}
