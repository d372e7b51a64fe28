import Japanese
import Storage
import Ward

/// What people write about a robot.
struct RobotDescription: Sendable, Equatable {
    var name: String
    var product: RobotProduct
    var task: String
    var unit: ID<OfficeUnit>
    var system: String
    var place: String?
    var stopping: String
    var risk: RobotRisk
    var buildMinutes: Int?
    var buildMonths = 36
    var licenceYen: Int?
}

extension Robot {
    /// Enters a robot into the register, in preparation.
    /// - Throws: ``AutomationRefusal/nameTaken(_:)``.
    static func create(
        _ told: RobotDescription, isSample: Bool = false, by stamp: Stamp, on connection: any Connection
    ) throws -> Robot {
        guard try named(told.name, on: connection) == nil else { throw AutomationRefusal.nameTaken(told.name) }
        let id: ID<Robot> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO automation_robot (id, name, name_key, product, task, unit, system, place, stopping, risk, state,
                review_due, build_minutes, build_months, licence_yen, is_sample, revision, created_at)
            VALUES (\(id), \(told.name), \(TextKey(told.name).text), \(told.product), \(told.task), \(told.unit),
                \(told.system), \(told.place), \(told.stopping), \(told.risk), \(RobotState.draft),
                \(stamp.today.adding(days: reviewDays)), \(told.buildMinutes), \(told.buildMonths), \(told.licenceYen),
                \(isSample), 0, \(stamp.at))
            """)
        try stamp.note("automation.robot.write", "robot/\(id)", told.facts, on: connection)
        return try known(id, on: connection)
    }

    /// - Throws: ``AutomationRefusal/nameTaken(_:)``, ``AutomationRefusal/retired``.
    func rewrite(_ told: RobotDescription, by stamp: Stamp, on connection: any Connection) throws {
        guard state != .retired else { throw AutomationRefusal.retired }
        if let other = try Robot.named(told.name, on: connection), other.id != id {
            throw AutomationRefusal.nameTaken(told.name)
        }
        try connection.execute(
            """
            UPDATE automation_robot SET name = \(told.name), name_key = \(TextKey(told.name).text),
                product = \(told.product), task = \(told.task), unit = \(told.unit), system = \(told.system),
                place = \(told.place), stopping = \(told.stopping), risk = \(told.risk),
                build_minutes = \(told.buildMinutes), build_months = \(told.buildMonths),
                licence_yen = \(told.licenceYen), revision = revision + 1
            WHERE id = \(id)
            """)
        try stamp.note("automation.robot.write", "robot/\(id)", told.facts, on: connection)
    }

    /// What people would write to describe it as it stands.
    var told: RobotDescription {
        RobotDescription(
            name: name, product: product, task: task, unit: unit, system: system, place: place, stopping: stopping,
            risk: risk, buildMinutes: buildMinutes, buildMonths: buildMonths, licenceYen: licenceYen)
    }
}

extension RobotDescription {
    fileprivate var facts: JSON {
        [
            "name": .string(name), "product": .string(product.rawValue), "unit": JSON(unit), "system": .string(system),
            "risk": .string(risk.rawValue),
        ]
    }
}

// MARK: states

extension Robot {
    /// Puts it to work: somebody owns it, and its entry was looked at within the year.
    /// - Throws: ``AutomationRefusal``.
    func goLive(by stamp: Stamp, on connection: any Connection) throws {
        guard state == .draft || state == .halted else {
            throw state == .retired ? AutomationRefusal.retired : .wrongState("もう稼働しています。")
        }
        try check(startOn: stamp.today, on: connection)
        try move(to: .live, reason: nil, by: stamp, on: connection)
    }

    /// What keeps it from being started or scheduled on a day, asked anew each time: no task in the background needs to have run.
    /// - Throws: ``AutomationRefusal/unowned(_:)``, ``AutomationRefusal/reviewOverdue(_:)``.
    func check(startOn day: CivilDate, on connection: any Connection) throws {
        guard state != .retired else { throw AutomationRefusal.retired }
        let owners = try RobotOwners(of: self, on: day, connection)
        guard owners.isOwned else { throw AutomationRefusal.unowned(owners.gone.map(\.words)) }
        guard day <= reviewDue else { throw AutomationRefusal.reviewOverdue(reviewDue) }
    }

    /// Runs that register need a robot at work; one that was halted sends nothing, not even the first records of a trial.
    /// - Throws: ``AutomationRefusal/wrongState(_:)``.
    func check(level: Int) throws {
        guard level >= Run.sending, state != .live else { return }
        guard level >= Run.submitting || state == .halted else { return }
        throw AutomationRefusal.wrongState("「\(state.title)」のロボットは、登録まで行う実行ができません。稼働を始めてから行ってください。")
    }

    func halt(_ reason: String, by stamp: Stamp, on connection: any Connection) throws {
        guard state == .live else { throw AutomationRefusal.wrongState("稼働していないロボットは、止められません。") }
        try move(to: .halted, reason: reason, by: stamp, on: connection)
    }

    /// Ends it for good. Its entry, runs and effects stay.
    func retire(_ reason: String, by stamp: Stamp, on connection: any Connection) throws {
        guard state != .retired else { throw AutomationRefusal.retired }
        try move(to: .retired, reason: reason, by: stamp, on: connection)
    }

    private func move(
        to state: RobotState, reason: String?, by stamp: Stamp, on connection: any Connection
    ) throws {
        try connection.execute(
            """
            UPDATE automation_robot SET state = \(state), reason = \(reason),
                live_on = \(state == .live ? liveOn ?? stamp.today : liveOn),
                retired_on = \(state == .retired ? stamp.today : nil), revision = revision + 1
            WHERE id = \(id)
            """)
        try stamp.note(
            "automation.robot.state", "robot/\(id)", ["state": .string(state.rawValue), "reason": JSON(reason)],
            on: connection)
    }

    /// The yearly stocktaking (棚卸): somebody looked at the entry, and it says what is.
    func review(by stamp: Stamp, on connection: any Connection) throws {
        guard state != .retired else { throw AutomationRefusal.retired }
        let due = stamp.today.adding(days: Robot.reviewDays)
        try connection.execute(
            """
            UPDATE automation_robot SET reviewed_on = \(stamp.today), review_due = \(due), revision = revision + 1
            WHERE id = \(id)
            """)
        try stamp.note("automation.robot.review", "robot/\(id)", ["due": JSON(due)], on: connection)
    }
}
