import Japanese
import Site
import Storage
import Ward

/// The addresses of reports.
enum ReportRoutes {
    private typealias Fields = ReportFields

    static let all: [Route] = [
        .page("reports", needs: .readEditions, ReportListPage.load),
        .page("reports/new", needs: .writeReports, NewReportPage.load),
        .action(
            "reports", needs: .writeReports, summary: "報告書の下書きを作る",
            fields: [Fields.rounds([]), Fields.title, Fields.addressee, Fields.author, Fields.reportedOn],
            page: NewReportPage.load
        ) { form, change in
            let known = try NewReportPage.reportable(on: change.connection)
            let (chosen, title, addressee, author, day) = try form.values(
                Fields.rounds(known), Fields.title, Fields.addressee, Fields.author, Fields.reportedOn)
            let report = try ReportStore.create(
                title: title, addressee: addressee, author: author, reportedOn: day,
                coverage: try NewReportPage.coverage(of: Set(chosen), among: known, form), by: change.stamp,
                on: change.connection)
            return .done("報告書の下書きを作りました。", at: report.path)
        },
        .page("reports/:report", needs: .readEditions, ReportPage.load),
        Route(.get, "reports/:report/draft", needs: .writeReports, handler: draft),
        .action(
            "reports/:report/paragraphs", on: Report.self, needs: .writeReports, summary: "報告書に説明を加える",
            page: ReportPage.load
        ) {
            report, form, change in
            let basis = try ReportBasis(report, on: change.connection)
            let (place, content, sources) = try form.values(
                Fields.place(basis.groups), Fields.content, Fields.sources(basis.entries, isRequired: false))
            try ReportStore.add(
                paragraph: content, section: place == nil ? .overview : .group, body: place, sources: sources,
                to: report,
                by: change.stamp, on: change.connection)
            return .done("説明を加えました。")
        },
        .action(
            "reports/:report/proposals", on: Report.self, needs: .writeReports, summary: "報告書に修正案を加える",
            page: ReportPage.load
        ) {
            report, form, change in
            let basis = try ReportBasis(report, on: change.connection)
            let (initiative, present, proposed, reason, sources) = try form.values(
                Fields.initiative(basis.initiatives), Fields.present, Fields.proposed, Fields.proposalReason,
                Fields.sources(basis.entries, isRequired: true))
            try ReportStore.add(
                proposalFor: initiative, present: present, proposed: proposed, reason: reason, sources: sources,
                to: report, by: change.stamp, on: change.connection)
            return .done("修正案を加えました。")
        },
        .action(
            "reports/:report/remove", on: Report.self, needs: .writeReports, summary: "報告書の説明か修正案を消す",
            page: ReportPage.load
        ) {
            report, form, change in
            try ReportStore.remove(
                statement: form.form["statement"] ?? "", from: report, by: change.stamp, on: change.connection)
            return .done("消しました。")
        },
        .action(
            "reports/:report/seal", on: Report.self, needs: .writeReports, summary: "報告書を確定する", fields: [],
            page: ReportPage.load,
            asks: ReportConfirmations.seal
        ) { report, _, change in
            try ReportSealing.seal(report, by: change.stamp, on: change.connection)
            return .done("報告書を確定しました。")
        },
        .action(
            "reports/:report/discard", on: Report.self, needs: .writeReports, summary: "報告書の下書きを削除する", fields: [],
            page: ReportPage.load,
            asks: ReportConfirmations.discard
        ) { report, _, change in
            try ReportStore.discard(report, by: change.stamp, on: change.connection)
            return .done("下書き「\(report.title)」を削除しました。", at: ReportListPage.link.path)
        },
        .action(
            "reports/:report/correct/cancel", on: Report.self, needs: .writeReports, summary: "報告書の訂正を取りやめる",
            fields: [], page: ReportPage.load
        ) {
            report, _, change in
            try ReportStore.cancelCorrection(report, by: change.stamp, on: change.connection)
            return .done("訂正を取りやめました。確定した版は変わっていません。")
        },
        .action(
            "reports/:report/correct", on: Report.self, needs: .writeReports, summary: "報告書の訂正を始める",
            fields: [Fields.correctionReason], page: ReportPage.load
        ) {
            report, form, change in
            let reason = try form.values(Fields.correctionReason)
            try ReportStore.correct(report, reason: reason, by: change.stamp, on: change.connection)
            return .done("訂正を始めました。直してから確定すると、次の版になります。")
        },
        .editions(
            "reports/:report/editions/:edition", of: ReportContent.self, on: Report.self, needs: .readEditions
        ) { "\($0.period)_部会報告" },
    ]

    /// The report as it would be sealed now.
    private static func draft(_ request: PageRequest) async throws -> PageResponse {
        let content = try await request.ward.database.read {
            try ReportSealing.content(of: try Report.load(request, on: $0), on: $0)
        }
        return SealedEdition.document(Array(ReportDocument(content: content, sealed: nil).html.text.utf8))
    }
}

extension Report: AddressedRecord {
    static let parameter = "report"
    var path: String { Self.path(id) }
    static func path(_ id: ID<Report>) -> String { "/reports/\(id)" }
    static func editionPath(_ id: ID<Report>, _ edition: Int, pdf: Bool = false) -> String {
        "/reports/\(id)/editions/\(edition)\(pdf ? ".pdf" : "")"
    }
}

/// What a report may speak of: its rounds with their answers, the initiatives of their plan, the study groups.
struct ReportBasis {
    let rounds: [Round]
    let groups: [Body]
    let initiatives: [Initiative]
    let entries: [ReportedEntry]

    init(_ report: Report, on connection: any Connection) throws {
        rounds = try report.coverage.compactMap { try Round.find($0.round, on: connection) }
        groups = try BodyStore.list(on: connection).filter { $0.kind == .studyGroup }
        initiatives =
            try rounds.first.map { try InitiativeStore.list(version: $0.version, on: connection) } ?? []
        entries = try ReportSealing.content(of: report, on: connection).rounds.flatMap(\.entries)
    }
}
