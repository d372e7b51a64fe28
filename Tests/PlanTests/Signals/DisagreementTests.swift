import Japanese
import Testing

@testable import Plan

@Suite("Self-marks beside computed judgements")
struct DisagreementTests {
    typealias T = TestedHistory
    private let passed = T.commitment("移行する。", own: ("今年9月", "2024-09-30"))
    private let targets = ["I1": [IndicatorPath.Anchor(FiscalYear(2025), 9000)]]

    @Test(
        "A day that has come without evidence contradicts every mark but late, slightly late and stopped",
        arguments: [("A", true), ("B", true), ("C", false), ("D", false), ("E", false), ("F", true), ("G", true)])
    func passedDay(mark: String, differs: Bool) throws {
        let history = T.history([T.record(1, mark: mark, commitments: [passed])])
        #expect(history.computedJudgement.canonical == .late)
        let found = Disagreement.list(of: [history])
        #expect(found.isEmpty == !differs)
        if let first = found.first {
            // The section's mark stays as it was.
            #expect(first.mark.symbol == mark)
            #expect(first.computed.canonical == .late)
            #expect(first.sentence.contains("今年9月"))
            #expect(first.sentence.contains("自己評価は「\(mark) "))
            #expect(!first.computed.inputs.isEmpty)
        }
    }

    @Test("Evidence and a day of completion conclude done, whatever the calendar says")
    func done() {
        let done = T.record(1, mark: "A", evidence: 1, doneOn: "2024-09-01", commitments: [passed])
        #expect(T.history([done]).computedJudgement.canonical == .done)
        #expect(T.history([done]).disagreement == nil)
        let bare = T.history([T.record(1, mark: "A", evidence: 0)])
        #expect(bare.computedJudgement.canonical == .notJudgeable)
        #expect(bare.disagreement != nil)
        let tomorrow = T.record(1, mark: "A", evidence: 1, doneOn: "2024-10-01")
        #expect(T.history([tomorrow]).disagreement != nil)
    }

    @Test("The line speaks both ways: on track below it, late above it")
    func line() {
        func history(_ mark: String, _ value: ExactNumber) -> InitiativeHistory {
            T.history(
                [T.record(1, mark: mark, figures: [T.figure(value, baseline: (2021, 6500))])], targets: targets)
        }
        #expect(history("B", 8000).disagreement?.computed.canonical == .slightlyLate)
        #expect(history("C", 8000).disagreement == nil)
        #expect(history("D", 8000).disagreement == nil)
        #expect(history("D", 8900).disagreement?.computed.canonical == .onTrack)
        #expect(history("B", 8900).disagreement == nil)
    }

    @Test("Where the record says nothing, nothing is concluded, and an unanswered initiative disagrees with nobody")
    func silent() {
        #expect(T.history([T.record(1, mark: "B")]).computedJudgement.canonical == nil)
        #expect(T.history([T.record(1, mark: "B")]).disagreement == nil)
        #expect(T.history([T.record(1, mark: nil, commitments: [passed])]).disagreement == nil)
        #expect(T.history([]).disagreement == nil)
    }
}
