import Japanese
import Site
import Storage
import Ward

extension RevisionStore {
    /// Decides a draft by a decision of a confirmed meeting; it takes effect on its day, and its 新旧対照表 is sealed. Never by who
    /// began the draft.
    @discardableResult
    static func decide(
        _ version: PlanVersion, decision: ID<Decision>, effectiveOn day: CivilDate, by stamp: Stamp,
        on connection: any Connection
    ) throws -> Seal {
        guard version.state == .draft else { throw RevisionRefusal.notADraft(number: version.number) }
        if let person = stamp.actor.person, try beginner(of: version.id, on: connection) == person {
            throw RevisionRefusal.begunByOneself
        }
        guard let base = try version.basedOn.flatMap({ try PlanVersion.find($0, on: connection) }) else {
            throw RevisionRefusal.unknownVersion
        }
        if let current = try PlanStore.current(on: connection), current.id != base.id {
            throw RevisionRefusal.baseReplaced(number: current.number)
        }
        if let before = base.effectiveOn, day <= before { throw RevisionRefusal.effectiveBefore(before) }
        guard let found = try MeetingStore.decision(decision, on: connection),
            let meeting = try Meeting.find(found.meeting, on: connection), meeting.state == .held
        else { throw RevisionRefusal.unknownDecision }
        let decided = try connection.execute(
            """
            UPDATE plan_version SET state = \(VersionState.decided), decision = \(decision), effective_on = \(day),
                decided_at = \(stamp.at)
            WHERE id = \(version.id) AND state = \(VersionState.draft)
            """)
        guard decided == 1 else { throw StaleRecord() }
        let comparison = try comparison(from: base, to: PlanVersion.known(version.id, on: connection), on: connection)
        guard !comparison.rows.isEmpty else { throw RevisionRefusal.nothingChanged }
        let content = SealedComparison(
            comparison, decision: "\(meeting.title)（\(meeting.heldOn.japanese)）決定事項\(found.number)",
            isSample: try SettingStore.isSample(on: connection))
        let seal = try content.seal(version.id.text, reason: nil, by: stamp, on: connection)
        try stamp.note(
            "plan.version.decide", "version/\(version.id)",
            ["decision": .string(decision.text), "effectiveOn": JSON(day)], on: connection)
        try takeEffect(by: stamp, on: connection)
        return seal
    }

    /// Who began a draft: somebody else decides it.
    static func beginner(of id: ID<PlanVersion>, on connection: any Connection) throws -> ID<Person>? {
        try connection.value("SELECT begun_person FROM plan_version WHERE id = \(id)")
    }

    /// Puts decided versions in force whose day has come; called by the clock.
    /// - Returns: how many.
    @discardableResult
    static func takeEffect(by stamp: Stamp, on connection: any Connection) throws -> Int {
        let due = try PlanStore.versions(on: connection).filter { version in
            version.state == .decided && version.effectiveOn.map { $0 <= stamp.today } ?? true
        }
        for version in due {
            try connection.execute("UPDATE plan_version SET state = \(VersionState.inForce) WHERE id = \(version.id)")
            try stamp.note(
                "plan.version.effect", "version/\(version.id)", ["number": JSON(version.number)], on: connection)
        }
        return due.count
    }
}
