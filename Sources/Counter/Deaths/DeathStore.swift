import Japanese
import LifeEvents
import Storage
import Ward

/// Reported deaths in the database.
enum DeathStore {
    struct Outcome: Hashable, Sendable {
        var taken = 0
        /// Were there already.
        var known = 0
    }

    /// Takes a list in; who is there already is passed over.
    static func take(_ list: DeathList, by stamp: Stamp, on connection: any Connection) throws -> Outcome {
        var outcome = Outcome()
        for row in list.rows {
            let person = row.deceased
            let key = ContentHash.of(
                [person.name, person.kanaKey, "\(person.bornOn)", "\(person.diedOn)", person.address.stored]
                    .joined(separator: "\n"))
            let known: Int? = try connection.value(
                "SELECT is_restricted FROM counter_death WHERE person_key = \(key)")
            if let known {
                outcome.known += 1
                // Protection that begins later counts at once; it never ends by a list.
                if known == 0, person.isRestricted { try restrict(key, on: connection) }
                continue
            }
            let id: ID<ReportedDeath> = stamp.newID()
            try connection.execute(
                """
                INSERT INTO counter_death
                    (id, person_key, name, kana, kana_key, born_on, died_on, address, is_restricted, facts, taken_at)
                VALUES (\(id), \(key), \(person.name), \(person.kana), \(person.kanaKey), \(person.bornOn),
                    \(person.diedOn), \(person.address.stored), \(person.isRestricted ? 1 : 0),
                    \(row.facts.json.canonical), \(stamp.at))
                """)
            try connection.execute(
                """
                INSERT INTO counter_death_count (month, deaths) VALUES (\(person.diedOn.monthText), 1)
                ON CONFLICT (month) DO UPDATE SET deaths = counter_death_count.deaths + 1
                """)
            outcome.taken += 1
        }
        try Audit.append(
            "counter.deaths.take", subject: "deaths/\(stamp.today)",
            details: ["known": JSON(outcome.known), "taken": JSON(outcome.taken)], by: stamp, on: connection)
        return outcome
    }

    private static func restrict(_ key: String, on connection: any Connection) throws {
        try connection.execute("UPDATE counter_death SET is_restricted = 1 WHERE person_key = \(key)")
        try connection.execute(
            """
            UPDATE counter_case SET is_restricted = 1
            WHERE death IN (SELECT id FROM counter_death WHERE person_key = \(key))
            """)
    }

    /// The latest reports, for the page of the list.
    static func latest(_ count: Int, for base: KnowledgeBase, on connection: any Connection) throws -> [ReportedDeath] {
        try connection.rows("\(columns) ORDER BY taken_at DESC, id DESC LIMIT \(count)").map { try death($0, base) }
    }

    /// People who may be the one a family speaks of: the same kana and birthday.
    static func matches(
        _ deceased: Deceased, for base: KnowledgeBase, on connection: any Connection
    ) throws -> [ReportedDeath] {
        try connection.rows(
            "\(columns) WHERE kana_key = \(deceased.kanaKey) AND born_on = \(deceased.bornOn) ORDER BY id"
        ).map { try death($0, base) }
    }

    static func find(
        _ id: ID<ReportedDeath>, for base: KnowledgeBase, on connection: any Connection
    ) throws -> ReportedDeath? {
        try connection.row("\(columns) WHERE id = \(id)").map { try death($0, base) }
    }

    private static let columns: SQL = """
        SELECT id, name, kana, born_on, died_on, address, is_restricted, facts FROM counter_death
        """

    private static func death(_ row: SQLRow, _ base: KnowledgeBase) throws -> ReportedDeath {
        let facts: String = try row[7]
        return ReportedDeath(
            id: try row[0],
            deceased: Deceased(
                name: try row[1], kana: try row[2], bornOn: try row[3], diedOn: try row[4],
                address: ProtectedAddress(try row[5], isRestricted: try row[6] as Int == 1)),
            facts: CaseFacts.read((try? JSON(parsing: facts)) ?? .null, for: base).facts)
    }
}

extension CivilDate {
    /// 2026-11
    var monthText: String { String(description.prefix(7)) }
}
