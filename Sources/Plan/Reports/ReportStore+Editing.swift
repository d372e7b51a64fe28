import Japanese
import Storage
import Ward

/// What is printed at the head of a report, and the quarters it covers.
struct ReportHead: Hashable, Sendable {
    var title: String
    var addressee: String
    var author: String
    var reportedOn: CivilDate?
    /// Oldest first.
    var coverage: [Report.Coverage]
    /// Why a further edition is being written; `nil` for a first one.
    var correction: String?
}

extension Report: Revised {
    var head: ReportHead {
        ReportHead(
            title: title, addressee: addressee, author: author, reportedOn: reportedOn, coverage: coverage,
            correction: correction)
    }

    var revision: Int {
        ContentRevision.of(
            title, addressee, author, reportedOn?.japanese, correction, state.rawValue,
            coverage.map { "\($0.round) \($0.edition)" }.joined(separator: ","))
    }
}

/// A paragraph or a proposal of a draft, under the identifier that both share.
enum ReportStatement: Hashable, Sendable, Revised {
    case paragraph(ReportParagraph)
    case proposal(ReportProposal)

    var id: String {
        switch self {
        case .paragraph(let paragraph): paragraph.id
        case .proposal(let proposal): proposal.id
        }
    }

    var revision: Int {
        switch self {
        case .paragraph(let paragraph):
            ContentRevision.of(
                paragraph.section.rawValue, paragraph.body?.text, paragraph.content,
                paragraph.sources.joined(separator: ","))
        case .proposal(let proposal):
            ContentRevision.of(
                proposal.initiative.text, proposal.present, proposal.proposed, proposal.reason,
                proposal.sources.joined(separator: ","))
        }
    }
}

extension ReportStore {
    /// Rewrites the head of a draft and the quarters it covers.
    ///
    /// A correction stays over the quarters of the report: they were reported, and the editions before stand over them.
    static func edit(
        _ report: Report, _ head: ReportHead, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard report.state == .draft else { throw ReportRefusal.alreadySealed }
        try check(head.coverage)
        if report.correction != nil {
            guard head.coverage.map(\.round) == report.coverage.map(\.round) else {
                throw ReportRefusal.correctionElsewhere
            }
            guard head.correction?.isBlank == false else { throw ReportRefusal.reasonNeeded }
        }
        let gone = Set(report.coverage.map(\.round)).subtracting(head.coverage.map(\.round))
        if try rests(report, on: gone, connection) { throw ReportRefusal.sourcesElsewhere }
        let written = try connection.execute(
            """
            UPDATE report SET title = \(head.title), addressee = \(head.addressee), author = \(head.author),
                reported_on = \(head.reportedOn), correction = \(report.correction == nil ? nil : head.correction)
            WHERE id = \(report.id) AND state = 'draft'
            """)
        guard written == 1 else { throw ReportRefusal.alreadySealed }
        if head.coverage != report.coverage {
            try connection.execute("DELETE FROM report_round WHERE report = \(report.id)")
            try cover(head.coverage, by: report.id, on: connection)
        }
        try stamp.note(
            ReportTrail.edit, "report/\(report.id)",
            [
                "title": .string(head.title), "addressee": .string(head.addressee), "author": .string(head.author),
                "reportedOn": JSON(head.reportedOn),
                "correction": JSON(report.correction == nil ? nil : head.correction),
                "rounds": ReportTrail.rounds(head.coverage),
            ], on: connection)
    }

    /// Whether something written in a draft rests on an answer of one of these rounds.
    private static func rests(
        _ report: Report, on rounds: Set<ID<Round>>, _ connection: any Connection
    ) throws -> Bool {
        guard !rounds.isEmpty else { return false }
        let cited = Set(try sources(of: report.id, on: connection).values.flatMap(\.self))
        for round in rounds {
            let entries: [String] = try connection.column("SELECT id FROM entry WHERE round = \(round)")
            if !cited.isDisjoint(with: entries) { return true }
        }
        return false
    }

    // MARK: paragraphs and proposals

    static func statement(
        _ id: String, of report: ID<Report>, on connection: any Connection
    ) throws -> ReportStatement? {
        if let paragraph = try paragraphs(of: report, on: connection).first(where: { $0.id == id }) {
            return .paragraph(paragraph)
        }
        return try proposals(of: report, on: connection).first { $0.id == id }.map(ReportStatement.proposal)
    }

    static func edit(
        paragraph id: String, content: String, section: ReportParagraph.Section, body: ID<Body>?, sources: [String],
        of report: Report, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard report.state == .draft else { throw ReportRefusal.alreadySealed }
        let written = try connection.execute(
            """
            UPDATE report_paragraph SET section = \(section), body = \(body), content = \(content)
            WHERE id = \(id) AND report = \(report.id)
            """)
        guard written == 1 else { throw StaleRecord() }
        try replace(sources: sources, of: id, in: report, on: connection)
        try stamp.note(
            ReportTrail.editParagraph, "report/\(report.id)",
            ["paragraph": .string(id), "section": .string(section.rawValue), "content": .string(content)],
            on: connection)
    }

    static func edit(
        proposal id: String, for initiative: ID<Initiative>, present: String, proposed: String, reason: String,
        sources: [String], of report: Report, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard report.state == .draft else { throw ReportRefusal.alreadySealed }
        let written = try connection.execute(
            """
            UPDATE report_proposal SET initiative = \(initiative), present_text = \(present),
                proposed_text = \(proposed), reason = \(reason)
            WHERE id = \(id) AND report = \(report.id)
            """)
        guard written == 1 else { throw StaleRecord() }
        try replace(sources: sources, of: id, in: report, on: connection)
        try stamp.note(
            ReportTrail.editProposal, "report/\(report.id)",
            [
                "proposal": .string(id), "initiative": .string(initiative.text), "present": .string(present),
                "proposed": .string(proposed), "reason": .string(reason),
            ], on: connection)
    }

    private static func replace(
        sources: [String], of statement: String, in report: Report, on connection: any Connection
    ) throws {
        try connection.execute("DELETE FROM report_source WHERE statement = \(statement)")
        try add(sources: sources, to: statement, of: report, on: connection)
    }
}
