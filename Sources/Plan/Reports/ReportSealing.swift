import Japanese
import Storage
import Ward

/// Sealing a report: gathers what it says from the frozen editions, and keeps the page and its PDF.
enum ReportSealing {
    /// What a report says as it stands.
    static func content(of report: Report, on connection: any Connection) throws -> ReportContent {
        let rounds = try report.coverage.map { try reported($0.round, edition: $0.edition, on: connection) }
        guard let first = report.coverage.first, let round = try Round.find(first.round, on: connection) else {
            throw ReportRefusal.noRounds
        }
        let initiatives = try InitiativeStore.list(version: round.version, on: connection)
        let headings = Dictionary(initiatives.map { ($0.id, $0.heading) }, uniquingKeysWith: { first, _ in first })
        let paragraphs = try ReportStore.paragraphs(of: report.id, on: connection)
        let groups = try BodyStore.list(on: connection).filter { $0.kind == .studyGroup }
        let previous = try RoundStore.previous(of: round, on: connection)
        return ReportContent(
            title: report.title, addressee: report.addressee,
            planTitle: try PlanVersion.find(round.version, on: connection)?.planTitle ?? "", author: report.author,
            date: report.reportedOn?.japanese, rounds: rounds,
            previous: try previous.flatMap { before in
                before.edition > 0 ? try reported(before.id, edition: before.edition, on: connection) : nil
            },
            overview: paragraphs.filter { $0.section == .overview }.map {
                .init(text: $0.content, sources: $0.sources)
            },
            groups: groups.map { group in
                .init(
                    group: group.name,
                    paragraphs: paragraphs.filter { $0.section == .group && $0.body == group.id }
                        .map { .init(text: $0.content, sources: $0.sources) })
            },
            proposals: try ReportStore.proposals(of: report.id, on: connection).map {
                .init(
                    initiative: headings[$0.initiative] ?? "", present: $0.present, proposed: $0.proposed,
                    reason: $0.reason, sources: $0.sources)
            }, isSample: try SettingStore.isSample(on: connection), correction: report.correction,
            opinions: try opinions(on: initiatives, on: connection))
    }

    /// Opinions on the plan's initiatives and on their answers, in the order of the plan, with what was done last.
    private static func opinions(
        on initiatives: [Initiative], on connection: any Connection
    ) throws -> [ReportContent.Opinion] {
        let byLineage = try CommentStore.byLineage(on: connection)
        return initiatives.flatMap { initiative in
            (byLineage[initiative.lineage] ?? []).map { comment in
                .init(
                    initiative: initiative.heading, origin: comment.origin, text: comment.content,
                    response: comment.response.map { "\($0.state.title)　\($0.content)" } ?? "")
            }
        }
    }

    /// A frozen edition, read back from its seal and not from the running tables.
    private static func reported(
        _ round: ID<Round>, edition: Int, on connection: any Connection
    ) throws -> ReportedRound {
        let quarter = try Round.find(round, on: connection)?.title ?? ""
        guard
            let seal = try SealStore.find(
                kind: RoundContent.kind, subject: round.text, edition: edition, on: connection)
        else { throw ReportRefusal.notFrozen(quarter: quarter) }
        guard let content = try RoundContent.content(of: seal, on: connection) else {
            throw ReportRefusal.unreadable(quarter: quarter)
        }
        return content.reported(edition: edition, contentHash: seal.contentHash)
    }

    /// Seals the next edition, and moves the rounds it covers on to 部会報告済み.
    @discardableResult
    static func seal(_ report: Report, by stamp: Stamp, on connection: any Connection) throws -> Seal {
        try ReportStore.markSealed(report, on: connection)
        let seal = try content(of: report, on: connection).seal(
            report.id.text, reason: report.correction, by: stamp, on: connection)
        for covered in report.coverage {
            try RoundStore.report(Round.known(covered.round, on: connection), by: stamp, on: connection)
        }
        return seal
    }
}
