import Japanese
import Site
import Storage
import Ward

/// What is read before a step of a meeting's record that cannot be undone.
enum MeetingConfirmations {
    static func confirm(_ meeting: Meeting, _ change: Change) throws -> Confirmation {
        let record = try MeetingRecord(meeting, on: change.connection)
        var consequences = [
            "\(meeting.heldOn.japaneseWithWeekday)の記録を、会議録の第1版として確定します。",
            record.attendance.isEmpty ? "構成員の席がないため、出欠は印刷しません。" : "出欠は「\(record.attendanceSummary)」と印刷します。",
            record.decisions.isEmpty
                ? "議題\(meeting.agenda.count)件を印刷します。決定事項は「なし」と印刷します。"
                : "議題\(meeting.agenda.count)件と決定事項\(record.decisions.count)件を印刷します。",
            "出欠、決定事項と議事の要旨を、会議の記録を見られる人の全員が読めるようになります。",
        ]
        if meeting.minutes.isEmpty { consequences.append("議事の要旨は「記載なし」と印刷します。") }
        return Confirmation(
            "\(meeting.title)の記録を確定します", submit: MeetingEvent.confirm.title, consequences: consequences,
            irreversible: "確定した記録は、変えることも消すこともできません。間違いは、理由を書いて訂正を加え、次の版にします。")
    }

    static func cancel(_ meeting: Meeting, _ change: Change) throws -> Confirmation {
        let decisions = try MeetingStore.decisions(of: meeting.id, on: change.connection).count
        return Confirmation(
            "\(meeting.title)を中止にします", submit: "中止にする",
            consequences: [
                "第\(meeting.number)回という番号は、使ったままになります。",
                decisions == 0 ? "決定事項は書かれていません。" : "書いてある決定事項\(decisions)件は、決定として使えません。",
            ], irreversible: "中止は取り消せません。あとで開くときは、別の回として加えます。")
    }

    static func correct(_ meeting: Meeting, _: Change) -> Confirmation {
        Confirmation(
            "\(meeting.title)の会議録に訂正を加えます", submit: MeetingEvent.correct.title,
            consequences: [
                "訂正とその理由を印刷した第\(meeting.edition + 1)版を確定します。", "第\(meeting.edition)版は、そのまま残ります。",
            ], irreversible: "加えた訂正は、変えることも消すこともできません。")
    }
}
