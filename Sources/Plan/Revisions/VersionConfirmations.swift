import Japanese
import Site
import Storage
import Ward

/// What is read before a version of the plan is decided, or a draft of it is taken back.
enum VersionConfirmations {
    static func decide(_ version: PlanVersion, _ change: Change) throws -> Confirmation {
        let comparison = try version.basedOn.flatMap { try PlanVersion.find($0, on: change.connection) }.map {
            try RevisionStore.comparison(from: $0, to: version, on: change.connection)
        }
        let rows = comparison?.rows ?? []
        var form = change.form
        let day = form.value(VersionFields.effectiveOn) ?? change.today
        let open = try ProposalStore.open(on: change.connection).count
        let planned = try RoundStore.list(on: change.connection).filter {
            $0.state == .planned && $0.calendar.asOf >= day
        }
        var consequences = [
            "改めるところ\(rows.count)件（取組\(Set(rows.map(\.initiative)).count)件）を、新旧対照表として確定します。",
            day <= change.today
                ? "決定と同時に、第\(version.number)版が今の計画になります。これまでの版は、過去の版として残ります。"
                : "\(day.japaneseWithWeekday)に、第\(version.number)版が今の計画になります。それまでは今の版のままです。",
        ]
        if !planned.isEmpty {
            consequences.append("準備中の\(planned.map(\.label).joined(separator: "、"))は、この版の取組について照会します。")
        }
        if open > 0 { consequences.append("対応を決めていない提案\(open)件は、検討中のまま残ります。") }
        return Confirmation(
            "計画の第\(version.number)版を決定します", submit: "この版を決定する", consequences: consequences,
            irreversible: "決定した版は、書き換えることも取り下げることもできません。直すときは、次の改定案を作ります。")
    }

    static func discard(_ version: PlanVersion, _ change: Change) throws -> Confirmation {
        let steps = try RevisionStore.changes(of: version.id, on: change.connection).count
        return Confirmation(
            "改定案（第\(version.number)版）を取り下げます", submit: "改定案を取り下げる",
            consequences: ["改定案に書いた\(steps)件の変更が消えます。", "今の計画は変わりません。"],
            irreversible: "取り下げた改定案は元に戻せません。改める理由だけが監査証跡に残ります。")
    }
}
