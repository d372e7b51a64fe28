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

/// By what lists of findings are narrowed.
enum FindingFilters {
    static let severity = narrowing(
        "severity", "扱い", Reason.Severity.allCases.reversed().map { Choice("\($0)", $0.japanese) })
    static let state = narrowing("state", "状態", FindingState.allCases.map { Choice($0.word, $0.japanese) })

    static let words = Field.text(
        "q", "検索", max: 100, hint: "番号、項目、規則の名前から探します。全角と半角、ひらがなとカタカナは区別しません。"
    ).optional

    static func system(_ systems: [SystemReport]) -> Field<String?> {
        narrowing("system", "システム", systems.map { Choice($0.id, $0.name) })
    }

    static func section(_ systems: [SystemReport]) -> Field<String?> {
        narrowing("section", "担当の課", Set(systems.map(\.section)).sorted().map { Choice($0, $0) })
    }

    /// By position, as the files have them.
    static func item(_ places: [FindingFile.Place]) -> Field<String?> {
        narrowing(
            "item", "移行先の項目",
            places.enumerated().map { position, place in
                Choice("\(position)", "\(name(place.target, place.item))（\(RehearsalTables.number(place.count))件）")
            })
    }

    /// By position among the system's rules.
    static func rule(_ rules: [(offset: Int, element: SystemReport.Rule)]) -> Field<String?> {
        narrowing(
            "rule", "確かめた規則",
            rules.map {
                Choice("\($0.offset)", "\($0.element.name)（\(RehearsalTables.number($0.element.count.total))件）")
            })
    }

    /// A target item as a list calls it.
    static func name(_ target: String, _ item: String) -> String {
        item.isEmpty ? (target.isEmpty ? "レコード全体" : target) : "\(target)　\(item)"
    }

    private static func narrowing(_ name: String, _ label: String, _ choices: [Choice]) -> Field<String?> {
        Field<String>.select(name, label, choices, empty: "すべて").optional
    }
}
