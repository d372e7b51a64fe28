import Site
import Ward

/// The addresses at which what stands in a draft of a report is rewritten.
enum ReportDraftRoutes {
    private typealias Fields = ReportFields

    static let all: [Route] = [
        .action(
            "reports/:report/edit", on: Report.self, needs: .writeReports, summary: "報告書の件名・あて先・報告日などを直す",
            page: ReportPage.load
        ) { report, form, change in
            var head = report.head
            (head.title, head.addressee, head.author, head.reportedOn) = try form.values(
                Fields.title, Fields.addressee, Fields.author, Fields.reportedOn)
            if report.correction == nil {
                let known = try NewReportPage.reportable(on: change.connection)
                let chosen: [ID<Round>] = try form.values(Fields.rounds(known))
                head.coverage = try NewReportPage.coverage(of: Set(chosen), among: known, form)
            } else {
                head.correction = try form.values(Fields.correctionReason)
            }
            try form.checkRevision(of: report)
            try ReportStore.edit(report, head, by: change.stamp, on: change.connection)
            return .done("報告書の下書きを直しました。")
        },
        .page("reports/:report/statements/:statement", needs: .writeReports, ReportStatementPage.load),
        .action(
            "reports/:report/statements/:statement", on: WrittenStatement.self, needs: .writeReports,
            summary: "報告書の説明か修正案を直す", page: ReportStatementPage.load
        ) { written, form, change in
            let basis = written.basis
            switch written.statement {
            case .paragraph(let paragraph):
                let (place, content, sources) = try form.values(
                    Fields.place(basis.groups), Fields.content, Fields.sources(basis.entries, isRequired: false))
                try form.checkRevision(of: written.statement)
                try ReportStore.edit(
                    paragraph: paragraph.id, content: content, section: place == nil ? .overview : .group, body: place,
                    sources: sources, of: written.report, by: change.stamp, on: change.connection)
                return .done("説明を直しました。")
            case .proposal(let proposal):
                let (initiative, present, proposed, reason, sources) = try form.values(
                    Fields.initiative(basis.initiatives), Fields.present, Fields.proposed, Fields.proposalReason,
                    Fields.sources(basis.entries, isRequired: true))
                try form.checkRevision(of: written.statement)
                try ReportStore.edit(
                    proposal: proposal.id, for: initiative, present: present, proposed: proposed, reason: reason,
                    sources: sources, of: written.report, by: change.stamp, on: change.connection)
                return .done("修正案を直しました。")
            }
        },
    ]
}
