import Ward

/// One answer as a frozen round holds it, read back from the sealed content: the only thing a report is made from.
struct ReportedEntry: Codable, Hashable, Sendable {
    struct Mark: Codable, Hashable, Sendable {
        let symbol: String
        let label: String
        let canonical: MarkSet.Canonical
    }

    struct Value: Codable, Hashable, Sendable {
        let indicator: String
        /// With its qualifier and unit, as printed: 約8,900時間, or that there is none: 値なし, 未回答.
        let printed: String
        /// Where the section took it from, in its words.
        var basis: String?
        /// What the platform counted.
        var counted: Counted?
        /// What the section says of a counted value.
        var remark: ValueRemark?

        struct Counted: Codable, Hashable, Sendable {
            /// Identifier of the plan's indicator, for links.
            let indicator: String
            let note: String
        }
    }

    struct EvidenceNote: Codable, Hashable, Sendable {
        let title: String
        let hash: String
    }

    /// Identifier of the entry, for links.
    let id: String
    let round: String
    let lineage: String
    /// `(1) 行政保有データ等の利活用の推進`
    let initiative: String
    let unit: String
    /// Name of the study group that looks after the initiative, if any.
    let studyGroup: String?
    let isAnswered: Bool
    let stateTitle: String
    let mark: Mark?
    let done: String
    let plan: String
    let problem: String
    let response: String
    let values: [Value]
    let evidence: [EvidenceNote]
    /// Doubts of the checks, for the office alone; sealed with earlier editions.
    var warnings: [String]
    /// That a stand-in approved it, and for which post (代決).
    var approval: String?
    /// Listed a second time (再掲); counted once in totals without repeats.
    @OrFalse private(set) var isRepeat: Bool

    enum CodingKeys: String, CodingKey {
        case id, round, lineage, initiative, unit, studyGroup, mark, done, plan, problem, response, values, evidence,
            warnings, approval
        case isAnswered = "answered"
        case stateTitle = "state"
        case isRepeat = "repeat"
    }
}

extension ReportedEntry.Value {
    /// An indicator without a value says so; none is left out.
    init(_ entry: Entry, of indicator: PlanIndicator) {
        self.indicator = indicator.name
        if let counted = entry.counted[indicator.id] {
            printed = counted.printed(for: indicator)
            self.counted = Counted(indicator: indicator.id.text, note: counted.note)
        } else if indicator.registryID != nil, entry.answer.values[indicator.id] == nil {
            printed = "値なし（数えていません）"
        } else {
            printed =
                entry.handedIn.map { $0.values[indicator.id]?.printed(for: indicator) ?? "値なし" } ?? "未回答"
            basis = entry.handedIn?.bases[indicator.id]
        }
        remark = entry.handedIn?.remarks[indicator.id]
    }

    /// What stands behind the value, as editions and tables print it.
    var notes: String {
        [counted.map { "（\($0.note)）" }, basis.map { "（もと：\($0)）" }, remark.map { "　\($0.printed)" }]
            .compactMap(\.self).joined()
    }
}

/// One frozen edition of a round as a report takes it in.
struct ReportedRound: Codable, Hashable, Sendable {
    let id: String
    /// 令和8年度第2四半期
    let quarter: String
    let asOf: String
    let edition: Int
    let contentHash: String
    let markCriteria: [String]
    let entries: [ReportedEntry]
}
