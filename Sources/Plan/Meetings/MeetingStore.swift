import Japanese
import Storage
import Ward

/// Meetings in the database.
enum MeetingStore {
    /// The meetings of a body, newest first.
    static func list(of body: ID<Body>, on connection: any Connection) throws -> [Meeting] {
        try Meeting.list("WHERE meeting.body = \(body) " + newestFirst, on: connection)
    }

    /// All meetings, newest first.
    static func list(on connection: any Connection) throws -> [Meeting] {
        try Meeting.list(newestFirst, on: connection)
    }

    /// The number that comes next in a body.
    static func nextNumber(of body: ID<Body>, on connection: any Connection) throws -> Int {
        try connection.value("SELECT COALESCE(MAX(number), 0) + 1 FROM meeting WHERE body = \(body)") ?? 1
    }

    /// Plans a meeting.
    @discardableResult
    static func create(
        body: ID<Body>, number: Int, heldOn day: CivilDate, place: String, agenda: [String] = [], by stamp: Stamp,
        on connection: any Connection
    ) throws -> Meeting {
        guard let known = try BodyStore.find(body, on: connection) else { throw OrganisationError.unknownBody }
        guard known.exists(on: day) else { throw MeetingRefusal.bodyNotStanding(name: known.name, on: day) }
        let rivals: Int =
            try connection.value("SELECT COUNT(*) FROM meeting WHERE body = \(body) AND number = \(number)") ?? 0
        guard rivals == 0 else { throw MeetingRefusal.numberTaken(number) }
        let id: ID<Meeting> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO meeting (id, body, number, held_on, place, minutes, state, revision, edition, created_at)
            VALUES (\(id), \(body), \(number), \(day), \(place), '', \(MeetingState.planned), 0, 0, \(stamp.at))
            """)
        try write(agenda: agenda, of: id, by: stamp, on: connection)
        try stamp.note(
            "plan.meeting.create", "meeting/\(id)",
            [
                "body": .string(body.text), "number": JSON(number), "heldOn": JSON(day), "place": .string(place),
                "agenda": .array(agenda.map { .string($0) }),
            ], on: connection)
        return try Meeting.known(id, on: connection)
    }

    /// Writes what is known of a meeting whose record is still open.
    /// - Throws: ``StaleRecord`` when somebody saved after the meeting was loaded.
    static func write(
        _ meeting: Meeting, heldOn day: CivilDate, place: String, agenda: [String], minutes: String, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        _ = try meeting.state.applying(.write)
        guard let body = try BodyStore.find(meeting.body, on: connection), body.exists(on: day) else {
            throw MeetingRefusal.bodyNotStanding(name: meeting.bodyName, on: day)
        }
        let written = try connection.execute(
            """
            UPDATE meeting SET held_on = \(day), place = \(place), minutes = \(minutes), revision = revision + 1
            WHERE id = \(meeting.id) AND revision = \(meeting.revision) AND state = \(meeting.state)
            """)
        guard written == 1 else { throw StaleRecord() }
        try write(agenda: agenda, of: meeting.id, by: stamp, on: connection)
        try stamp.note(
            "plan.meeting.write", "meeting/\(meeting.id)",
            [
                "heldOn": JSON(day), "place": .string(place), "agenda": .array(agenda.map { .string($0) }),
                "minutes": .string(ContentHash.of(minutes)),
            ], on: connection)
    }

    /// Items keep their identity by their words, so that decisions stay tied to them.
    private static func write(
        agenda titles: [String], of meeting: ID<Meeting>, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard titles.count <= MeetingLimits.agendaItemsMax else {
            throw MeetingRefusal.tooManyAgendaItems(max: MeetingLimits.agendaItemsMax)
        }
        if let long = titles.first(where: { $0.unicodeScalars.count > MeetingLimits.agendaScalarsMax }) {
            throw MeetingRefusal.agendaTooLong(title: long, max: MeetingLimits.agendaScalarsMax)
        }
        var old = try agenda("meeting = \(meeting)", on: connection)[meeting] ?? []
        for (position, title) in titles.enumerated() {
            if let kept = old.firstIndex(where: { $0.title == title }) {
                try connection.execute(
                    "UPDATE meeting_agenda SET position = \(position + 1) WHERE id = \(old.remove(at: kept).id)")
            } else {
                try connection.execute(
                    """
                    INSERT INTO meeting_agenda (id, meeting, position, title)
                    VALUES (\(stamp.newID(Meeting.AgendaItem.self)), \(meeting), \(position + 1), \(title))
                    """)
            }
        }
        for gone in old {
            let decisions: Int =
                try connection.value("SELECT COUNT(*) FROM meeting_decision WHERE agenda = \(gone.id)") ?? 0
            guard decisions == 0 else { throw MeetingRefusal.agendaDecided(title: gone.title) }
            try connection.execute("DELETE FROM meeting_agenda WHERE id = \(gone.id)")
        }
    }

    // MARK: rows

    private static let newestFirst: SQL = "ORDER BY meeting.held_on DESC, meeting.number DESC, meeting.id"

    fileprivate static func agenda(
        _ condition: SQL, on connection: any Connection
    ) throws -> [ID<Meeting>: [Meeting.AgendaItem]] {
        var items: [ID<Meeting>: [Meeting.AgendaItem]] = [:]
        let rows = try connection.rows(
            "SELECT meeting, id, title FROM meeting_agenda WHERE \(condition) ORDER BY meeting, position, id")
        for row in rows {
            items[try row["meeting"], default: []].append(.init(id: try row["id"], title: try row["title"]))
        }
        return items
    }
}

extension Meeting: Record {
    static let selection: SQL = """
        SELECT meeting.id, meeting.body, body.name, meeting.number, meeting.held_on, meeting.place, meeting.minutes,
            meeting.state, meeting.cancel_reason, meeting.revision, meeting.edition
        FROM meeting JOIN body ON body.id = meeting.body
        """
    static let key: SQL = "meeting.id"
    static let title = "会議"

    init(_ row: SQLRow, on connection: any Connection) throws {
        let id: ID<Meeting> = try row["id"]
        self.init(
            id: id, body: try row["body"], bodyName: try row["name"], number: try row["number"],
            heldOn: try row["held_on"], place: try row["place"], minutes: try row["minutes"], state: try row["state"],
            cancelReason: try row["cancel_reason"], revision: try row["revision"], edition: try row["edition"],
            agenda: try MeetingStore.agenda("meeting = \(id)", on: connection)[id] ?? [])
    }
}
