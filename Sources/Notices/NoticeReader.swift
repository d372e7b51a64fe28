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

    private static func read(
        _ text: NoticeText, name: String, byteCount: Int, confirmedYear: FiscalYear?
    ) -> NoticeReading {
        let furniture = Furniture(text)
        let outline = NoticeOutline(text, furniture: furniture)
        let document = text.document(without: furniture)
        let kind = DocumentKind(text, furniture: furniture, document: document)
        let heading = NoticeHeading(outline, kind: kind)
        let year = confirmedYear ?? heading.fiscalYear
        let anchor =
            heading.issuedOn.map { DateAnchor(writtenOn: $0) }
            ?? DateAnchor(fiscalYear: year, calendarYear: confirmedYear?.year)
        let plan = PlanContents(
            kind: kind, outline: outline,
            promising: PromiseReading(anchor: anchor, fiscalYear: year ?? anchor.fiscalYear))
        let governance = kind == .minutes || kind == .contents ? [] : GovernanceReading(outline).clauses
        let characters = CharacterFindings(text)
        let bodies = BodyContents(
            kind: kind, document: document, outline: outline, repairs: characters.repairs, initiatives: plan.initiatives
        )
        let ledger = LedgerReading(
            text: text, furniture: furniture, outline: outline, heading: heading, plan: plan, bodies: bodies,
            governance: governance
        ).ledger
        let settledKind = plan.initiatives.isEmpty || kind != .letter && kind != .unknown ? kind : .notice
        let lines = text.lines.map { NoticeReading.LedgerLine(line: $0.number, account: ledger[$0.number]) }
        let findings =
            characters.findings + (kind.holdsInitiatives ? NumberingFindings(outline).findings : []) + bodies.findings
            + DateFindings(
                heading: heading, initiatives: plan.initiatives, outline: outline, confirmedYear: confirmedYear
            )
            .findings
            + SummaryFindings(
                heading: heading, outline: outline, initiatives: plan.initiatives, bodies: bodies.bodies,
                governance: governance, kind: settledKind
            ).findings + UnreadFindings(text: text, lines: lines, plan: plan, kind: settledKind).findings
        return NoticeReading(
            source: .init(name: name, byteCount: byteCount, lineCount: text.lines.count), kind: settledKind,
            title: heading.title, titleLine: heading.titleLine, subject: heading.subject,
            fiscalYear: heading.fiscalYear, confirmedYear: confirmedYear, issuedOn: heading.issuedOn,
            author: heading.author, addressee: heading.addressee, basis: heading.basis,
            sections: kind.holdsInitiatives
                ? outline.roots.map { .init(number: $0.sign, title: $0.title, line: $0.line) } : [],
            initiatives: plan.initiatives, bodies: bodies.bodies, remits: bodies.remits, meetings: bodies.meetings,
            governance: governance,
            findings: Finding.ordered(findings),
            gaps: GapReading(
                heading: heading, text: text, initiatives: plan.initiatives, governance: governance
            ).gaps, ledger: lines)
    }

    /// The dates a sentence binds itself to, such as those of a promise that a person wrote.
    public static func dues(in sentence: String, anchor: DateAnchor) -> [ReadPromise.Due] {
        DeadlineReading(clause: LocatedText(sentence.unicodeScalars, line: 1, column: 1), anchor: anchor).dues
    }
}
