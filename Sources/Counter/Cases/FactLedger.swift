import Japanese
import LifeEvents
import Storage
import Ward

/// What was told about the facts of a case: nothing is overwritten, the better source counts.
struct FactLedger: Sendable {
    enum Source: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
        case family
        /// The resident system's list of deaths.
        case register
        case section
        /// A paper that was seen at the desk.
        case document

        var title: String {
            switch self {
            case .family: "ご家族"
            case .register: "住民記録"
            case .section: "担当の課"
            case .document: "書類で確認"
            }
        }

        /// Higher counts more.
        var rank: Int {
            switch self {
            case .family: 0
            case .register: 1
            case .section: 2
            case .document: 3
            }
        }
    }

    struct Claim: Sendable {
        let code: String
        let answer: FactAnswer
        let source: Source
        /// The section that told it, by its code in the rules.
        let section: String?
        /// The purpose under which it may be known.
        let consent: ConsentPurpose?
        let at: Timestamp
        let by: String
    }

    /// In the order in which they were told.
    let claims: [Claim]

    /// What each source said last.
    private var latest: [String: [Source: Claim]] {
        claims.reduce(into: [:]) { $0[$1.code, default: [:]][$1.source] = $1 }
    }

    /// The claim that counts, for each fact: of those that tell something the one of the best source.
    var standing: [String: Claim] {
        latest.compactMapValues { claims in
            claims.values.max { left, right in
                left.answer.isTelling == right.answer.isTelling
                    ? left.source.rank < right.source.rank : right.answer.isTelling
            }
        }
    }

    /// The facts as they stand.
    var facts: CaseFacts { CaseFacts(standing.mapValues(\.answer)) }

    /// Facts that were told in different ways, each with what every source said last, the best source first.
    var contradictions: [(code: String, claims: [Claim])] {
        latest.compactMap { code, claims in
            let telling = claims.values.filter(\.answer.isTelling).sorted { $0.source.rank > $1.source.rank }
            return Set(telling.map(\.answer)).count > 1 ? (code, telling) : nil
        }.sorted { $0.code < $1.code }
    }
}

extension FactAnswer {
    /// Whether it decides anything.
    var isTelling: Bool {
        switch self {
        case .known, .notApplicable: true
        case .notKnown, .withheld, .later: false
        }
    }
}
