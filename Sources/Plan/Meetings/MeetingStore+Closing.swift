import Japanese
import Storage
import Ward

extension MeetingStore {
    /// Closes the record (確定): from here on it never changes, and it is sealed as shown.
    @discardableResult
    static func confirm(_ meeting: Meeting, by stamp: Stamp, on connection: any Connection) throws -> Seal {
        let state = try meeting.state.applying(.confirm)
        guard meeting.heldOn <= stamp.today else { throw MeetingRefusal.stillAhead(meeting.heldOn) }
        guard !meeting.agenda.isEmpty else { throw MeetingRefusal.nothingWritten }
        let seats = try BodyStore.seats(of: meeting.body, validOn: meeting.heldOn, on: connection)
        let written = Set(try attendance(of: meeting.id, on: connection).map(\.seat))
        // Written for another day, or before somebody settled the seats anew.
        guard written.subtracting(seats.map(\.id)).isEmpty else { throw MeetingRefusal.foreignSeat }
        let missing = seats.filter { !written.contains($0.id) }
        guard missing.isEmpty else { throw MeetingRefusal.attendanceMissing(seats: missing.map(\.label)) }
        let moved = try connection.execute(
            "UPDATE meeting SET state = \(state) WHERE id = \(meeting.id) AND state = \(meeting.state)")
        guard moved == 1 else { throw StaleRecord() }
        try stamp.note("plan.meeting.confirm", "meeting/\(meeting.id)", on: connection)
        return try seal(meeting.id, reason: nil, by: stamp, on: connection)
    }

    /// The meeting does not take place; its number stays used.
    static func cancel(
        _ meeting: Meeting, reason: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard !reason.isBlank else { throw MeetingRefusal.reasonNeeded }
        let state = try meeting.state.applying(.cancel)
        let moved = try connection.execute(
            """
            UPDATE meeting SET state = \(state), cancel_reason = \(reason)
            WHERE id = \(meeting.id) AND state = \(meeting.state)
            """)
        guard moved == 1 else { throw StaleRecord() }
        try stamp.note("plan.meeting.cancel", "meeting/\(meeting.id)", ["reason": .string(reason)], on: connection)
    }

    /// Puts something right in a closed record: a further entry beside it, sealed as the next edition.
    @discardableResult
    static func correct(
        _ meeting: Meeting, content: String, reason: String, by stamp: Stamp, on connection: any Connection
    ) throws -> Seal {
        _ = try meeting.state.applying(.correct)
        guard !content.isBlank else { throw MeetingRefusal.correctionNeeded }
        guard !reason.isBlank else { throw MeetingRefusal.reasonNeeded }
        try connection.execute(
            """
            INSERT INTO meeting_correction (id, meeting, position, content, reason, at, actor)
            VALUES (\(stamp.newID(Meeting.Correction.self)), \(meeting.id),
                (SELECT COALESCE(MAX(position), 0) + 1 FROM meeting_correction WHERE meeting = \(meeting.id)),
                \(content), \(reason), \(stamp.at), \(stamp.actor.name))
            """)
        try stamp.note(
            MeetingTrail.correct, "meeting/\(meeting.id)",
            ["content": .string(content), "reason": .string(reason)], on: connection)
        return try seal(meeting.id, reason: reason, by: stamp, on: connection)
    }

    /// Oldest first.
    static func corrections(
        of meeting: ID<Meeting>, on connection: any Connection
    ) throws -> [Meeting.Correction] {
        try connection.rows(
            "SELECT content, reason, at, actor FROM meeting_correction WHERE meeting = \(meeting) ORDER BY position"
        ).map {
            Meeting.Correction(
                content: try $0["content"], reason: try $0["reason"], at: try $0["at"], actor: try $0["actor"])
        }
    }

    private static func seal(
        _ id: ID<Meeting>, reason: String?, by stamp: Stamp, on connection: any Connection
    ) throws -> Seal {
        let seal = try MeetingMinutes(MeetingRecord(Meeting.known(id, on: connection), on: connection)).seal(
            id.text, reason: reason, by: stamp, on: connection)
        try connection.execute("UPDATE meeting SET edition = \(seal.edition) WHERE id = \(id)")
        return seal
    }
}
