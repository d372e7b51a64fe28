import Japanese
import Site
import Storage
import Ward

/// What the quarter before said, taken over into an answer that is being written (前回から写す).
///
/// Texts, and values that the section declares itself with where they came from: into empty fields, or over what is
/// written when that is asked for. Never the mark, the day of completion, the evidence or a dispute, which are judged anew
/// each quarter, and never a value that the platform counts. Nothing is saved by it: the form shows what was taken over, and
/// says of each field that it still reads as in the quarter before.
struct EntryCopy: Sendable {
    /// The answer with what was taken over.
    let answer: Answer
    /// The fields that were taken over: as forms name them, and as people read them.
    private(set) var names: [String] = []
    private(set) var labels: [String] = []
    /// Whether there is a quarter before in which the section handed something in.
    let hasPrevious: Bool

    static let overwrite = Field<[String]>.checkboxes(
        "overwrite", "前回から写すとき", [Choice("yes", "書いてある欄も、前回の記載に置き換える")])

    var isEmpty: Bool { names.isEmpty }

    /// With the box that was for this once.
    var settled: [String] { names + [Self.overwrite.name] }

    var told: String {
        "前の四半期の記載を写しました（\(labels.joined(separator: "、"))）。進捗区分、終えた日、根拠資料と、並木が数えた値は写していません。まだ保存していません。"
    }

    init(_ entry: Entry, in round: Round, sent: Form, on connection: any Connection) throws {
        self.init(
            from: try EntryStore.previous(of: entry, in: round, on: connection)?.handedIn, into: entry.answer,
            sent: sent, fields: try AnswerFields(entry, in: round, on: connection))
    }

    /// - Parameters:
    ///   - own: what is saved.
    ///   - sent: what stands in the form.
    init(from before: Answer?, into own: Answer, sent: Form, fields: AnswerFields) {
        hasPrevious = before != nil
        var answer = own
        var taken: [(name: String, label: String)] = []
        let replaces = sent.all(Self.overwrite.name).contains("yes")
        func take<Value>(_ field: Field<Value>, _ isKnown: Bool, _ copy: () -> Void) {
            guard isKnown, replaces || (sent[field.name] ?? "").isBlank else { return }
            copy()
            taken.append((field.name, field.label))
        }
        if let before {
            for (field, text) in AnswerFields.texts {
                take(field, !before[keyPath: text].isBlank) { answer[keyPath: text] = before[keyPath: text] }
            }
            for indicator in fields.indicators {
                let id = indicator.id
                if fields.isCounted(indicator) {
                    let said = before.remarks[id]?.text ?? ""
                    take(fields.remark(indicator), !said.isBlank) {
                        let isDisputed = answer.remarks[id]?.isDisputed ?? false
                        answer.remarks[id] = ValueRemark(text: said, isDisputed: isDisputed)
                    }
                } else {
                    take(fields.value(indicator), before.values[id] != nil) { answer.values[id] = before.values[id] }
                    take(fields.basis(indicator), before.bases[id] != nil) { answer.bases[id] = before.bases[id] }
                }
            }
        }
        self.answer = answer
        names = taken.map(\.name)
        labels = taken.map(\.label)
    }
}

/// Why nothing is taken over.
enum EntryCopyRefusal: Refusal, Hashable {
    case nothing(hasPrevious: Bool)

    var words: String {
        switch self {
        case .nothing(hasPrevious: false): "前の四半期に提出した回答がないため、写すものがありません。"
        case .nothing(hasPrevious: true):
            "空いている欄に写すものがありません。書いてある欄を前回の記載に置き換えるときは、「前回から写すとき」に印を付けてから、もう一度押してください。"
        }
    }
}

extension AnswerFields {
    /// The labels of the fields that say the same in both answers.
    func same(_ answer: Answer, _ before: Answer) -> [String] {
        let texts = Self.texts.filter { _, text in
            !answer[keyPath: text].isBlank && TextKey(answer[keyPath: text]) == TextKey(before[keyPath: text])
        }
        let values = indicators.filter { indicator in
            !isCounted(indicator)
                && answer.values[indicator.id].map { $0.value == before.values[indicator.id]?.value } ?? false
        }
        return texts.map(\.0.label) + values.map(\.name)
    }
}
