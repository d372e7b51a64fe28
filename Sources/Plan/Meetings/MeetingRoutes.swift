import Japanese
import Site
import Storage
import Ward

/// The addresses of meetings.
enum MeetingRoutes {
    static let all: [Route] = [
        Route(.get, "meetings", needs: .readMeetings, handler: list),
        Route(.get, "meetings/new", needs: .recordMeetings) { request in
            let body: ID<Body>? = request.query["body"].flatMap { ID(untrusted: $0) }
            return .page(try await newPage(request, body: body).page)
        },
        Route(.post, "meetings", needs: .recordMeetings, handler: create),
        Route(.get, "meetings/:meeting", needs: .readMeetings) { request in
            let page = try await page(request)
            return request.wantsJSON ? .json(page.record.json) : .page(page.page)
        },
        Route(.post, "meetings/:meeting", needs: .recordMeetings, handler: write),
        Route(.post, "meetings/:meeting/attendance", needs: .recordMeetings, handler: writeAttendance),
        Route(.post, "meetings/:meeting/decisions", needs: .recordMeetings, handler: decide),
        Route(.post, "meetings/:meeting/decisions/:decision/remove", needs: .recordMeetings) { request in
            let decision: ID<Decision> = try request.id("decision")
            return try await change(request, of: nil, "決定事項を消しました。") { meeting, stamp, connection in
                try MeetingStore.remove(decision: decision, from: meeting, by: stamp, on: connection)
            }
        },
        Route(.post, "meetings/:meeting/confirm", needs: .recordMeetings) { request in
            let seen = request.form["seen"]
            return try await change(request, of: nil, "会議の記録を確定しました。") { meeting, stamp, connection in
                let record = try MeetingRecord(Meeting.known(meeting, on: connection), on: connection)
                guard record.meeting.state != .planned || record.digest == seen else {
                    throw MeetingRefusal.changedSinceRead
                }
                try MeetingStore.confirm(meeting, by: stamp, on: connection)
            }
        },
        Route(.post, "meetings/:meeting/cancel", needs: .recordMeetings, handler: cancel),
        Route(.post, "meetings/:meeting/corrections", needs: .recordMeetings, handler: correct),
        .editions(
            "meetings/:meeting/editions/:edition", of: MeetingMinutes.self, on: Meeting.self, needs: .readMeetings
        ) { _ in "会議録" },
    ]

    private static func list(_ request: PageRequest) async throws -> PageResponse {
        let person = try request.person
        let meetings = try await request.ward.database.read { try MeetingStore.list(on: $0) }
        if request.wantsJSON { return .json(["meetings": .array(meetings.map(\.summary))]) }
        return .page(MeetingListPage(meetings: meetings, mayRecord: person.may(.recordMeetings)).page)
    }

    // MARK: planning

    private static func newPage(_ request: PageRequest, body: ID<Body>?) async throws -> NewMeetingPage {
        let person = try request.person
        let today = request.today
        return try await request.ward.database.read { connection in
            let bodies = try BodyStore.list(validOn: today, on: connection).filter {
                try BodyAccess($0, today: today, on: connection).may(.recordMeetings, person)
            }
            guard let body else {
                return NewMeetingPage(bodies: bodies, chosen: nil, number: 1, csrfToken: request.csrfToken)
            }
            guard let known = try BodyStore.find(body, on: connection) else { throw PageRefusal.notFound }
            guard try BodyAccess(known, today: today, on: connection).may(.recordMeetings, person) else {
                throw PageRefusal.forbidden(.recordMeetings)
            }
            return NewMeetingPage(
                bodies: bodies, chosen: known, number: try MeetingStore.nextNumber(of: body, on: connection),
                csrfToken: request.csrfToken)
        }
    }

    private static func create(_ request: PageRequest) async throws -> PageResponse {
        guard let body: ID<Body> = request.form["body"].flatMap({ ID(untrusted: $0) }) else {
            throw PageRefusal.notFound
        }
        var page = try await newPage(request, body: body)
        var reader = FormReader(request.form)
        let number = reader.integer("number", "回", in: 1...MeetingLimits.numberMax)
        let day = reader.date("heldOn", "開催日")
        let place = reader.text("place", "場所", max: MeetingLimits.placeScalarsMax)
        let agenda = reader.textArea("agenda", "議題", max: MeetingFields.agendaFieldMax, isRequired: false)
        page.sent = request.form
        guard let number, let day, let place, reader.errors.isEmpty else {
            page.errors = reader.errors
            return .page(page.page, status: 422)
        }
        let stamp = try request.stamp
        do {
            let meeting = try await request.ward.database.write { connection in
                try MeetingStore.create(
                    body: body, number: number, heldOn: day, place: place, agenda: MeetingFields.agenda(agenda),
                    by: stamp, on: connection)
            }
            return .seeOther(MeetingPage.path(meeting.id), flash: Flash(.done, "\(meeting.title)を加えました。"))
        } catch let refusal as any Refusal {
            page.errors = FormErrors(general: refusal.words)
            return .page(page.page, status: 409)
        }
    }

    // MARK: the record

    private static func page(_ request: PageRequest) async throws -> MeetingPage {
        let id: ID<Meeting> = try request.id("meeting")
        let person = try request.person
        let today = request.today
        return try await request.ward.database.read { connection in
            guard let meeting = try Meeting.find(id, on: connection),
                let body = try BodyStore.find(meeting.body, on: connection)
            else { throw PageRefusal.notFound }
            let mayRecord = try BodyAccess(body, today: today, on: connection).may(.recordMeetings, person)
            var page = MeetingPage(
                record: try MeetingRecord(meeting, withDraft: mayRecord, on: connection), body: body,
                seats: try BodyStore.seats(of: body.id, validOn: meeting.heldOn, on: connection),
                mayRecord: mayRecord, csrfToken: request.csrfToken,
                editions: try MeetingMinutes.editions(of: id.text, on: connection))
            if mayRecord, meeting.state == .planned {
                page.initiatives =
                    try PlanStore.current(on: connection).map {
                        try InitiativeStore.list(version: $0.id, on: connection)
                    }
                    ?? []
                page.rounds = try RoundStore.list(on: connection)
                page.reports = try ReportStore.list(on: connection)
            }
            return page
        }
    }

    private static func write(_ request: PageRequest) async throws -> PageResponse {
        var reader = FormReader(request.form)
        let revision = reader.integer("revision", "版", in: 0...Int(Int32.max)) ?? -1
        let day = reader.date("heldOn", "開催日")
        let place = reader.text("place", "場所", max: MeetingLimits.placeScalarsMax)
        let agenda = reader.textArea("agenda", "議題", max: MeetingFields.agendaFieldMax, isRequired: false)
        let minutes = reader.textArea("minutes", "議事の要旨", max: MeetingLimits.minutesScalarsMax, isRequired: false)
        guard let day, let place, reader.errors.isEmpty else {
            return try await refused(request, .record, reader.errors, status: 422)
        }
        return try await change(request, of: .record, "会議の記録を保存しました。") { meeting, stamp, connection in
            try MeetingStore.write(
                meeting, heldOn: day, place: place, agenda: MeetingFields.agenda(agenda), minutes: minutes ?? "",
                revision: revision, by: stamp, on: connection)
        }
    }

    private static func writeAttendance(_ request: PageRequest) async throws -> PageResponse {
        let page = try await page(request)
        guard page.mayRecord else { throw PageRefusal.forbidden(.recordMeetings) }
        var reader = FormReader(request.form)
        let drafts = MeetingFields.attendance(
            &reader, seats: page.seats, othersPresent: request.form[FormView.choiceField] == "present")
        guard reader.errors.isEmpty else {
            return try await refused(request, .attendance, reader.errors, status: 422)
        }
        return try await change(request, of: .attendance, "出欠を保存しました。") { meeting, stamp, connection in
            try MeetingStore.write(attendance: drafts, of: meeting, by: stamp, on: connection)
        }
    }

    private static func decide(_ request: PageRequest) async throws -> PageResponse {
        let page = try await page(request)
        var reader = FormReader(request.form)
        let content = reader.textArea("content", "決定した内容", max: MeetingLimits.decisionScalarsMax)
        let agenda = reader.id("agenda", "議題", of: page.meeting.agenda.map(\.id), isRequired: false)
        let chosen = reader.choices("initiative", "関わる取組", of: page.initiatives.map(\.id.text))
        let round = reader.id("round", "関わる四半期", of: page.rounds.map(\.id), isRequired: false)
        let report = reader.id("report", "関わる報告書", of: page.reports.map(\.id), isRequired: false)
        guard let content, reader.errors.isEmpty else {
            return try await refused(request, .decision, reader.errors, status: 422)
        }
        return try await change(request, of: .decision, "決定事項を加えました。") { meeting, stamp, connection in
            try MeetingStore.add(
                decision: content, agenda: agenda, initiatives: chosen.map { ID($0) }, round: round, report: report,
                to: meeting, by: stamp, on: connection)
        }
    }

    private static func cancel(_ request: PageRequest) async throws -> PageResponse {
        var reader = FormReader(request.form)
        let reason = reader.textArea("reason", "中止の理由", max: MeetingLimits.reasonScalarsMax)
        guard let reason, reader.errors.isEmpty else {
            return try await refused(request, .cancel, reader.errors, status: 422)
        }
        return try await change(request, of: .cancel, "会議を中止にしました。") { meeting, stamp, connection in
            try MeetingStore.cancel(meeting, reason: reason, by: stamp, on: connection)
        }
    }

    private static func correct(_ request: PageRequest) async throws -> PageResponse {
        var reader = FormReader(request.form)
        let content = reader.textArea("content", "訂正の内容", max: MeetingLimits.correctionScalarsMax)
        let reason = reader.textArea("reason", "訂正の理由", max: MeetingLimits.reasonScalarsMax)
        guard let content, let reason, reader.errors.isEmpty else {
            return try await refused(request, .correction, reader.errors, status: 422)
        }
        return try await change(request, of: .correction, "訂正を加え、次の版を確定しました。") { meeting, stamp, connection in
            try MeetingStore.correct(meeting, content: content, reason: reason, by: stamp, on: connection)
        }
    }

    /// Runs a change by somebody who may record this body's meetings; a refusal is shown in the form it concerns.
    private static func change(
        _ request: PageRequest, of form: MeetingPage.Forms.Kind?, _ done: String,
        _ change: @escaping @Sendable (ID<Meeting>, Stamp, any Connection) throws -> Void
    ) async throws -> PageResponse {
        let page = try await page(request)
        guard page.mayRecord else { throw PageRefusal.forbidden(.recordMeetings) }
        let id = page.meeting.id
        let stamp = try request.stamp
        do {
            try await request.ward.database.write { try change(id, stamp, $0) }
            return .seeOther(MeetingPage.path(id), flash: Flash(.done, done))
        } catch let refusal as any Refusal {
            return try await refused(request, form, FormErrors(general: refusal.words), status: 409)
        }
    }

    private static func refused(
        _ request: PageRequest, _ form: MeetingPage.Forms.Kind?, _ errors: FormErrors, status: Int
    ) async throws -> PageResponse {
        var page = try await page(request)
        guard page.mayRecord else { throw PageRefusal.forbidden(.recordMeetings) }
        page.forms = MeetingPage.Forms(kind: form, errors: errors, sent: request.form)
        return .page(page.page, status: status)
    }
}

extension Meeting: AddressedRecord {
    static let parameter = "meeting"
    var path: String { MeetingPage.path(id) }
}
