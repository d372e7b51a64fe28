import LifeEvents
import Storage
import Ward

/// One death as the resident system reports it.
struct ReportedDeath: Sendable {
    let id: ID<ReportedDeath>
    let deceased: Deceased
    /// What the list tells beside the person, by the codes of the rules.
    let facts: CaseFacts

    /// What the register says of the case: who is in it has been reported (死亡届).
    var told: CaseFacts {
        let own: [String: FactAnswer] = [
            "death": .known(.day(deceased.diedOn)), "birth": .known(.day(deceased.bornOn)),
            "registered": .known(.truth(true)),
        ]
        return CaseFacts(facts.answers.merging(own) { told, _ in told })
    }
}

extension ReportedDeath: Record {
    static let selection: SQL = "SELECT * FROM counter_death"
    static let key: SQL = "counter_death.id"
    static let title = "死亡の記録"

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, deceased) = (try row["id"], try Deceased(row))
        let told = try? JSON(parsing: try row["facts"] as String)
        facts = CaseFacts.read(told ?? .null, for: try BereavementDesk.base).facts
    }
}
