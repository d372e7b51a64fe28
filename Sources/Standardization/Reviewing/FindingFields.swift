import Conversion
import Site

/// What is asked of whoever decides about a finding.
enum FindingFields {
    static let why = Field.textArea("why", "理由", max: 400, rows: 3, hint: "何で確かめたかを書いてください。氏名や住所は書かないでください。")

    static func action(_ reason: Reason) -> Field<FindingDecision.Action> {
        Field<String>.radios("action", "この値をどうするか", reason.actions.map { Choice($0.rawValue, $0.japanese) }).mapped(
            to: { FindingDecision.Action(rawValue: $0) }, from: \.rawValue, problem: { _ in "" })
    }

    /// - Parameter target: the item that the value goes to; `nil` where none is known.
    static func value(_ target: TargetCheck?) -> Field<String> {
        Field.text(
            "value", "移行先に入れる値", max: 300,
            hint: "「\(FindingDecision.Action.replace.japanese)」を選んだときだけ書いてください。\(target?.item.form ?? "")"
        ).mapped(
            to: { target?.refusal(of: $0) == nil ? $0 : nil }, from: { $0 },
            problem: { value in
                guard let target, let refusal = target.refusal(of: value) else { return "" }
                return "「\(value)」は入れられません。\(target.item.form)。\(refusal.japanese)"
            })
    }
}
