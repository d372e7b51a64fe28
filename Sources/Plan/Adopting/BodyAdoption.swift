import Japanese
import Notices
import Storage
import Ward

/// Takes the bodies of a reading into the organisation.
enum BodyAdoption {
    /// - Returns: the bodies by the name they were read under. A body that exists already is left as it is.
    static func adopt(
        _ bodies: [ReadBody], by stamp: Stamp, on connection: any Connection
    ) throws -> [String: ID<Body>] {
        var known: [String: ID<Body>] = [:]
        // Parents first, so that children can name them.
        for body in bodies.sorted(by: { ($0.parent == nil ? 0 : 1) < ($1.parent == nil ? 0 : 1) }) {
            if let existing = try BodyStore.named(body.name, validOn: stamp.today, on: connection) {
                known[body.name] = existing.id
                continue
            }
            let secretariat = try body.secretariat.map { name in
                try UnitDirectory.findOrCreate(named: name, by: stamp, on: connection).id
            }
            let created = try BodyStore.create(
                kind: body.kind.stored, name: body.name, parent: body.parent.flatMap { known[$0] }, remit: "",
                validFrom: nil, secretariat: secretariat, by: stamp, on: connection)
            known[body.name] = created.id
            for seat in body.seats {
                let occupant: Seat.Occupant
                if let post = seat.post {
                    occupant = .post(
                        try PostStore.findOrCreate(title: post, unit: nil, by: stamp, on: connection).id)
                } else {
                    occupant = .category(seat.category ?? seat.raw, count: seat.count)
                }
                _ = try BodyStore.addSeat(
                    in: created.id, role: seat.role.stored, occupant: occupant, by: stamp, on: connection)
            }
        }
        return known
    }
}

extension ReadBody.Kind {
    var stored: Body.Kind {
        switch self {
        case .subcommittee: .subcommittee
        case .studyGroup, .other: .studyGroup
        case .workingTeam: .workingTeam
        }
    }
}

extension ReadBody.Seat.Role {
    var stored: SeatRole {
        switch self {
        case .leader: .leader
        case .deputy: .deputy
        case .member, .other: .member
        }
    }
}
