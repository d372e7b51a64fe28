import Japanese
import Site
import Storage
import Ward

/// The addresses of meetings.
enum MeetingRoutes {
    private typealias Fields = MeetingFields

    static let all: [Route] = [
        .page("meetings", needs: .readMeetings, MeetingListPage.load),
        .page("meetings/new", needs: .recordMeetings, NewMeetingPage.load),
        .action(
            "meetings", on: RecordedBody.self, needs: .recordMeetings, summary: "会議を加える", page: NewMeetingPage.load
        ) {
            recorded, form, change in
            let (number, day, place, agenda) = try form.values(
                Fields.number, Fields.heldOn, Fields.place, Fields.agenda)
            let meeting = try MeetingStore.create(
                body: recorded.body.id, number: number, heldOn: day, place: place, agenda: agenda, by: change.stamp,
                on: change.connection)
            return .done("\(meeting.title)を加えました。", at: meeting.path)
        },
        .page("meetings/:meeting", needs: .readMeetings, MeetingPage.load),
        write(
            "", "会議の記録を書く", [Fields.heldOn, Fields.place, Fields.agenda, Fields.minutes, FormReader.declaredRevision]
        ) { meeting, form, change in
            let (day, place, agenda, minutes) = try form.values(
                Fields.heldOn, Fields.place, Fields.agenda, Fields.minutes)
            try form.checkRevision(of: meeting)
            try MeetingStore.write(
                meeting, heldOn: day, place: place, agenda: agenda, minutes: minutes, by: change.stamp,
                on: change.connection)
            return .done("会議の記録を保存しました。")
        },
        write("/attendance", "会議の出欠を書く", nil) { meeting, form, change in
            let seats = try BodyStore.seats(of: meeting.body, validOn: meeting.heldOn, on: change.connection)
            let othersPresent = form.form[FormView.choiceField] == "present"
            let drafts = seats.compactMap { SeatFields(seat: $0).read(&form, othersPresent: othersPresent) }
            try form.check()
            try MeetingStore.write(attendance: drafts, of: meeting, by: change.stamp, on: change.connection)
            return .done("出欠を保存しました。")
        },
        write("/decisions", "会議の決定事項を加える", nil) { meeting, form, change in
            let subjects = try DecisionSubjects(meeting, on: change.connection)
            let (content, agenda, initiatives, round, report) = try form.values(
                Fields.decision, Fields.agendaItem(meeting),
                Fields.initiatives(subjects.initiatives, of: subjects.body),
                Fields.round(subjects.rounds), Fields.report(subjects.reports))
            try MeetingStore.add(
                decision: content, agenda: agenda, initiatives: initiatives, round: round, report: report,
                to: meeting, by: change.stamp, on: change.connection)
            return .done("決定事項を加えました。")
        },
        write("/decisions/:decision/remove", "会議の決定事項を消す", []) { meeting, _, change in
            try MeetingStore.remove(
                decision: try change.request.id("decision"), from: meeting, by: change.stamp, on: change.connection)
            return .done("決定事項を消しました。")
        },
        write("/confirm", "会議の記録を確定する", nil, asks: MeetingConfirmations.confirm) { meeting, form, change in
            let record = try MeetingRecord(meeting, on: change.connection)
            guard meeting.state != .planned || record.digest == form.form["seen"] else {
                throw MeetingRefusal.changedSinceRead
            }
            try MeetingStore.confirm(meeting, by: change.stamp, on: change.connection)
            return .done("会議の記録を確定しました。")
        },
        write("/cancel", "会議を中止にする", [Fields.cancelReason], asks: MeetingConfirmations.cancel) {
            meeting, form, change in
            let reason = try form.values(Fields.cancelReason)
            try MeetingStore.cancel(meeting, reason: reason, by: change.stamp, on: change.connection)
            return .done("会議を中止にしました。")
        },
        write(
            "/corrections", "確定した会議の記録を訂正する", [Fields.correction, Fields.correctionReason],
            asks: MeetingConfirmations.correct
        ) { meeting, form, change in
            let (content, reason) = try form.values(Fields.correction, Fields.correctionReason)
            try MeetingStore.correct(
                meeting, content: content, reason: reason, by: change.stamp, on: change.connection)
            return .done("訂正を加え、次の版を確定しました。")
        },
        .editions(
            "meetings/:meeting/editions/:edition", of: MeetingMinutes.self, on: Meeting.self, needs: .readMeetings
        ) { "\($0.title)_会議録" },
    ]

    /// A change of a meeting by somebody who may record this body's meetings.
    private static func write(
        _ path: String, _ summary: String, _ fields: [any DeclaredField]?,
        asks: (@Sendable (Meeting, Change) throws -> Confirmation)? = nil,
        change: @escaping @Sendable (Meeting, inout FormReader, Change) throws -> Outcome
    ) -> Route {
        .action(
            "meetings/:meeting\(path)", on: RecordedMeeting.self, needs: .recordMeetings, summary: summary,
            fields: fields, page: MeetingPage.load,
            asks: asks.map { asks in { @Sendable recorded, change throws in try asks(recorded.meeting, change) } }
        ) { recorded, form, made in try change(recorded.meeting, &form, made) }
    }
}

extension Meeting: AddressedRecord, Revised {
    static let parameter = "meeting"
    var path: String { MeetingPage.path(id) }
}

/// A meeting whose record the person may write.
struct RecordedMeeting: RouteSubject {
    let meeting: Meeting

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RecordedMeeting {
        let meeting = try Meeting.load(request, on: connection)
        guard let body = try BodyStore.find(meeting.body, on: connection) else { throw PageRefusal.notFound }
        try BodyAccess(body, today: request.today, on: connection).check(.recordMeetings, try request.person)
        return RecordedMeeting(meeting: meeting)
    }

    var path: String { meeting.path }
}

/// The body of which a meeting is added, as the form or the link names it.
struct RecordedBody: RouteSubject {
    let body: Body

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RecordedBody {
        guard let body = try find(request, on: connection) else { throw PageRefusal.notFound }
        return body
    }

    /// `nil` when none is named yet.
    static func find(_ request: PageRequest, on connection: any Connection) throws -> RecordedBody? {
        guard let text = request.form["body"] ?? request.query["body"], let id = ID<Body>(untrusted: text) else {
            return nil
        }
        guard let body = try BodyStore.find(id, on: connection) else { throw PageRefusal.notFound }
        try BodyAccess(body, today: request.today, on: connection).check(.recordMeetings, try request.person)
        return RecordedBody(body: body)
    }

    var path: String { BodyPage.path(body.id) }
}
