import Japanese
import Site
import Storage
import Ward

/// What is read before a step of a report that cannot be undone.
enum ReportConfirmations {
    static func seal(_ report: Report, _ change: Change) throws -> Confirmation {
        let content = try ReportSealing.content(of: report, on: change.connection)
        let edition = try ReportContent.editions(of: report.id.text, on: change.connection).count + 1
        let unanswered = content.rounds.flatMap(\.entries).filter { !$0.isAnswered }
        let written = content.overview.count + content.groups.reduce(0) { $0 + $1.paragraphs.count }
        let moved = try report.coverage.compactMap { try Round.find($0.round, on: change.connection) }
            .filter { $0.state == .frozen }
        let printed = content.rounds.map { "\($0.quarter)（第\($0.edition)版）" }.joined(separator: "、")
        var consequences = [
            "\(content.addressee)への報告として、\(printed)の回答\(content.rounds.reduce(0) { $0 + $1.entries.count })件を印刷します。",
            "事務局の説明\(written)件、計画の修正案\(content.proposals.count)件、意見と対応結果\(content.opinions.count)件を印刷します。",
        ]
        if !unanswered.isEmpty {
            let names = unanswered.map { "\($0.unit) \($0.initiative)" }.joined(separator: "、")
            consequences.append("未回答の\(unanswered.count)件は「未回答」と印刷します（\(names)）。")
        }
        if content.date == nil { consequences.append("報告日は未定のまま印刷します。") }
        if !moved.isEmpty {
            consequences.append(
                "\(moved.map(\.label).joined(separator: "、"))の状態が「\(RoundState.reported.title)」になり、公表できるようになります。")
        }
        if let correction = report.correction {
            consequences.append("訂正の理由「\(correction)」を印刷します。第\(edition - 1)版は、そのまま残ります。")
        }
        return Confirmation(
            "「\(report.title)」を第\(edition)版として確定します", submit: "報告書を確定する", consequences: consequences,
            irreversible: "確定した報告書は、変えることも消すこともできません。直すときは、理由を書いて次の版を作ります。")
    }

    static func discard(_ report: Report, _ change: Change) throws -> Confirmation {
        let paragraphs = try ReportStore.paragraphs(of: report.id, on: change.connection).count
        let proposals = try ReportStore.proposals(of: report.id, on: change.connection).count
        return Confirmation(
            "下書き「\(report.title)」を削除します", submit: "下書きを削除する",
            consequences: [
                "書き込んだ説明\(paragraphs)件と計画の修正案\(proposals)件も消えます。", "四半期の確定版は変わりません。",
            ], irreversible: "削除した下書きは元に戻せません。書いた文は監査証跡にだけ残ります。")
    }
}
