import LifeEvents
import Storage
import Ward

/// What was told about the facts of a case, in the database.
enum FactStore {
    /// Writes down what was told. Whoever says that the person is protected (支援措置), is believed at once.
    static func tell(
        _ facts: CaseFacts, case id: ID<DeskCase>, source: FactLedger.Source, section: String? = nil,
        consent: ConsentPurpose? = nil, by stamp: Stamp, on connection: any Connection
    ) throws {
        for (code, answer) in facts.answers.sorted(by: { $0.key < $1.key }) {
            let claim: ID<FactLedger> = stamp.newID()
            try connection.execute(
                """
                INSERT INTO counter_fact (id, case_id, code, answer, source, section, consent, told_at, told_by)
                VALUES (\(claim), \(id), \(code), \(answer.json.canonical), \(source), \(section), \(consent),
                    \(stamp.at), \(stamp.actor.name))
                """)
        }
        if facts[ProtectionMark.fact] == .known(.truth(true)) {
            try DeathStore.protect(DeskCase.known(id, on: connection).deceased, by: stamp, on: connection)
        }
    }

    static func ledger(of id: ID<DeskCase>, for base: KnowledgeBase, on connection: any Connection) throws -> FactLedger
    {
        let rows = try connection.rows(
            """
            SELECT code, answer, source, section, consent, told_at, told_by FROM counter_fact WHERE case_id = \(id)
            ORDER BY told_at, id
            """)
        return FactLedger(
            claims: try rows.compactMap { row in
                let code: String = try row["code"]
                guard let json = try? JSON(parsing: try row["answer"] as String),
                    let answer = CaseFacts.read([code: json], for: base).facts[code]
                else { return nil }
                return FactLedger.Claim(
                    code: code, answer: answer, source: try row["source"], section: try row["section"],
                    consent: try row["consent"], at: try row["told_at"], by: try row["told_by"])
            })
    }
}
