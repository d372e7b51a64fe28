import Japanese
import Site
import Ward

/// The forms with which the record of a meeting is written, confirmed and corrected.
struct MeetingWriting {
    let page: MeetingPage

    private var meeting: Meeting { page.meeting }
    private var path: String { page.path }

    var html: HTML {
        switch meeting.state {
        case .planned:
            """
            <h2>記録を書く</h2>
            \(Details("開催日、場所、議題、議事の要旨を書く", isOpen: page.forms.kind == .record, recordForm))
            \(Details("出欠を書く", isOpen: page.forms.kind == .attendance, attendanceForm))
            \(Details("決定事項を加える", isOpen: page.forms.kind == .decision, decisionForm))
            <h2>確定</h2>
            <p>確定した記録は変えられません。間違いは、理由を書いて訂正を加えます。</p>
            \(ButtonForm(
                MeetingEvent.confirm.title, action: "\(path)/confirm", csrfToken: page.csrfToken, style: .primary,
                fields: [(name: "seen", value: page.record.digest)]))
            \(Details(MeetingEvent.cancel.title, isOpen: page.forms.kind == .cancel, cancelForm))
            """
        case .held: Details("訂正を加える", isOpen: page.forms.kind == .correction, correctionForm).html
        case .cancelled: .empty
        }
    }

    private func form(
        _ kind: MeetingPage.Forms.Kind, _ action: String, _ submit: String, isDangerous: Bool = false,
        alternative: Choice? = nil, _ fields: [FormField]
    ) -> HTML {
        FormView(
            action: action, csrfToken: page.csrfToken, submit: submit, errors: page.forms.errors(of: kind),
            sent: page.forms.sent(for: kind), alternative: alternative, isDangerous: isDangerous, fields: fields
        ).html
    }

    private var recordForm: HTML {
        form(
            .record, path, "保存する",
            [
                .hidden("revision", "\(meeting.revision)"), .date("heldOn", "開催日", value: meeting.heldOn.japanese),
                .text("place", "場所", value: meeting.place, max: MeetingLimits.placeScalarsMax),
                .textArea(
                    "agenda", "議題", value: meeting.agenda.map(\.title).joined(separator: "\n"),
                    max: MeetingFields.agendaFieldMax, rows: 5, isRequired: false, hint: "1行に1件ずつ書きます。"),
                .textArea(
                    "minutes", "議事の要旨", value: meeting.minutes, max: MeetingLimits.minutesScalarsMax, rows: 10,
                    isRequired: false, hint: "発言者は職で書き、氏名は書きません。"),
            ])
    }

    private var attendanceForm: HTML {
        guard !page.seats.isEmpty else { return "<p>開催日（\(meeting.heldOn.japanese)）の構成員の席がありません。</p>" }
        return """
            <p>\(meeting.heldOn.japanese)の構成員です。代理は職だけを書き、氏名は書きません。</p>
            \(form(
                .attendance, "\(path)/attendance", "出欠を保存する",
                alternative: Choice("present", "選んでいない席を出席として保存する"), page.seats.map(seatFields)))
            """
    }

    private func seatFields(_ seat: Seat) -> FormField {
        let written = page.record.attendance.first { $0.seat == seat.id }
        let statuses = AttendanceStatus.allCases.filter { seat.post != nil || $0 != .deputy }
        var fields: [FormField] = [
            .select(
                MeetingFields.status(seat.id), "\(seat.label)の出欠", statuses.map { Choice($0.rawValue, $0.title) },
                value: written?.status.rawValue, empty: "まだ書かない", isRequired: false)
        ]
        if seat.post != nil {
            fields.append(
                .text(
                    MeetingFields.deputy(seat.id), "\(seat.label)の代理の職", value: written?.deputy ?? "",
                    max: MeetingLimits.deputyScalarsMax, isRequired: false))
        } else if seat.count > 1 {
            fields.append(
                .number(
                    MeetingFields.count(seat.id), "\(seat.label)の出席者",
                    value: written.map { "\($0.presentCount)" } ?? "", unit: "名", isRequired: false,
                    hint: "空のときは\(seat.count)名です。"))
        }
        return .section("\(seat.role.title)　\(seat.label)", fields)
    }

    private var decisionForm: HTML {
        let own = page.initiatives.filter { $0.studyGroup == page.body.id || $0.studyGroup == page.body.parent }
        let others = page.initiatives.filter { !own.contains($0) }
        return form(
            .decision, "\(path)/decisions", "決定事項を加える",
            [
                .textArea("content", "決定した内容", max: MeetingLimits.decisionScalarsMax, rows: 4),
                .select(
                    "agenda", "議題", meeting.agenda.map { Choice($0.id.text, $0.title) }, empty: "議題に結び付けない",
                    isRequired: false),
                .checkboxes("initiative", "関わる取組", (own + others).map { Choice($0.id.text, $0.heading) }),
                .select(
                    "round", "関わる四半期", page.rounds.map { Choice($0.id.text, $0.label) }, empty: "四半期に結び付けない",
                    isRequired: false),
                .select(
                    "report", "関わる報告書", page.reports.map { Choice($0.id.text, $0.title) }, empty: "報告書に結び付けない",
                    isRequired: false),
            ])
    }

    private var cancelForm: HTML {
        form(
            .cancel, "\(path)/cancel", "中止にする", isDangerous: true,
            [.textArea("reason", "中止の理由", max: MeetingLimits.reasonScalarsMax, rows: 3)])
    }

    private var correctionForm: HTML {
        form(
            .correction, "\(path)/corrections", "訂正を加える",
            [
                .textArea(
                    "content", "訂正の内容", max: MeetingLimits.correctionScalarsMax, rows: 5,
                    hint: "どこを、どう直すかを書きます。前の記録は、そのまま残ります。"),
                .textArea("reason", "訂正の理由", max: MeetingLimits.reasonScalarsMax, rows: 3),
            ])
    }
}
