import Japanese
import Storage
import Ward

/// Everything that is written of a meeting, read at once: for its page, for programs, and to be sealed.
struct MeetingRecord: Sendable {
    let meeting: Meeting
    let attendance: [Attendance]
    let decisions: [Decision]
    let corrections: [Meeting.Correction]
    /// Headings of the initiatives that decisions name.
    let initiatives: [ID<Initiative>: String]
    let rounds: [ID<Round>: String]
    let reports: [ID<Report>: String]
    let isSample: Bool

    /// - Parameter withDraft: whether to read what is written of a meeting before it is confirmed: for its writers only.
    init(_ meeting: Meeting, withDraft: Bool = true, on connection: any Connection) throws {
        let isShown = withDraft || meeting.state == .held
        self.meeting = isShown ? meeting : meeting.withoutMinutes
        attendance = isShown ? try MeetingStore.attendance(of: meeting.id, on: connection) : []
        decisions = isShown ? try MeetingStore.decisions(of: meeting.id, on: connection) : []
        corrections = try MeetingStore.corrections(of: meeting.id, on: connection)
        var initiatives: [ID<Initiative>: String] = [:]
        var rounds: [ID<Round>: String] = [:]
        var reports: [ID<Report>: String] = [:]
        for decision in decisions {
            for id in decision.initiatives where initiatives[id] == nil {
                initiatives[id] = try Initiative.find(id, on: connection)?.heading
            }
            if let round = decision.round { rounds[round] = try Round.find(round, on: connection)?.title }
            if let report = decision.report { reports[report] = try Report.find(report, on: connection)?.title }
        }
        self.initiatives = initiatives
        self.rounds = rounds
        self.reports = reports
        isSample = try SettingStore.isSample(on: connection)
    }

    /// 出席 12名、代理 1名、欠席 2名
    var attendanceSummary: String {
        let present = attendance.filter { $0.status == .present }.reduce(0) { $0 + $1.presentCount }
        let deputies = attendance.count { $0.status == .deputy }
        let total = attendance.reduce(0) { $0 + $1.count }
        return "出席 \(present)名、代理出席 \(deputies)名、欠席 \(total - present - deputies)名"
    }

    func agendaTitle(_ id: ID<Meeting.AgendaItem>?) -> String? {
        id.flatMap { id in meeting.agenda.first { $0.id == id }?.title }
    }

    /// Names exactly what was read: nobody confirms a record that changed after they opened it.
    var digest: String { ContentHash.of(json.canonical) }

    var json: JSON {
        [
            "format": 1, "id": .string(meeting.id.text), "body": .string(meeting.bodyName),
            "number": JSON(meeting.number), "title": .string(meeting.title), "heldOn": JSON(meeting.heldOn),
            "place": .string(meeting.place), "state": .string(meeting.state.rawValue),
            "cancelReason": JSON(meeting.cancelReason), "agenda": .array(meeting.agenda.map { .string($0.title) }),
            "minutes": .string(meeting.minutes), "attendanceSummary": .string(attendanceSummary),
            "isSample": .bool(isSample),
            "attendance": .array(
                attendance.map {
                    [
                        "role": .string($0.role.title), "post": .string($0.label), "count": JSON($0.count),
                        "status": .string($0.status.rawValue), "present": JSON($0.presentCount),
                        "deputy": .string($0.deputy), "words": .string($0.words),
                    ]
                }),
            "decisions": .array(
                decisions.map { decision in
                    [
                        "id": .string(decision.id.text), "number": JSON(decision.number),
                        "content": .string(decision.content), "agenda": JSON(agendaTitle(decision.agenda)),
                        "initiatives": .array(decision.initiatives.map { .string(initiatives[$0] ?? "") }),
                        "round": JSON(decision.round.flatMap { rounds[$0] }),
                        "report": JSON(decision.report.flatMap { reports[$0] }),
                    ]
                }),
            "corrections": .array(
                corrections.map {
                    [
                        "content": .string($0.content), "reason": .string($0.reason), "at": .string($0.at.japanese),
                    ]
                }),
        ]
    }
}

extension Meeting {
    fileprivate var withoutMinutes: Meeting {
        Meeting(
            id: id, body: body, bodyName: bodyName, number: number, heldOn: heldOn, place: place, minutes: "",
            state: state, cancelReason: cancelReason, revision: revision, edition: edition, agenda: agenda)
    }

    /// For lists that programs read.
    var summary: JSON {
        [
            "id": .string(id.text), "body": .string(bodyName), "number": JSON(number), "title": .string(title),
            "heldOn": JSON(heldOn), "place": .string(place), "state": .string(state.rawValue),
            "edition": JSON(edition), "agenda": .array(agenda.map { .string($0.title) }),
        ]
    }
}
