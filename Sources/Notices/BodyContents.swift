import Documents

/// The bodies and meetings of a document, with what became of the lines they were read from.
struct BodyContents {
    private(set) var bodies: [ReadBody] = []
    private(set) var meetings: [ReadMeeting] = []
    private(set) var remits: [ReadRemit] = []
    private(set) var findings: [Finding] = []
    private(set) var ledger = LineLedger()

    init(
        kind: DocumentKind, document: PlacedDocument, outline: NoticeOutline, repairs: [String: String],
        initiatives: [ReadInitiative]
    ) {
        switch kind {
        case .contents: return
        case .minutes:
            let (reading, roster) = BodyReader.minutesWithRoster(document)
            meetings = reading.meetings
            ledger = reading.ledger
            bodies = roster.bodies
            ledger.merge(roster.ledger)
            findings = BodyFindings(roster, document: document, outline: outline, repairs: repairs).findings
        case .rules:
            let reading = BodyReader.articles(document)
            bodies = reading.bodies
            remits = reading.remits
            ledger = reading.ledger
        case .notice, .plan, .progress, .roster, .letter, .unknown:
            let reading = BodyReader.roster(document, repairs: repairs).relating(to: initiatives)
            bodies = reading.bodies
            remits = reading.remits
            ledger = reading.ledger
            findings = BodyFindings(reading, document: document, outline: outline, repairs: repairs).findings
        }
    }
}
