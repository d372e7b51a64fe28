import Japanese
import Site
import Storage
import Ward

/// What is read before a step of a round that cannot be undone, counted from the records as they stand.
enum RoundConfirmations {
    static func open(_ round: Round, _ change: Change) throws -> Confirmation {
        let asking = try RoundAsking(round, openedOn: change.today, on: change.connection)
        let units = asking.units
        let unattended = try units.filter { unit in
            try PersonStore.people(with: .editor, unit: unit.id, validOn: change.today, on: change.connection).isEmpty
        }
        let fields = asking.asked.reduce(0) { $0 + $1.units.count }
        var consequences = [
            "\(units.count)課に回答を求めます（\(units.map(\.name).joined(separator: "、"))）。",
            "取組\(asking.asked.count)件について、回答欄を\(fields)件作ります。",
            "各課の担当の「今日の仕事」に出ます。回答期限は\(round.calendar.dueOn.japaneseWithWeekday)です。",
            "各課の担当と課長に、お知らせのメールを送ります。メールアドレスの登録がない人と、本人が止めている人には送りません。督促は、督促の画面から送ります。",
        ]
        if !unattended.isEmpty {
            consequences.append(
                "担当の役割を持つ人がいない課が\(unattended.count)課あります（\(unattended.map(\.name).joined(separator: "、"))）。担当を登録するまで、だれの「今日の仕事」にも出ません。"
            )
        }
        return Confirmation(
            "\(round.label)の照会を始めます", submit: "照会を始める", consequences: consequences,
            irreversible:
                "始めた照会は、準備中に戻すことも、削除することもできません。基準日（\(round.calendar.asOf.japanese)）、取組と進捗区分も変えられません。回答期限は、あとで理由を書いて延ばせます。"
        )
    }

    static func close(_ round: Round, _ change: Change) throws -> Confirmation {
        let rows = try RoundBoard(round, on: change.connection).rows
        let waiting = rows.filter { !$0.state.isHandedIn }
        let unapproved = rows.filter { $0.state == .submitted }
        let unsent = try ReminderStore.list(round: round.id, on: change.connection).count { $0.state == .made }
        var consequences = [
            waiting.isEmpty
                ? "すべての回答が提出されています。"
                : "まだ提出していない\(waiting.count)件は、そのまま残り、課からは提出できなくなります（\(named(waiting))）。"
        ]
        if !unapproved.isEmpty {
            consequences.append("課長の承認を待つ\(unapproved.count)件は、締め切ったあとも承認できます（\(named(unapproved))）。")
        }
        if change.today <= round.calendar.dueOn {
            consequences.append("回答期限（\(round.calendar.dueOn.japaneseWithWeekday)）が来る前に締め切ります。")
        }
        if unsent > 0 { consequences.append("作って送っていない督促\(unsent)通は、送れなくなります。") }
        return Confirmation(
            "\(round.label)を締め切ります", submit: "締め切って確認に入る", consequences: consequences,
            irreversible: "締め切ったあとに、すべての課の受付を開き直すことはできません。一部の課には、理由を書いて、もう一度照会できます。")
    }

    static func freeze(_ round: Round, _ change: Change) throws -> Confirmation {
        let check = try RoundCheck(round, on: change.connection)
        let edition = round.edition + 1
        let accepted = try RoundBoard(round, on: change.connection).count(.accepted)
        var consequences = ["受付済みの回答\(accepted)件を、第\(edition)版に印刷します。"]
        if !check.unanswered.isEmpty {
            consequences.append("未回答の\(check.unanswered.count)件は「未回答」と印刷します（\(named(check.unanswered))）。")
        }
        if !check.notAccepted.isEmpty {
            consequences.append(
                "受け付けていない\(check.notAccepted.count)件は、今の状態を添えて印刷します（\(named(check.notAccepted))）。")
        }
        if !check.doubts.isEmpty { consequences.append("確かめる点\(check.doubts.count)件を、回答に添えて印刷します。") }
        if let amendment = round.amendment {
            consequences.append("訂正の理由「\(amendment.reason)」を印刷します。第\(round.edition)版は、そのまま残ります。")
        }
        if round.isBeforeBaseDate(change.today) {
            let reason = change.request.form[RoundFields.earlyReason.name] ?? ""
            consequences.append("基準日（\(round.calendar.asOf.japanese)）より前に確定し、その理由「\(reason)」を印刷します。")
        }
        return Confirmation(
            "\(round.label)を第\(edition)版として確定します", submit: "第\(edition)版として確定する", consequences: consequences,
            irreversible: "確定した版は、変えることも消すこともできません。直すときは、理由を書いて次の版を作ります。")
    }

    static func publish(_ round: Round, _ change: Change) throws -> Confirmation {
        try PublishedEdition(
            kind: RoundContent.kind, subject: round.id.text, edition: round.edition, on: change.connection
        ).confirmation
    }

    static func discard(_ round: Round, _: Change) -> Confirmation {
        Confirmation(
            "準備中の\(round.label)を削除します", submit: "削除する",
            consequences: [
                "準備した日程（照会開始日 \(round.calendar.opensOn.japanese)、回答期限 \(round.calendar.dueOn.japanese)）が、一覧から消えます。",
                "まだ始めていないため、回答欄はなく、どの課にも知らせていません。",
            ], irreversible: "削除した四半期は元に戻せません。同じ四半期を、もう一度準備することはできます。")
    }

    static func cancelAmendment(_ round: Round, _ change: Change) throws -> Confirmation {
        guard let before = round.beforeAmendment else { throw RoundRefusal.noAmendment }
        let changed = try EntryStore.changed(in: round, since: before.at, on: change.connection).map(\.id)
        let rows = try RoundBoard(round, on: change.connection).rows.filter { changed.contains($0.entry) }
        return Confirmation(
            "\(round.label)の訂正を取りやめます", submit: "訂正を取りやめる",
            consequences: [
                "四半期の状態が「\(before.state.title)」に戻ります。第\(round.edition)版は、そのまま残ります。",
                "もう一度照会している回答\(rows.count)件を、第\(round.edition)版を確定したときの内容と状態に戻します（\(named(rows))）。",
            ],
            irreversible: "訂正のために書いた内容は、回答の経過で読めるだけになり、回答欄には戻せません。")
    }

    /// 第1課 (1)、第2課 (3)
    private static func named(_ rows: [RoundBoard.Row]) -> String {
        rows.map { "\($0.unitName) \($0.number)" }.joined(separator: "、")
    }
}
