import Japanese
import Storage
import Ward

extension RobotOwner {
    /// Makes somebody the owner from today until a day. Who had the seat before is replaced.
    /// - Throws: ``AutomationRefusal``.
    static func assign(
        _ person: ID<Person>, _ seat: Seat, of robot: Robot, until: CivilDate, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        let today = stamp.today
        guard robot.state != .retired else { throw AutomationRefusal.retired }
        guard today < until, until <= today.adding(days: daysMax) else { throw AutomationRefusal.untilPast }
        let eligible = try EligiblePeople(on: today, connection)
        guard eligible.mayOwn(person, in: robot.unit, on: today) else {
            throw AutomationRefusal.notEligible(try Person.known(person, on: connection).name)
        }
        let owners = try RobotOwners(of: robot, on: today, connection, among: eligible)
        if owners.standing.contains(where: { $0.seat != seat && $0.person == person }) {
            throw AutomationRefusal.samePersonTwice
        }
        // Who had the seat until now is named as replaced, whatever ended it.
        try connection.execute(
            """
            UPDATE automation_owner SET ended_on = \(today), ending = 'ほかの人に引き継ぎました。'
            WHERE robot = \(robot.id) AND seat = \(seat) AND ended_on IS NULL
            """)
        let id: ID<RobotOwner> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO automation_owner (id, robot, person, seat, begins_on, until)
            VALUES (\(id), \(robot.id), \(person), \(seat), \(today), \(until))
            """)
        try stamp.note(
            "automation.owner.assign", "robot/\(robot.id)",
            ["person": JSON(person), "seat": .string(seat.rawValue), "until": JSON(until)], on: connection)
        try Handover.settle(for: robot, among: eligible, by: stamp, on: connection)
    }
}

/// What is to be done when an owner is gone (引継ぎ): the robot halts when it was the last one, and a task waits either way.
enum Handover {
    /// Records what ended since it was last looked at. Robots do not wait for it: ``Robot/check(startOn:on:)`` asks by itself.
    /// - Returns: the robots that were halted.
    @discardableResult
    static func look(by stamp: Stamp, on connection: any Connection) throws -> [Robot] {
        let today = stamp.today
        let people = try EligiblePeople(on: today, connection)
        var halted: [Robot] = []
        for robot in try Robot.standing(on: connection) {
            let owners = try RobotOwners(of: robot, on: today, connection, among: people)
            for gone in owners.gone where gone.owner.endedOn == nil {
                try connection.execute(
                    """
                    UPDATE automation_owner SET ended_on = \(today), ending = \(gone.why) WHERE id = \(gone.owner.id)
                    """)
                try stamp.note(
                    "automation.owner.end", "robot/\(robot.id)",
                    ["person": JSON(gone.owner.person), "why": .string(gone.why)], on: connection)
                try open(for: robot, gone, isLast: !owners.isOwned, by: stamp, on: connection)
            }
            if robot.state == .live, !owners.isOwned {
                try robot.halt("担当がいなくなりました。", by: stamp, on: connection)
                halted.append(robot)
            }
        }
        return halted
    }

    private static func open(
        for robot: Robot, _ gone: RobotOwners.Gone, isLast: Bool, by stamp: Stamp, on connection: any Connection
    ) throws {
        try settleOpen(robot, gone.owner.seat, by: stamp, on: connection)
        let matter = try Matter.open(
            .handover, "\(robot.name)の\(gone.owner.seat.title)を決める",
            "\(gone.words)\(isLast ? "ほかに担当がいないため、ロボットは止まっています。" : "もう1人の担当がいるため、ロボットは動いています。")",
            robot: robot.id, key: gone.owner.seat.rawValue, by: stamp, on: connection)
        try matter.tell(gone.owner.person, in: robot.unit, by: stamp, on: connection)
    }

    /// The tasks of seats that somebody has again are done.
    static func settle(
        for robot: Robot, among people: EligiblePeople, by stamp: Stamp, on connection: any Connection
    ) throws {
        let owners = try RobotOwners(of: robot, on: stamp.today, connection, among: people)
        for owner in owners.standing { try settleOpen(robot, owner.seat, by: stamp, on: connection) }
    }

    private static func settleOpen(
        _ robot: Robot, _ seat: RobotOwner.Seat, by stamp: Stamp, on connection: any Connection
    ) throws {
        try connection.execute(
            """
            UPDATE automation_matter SET decision = \(Matter.Decision.done), settled_at = \(stamp.at),
                settled_by = \(stamp.actor.name), settled_person = \(stamp.actor.person)
            WHERE robot = \(robot.id) AND kind = \(Matter.Kind.handover) AND record_key = \(seat.rawValue)
                AND settled_at IS NULL
            """)
    }
}
