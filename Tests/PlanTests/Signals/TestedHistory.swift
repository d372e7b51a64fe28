import Japanese
import Testing
import Ward

@testable import Plan

/// Short ways to write the history of one initiative.
enum TestedHistory {
    /// 令和6年度第1四半期
    static let first = Quarter(containing: day("2024-06-30"))

    static func day(_ iso: String) -> CivilDate {
        CivilDate(iso: iso) ?? CivilDate(dayNumber: 0)
    }

    static func quarter(_ number: Int) -> Quarter {
        (0..<number).reduce(first) { quarter, _ in quarter.next }
    }

    static func mark(_ symbol: String, set: MarkSet = .standard) -> InitiativeHistory.SelfMark? {
        set[symbol].map {
            .init(
                symbol: $0.symbol, label: $0.label, canonical: $0.canonical, setName: set.name, setVersion: set.version)
        }
    }

    static func commitment(
        _ content: String, own: (raw: String, to: String)? = nil, external: (raw: String, to: String)? = nil
    ) -> InitiativeHistory.Commitment {
        let deadlines = [
            own.map {
                PromiseDeadline(deadlineClass: .within, from: nil, to: day($0.to), raw: $0.raw, isExternal: false)
            },
            external.map {
                PromiseDeadline(deadlineClass: .by, from: nil, to: day($0.to), raw: $0.raw, isExternal: true)
            },
        ]
        return .init(content: content, deadlines: deadlines.compactMap(\.self))
    }

    /// The record of the quarter with this number from the first one; sealed unless said otherwise. Without a mark it was
    /// not answered.
    static func record(
        _ number: Int, mark symbol: String?, set: MarkSet = .standard, sealed: Bool = true, evidence: Int = 0,
        doneOn: String? = nil, commitments: [InitiativeHistory.Commitment] = [],
        figures: [InitiativeHistory.Figure] = []
    ) -> InitiativeHistory.QuarterRecord {
        let quarter = quarter(number)
        return .init(
            quarter: quarter, asOf: quarter.end,
            source: .init(round: "r\(number)", edition: sealed ? 1 : nil, entry: "e\(number)"),
            isAnswered: sealed && symbol != nil, mark: symbol.flatMap { mark($0, set: set) }, evidenceCount: evidence,
            doneOn: doneOn.map(day), commitments: commitments, figures: figures)
    }

    static func history(
        _ quarters: [InitiativeHistory.QuarterRecord], targets: [String: [IndicatorPath.Anchor]] = [:]
    ) -> InitiativeHistory {
        InitiativeHistory(
            lineage: "L1", initiative: "(1) 取組", unit: "第1課", quarters: quarters, targets: targets)
    }

    static func figure(
        _ value: ExactNumber, rule: Indicator.Rule = .level, direction: PlanIndicator.Direction = .up,
        baseline: (Int, ExactNumber)? = nil, qualifiers: [Qualifier] = []
    ) -> InitiativeHistory.Figure {
        .init(
            indicator: "I1", name: "削減時間", unitName: "時間", rule: rule, direction: direction,
            baselineYear: baseline.map { FiscalYear($0.0) }, baselineValue: baseline?.1,
            value: Quantity(value: value, qualifiers: qualifiers, raw: value.plain))
    }
}

extension InitiativeHistory {
    func signals(_ rule: SignalRule) -> [Signal] { signals.filter { $0.rule == rule } }
}
