import Japanese
import LifeEvents
import Storage
import Synchronization
import Ward

/// One version of a rule as a section wrote it.
struct RuleVersion: Sendable {
    enum State: String, Sendable, SQLBindable, SQLDecodable {
        case draft, published, withdrawn

        var title: String {
            switch self {
            case .draft: "案"
            case .published: "公開"
            case .withdrawn: "取下げ"
            }
        }
    }

    let id: ID<RuleVersion>
    let event: String
    let procedure: String
    let text: String
    /// It holds for events from this day on.
    let validFrom: CivilDate
    /// Why it was changed.
    let note: String
    let state: State
    let edition: Int?
    let madeAt: Timestamp
    let madeBy: String
    let decidedBy: String?
}

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
        let published = try connection.rows(
            "\(columns) WHERE event = \(event) AND state = 'published' ORDER BY valid_from, edition"
        ).map(version)
        var chosen: [String: RuleVersion] = [:]
        for version in published where version.validFrom <= day && version.edition ?? 0 <= edition ?? .max {
            chosen[version.procedure] = version
        }
        guard !chosen.isEmpty else { return base }
        return base.replacing(
            chosen.values.compactMap { ParsedRules.shared.procedure(id: $0.id.text, text: $0.text) })
    }

    static func currentEdition(_ event: String, on connection: any Connection) throws -> Int {
        try connection.value("SELECT MAX(edition) FROM counter_rule WHERE event = \(event)") ?? 0
    }

    // MARK: versions

    static func versions(
        of procedure: String, event: String, on connection: any Connection
    ) throws -> [RuleVersion] {
        try connection.rows(
            "\(columns) WHERE event = \(event) AND procedure_id = \(procedure) ORDER BY made_at DESC, id DESC"
        ).map(version)
    }

    static func drafts(event: String, on connection: any Connection) throws -> [RuleVersion] {
        try connection.rows("\(columns) WHERE event = \(event) AND state = 'draft' ORDER BY made_at, id").map(version)
    }

    static func find(_ id: ID<RuleVersion>, on connection: any Connection) throws -> RuleVersion? {
        try connection.row("\(columns) WHERE id = \(id)").map(version)
    }

    /// Writes a draft; an earlier one of the same procedure is withdrawn.
    @discardableResult
    static func draft(
        _ procedure: String, event: String, text: String, validFrom: CivilDate, note: String, by stamp: Stamp,
        on connection: any Connection
    ) throws -> ID<RuleVersion> {
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
        try audit("draft", event, procedure, by: stamp, on: connection)
        return id
    }

    /// Who wrote a draft: somebody else publishes it.
    static func maker(of draft: ID<RuleVersion>, on connection: any Connection) throws -> ID<Person>? {
        try connection.value("SELECT made_person FROM counter_rule WHERE id = \(draft)")
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
        let id = try draft(
            procedure, event: event, text: text.text, validFrom: validFrom, note: "担当の課が内容を確かめた", by: stamp,
            on: connection)
        guard let version = try find(id, on: connection) else { throw RuleRefusal.noDraft }
        try settle(version, by: stamp, on: connection)
    }

    /// Publishes a draft that somebody else wrote.
    static func publish(_ draft: RuleVersion, by stamp: Stamp, on connection: any Connection) throws {
        if let person = stamp.actor.person, try maker(of: draft.id, on: connection) == person {
            throw RuleRefusal.madeByOneself
        }
        try settle(draft, by: stamp, on: connection)
    }

    private static func settle(_ draft: RuleVersion, by stamp: Stamp, on connection: any Connection) throws {
        guard try find(draft.id, on: connection)?.state == .draft else { throw RuleRefusal.noDraft }
        let edition = 1 + (try currentEdition(draft.event, on: connection))
        try connection.execute(
            """
            UPDATE counter_rule SET state = 'published', edition = \(edition), decided_at = \(stamp.at),
                decided_by = \(stamp.actor.name)
            WHERE id = \(draft.id)
            """)
        try audit("publish", draft.event, draft.procedure, by: stamp, on: connection)
    }

    static func withdraw(_ draft: RuleVersion, by stamp: Stamp, on connection: any Connection) throws {
        guard try find(draft.id, on: connection)?.state == .draft else { throw RuleRefusal.noDraft }
        try connection.execute(
            """
            UPDATE counter_rule SET state = 'withdrawn', decided_at = \(stamp.at), decided_by = \(stamp.actor.name)
            WHERE id = \(draft.id)
            """)
        try audit("withdraw", draft.event, draft.procedure, by: stamp, on: connection)
    }

    private static func audit(
        _ action: String, _ event: String, _ procedure: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        try Audit.append(
            "counter.rule.\(action)", subject: "desk/rules/\(procedure)", details: ["event": .string(event)], by: stamp,
            on: connection)
    }

    private static let columns: SQL = """
        SELECT id, event, procedure_id, text, valid_from, note, state, edition, made_at, made_by, decided_by
        FROM counter_rule
        """

    private static func version(_ row: SQLRow) throws -> RuleVersion {
        RuleVersion(
            id: try row[0], event: try row[1], procedure: try row[2], text: try row[3], validFrom: try row[4],
            note: try row[5], state: try row[6], edition: try row[7], madeAt: try row[8], madeBy: try row[9],
            decidedBy: try row[10])
    }
}

/// Why a rule is not changed as was asked.
enum RuleRefusal: Refusal {
    case noDraft
    case findings([KnowledgeFinding])
    case notOwnSection
    /// Who wrote a draft does not publish it.
    case madeByOneself

    var words: String {
        switch self {
        case .noDraft: "この案は、すでに公開されたか取り下げられました。画面を開き直してください。"
        case .findings(let findings): findings.map(\.message).joined(separator: "\n")
        case .madeByOneself: "あなたが作った案のため、あなたは公開できません。ほかの人に依頼してください。"
        case .notOwnSection: "この手続きの規則を改められるのは、担当の課だけです。"
        }
    }
}

/// Published texts never change: each is read once.
private final class ParsedRules: Sendable {
    static let shared = ParsedRules()
    private let stored = Mutex<[String: Procedure]>([:])

    func procedure(id: String, text: String) -> Procedure? {
        if let known = stored.withLock({ $0[id] }) { return known }
        guard let read = Procedure.read(text).procedure else { return nil }
        stored.withLock { $0[id] = read }
        return read
    }
}
