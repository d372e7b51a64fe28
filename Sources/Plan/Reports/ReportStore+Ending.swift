import Storage
import Ward

extension ReportStore {
    /// Takes a draft back of which nothing was ever sealed; what was written stays in the audit trail.
    static func discard(_ report: Report, by stamp: Stamp, on connection: any Connection) throws {
        guard report.state == .draft,
            try ReportContent.editions(of: report.id.text, on: connection).isEmpty
        else { throw ReportRefusal.sealedBefore }
        let decided: [String] = try connection.column(
            "SELECT content FROM meeting_decision WHERE report = \(report.id) ORDER BY id")
        guard decided.isEmpty else { throw ReportRefusal.decidedUpon(decided) }
        try connection.execute(
            """
            DELETE FROM report_source
            WHERE statement IN (SELECT id FROM report_paragraph WHERE report = \(report.id))
                OR statement IN (SELECT id FROM report_proposal WHERE report = \(report.id))
            """)
        try connection.execute("DELETE FROM report_paragraph WHERE report = \(report.id)")
        try connection.execute("DELETE FROM report_proposal WHERE report = \(report.id)")
        try connection.execute("DELETE FROM report_round WHERE report = \(report.id)")
        try connection.execute("DELETE FROM report WHERE id = \(report.id)")
        try stamp.note(ReportTrail.discard, "report/\(report.id)", ["title": .string(report.title)], on: connection)
    }

    /// Gives up a correction that was begun: the newest edition stands as before, over the editions of its quarters. What was
    /// written for the correction is kept for the next one.
    static func cancelCorrection(_ report: Report, by stamp: Stamp, on connection: any Connection) throws {
        guard report.correction != nil, report.state == .draft,
            let seal = try ReportContent.editions(of: report.id.text, on: connection).last,
            let sealed = try ReportContent.content(of: seal, on: connection)
        else { throw ReportRefusal.noCorrection }
        for round in sealed.rounds {
            try connection.execute(
                """
                UPDATE report_round SET edition = \(round.edition) WHERE report = \(report.id) AND round = \(round.id)
                """)
        }
        try markSealed(report, on: connection)
        try stamp.note(
            ReportTrail.cancelCorrection, "report/\(report.id)",
            [
                "reason": JSON(report.correction),
                "rounds": ReportTrail.rounds(try Report.known(report.id, on: connection).coverage),
            ], on: connection)
    }
}
