import Declaring
import Japanese

/// Reads conditions as they stand in knowledge files.
///
///     all:
///       - {fact: ins, is: NHI}
///       - not: {fact: third_party}
///       - {fact: age, from: 65}
///       - {exists: children, where: {fact: age, to: 17}, label: 18歳未満の子がいる}
extension YAMLReader {
    func condition() -> Condition? {
        if node.scalar?.string == "always" { return .always }
        guard isMapping else {
            tell("条件は always か、all、any、not、at_least、fact、exists、procedure のどれかで書いてください。")
            return nil
        }
        if let list = self["all"] {
            allow(["all"])
            return .all(list.items.compactMap { $0.condition() })
        }
        if let list = self["any"] {
            allow(["any"])
            return .any(list.items.compactMap { $0.condition() })
        }
        if let one = self["not"] {
            allow(["not"])
            return one.condition().map { .not($0) }
        }
        if let count = self["at_least"] {
            allow(["at_least", "of"])
            guard let number = count.integer, let list = required("of") else { return nil }
            return .atLeast(number, list.items.compactMap { $0.condition() })
        }
        if let list = self["exists"] {
            allow(["exists", "where", "label"])
            guard let code = list.text, let rule = required("where")?.condition(),
                let label = required("label")?.text
            else { return nil }
            return .exists(list: code, where: rule, label: label)
        }
        if let procedure = self["procedure"] {
            allow(["procedure"])
            return procedure.text.map { .procedure($0) }
        }
        guard let fact = self["fact"]?.text else {
            tell("条件に all、any、not、at_least、fact、exists、procedure のどれもありません。")
            return nil
        }
        allow(["fact", "is", "in", "from", "to", "exceeds", "on_or_after", "on_or_before", "yearly"])
        return test().map { .test(fact, $0) }
    }

    private func test() -> Condition.Test? {
        if let value = self["is"] { return value.text.map { .isIn([$0]) } }
        if let values = self["in"] { return .isIn(values.items.compactMap(\.text)) }
        if let excess = self["exceeds"] {
            excess.allow(["base", "each", "of"])
            guard let base = excess.required("base")?.integer, let each = excess.required("each")?.integer,
                let other = excess.required("of")?.text
            else { return nil }
            return .exceeds(base: base, each: each, of: other)
        }
        if self["from"] != nil || self["to"] != nil {
            return .isBetween(low: self["from"]?.integer, high: self["to"]?.integer)
        }
        if let part = self["yearly"] {
            part.allow(["from", "to"])
            guard let from = part.required("from")?.monthDay(), let to = part.required("to")?.monthDay() else {
                return nil
            }
            return .isInYear(from: from, to: to)
        }
        if self["on_or_after"] != nil || self["on_or_before"] != nil {
            return .isDay(from: self["on_or_after"]?.day, to: self["on_or_before"]?.day)
        }
        return .isTrue
    }

    /// A day of any year as 08-31.
    func monthDay() -> Condition.MonthDay? {
        guard let text, let day = CivilDate(iso: "2024-\(text)") else {
            tell("月日は 08-31 のように書いてください。")
            return nil
        }
        return .init(month: day.month, day: day.day)
    }

    /// A day as 2025-06-03.
    var day: CivilDate? {
        guard let text else { return nil }
        if let day = CivilDate(iso: text) { return day }
        tell("「\(text)」は日付ではありません。2025-06-03 のように書いてください。")
        return nil
    }
}
