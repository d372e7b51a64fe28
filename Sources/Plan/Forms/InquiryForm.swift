import Japanese
import Ward

/// 照会票: what one section is asked in one round, and what it has answered so far. One becomes one Excel file.
struct InquiryForm: Hashable, Sendable {
    let round: Round
    let planTitle: String
    let planVersion: Int
    let unit: ID<OfficeUnit>
    let unitName: String
    /// In the order of the plan.
    let lines: [Line]

    /// One initiative with the section's answer as it stands.
    struct Line: Hashable, Sendable {
        let entry: Entry
        /// 「(1) 行政保有データ等の利活用の推進」
        let heading: String
        /// The promises with their dates, one per line.
        let promises: String
        /// What the section handed in last time; empty when it did not.
        let previous: String
        let measures: [Measure]
    }

    /// One indicator of an initiative.
    struct Measure: Hashable, Sendable {
        let indicator: PlanIndicator
        /// As printed; empty when there is none.
        let previous: String
    }

    /// What the sheet says and sections do not write: the hash tells whether the plan changed since.
    var checksum: String {
        let master: JSON = [
            "version": .string(round.version.text), "marks": round.markSet.json,
            "lines": .array(
                lines.map { line in
                    [
                        "entry": .string(line.entry.id.text), "heading": .string(line.heading),
                        "promises": .string(line.promises), "previous": .string(line.previous),
                        "measures": .array(
                            line.measures.map { measure in
                                [
                                    "id": .string(measure.indicator.id.text), "name": .string(measure.indicator.name),
                                    "unit": .string(measure.indicator.unitName),
                                    "rule": .string(measure.indicator.rule.rawValue),
                                    "previous": .string(measure.previous),
                                ]
                            }),
                    ]
                }),
        ]
        return ContentHash.of(master.canonical)
    }

    subscript(entry: ID<Entry>) -> Line? {
        lines.first { $0.entry.id == entry }
    }

    /// Whether anything of the form may still be written.
    var takesAnswers: Bool {
        lines.contains { round.allows(.save, wasReturned: $0.entry.returnedReason != nil) }
    }
}

/// The parts of an answer that stand in a row of the sheet 「回答」, from left to right.
enum AnswerField: String, CaseIterable, Sendable {
    case mark, done, plan, problem, response, doneOn

    var title: String {
        switch self {
        case .mark: "進捗区分"
        case .done: "実施したこと"
        case .plan: "今後の予定"
        case .problem: "課題"
        case .response: "対応"
        case .doneOn: "終えた日"
        }
    }

    /// As text: the symbol of the mark, the day in ISO 8601.
    func text(in answer: Answer) -> String {
        switch self {
        case .mark: answer.mark ?? ""
        case .done: answer.done
        case .plan: answer.plan
        case .problem: answer.problem
        case .response: answer.response
        case .doneOn: answer.doneOn.map { "\($0)" } ?? ""
        }
    }

    func write(_ text: String, to answer: inout Answer) {
        switch self {
        case .mark: answer.mark = text.isEmpty ? nil : text
        case .done: answer.done = text
        case .plan: answer.plan = text
        case .problem: answer.problem = text
        case .response: answer.response = text
        case .doneOn: answer.doneOn = CivilDate(iso: text)
        }
    }
}
