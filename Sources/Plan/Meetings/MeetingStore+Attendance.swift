import Japanese
import Storage
import Ward

extension MeetingStore {
    /// The attendance as written, in the order of the seats.
    static func attendance(of meeting: ID<Meeting>, on connection: any Connection) throws -> [Attendance] {
        try connection.rows(
            """
            SELECT seat, role, label, seat_count, status, present_count, deputy FROM meeting_attendance
            WHERE meeting = \(meeting) ORDER BY position, seat
            """
        ).map { row in
            Attendance(
                seat: try row["seat"], role: try row["role"], label: try row["label"], count: try row["seat_count"],
                status: try row["status"], presentCount: try row["present_count"], deputy: try row["deputy"])
        }
    }

    /// Writes who came, for seats of the body on the day of the meeting. Seats that are not named stay unwritten.
    ///
    /// The titles are kept by value: a reorganisation that is recorded later does not change what a meeting was.
    static func write(
        attendance drafts: [AttendanceDraft], of meeting: Meeting, by stamp: Stamp, on connection: any Connection
    ) throws {
        _ = try meeting.state.applying(.write)
        let seats = try BodyStore.seats(of: meeting.body, validOn: meeting.heldOn, on: connection)
        try connection.execute("DELETE FROM meeting_attendance WHERE meeting = \(meeting.id)")
        for draft in drafts {
            guard let position = seats.firstIndex(where: { $0.id == draft.seat }) else {
                throw MeetingRefusal.foreignSeat
            }
            let seat = seats[position]
            let written = try checked(draft, for: seat)
            try connection.execute(
                """
                INSERT INTO meeting_attendance (meeting, seat, position, role, label, seat_count, status, present_count,
                    deputy)
                VALUES (\(meeting.id), \(seat.id), \(position + 1), \(seat.role), \(seat.label), \(seat.count),
                    \(written.status), \(written.presentCount), \(written.deputy))
                """)
        }
        try stamp.note(
            "plan.meeting.attendance", "meeting/\(meeting.id)",
            [
                "seats": .array(
                    drafts.map {
                        [
                            "seat": .string($0.seat.text), "status": .string($0.status.rawValue),
                            "deputy": .string($0.deputy),
                        ]
                    })
            ], on: connection)
    }

    /// What a draft says of a seat, by the rules: a deputy has a post, a category has a number.
    static func checked(_ draft: AttendanceDraft, for seat: Seat) throws(MeetingRefusal) -> Attendance {
        let isCategory = seat.post == nil
        var status = draft.status
        var count = status == .absent ? 0 : 1
        var deputy = ""
        if isCategory {
            guard status != .deputy else { throw .deputyForCategory(seat: seat.label) }
            count = status == .absent ? 0 : draft.presentCount ?? seat.count
            guard (0...seat.count).contains(count) else {
                throw .presentOutOfRange(seat: seat.label, max: seat.count)
            }
            if count == 0 { status = .absent }
        } else if status == .deputy {
            deputy = draft.deputy
            guard !deputy.isBlank else { throw .deputyNeeded(seat: seat.label) }
            if let detail = PersonalDetail.found(in: deputy) { throw .personalDetail(seat: seat.label, detail) }
        }
        return Attendance(
            seat: seat.id, role: seat.role, label: seat.label, count: seat.count, status: status, presentCount: count,
            deputy: deputy)
    }
}
