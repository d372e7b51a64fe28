import Japanese
import Site
import Ward

/// The forms with which the record of a meeting is written, confirmed and corrected.
struct MeetingWriting {
    let page: MeetingPage

    private var meeting: Meeting { page.meeting }
    private var path: String { page.path }
    private var state: PageState { page.state }

    var html: HTML {
        switch meeting.state {
        case .planned:
            """
            <h2>記録を書く</h2>
            \(Details("開催日、場所、議題、議事の要旨を書く", for: [path], state, record.html))
            \(Details("出欠を書く", for: ["\(path)/attendance"], state, attendance))
            \(Details("決定事項を加える", for: ["\(path)/decisions"], state, decision.html))
            <h2>確定</h2>
            <p>確定した記録は変えられません。間違いは、理由を書いて訂正を加えます。</p>
            \(ButtonForm(
                MeetingEvent.confirm.title, "\(path)/confirm", state, style: .primary,
                fields: [(name: "seen", value: page.record.digest)]))
            \(Details(MeetingEvent.cancel.title, for: ["\(path)/cancel"], state, cancelling.html))
            """
        case .held: Details("訂正を加える", for: ["\(path)/corrections"], state, correction.html).html
        case .cancelled: .empty
        }
    }

    private var record: FormView {
        FormView(
            path, state, submit: "保存する", revision: meeting.revision,
            fields: [
                MeetingFields.heldOn(meeting.heldOn), MeetingFields.place(meeting.place),
                MeetingFields.agenda(meeting.agenda.map(\.title)), MeetingFields.minutes(meeting.minutes),
            ])
    }

    private var attendance: HTML {
        guard !page.seats.isEmpty else { return "<p>開催日（\(meeting.heldOn.japanese)）の構成員の席がありません。</p>" }
        return """
            <p>\(meeting.heldOn.japanese)の構成員です。代理は職だけを書き、氏名は書きません。</p>
            \(FormView(
                "\(path)/attendance", state, submit: "出欠を保存する",
                alternative: Choice("present", "選んでいない席を出席として保存する"),
                fields: page.seats.map { seat in
                    SeatFields(seat: seat).field(page.record.attendance.first { $0.seat == seat.id })
                }))
            """
    }

    private var decision: FormView {
        FormView(
            "\(path)/decisions", state, submit: "決定事項を加える",
            fields: [MeetingFields.decision(), MeetingFields.agendaItem(meeting)()]
                + (page.subjects.map { subjects in
                    [
                        MeetingFields.initiatives(subjects.initiatives, of: subjects.body)(),
                        MeetingFields.round(subjects.rounds)(), MeetingFields.report(subjects.reports)(),
                    ]
                } ?? []))
    }

    private var cancelling: FormView {
        FormView(
            "\(path)/cancel", state, submit: "中止にする", fields: [MeetingFields.cancelReason()])
    }

    private var correction: FormView {
        FormView(
            "\(path)/corrections", state, submit: "訂正を加える",
            fields: [MeetingFields.correction(), MeetingFields.correctionReason()])
    }
}
