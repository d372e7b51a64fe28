import Japanese
import Tabular

/// Reads official notices of any ward and year: the structure is found, not assumed.
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

    /// - Parameter confirmedYear: the fiscal year of the document, confirmed by a person. Until then words such as 今年9月
    ///   stay questions.
    public static func read(
        bytes: [UInt8], name: String, confirmedYear: FiscalYear? = nil
    ) throws(NoticeRefusal) -> NoticeReading {
        let text = try NoticeText(bytes: bytes)
        let outline = NoticeOutline(text)
        let heading = NoticeHeading(outline)
        let year = confirmedYear ?? heading.fiscalYear
        let anchor =
            heading.issuedOn.map { DateAnchor(writtenOn: $0) }
            ?? DateAnchor(fiscalYear: year, calendarYear: confirmedYear?.year)
        let initiatives = InitiativeReading(outline, anchor: anchor).initiatives
            .completed(from: outline.tables.map(AnnualTable.init))
        let governance = GovernanceReading(outline).clauses
        let characters = CharacterFindings(text)
        let rosters = RosterReading(outline, repairs: characters.repairs)
        let bodies = rosters.bodies(related: initiatives)
        let basis = heading.basis
        let findings =
            characters.findings + NumberingFindings(outline).findings + rosters.findings(bodies: bodies)
            + DateFindings(heading: heading, initiatives: initiatives, outline: outline, confirmedYear: confirmedYear)
            .findings
            + SummaryFindings(
                heading: heading, outline: outline, initiatives: initiatives, bodies: bodies, governance: governance
            ).findings
        return NoticeReading(
            source: .init(name: name, byteCount: bytes.count, lineCount: text.lines.count), title: heading.title,
            titleLine: heading.titleLine, subject: heading.subject, fiscalYear: heading.fiscalYear,
            confirmedYear: confirmedYear, issuedOn: heading.issuedOn, author: heading.author,
            addressee: heading.addressee, basis: basis,
            sections: outline.roots.map { .init(number: $0.sign, title: $0.title, line: $0.line) },
            initiatives: initiatives, bodies: bodies, governance: governance,
            findings: Finding.ordered(findings),
            gaps: GapReading(
                heading: heading, text: text, initiatives: initiatives, governance: governance
            ).gaps)
    }

    /// The dates a sentence binds itself to, such as those of a promise that a person wrote.
    public static func dues(in sentence: String, anchor: DateAnchor) -> [ReadPromise.Due] {
        DeadlineReading(clause: LocatedText(sentence.unicodeScalars, line: 1, column: 1), anchor: anchor).dues
    }
}
