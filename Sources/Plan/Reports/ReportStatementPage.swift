import Site
import Storage
import Ward

/// A paragraph or a proposal of a draft, where it is rewritten.
struct WrittenStatement: RouteSubject {
    let report: Report
    let statement: ReportStatement
    let basis: ReportBasis

    static func load(_ request: PageRequest, on connection: any Connection) throws -> WrittenStatement {
        let report = try Report.load(request, on: connection)
        guard report.state == .draft else { throw ReportRefusal.alreadySealed }
        guard
            let statement = try ReportStore.statement(
                request.parameters["statement"] ?? "", of: report.id, on: connection)
        else { throw PageRefusal.notFound }
        return WrittenStatement(
            report: report, statement: statement, basis: try ReportBasis(report, on: connection))
    }

    /// A change goes back to the report.
    var path: String { report.path }

    static func path(_ report: ID<Report>, _ statement: String) -> String {
        "\(Report.path(report))/statements/\(statement)"
    }
}

/// Rewrites one paragraph or one proposal of a draft.
struct ReportStatementPage: PageView {
    let written: WrittenStatement
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ReportStatementPage {
        ReportStatementPage(written: try WrittenStatement.load(request, on: connection), state: request.state)
    }

    var page: Page {
        Page(
            title, trail: [ReportListPage.link, Link(written.report.title, written.report.path)],
            section: ReportListPage.link.path,
            body: """
                \(FormView(
                    WrittenStatement.path(written.report.id, written.statement.id), state, submit: "直す",
                    cancel: Link("やめる", written.report.path), revision: written.statement.revision, fields: fields))
                """)
    }

    private var title: String {
        switch written.statement {
        case .paragraph: "事務局の説明を直す"
        case .proposal: "計画の修正案を直す"
        }
    }

    private var fields: [FormField] {
        let basis = written.basis
        switch written.statement {
        case .paragraph(let paragraph):
            return [
                ReportFields.place(basis.groups)(.some(paragraph.body)), ReportFields.content(paragraph.content),
                ReportFields.sources(basis.entries, isRequired: false)(paragraph.sources),
            ]
        case .proposal(let proposal):
            return [
                ReportFields.initiative(basis.initiatives)(proposal.initiative),
                ReportFields.present(proposal.present), ReportFields.proposed(proposal.proposed),
                ReportFields.proposalReason(proposal.reason),
                ReportFields.sources(basis.entries, isRequired: true)(proposal.sources),
            ]
        }
    }
}
