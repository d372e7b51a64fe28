import Japanese
import Site
import Storage
import Ward

/// What follows from the record of one initiative, shown beside the section's own mark on the page of the answer.
struct EntrySignals: Sendable {
    let judgement: ComputedJudgement
    let disagreement: Disagreement?
    let signals: [Signal]

    init(_ history: InitiativeHistory) {
        judgement = history.computedJudgement
        disagreement = history.disagreement
        signals = history.signals
    }

    /// From the sealed quarters before the answer's round, and the answer as it stands now, drafts too.
    static func load(
        _ entry: Entry, of initiative: Initiative, unitName: String, in round: Round, indicators: [PlanIndicator],
        evidenceCount: Int, on connection: any Connection
    ) throws -> EntrySignals {
        let own = InitiativeHistory.QuarterRecord(
            entry, of: initiative, in: round, indicators: indicators, evidenceCount: evidenceCount)
        let earlier = try SignalStore.sealedSources(before: round.quarter, on: connection)
        let targets = try SignalStore.targets(on: connection)
        let known = InitiativeHistory.histories(of: earlier, targets: targets, lineage: entry.lineage.text)
        let history =
            known.first { $0.unit == unitName }
            // One unit then and now: its line goes on through a change of name.
            ?? (known.count == 1 ? known[0] : nil)
            ?? InitiativeHistory(
                lineage: entry.lineage.text, initiative: initiative.heading, unit: unitName, quarters: [],
                targets: targets)
        return EntrySignals(history.adding(own))
    }

    var html: HTML {
        let points: [HTML] = signals.map { "<li>\(MarkSentence($0.sentence))\(inputs($0.inputs))</li>" }
        let details = Details(
            "判定「\(judgement.title)」と確かめる点（\(signals.count)件）を見る", isOpen: disagreement != nil,
            """
            <p>期限、根拠資料、指標から計算しました。進捗区分は課の判断のままで、ここから変わることはありません。</p>
            \(SummaryList([("判定", "\(judgement.title)"), ("理由", reasons)]))
            \(points.isEmpty ? .empty : "<h3>確かめる点</h3><ul>\(points)</ul>")
            """)
        return "<h2>記録からの判定（参考）</h2>\(details)"
    }

    private var reasons: HTML {
        let words = judgement.reasons.isEmpty ? "判定に使える期限、根拠資料、指標の目標が、まだありません。" : judgement.reasons.joined()
        return "\(words)\(inputs(judgement.inputs))"
    }

    private func inputs(_ inputs: [Signal.Input]) -> HTML {
        guard !inputs.isEmpty else { return .empty }
        let items: [HTML] = inputs.map { "<li>\($0.japanese)</li>" }
        return Details("計算に使った記録", "<ul>\(items)</ul>").html
    }
}
