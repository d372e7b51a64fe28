import Japanese
import Site
import Ward

/// One field of an answer that a step changed (変更の記録).
struct AnswerChange: Hashable, Sendable {
    let title: String
    /// Empty where there was nothing.
    let old: String
    let new: String

    /// What differs between two answers as ``Answer/json`` writes them; `nil` for the one before the first.
    static func between(
        _ old: JSON?, _ new: JSON, marks: MarkSet, indicators: [PlanIndicator]
    ) -> [AnswerChange] {
        func text(_ json: JSON?, _ field: AnswerField) -> String {
            let raw = json?[field.rawValue]?.string ?? ""
            switch field {
            case .mark: return marks[raw]?.title ?? raw
            case .doneOn: return CivilDate(iso: raw)?.japanese ?? raw
            default: return raw
            }
        }
        let fields = AnswerField.allCases.map { AnswerChange(title: $0.title, old: text(old, $0), new: text(new, $0)) }
        let figures = indicators.flatMap { indicator -> [AnswerChange] in
            func part(_ json: JSON?, _ key: String) -> String { json?[key]?[indicator.id.text]?.string ?? "" }
            func remark(_ json: JSON?) -> String {
                json?["remarks"]?[indicator.id.text].flatMap { ValueRemark($0) }?.printed ?? ""
            }
            return [
                AnswerChange(title: indicator.name, old: part(old, "values"), new: part(new, "values")),
                AnswerChange(title: "「\(indicator.name)」の値のもと", old: part(old, "bases"), new: part(new, "bases")),
                AnswerChange(
                    title: "「\(indicator.name)」についての課の説明", old: remark(old), new: remark(new)),
            ]
        }
        return (fields + figures).filter { $0.old != $0.new }
    }

    private static let shortMax = 30

    var html: HTML {
        let shownOld = old.isEmpty ? "記載なし" : old
        let shownNew = new.isEmpty ? "記載なし" : new
        if shownOld.unicodeScalars.count <= Self.shortMax, shownNew.unicodeScalars.count <= Self.shortMax {
            return "\(title)　\(shownOld) → \(shownNew)"
        }
        return Details(
            "\(title)", "<p>前</p>\(Prose(shownOld).html)<p>後</p>\(Prose(shownNew).html)"
        ).html
    }
}
