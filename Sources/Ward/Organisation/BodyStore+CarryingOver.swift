import Japanese
import Storage

extension BodyStore {
    /// Posts of an abolished unit go to its successor from `day` on: their holders, and their seats at the same place
    /// in the list.
    ///
    /// Where the successor's post sits in the body already (two sections became one), one seat stays: the higher.
    /// - Returns: every seat that moved.
    static func carryPostsOver(
        from old: OfficeUnit, to heir: OfficeUnit, on day: CivilDate, by stamp: Stamp, on connection: any Connection
    ) throws -> [ReorganisationOutcome.SeatMove] {
        var moves: [ReorganisationOutcome.SeatMove] = []
        let posts = try PostStore.list(unit: old.id, on: connection) + unassignedHeads(of: old, on: connection)
        for post in posts {
            let title = Post.title(post.title, movedFrom: old.name, to: heir.name)
            let next = try PostStore.findOrCreate(title: title, unit: heir.id, by: stamp, on: connection)
            try carryHolderOver(from: post.id, to: next.id, on: day, by: stamp, on: connection)
            let open: SQL = "seat.post = \(post.id) AND (seat.valid_to IS NULL OR seat.valid_to >= \(day))"
            for seat in try seats(open, on: connection) {
                moves.append(try move(seat, to: next, on: day, by: stamp, on: connection))
            }
        }
        return moves
    }

    /// The head of a unit as a document names it (情報管理課長) without saying to which unit the post belongs: known by its
    /// name, and only where no other unit is called so.
    private static func unassignedHeads(of old: OfficeUnit, on connection: any Connection) throws -> [Post] {
        guard let last = old.validTo else { return [] }
        let succession = try UnitStore.succession(on: connection)
        return try PostStore.list(on: connection).filter { post in
            guard post.unit == nil, post.title.unicodeScalars.last == "長" else { return false }
            let name = String(post.title.unicodeScalars.dropLast())
            return succession.named(name, validOn: last)?.id == old.id
        }
    }

    private static func carryHolderOver(
        from post: ID<Post>, to next: ID<Post>, on day: CivilDate, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard let holder = try PostStore.holder(of: post, validOn: day, on: connection) else { return }
        try PostStore.setHolder(of: post, to: nil, from: day, by: stamp, on: connection)
        // Of two heads of merged sections the one recorded first stays; the other is named by hand.
        if try PostStore.holder(of: next, validOn: day, on: connection) == nil {
            try PostStore.setHolder(of: next, to: holder, from: day, by: stamp, on: connection)
        }
    }

    private static func move(
        _ seat: Seat, to next: Post, on day: CivilDate, by stamp: Stamp, on connection: any Connection
    ) throws -> ReorganisationOutcome.SeatMove {
        let rival = try seats(
            "seat.body = \(seat.body) AND seat.post = \(next.id) AND (seat.valid_to IS NULL OR seat.valid_to >= \(day))",
            on: connection
        ).first
        try close(seat, before: day, by: stamp, on: connection)
        var role = seat.role
        if let rival, rival.role.rank <= seat.role.rank {
            role = rival.role
        } else {
            if let rival { try close(rival, before: day, by: stamp, on: connection) }
            let begin = seat.validFrom.map { max($0, day) } ?? day
            let moved = try insert(
                body: seat.body, role: seat.role, occupant: .post(next.id), position: seat.position, from: begin,
                by: stamp, on: connection)
            if let last = seat.validTo { try endSeat(moved.id, lastDay: last, by: stamp, on: connection) }
        }
        return ReorganisationOutcome.SeatMove(
            body: seat.body, role: role, from: seat.postTitle ?? "", to: next.title, isMerged: rival != nil)
    }

    /// A seat that had begun ends the day before; one that was only planned is taken back.
    private static func close(
        _ seat: Seat, before day: CivilDate, by stamp: Stamp, on connection: any Connection
    ) throws {
        if let first = seat.validFrom, day <= first {
            try connection.execute("DELETE FROM seat WHERE id = \(seat.id)")
            try Audit.append(
                "ward.seat.withdraw", subject: "body/\(seat.body)",
                details: ["seat": .string(seat.id.text), "occupant": .string(seat.label)], by: stamp,
                on: connection)
        } else {
            try endSeat(seat.id, lastDay: day.adding(days: -1), by: stamp, on: connection)
        }
    }
}
