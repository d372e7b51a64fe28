import Japanese
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
    ///
    /// A person is the same by reading, name, birthday and day of death, however an address is spelt. Protection that any
    /// list ever told counts for the person at once and never ends by a list.
    static func take(_ list: DeathList, by stamp: Stamp, on connection: any Connection) throws -> Outcome {
        try protect(list.marked, by: stamp, on: connection)
        var outcome = Outcome()
        var taken: [ID<ReportedDeath>] = []
        for row in list.rows {
            var person = row.deceased
            let known = try connection.rows(
                """
                SELECT id, name FROM counter_death WHERE kana_key = \(person.kanaKey)
                    AND born_on = \(person.bornOn) AND died_on = \(person.diedOn)
                """
            ).map { (id: try $0["id"] as ID<ReportedDeath>, name: try $0["name"] as String) }
            if try !person.isRestricted && isProtected(person, on: connection) {
                person.address = ProtectedAddress(person.address.stored, isRestricted: true)
            }
            var death = known.first { TextKey($0.name) == TextKey(person.name) }?.id
            if death != nil {
                outcome.known += 1
            } else {
                let id: ID<ReportedDeath> = stamp.newID()
                let key = ContentHash.of(
                    [TextKey(person.name).text, person.kanaKey, "\(person.bornOn)", "\(person.diedOn)"]
                        .joined(separator: "\n"))
                try connection.execute(
                    """
                    INSERT INTO counter_death
                        (id, person_key, name, kana, kana_key, born_on, died_on, address, is_restricted, facts,
                        taken_at)
                    VALUES (\(id), \(key), \(person.name), \(person.kana), \(person.kanaKey), \(person.bornOn),
                        \(person.diedOn), \(person.address.stored), \(person.isRestricted),
                        \(row.facts.json.canonical), \(stamp.at))
                    """)
                try connection.execute(
                    """
                    INSERT INTO counter_death_count (month, deaths) VALUES (\(person.diedOn.monthText), 1)
                    ON CONFLICT (month) DO UPDATE SET deaths = counter_death_count.deaths + 1
                    """)
                outcome.taken += 1
                taken.append(id)
                death = id
            }
            if person.isRestricted { try protect(person, by: stamp, on: connection) }
            if let death {
                try follow(ReportedDeath(id: death, deceased: person, facts: row.facts), by: stamp, on: connection)
            }
        }
        try stamp.note(
            DeskTrail.takeAction, "deaths/\(stamp.today)",
            [
                "known": JSON(outcome.known), "taken": JSON(outcome.taken),
                "ids": .array(taken.map { .string($0.text) }),
            ], on: connection)
        return outcome
    }

    /// Whether any list or any case, also one that has ended, protects somebody of the same reading and birthday: a doubt
    /// protects.
    /// - Parameter own: a case that does not count, since it is being changed.
    static func isProtected(
        _ person: Deceased, besides own: ID<DeskCase>? = nil, on connection: any Connection
    ) throws -> Bool {
        let listed: Int? = try connection.value(
            """
            SELECT COUNT(*) FROM counter_death WHERE kana_key = \(person.kanaKey) AND born_on = \(person.bornOn)
                AND is_restricted = 1
            """)
        let cases = try connection.column(
            """
            SELECT id FROM counter_case WHERE kana_key = \(person.kanaKey) AND born_on = \(person.bornOn)
                AND is_restricted = 1
            """, as: ID<DeskCase>.self)
        return (listed ?? 0) > 0 || cases.contains { $0 != own }
    }

    /// Protects a person wherever the desk knows them: in the lists, in every case, and in what was handed over for a robot and waits.
    static func protect(_ person: Deceased, by stamp: Stamp, on connection: any Connection) throws {
        try connection.execute(
            """
            UPDATE counter_death SET is_restricted = 1
            WHERE kana_key = \(person.kanaKey) AND born_on = \(person.bornOn)
            """)
        try connection.execute(
            """
            UPDATE counter_case SET is_restricted = 1
            WHERE kana_key = \(person.kanaKey) AND born_on = \(person.bornOn)
            """)
        let cases = try connection.column(
            "SELECT id FROM counter_case WHERE kana_key = \(person.kanaKey) AND born_on = \(person.bornOn)",
            as: ID<DeskCase>.self)
        for id in cases { try SectionOrder.withdrawAll(of: id, by: stamp, on: connection) }
    }

    static let protectAction = "counter.deaths.protect"

    /// Protects whoever may be one of these, of whom perhaps not everything could be read: of name, reading and birthday two are
    /// enough.
    static func protect(
        _ marked: [DeathList.MarkedPerson], by stamp: Stamp, on connection: any Connection
    ) throws {
        guard !marked.isEmpty else { return }
        let marks = marked.map {
            (
                name: TextKey($0.name), kana: ReadingKey.of($0.kana), hasName: !$0.name.isEmpty,
                hasKana: !$0.kana.isEmpty, bornOn: $0.bornOn
            )
        }
        let known =
            try ReportedDeath.list("WHERE is_restricted = 0", on: connection).map(\.deceased)
            + DeskCase.list("WHERE is_restricted = 0", on: connection).map(\.deceased)
        var count = 0
        for person in known {
            let (name, kana) = (TextKey(person.name), person.kanaKey)
            let isMarked = marks.contains { mark in
                let same = [
                    mark.hasName && mark.name == name, mark.hasKana && mark.kana == kana, mark.bornOn == person.bornOn,
                ]
                return same.count { $0 } >= 2
            }
            guard isMarked else { continue }
            try protect(person, by: stamp, on: connection)
            count += 1
        }
        // Nobody is named: the trail is kept longer than people are.
        try stamp.note(
            protectAction, "deaths/\(stamp.today)", ["marked": JSON(marked.count), "protected": JSON(count)],
            on: connection)
    }

    /// Cases that were opened before the list came learn from it.
    private static func follow(
        _ death: ReportedDeath, by stamp: Stamp, on connection: any Connection
    ) throws {
        let person = death.deceased
        let cases = try DeskCase.list(
            """
            WHERE kana_key = \(person.kanaKey) AND born_on = \(person.bornOn) AND died_on = \(person.diedOn)
                AND death IS NULL AND ended_on IS NULL ORDER BY id
            """, on: connection)
        for deskCase in cases {
            try connection.execute("UPDATE counter_case SET death = \(death.id) WHERE id = \(deskCase.id)")
            guard let base = try RuleStore.base(of: deskCase, on: connection) else { continue }
            try FactStore.tell(
                death.told.limited(to: base), case: deskCase.id, source: .register, by: stamp, on: connection)
        }
    }

    /// The latest reports, for the page of the list.
    static func latest(_ count: Int, on connection: any Connection) throws -> [ReportedDeath] {
        try ReportedDeath.list("ORDER BY taken_at DESC, id DESC LIMIT \(count)", on: connection)
    }

    /// People who may be the one a family speaks of: the same kana and birthday.
    static func matches(_ deceased: Deceased, on connection: any Connection) throws -> [ReportedDeath] {
        try ReportedDeath.list(
            "WHERE kana_key = \(deceased.kanaKey) AND born_on = \(deceased.bornOn) ORDER BY id", on: connection)
    }
}
