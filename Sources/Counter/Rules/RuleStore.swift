import Japanese
import LifeEvents
import Storage
import Synchronization
import Ward

/// Changed rules in the database, and the knowledge that comes of them.
enum RuleStore {
    // MARK: knowledge

    /// The rules as a case sees them: of its edition, and valid on the day of its event.
    static func base(of deskCase: DeskCase, on connection: any Connection) throws -> KnowledgeBase? {
        try base(
            deskCase.event, edition: deskCase.edition, day: deskCase.deceased.diedOn, on: connection)
    }

    /// - Parameters:
    ///   - edition: what was published later does not count; `nil` for all.
    ///   - day: of the event.
    static func base(
        _ event: String, edition: Int? = nil, day: CivilDate, on connection: any Connection
    ) throws -> KnowledgeBase? {
        guard let base = KnowledgeLibrary.base(event) else { return nil }
        let published = try RuleVersion.list(
            "WHERE event = \(event) AND state = 'published' ORDER BY valid_from, edition", on: connection)
        var chosen: [String: RuleVersion] = [:]
        for version in published where version.validFrom <= day && version.edition ?? 0 <= edition ?? .max {
            chosen[version.procedure] = version
        }
        guard !chosen.isEmpty else { return base }
        return base.replacing(
            chosen.values.compactMap { ParsedRules.shared.procedure($0.text) })
    }

    static func currentEdition(_ event: String, on connection: any Connection) throws -> Int {
        try connection.value("SELECT MAX(edition) FROM counter_rule WHERE event = \(event)") ?? 0
    }

    // MARK: versions

    static func versions(
        of procedure: String, event: String, on connection: any Connection
    ) throws -> [RuleVersion] {
        try RuleVersion.list(
            "WHERE event = \(event) AND procedure_id = \(procedure) ORDER BY made_at DESC, id DESC", on: connection)
    }

    static func drafts(event: String, on connection: any Connection) throws -> [RuleVersion] {
        try RuleVersion.list("WHERE event = \(event) AND state = 'draft' ORDER BY made_at, id", on: connection)
    }

    /// Writes a draft; an earlier one of the same procedure is withdrawn.
    @discardableResult
    static func draft(
        _ procedure: String, event: String, text: String, validFrom: CivilDate, note: String, by stamp: Stamp,
        on connection: any Connection
    ) throws -> RuleVersion {
        try connection.execute(
            """
            UPDATE counter_rule SET state = 'withdrawn', decided_at = \(stamp.at), decided_by = \(stamp.actor.name)
            WHERE event = \(event) AND procedure_id = \(procedure) AND state = 'draft'
            """)
        let id: ID<RuleVersion> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO counter_rule
                (id, event, procedure_id, text, valid_from, note, state, made_at, made_by, made_person)
            VALUES (\(id), \(event), \(procedure), \(text), \(validFrom), \(note), 'draft', \(stamp.at),
                \(stamp.actor.name), \(stamp.actor.person))
            """)
        let version = try RuleVersion.known(id, on: connection)
        try stamp.note(
            RuleTrail.draft, RuleTrail.subjectPrefix + procedure, .object(RuleTrail.details(of: version)),
            on: connection)
        return version
    }

    /// Publishes a draft that somebody else wrote.
    static func publish(_ draft: RuleVersion, by stamp: Stamp, on connection: any Connection) throws {
        if let person = stamp.actor.person, draft.madePerson == person {
            throw RuleRefusal.madeByOneself
        }
        try settle(draft, by: stamp, on: connection)
    }

    /// A section's word that its rule is right as it stands: a version of its own with the day, in which nothing else changes, so
    /// that one person gives it.
    ///
    /// - Parameter standing: the text in force.
    static func noteChecked(
        _ procedure: String, event: String, standing: String, validFrom: CivilDate, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        guard var text = RuleText(standing) else { throw RuleRefusal.noDraft }
        text.set("source", "checked", to: stamp.today.description)
        let draft = try draft(
            procedure, event: event, text: text.text, validFrom: validFrom, note: "担当の課が内容を確かめた", by: stamp,
            on: connection)
        try settle(draft, by: stamp, on: connection)
    }

    private static func settle(_ draft: RuleVersion, by stamp: Stamp, on connection: any Connection) throws {
        let edition = 1 + (try currentEdition(draft.event, on: connection))
        try decide(draft, RuleTrail.publish, .published, edition: edition, by: stamp, on: connection)
    }

    static func withdraw(_ draft: RuleVersion, by stamp: Stamp, on connection: any Connection) throws {
        try decide(draft, RuleTrail.withdraw, .withdrawn, by: stamp, on: connection)
    }

    private static func decide(
        _ draft: RuleVersion, _ action: String, _ state: RuleVersion.State, edition: Int? = nil, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        guard try RuleVersion.find(draft.id, on: connection)?.state == .draft else { throw RuleRefusal.noDraft }
        try connection.execute(
            """
            UPDATE counter_rule SET state = \(state), edition = \(edition), decided_at = \(stamp.at),
                decided_by = \(stamp.actor.name)
            WHERE id = \(draft.id)
            """)
        let details = RuleTrail.details(of: draft).merging(["edition": JSON(edition)]) { $1 }
        try stamp.note(action, RuleTrail.subjectPrefix + draft.procedure, .object(details), on: connection)
    }
}

/// Published texts never change: each is read once.
private final class ParsedRules: Sendable {
    static let shared = ParsedRules()
    private let stored = Mutex<[String: Procedure]>([:])

    func procedure(_ text: String) -> Procedure? {
        if let known = stored.withLock({ $0[text] }) { return known }
        guard let read = Procedure.read(text).procedure else { return nil }
        stored.withLock { $0[text] = read }
        return read
    }
}
