import Japanese
import Storage
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
    /// Somebody else publishes it; `nil` where a command made it, or before this was kept.
    let madePerson: ID<Person>?
    let decidedAt: Timestamp?
    let decidedBy: String?
}

extension RuleVersion: Record {
    static let selection: SQL = "SELECT * FROM counter_rule"
    static let key: SQL = "counter_rule.id"
    static let title = "手続きの規則の版"

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, event, procedure) = (try row["id"], try row["event"], try row["procedure_id"])
        (text, validFrom, note) = (try row["text"], try row["valid_from"], try row["note"])
        (state, edition) = (try row["state"], try row["edition"])
        (decidedAt, decidedBy) = (try row["decided_at"], try row["decided_by"])
        (madeAt, madeBy, madePerson) = (try row["made_at"], try row["made_by"], try row["made_person"])
    }
}
