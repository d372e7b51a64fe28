import Documents
import Japanese
import Tabular

/// Reads official documents of any municipality and year: kind and structure are found, not assumed.
///
///     let reading = try NoticeReader.read(bytes: bytes, name: "通知.txt")
///     reading.initiatives.map(\.title)
///
/// Pure: the same bytes give the same reading. Time grows with the length of the text.
public enum NoticeReader {
    /// The largest file, in bytes; a notice has a few thousand.
    public static let bytesMax = 5 * 1024 * 1024
    static let linesMax = 20_000
    static let lineScalarsMax = 20_000

    /// Reads plain text.
    /// - Parameter confirmedYear: the fiscal year of the document, confirmed by a person. Until then words such as 今年9月
    ///   stay questions.
    public static func read(
        bytes: [UInt8], name: String, confirmedYear: FiscalYear? = nil
    ) throws(NoticeRefusal) -> NoticeReading {
        read(try NoticeText(bytes: bytes), name: name, byteCount: bytes.count, confirmedYear: confirmedYear)
    }

    /// Reads a document of any format, whose lines have places.
    /// - Parameter byteCount: of the file it was read from.
    public static func read(
        _ document: PlacedDocument, name: String, byteCount: Int, confirmedYear: FiscalYear? = nil
    ) throws(NoticeRefusal) -> NoticeReading {
        read(try NoticeText(document), name: name, byteCount: byteCount, confirmedYear: confirmedYear)
    }

    /// Reads a document by what people decided about it.
    public static func read(
        _ source: NoticeSource, name: String, byteCount: Int, confirmedYear: FiscalYear? = nil,
        decisions: ReadingDecisions
    ) -> NoticeReading {
        stages(
            source, name: name, byteCount: byteCount, confirmedYear: confirmedYear, decisions: decisions,
            namesLines: !decisions.lines.isEmpty
        ).reading
    }

    private static func read(
        _ text: NoticeText, name: String, byteCount: Int, confirmedYear: FiscalYear?
    ) -> NoticeReading {
        read(
            NoticeSource(text), name: name, byteCount: byteCount, confirmedYear: confirmedYear, decisions: .none)
    }

    /// The reading with everything that a person needs to set it right.
    public static func review(
        _ source: NoticeSource, name: String, byteCount: Int, confirmedYear: FiscalYear? = nil,
        decisions: ReadingDecisions
    ) -> NoticeReview {
        let stages = stages(
            source, name: name, byteCount: byteCount, confirmedYear: confirmedYear, decisions: decisions,
            namesLines: true)
        return NoticeReview(
            reading: stages.reading, source: source, decided: stages.decided, outline: stages.outline,
            plan: stages.plan, homeless: stages.homeless)
    }

    /// A reading with what it was made from.
    private struct Stages {
        let reading: NoticeReading
        let decided: DecidedLines
        let outline: NoticeOutline
        let plan: PlanContents
        let homeless: [Int]
    }

    /// - Parameter namesLines: whether lines get the keys by which decisions name them.
    private static func stages(
        _ source: NoticeSource, name: String, byteCount: Int, confirmedYear: FiscalYear?, decisions: ReadingDecisions,
        namesLines: Bool
    ) -> Stages {
        let decided = DecidedLines(source.text.lines, decisions: decisions.lines, namesLines: namesLines)
        let text = source.text.deciding(decided)
        var furniture = Furniture(text)
        furniture.decide(text.lines)
        let document = text.document(without: furniture)
        let cleared = furniture
        let told = Ahead(begins: false) {
            decisions.kind ?? DocumentKind(text, furniture: cleared, document: document)
        }
        // Who sits in what is read beside what is to be done: each takes about as long.
        let beside = Ahead {
            let kind = told.value
            let characters = CharacterFindings(text)
            return (
                characters, bodies: BodyContents(kind: kind, document: document, repairs: characters.repairs)
            )
        }
        let outline = NoticeOutline(text, furniture: furniture, columns: decisions.columns)
        let kind = told.value
        let heading = NoticeHeading(outline, kind: kind)
        let year = confirmedYear ?? heading.fiscalYear
        let anchor =
            (heading.issuedOn ?? heading.issuedIn).map { DateAnchor(writtenOn: $0) }
            ?? DateAnchor(fiscalYear: year, calendarYear: confirmedYear?.year)
        let plan = PlanContents(
            kind: kind, outline: outline,
            promising: PromiseReading(
                anchor: anchor, fiscalYear: year ?? anchor.fiscalYear, decided: outline.decided))
        let initiatives = DecidedPlan(plan.initiatives, lines: decided, decisions: decisions.lines).initiatives
        let governance = kind == .minutes || kind == .contents ? [] : GovernanceReading(outline).clauses
        let (characters, read) = beside.value
        let contents = read.settled(
            document: document, outline: outline, repairs: characters.repairs, initiatives: initiatives)
        let bodies = DecidedBodies(contents.bodies, lines: decided, decisions: decisions.lines)
        var ledger = LedgerReading(
            text: text, furniture: furniture, outline: outline, heading: heading, plan: plan, bodies: contents,
            governance: governance
        ).ledger
        ledger.account(decided)
        let isDecided = decisions.kind != nil
        let settledKind =
            initiatives.isEmpty || isDecided || kind != .letter && kind != .unknown ? kind : .notice
        let lines = NoticeReview.ledger(of: source, decided, ledger)
        let findings =
            characters.findings
            + (kind.holdsInitiatives
                ? NumberingFindings(outline, initiatives: Set(initiatives.map(\.line))).findings : [])
            + contents.findings
            + DateFindings(
                heading: heading, initiatives: initiatives, outline: outline, confirmedYear: confirmedYear
            )
            .findings
            + SummaryFindings(
                heading: heading, outline: outline, initiatives: initiatives, bodies: bodies.bodies,
                governance: governance, kind: settledKind
            ).findings + UnreadFindings(text: text, lines: lines, plan: plan, kind: settledKind).findings
        let reading = NoticeReading(
            source: .init(name: name, byteCount: byteCount, lineCount: source.text.lines.count), kind: settledKind,
            title: heading.title, titleLine: heading.titleLine, subject: heading.subject,
            fiscalYear: heading.fiscalYear, confirmedYear: confirmedYear, issuedOn: heading.issuedOn,
            author: heading.author, addressee: heading.addressee, basis: heading.basis,
            sections: kind.holdsInitiatives
                ? outline.roots.map { .init(number: $0.sign, title: $0.title, line: $0.line) } : [],
            initiatives: initiatives, bodies: bodies.bodies, remits: contents.remits, meetings: contents.meetings,
            governance: governance,
            findings: Finding.ordered(findings),
            gaps: GapReading(
                heading: heading, text: text, initiatives: initiatives, governance: governance
            ).gaps, ledger: lines)
        return Stages(reading: reading, decided: decided, outline: outline, plan: plan, homeless: bodies.homeless)
    }

    /// The dates a sentence binds itself to, such as those of a promise that a person wrote.
    public static func dues(in sentence: String, anchor: DateAnchor) -> [ReadPromise.Due] {
        DeadlineReading(clause: LocatedText(sentence.unicodeScalars, line: 1, column: 1), anchor: anchor).dues
    }
}
