import Japanese
import Storage

extension BodyStore {
    /// The seats as last settled, in the order of the document.
    public static func seats(of body: ID<Body>, on connection: any Connection) throws -> [Seat] {
        try seats("seat.body = \(body) AND seat.valid_to IS NULL", on: connection)
    }

    /// The seats on a day, in the order of the document.
    public static func seats(
        of body: ID<Body>, validOn day: CivilDate, on connection: any Connection
    ) throws -> [Seat] {
        try seats("seat.body = \(body) AND " + valid(on: day), on: connection)
    }

    /// The seats on a day of all posts that belong to a unit.
    public static func seats(
        ofPostsIn unit: ID<OfficeUnit>, validOn day: CivilDate, on connection: any Connection
    ) throws -> [Seat] {
        try seats("post.unit = \(unit) AND " + valid(on: day), on: connection)
    }

    /// Seats on a day whose post belongs to a unit that is gone: to be settled by hand.
    public static func seatsOfAbolishedUnits(
        validOn day: CivilDate, on connection: any Connection
    ) throws -> [Seat] {
        try seats(
            "post.unit IN (SELECT id FROM office_unit WHERE valid_to < \(day)) AND " + valid(on: day), on: connection)
    }

    /// Adds a seat at the end of the list.
    @discardableResult
    public static func addSeat(
        in body: ID<Body>, role: SeatRole, occupant: Seat.Occupant, from day: CivilDate? = nil, by stamp: Stamp,
        on connection: any Connection
    ) throws -> Seat {
        guard try find(body, on: connection) != nil else { throw OrganisationError.unknownBody }
        let position =
            try connection.value(
                "SELECT COALESCE(MAX(position), 0) + 1 FROM seat WHERE body = \(body)", as: Int.self) ?? 1
        return try insert(
            body: body, role: role, occupant: occupant, position: position, from: day, by: stamp, on: connection)
    }

    static func insert(
        body: ID<Body>, role: SeatRole, occupant: Seat.Occupant, position: Int, from day: CivilDate?,
        by stamp: Stamp, on connection: any Connection
    ) throws -> Seat {
        var post: Post?
        var category: String?
        var count = 1
        switch occupant {
        case .post(let id):
            post = try PostStore.find(id, on: connection)
            guard post != nil else { throw OrganisationError.unknownPost }
        case .category(let name, let number):
            guard (1...Seat.countMax).contains(number) else {
                throw OrganisationError.seatCountOutOfRange(count: number)
            }
            category = try RecordName(name, of: "構成員の区分").text
            count = number
        }
        let seat = Seat(
            id: stamp.newID(), body: body, role: role, post: post?.id, postTitle: post?.title, category: category,
            count: count, position: position, validFrom: day)
        try connection.execute(
            """
            INSERT INTO seat (id, body, position, role, post, category, seat_count, valid_from)
            VALUES (\(seat.id), \(body), \(position), \(role), \(post?.id), \(category), \(count), \(day))
            """)
        try Audit.append(
            "ward.seat.add", subject: "body/\(body)",
            details: [
                "seat": .string(seat.id.text), "role": .string(role.rawValue), "occupant": .string(seat.label),
                "from": JSON(day),
            ], by: stamp, on: connection)
        return seat
    }

    /// The seat's last day; it stays in the record.
    public static func endSeat(
        _ id: ID<Seat>, lastDay: CivilDate, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard let seat = try seats("seat.id = \(id)", on: connection).first else {
            throw OrganisationError.unknownSeat
        }
        if let first = seat.validFrom, lastDay < first {
            throw OrganisationError.endsBeforeBeginning(name: seat.label, beginning: first)
        }
        try connection.execute("UPDATE seat SET valid_to = \(lastDay) WHERE id = \(id)")
        try Audit.append(
            "ward.seat.end", subject: "body/\(seat.body)",
            details: ["seat": .string(id.text), "occupant": .string(seat.label), "lastDay": JSON(lastDay)],
            by: stamp, on: connection)
    }

    private static func valid(on day: CivilDate) -> SQL {
        """
        (seat.valid_from IS NULL OR seat.valid_from <= \(day)) AND (seat.valid_to IS NULL OR seat.valid_to >= \(day))
        """
    }

    static func seats(_ condition: SQL, on connection: any Connection) throws -> [Seat] {
        try connection.rows(
            """
            SELECT seat.id, seat.body, seat.role, seat.post, post.title, seat.category, seat.seat_count, seat.position,
                seat.valid_from, seat.valid_to
            FROM seat LEFT JOIN post ON post.id = seat.post
            WHERE \(condition) ORDER BY seat.body, seat.position, seat.id
            """
        ).map { row in
            Seat(
                id: try row[0], body: try row[1], role: try row[2], post: try row[3], postTitle: try row[4],
                category: try row[5], count: try row[6], position: try row[7], validFrom: try row[8],
                validTo: try row[9])
        }
    }
}
