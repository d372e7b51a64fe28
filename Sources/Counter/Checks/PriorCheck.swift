import Japanese
import LifeEvents
import Storage
import Ward

/// A question to one section before a visit (事前確認), with the facts it owns and nothing else.
struct PriorCheck: Sendable {
    enum State: String, Sendable, SQLBindable, SQLDecodable {
        case asked, answered, withdrawn
    }

    /// What a section says to one fact.
    struct Answer: Sendable {
        enum Content: Hashable, Sendable {
            case fact(FactAnswer)
            /// 要相談: the section wants to speak with the family itself.
            case talk
        }

        let fact: String
        let content: Content
        /// To be paid out, or unpaid (negative), in yen.
        let yen: Int?
    }

    let id: ID<PriorCheck>
    let caseID: ID<DeskCase>
    let section: String
    let facts: [String]
    let dueOn: CivilDate
    let state: State
    let askedAt: Timestamp
    let answeredAt: Timestamp?
    let answeredBy: String?
    let note: String

    var path: String { Self.path(id) }
    static func path(_ id: ID<PriorCheck>) -> String { "/desk/checks/\(id)" }

    /// From noon of the office day before the visit on, an answer is missing.
    func isOverdue(at now: Timestamp) -> Bool {
        state == .asked && Timestamp(dueOn, hour: 12) <= now
    }

    /// Answered by the end of the office day before the visit.
    var isInTime: Bool { answeredAt.map { $0.date <= dueOn } ?? false }
}

extension KnowledgeBase {
    /// What to ask which section: for every ward section the facts it owns that a procedure still waits for. Sections with
    /// nothing to decide are not bothered.
    func priorChecks(_ facts: CaseFacts, today: CivilDate) -> [(section: String, facts: [String])] {
        let waiting = evaluate(facts, today: today).results.filter { $0.state == .unknown }
        let blocking = Set(waiting.flatMap(\.blocking))
        var owned: [String: [String]] = [:]
        // In the order in which families are asked: a section reads its questions in a sensible order, too.
        for code in questions.flatMap(\.facts) + factOrder where blocking.contains(code) {
            guard let fact = self.facts[code], case .section(let section) = fact.origin,
                sections[section]?.isWard ?? false, !(owned[section]?.contains(code) ?? false)
            else { continue }
            owned[section, default: []].append(code)
        }
        return owned.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension PriorCheck: Record, Revised {
    static let selection: SQL = "SELECT * FROM counter_check"
    static let key: SQL = "counter_check.id"
    static let title = "事前確認"

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, caseID, section, state) = (try row["id"], try row["case_id"], try row["section"], try row["state"])
        facts = (try row["facts"] as String).split(separator: ",").map(String.init)
        (dueOn, askedAt, note) = (try row["due_on"], try row["asked_at"], try row["note"])
        (answeredAt, answeredBy) = (try row["answered_at"], try row["answered_by"])
    }

    /// Changes with each answer.
    var revision: Int { answeredAt.map { Int($0.milliseconds) } ?? 0 }
}
