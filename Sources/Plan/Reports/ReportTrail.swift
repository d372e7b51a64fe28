import Japanese
import Storage
import Ward

/// Reports, as the audit trail tells them: their state, the editions they take in, and what is written in them.
enum ReportTrail {
    static let (create, correct, cancelCorrection) = (
        "plan.report.create", "plan.report.correct", "plan.report.cancelCorrection"
    )
    static let (paragraph, proposal, remove) = ("plan.report.paragraph", "plan.report.proposal", "plan.report.remove")
    static let discard = "plan.report.discard"
    static let (edit, editParagraph, editProposal) = (
        "plan.report.edit", "plan.report.editParagraph", "plan.report.editProposal"
    )

    static let tables = [reports, coverage, statements]

    /// By value, in the order of the rounds.
    static func rounds(_ coverage: [Report.Coverage]) -> JSON {
        .array(
            coverage.sorted { $0.round.text < $1.round.text }
                .map { ["round": .string($0.round.text), "edition": JSON($0.edition)] })
    }

    static let reports = TrailedTable(
        "報告書", actions: [create, edit, correct, cancelCorrection, discard, SealWitness.action]
    ) { row, details, expected in
        let sealed = "\(ReportContent.kind)/"
        switch row.action {
        case create: expected.set(row.subject, facts(details["title"] ?? .null, .draft, correction: nil))
        case edit:
            guard expected.facts(row.subject) != nil else { return }
            expected.set(
                row.subject, facts(details["title"] ?? .null, .draft, correction: details["correction"]?.string))
        case discard: expected.set(row.subject, nil)
        case correct: change(row.subject, to: .draft, correction: details["reason"]?.string, &expected)
        case cancelCorrection: change(row.subject, to: .sealed, correction: nil, &expected)
        default:
            guard row.subject.hasPrefix(sealed) else { return }
            change("report/\(row.subject.dropFirst(sealed.count))", to: .sealed, correction: nil, &expected)
        }
    } stored: { connection in
        try connection.rows("SELECT id, title, state, correction FROM report ORDER BY id").map { row in
            TrailedTable.Row(
                "report/\(try row["id"] as String)",
                facts: facts(.string(try row["title"]), try row["state"], correction: try row["correction"]))
        }
    }

    private static func change(
        _ report: String, to state: Report.State, correction: String?, _ expected: inout TrailedTable.Expected
    ) {
        guard let before = expected.facts(report) else { return }
        expected.set(report, facts(before["title"] ?? .null, state, correction: correction))
    }

    private static func facts(_ title: JSON, _ state: Report.State, correction: String?) -> JSON {
        ["title": title, "state": .string(state.rawValue), "correction": JSON(correction)]
    }

    /// Older trails tell the editions of the beginning alone: a correction takes in newer ones.
    static let coverage = TrailedTable(
        "報告書の対象の版", actions: [create, edit, correct, cancelCorrection, discard]
    ) { row, details, expected in
        guard row.action != discard else { return expected.set(row.subject, nil) }
        let told = (details["rounds"]?.array).map { rounds in
            rounds.sorted { ($0["round"]?.string ?? "") < ($1["round"]?.string ?? "") }
        }
        expected.set(row.subject, told.map(JSON.array) ?? .null)
    } stored: { connection in
        try Report.list("ORDER BY report.id", on: connection).map { report in
            TrailedTable.Row("report/\(report.id)", facts: rounds(report.coverage))
        }
    }

    static let statements = TrailedTable(
        "報告書の文と計画修正(案)", actions: [paragraph, proposal, editParagraph, editProposal, remove, discard]
    ) { row, details, expected in
        switch row.action {
        case paragraph, editParagraph:
            expected.set(
                key(details["paragraph"]), statement(row.subject, [details["section"], details["content"]]))
        case proposal, editProposal:
            // One that the trail did not name when it was added stands under what it said then.
            if row.action == editProposal, expected.facts(key(details["proposal"])) == nil {
                expected.excuse(older(row.subject, ""))
            }
            let facts = statement(
                row.subject,
                [details["initiative"], details["present"], details["proposed"], details["reason"]])
            if details["proposal"] == nil {
                expected.add(older(row.subject, details["initiative"]?.string ?? ""), facts)
            } else {
                expected.set(key(details["proposal"]), facts)
            }
        case remove where expected.facts(key(details["statement"])) != nil:
            expected.set(key(details["statement"]), nil)
        default:
            // Older trails do not say which proposal was taken out.
            expected.excuse(older(row.subject, ""))
            guard row.action == discard else { return }
            for key in expected.keys("statement/") where expected.facts(key)?["report"]?.string == row.subject {
                expected.set(key, nil)
            }
        }
    } stored: { connection in
        let paragraphs = try connection.rows("SELECT id, report, section, content FROM report_paragraph ORDER BY id")
            .map { row in
                TrailedTable.Row(
                    "statement/\(try row["id"] as String)",
                    facts: statement(
                        "report/\(try row["report"] as String)",
                        [.string(try row["section"]), .string(try row["content"])]))
            }
        let proposals = try connection.rows(
            "SELECT id, report, initiative, present_text, proposed_text, reason FROM report_proposal ORDER BY id"
        ).map { row in
            let (report, initiative): (String, String) = (
                "report/\(try row["report"] as String)", try row["initiative"]
            )
            return TrailedTable.Row(
                "statement/\(try row["id"] as String)", older(report, initiative),
                facts: statement(
                    report,
                    [
                        .string(initiative), .string(try row["present_text"]), .string(try row["proposed_text"]),
                        .string(try row["reason"]),
                    ]))
        }
        return paragraphs + proposals
    }

    private static func key(_ id: JSON?) -> String { "statement/\(id?.string ?? "")" }

    private static func older(_ report: String, _ initiative: String) -> String { "\(report) \(initiative)" }

    private static func statement(_ report: String, _ parts: [JSON?]) -> JSON {
        ["report": .string(report), "parts": .array(parts.map { $0 ?? .null })]
    }
}
