import Japanese
import Storage
import Ward

/// Drafts of reports in the database.
enum ReportStore {
    static func list(on connection: any Connection) throws -> [Report] {
        try Report.list("ORDER BY report.created_at DESC, report.id", on: connection)
    }

    /// Begins a report over frozen editions.
    static func create(
        title: String, addressee: String, author: String, reportedOn: CivilDate?, coverage: [Report.Coverage],
        by stamp: Stamp, on connection: any Connection
    ) throws -> Report {
        try check(coverage)
        let id: ID<Report> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO report (id, title, addressee, author, reported_on, state, created_at)
            VALUES (\(id), \(title), \(addressee), \(author), \(reportedOn), 'draft', \(stamp.at))
            """)
        try cover(coverage, by: id, on: connection)
        try stamp.note(
            ReportTrail.create, "report/\(id)",
            [
                "title": .string(title),
                "rounds": ReportTrail.rounds(coverage),
            ], on: connection)
        return try Report.known(id, on: connection)
    }

    static func check(_ coverage: [Report.Coverage]) throws(ReportRefusal) {
        guard !coverage.isEmpty else { throw ReportRefusal.noRounds }
        guard coverage.count <= ReportLimits.roundsMax else {
            throw ReportRefusal.tooManyRounds(max: ReportLimits.roundsMax)
        }
    }

    static func cover(
        _ coverage: [Report.Coverage], by report: ID<Report>, on connection: any Connection
    ) throws {
        for covered in coverage {
            try connection.execute(
                """
                INSERT INTO report_round (report, round, edition)
                VALUES (\(report), \(covered.round), \(covered.edition))
                """)
        }
    }

    static func markSealed(_ report: Report, on connection: any Connection) throws {
        let sealed = try connection.execute(
            "UPDATE report SET state = 'sealed', correction = NULL WHERE id = \(report.id) AND state = 'draft'")
        guard sealed == 1 else { throw ReportRefusal.alreadySealed }
    }

    /// Begins the next edition of a sealed report, over the newest editions of its rounds. The sealed ones stay.
    static func correct(
        _ report: Report, reason: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard report.state == .sealed else { throw ReportRefusal.notSealed }
        guard !reason.isBlank else { throw ReportRefusal.reasonNeeded }
        try connection.execute(
            "UPDATE report SET state = 'draft', correction = \(reason) WHERE id = \(report.id)")
        try connection.execute(
            """
            UPDATE report_round SET edition = (SELECT round.edition FROM round WHERE round.id = report_round.round)
            WHERE report = \(report.id)
            """)
        try stamp.note(
            ReportTrail.correct, "report/\(report.id)",
            [
                "reason": .string(reason),
                "rounds": ReportTrail.rounds(try Report.known(report.id, on: connection).coverage),
            ], on: connection)
    }

    // MARK: paragraphs and proposals

    static func paragraphs(of report: ID<Report>, on connection: any Connection) throws -> [ReportParagraph] {
        let sources = try sources(of: report, on: connection)
        return try connection.rows(
            "SELECT id, section, body, content FROM report_paragraph WHERE report = \(report) ORDER BY position, id"
        ).map { row in
            let id: String = try row["id"]
            return ReportParagraph(
                id: id, section: try row["section"], body: try row["body"], content: try row["content"],
                sources: sources[id] ?? [])
        }
    }

    static func add(
        paragraph content: String, section: ReportParagraph.Section, body: ID<Body>?, sources: [String],
        to report: Report, by stamp: Stamp, on connection: any Connection
    ) throws {
        let position = try nextPosition(in: report, on: connection)
        let id: ID<ReportParagraph> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO report_paragraph (id, report, section, body, position, content)
            VALUES (\(id), \(report.id), \(section), \(body), \(position), \(content))
            """)
        try add(sources: sources, to: id.text, of: report, on: connection)
        try stamp.note(
            ReportTrail.paragraph, "report/\(report.id)",
            [
                "paragraph": .string(id.text), "section": .string(section.rawValue), "content": .string(content),
            ], on: connection)
    }

    static func proposals(of report: ID<Report>, on connection: any Connection) throws -> [ReportProposal] {
        let sources = try sources(of: report, on: connection)
        return try connection.rows(
            """
            SELECT id, initiative, present_text, proposed_text, reason FROM report_proposal
            WHERE report = \(report) ORDER BY position, id
            """
        ).map { row in
            let id: String = try row["id"]
            return ReportProposal(
                id: id, initiative: try row["initiative"], present: try row["present_text"],
                proposed: try row["proposed_text"], reason: try row["reason"], sources: sources[id] ?? [])
        }
    }

    static func add(
        proposalFor initiative: ID<Initiative>, present: String, proposed: String, reason: String, sources: [String],
        to report: Report, by stamp: Stamp, on connection: any Connection
    ) throws {
        let position = try nextPosition(in: report, on: connection)
        let id: ID<ReportProposal> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO report_proposal (id, report, position, initiative, present_text, proposed_text, reason)
            VALUES (\(id), \(report.id), \(position), \(initiative), \(present), \(proposed), \(reason))
            """)
        try add(sources: sources, to: id.text, of: report, on: connection)
        try stamp.note(
            ReportTrail.proposal, "report/\(report.id)",
            [
                "proposal": .string(id.text), "initiative": .string(initiative.text), "present": .string(present),
                "proposed": .string(proposed), "reason": .string(reason),
            ], on: connection)
    }

    /// Takes a paragraph or a proposal out of a draft; its text stays in the audit trail.
    static func remove(
        statement id: String, from report: Report, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard report.state == .draft else { throw ReportRefusal.alreadySealed }
        try connection.execute("DELETE FROM report_source WHERE statement = \(id)")
        let removed =
            try connection.execute("DELETE FROM report_paragraph WHERE id = \(id) AND report = \(report.id)")
            + connection.execute("DELETE FROM report_proposal WHERE id = \(id) AND report = \(report.id)")
        guard removed > 0 else { return }
        try stamp.note(
            ReportTrail.remove, "report/\(report.id)",
            ["statement": .string(id)], on: connection)
    }

    // MARK: rows

    private static func nextPosition(in report: Report, on connection: any Connection) throws -> Int {
        guard report.state == .draft else { throw ReportRefusal.alreadySealed }
        let count: Int =
            try connection.value(
                """
                SELECT (SELECT COUNT(*) FROM report_paragraph WHERE report = \(report.id))
                    + (SELECT COUNT(*) FROM report_proposal WHERE report = \(report.id))
                """) ?? 0
        guard count < ReportLimits.paragraphsMax else {
            throw ReportRefusal.tooManyParagraphs(max: ReportLimits.paragraphsMax)
        }
        return count + 1
    }

    static func add(
        sources: [String], to statement: String, of report: Report, on connection: any Connection
    ) throws {
        let rounds = report.coverage.map(\.round)
        for source in Set(sources).sorted() {
            let known: Int =
                try connection.value(
                    "SELECT COUNT(*) FROM entry WHERE id = \(source) AND round IN \(values: rounds)") ?? 0
            guard known == 1 else { throw ReportRefusal.foreignSource }
            try connection.execute("INSERT INTO report_source (statement, entry) VALUES (\(statement), \(source))")
        }
    }

    static func sources(
        of report: ID<Report>, on connection: any Connection
    ) throws -> [String: [String]] {
        var sources: [String: [String]] = [:]
        let rows = try connection.rows(
            """
            SELECT statement, entry FROM report_source
            WHERE statement IN (SELECT id FROM report_paragraph WHERE report = \(report))
                OR statement IN (SELECT id FROM report_proposal WHERE report = \(report))
            ORDER BY statement, entry
            """)
        for row in rows { sources[try row[0], default: []].append(try row[1]) }
        return sources
    }
}

extension Report: Record {
    static let selection: SQL = "SELECT id, title, addressee, author, reported_on, state, correction FROM report"
    static let key: SQL = "report.id"
    static let title = "報告書"

    init(_ row: SQLRow, on connection: any Connection) throws {
        let id: ID<Report> = try row["id"]
        let coverage = try connection.rows(
            """
            SELECT report_round.round, report_round.edition, round.fiscal_year, round.quarter FROM report_round
            JOIN round ON round.id = report_round.round
            WHERE report_round.report = \(id) ORDER BY round.as_of, round.id
            """
        ).map { row in
            let quarter = Quarter(try row["fiscal_year"], try row["quarter"])
            return (Coverage(round: try row["round"], edition: try row["edition"]), quarter)
        }
        self.init(
            id: id, title: try row["title"], addressee: try row["addressee"], author: try row["author"],
            reportedOn: try row["reported_on"], state: try row["state"], coverage: coverage.map(\.0),
            quarters: coverage.compactMap(\.1), correction: try row["correction"])
    }
}
